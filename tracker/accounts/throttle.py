"""How often something may be tried. What is tried is counted before it is judged, in the database and in a commit of its
own, so that neither several processes at once nor a restart allow more; what succeeds is taken back."""

import hashlib
import ipaddress
from datetime import timedelta

from sqlalchemy import delete, func, select, text

from actions.db import TRIES_LOCK, begin_writing, db
from tracker import clock
from tracker.accounts.models import Attempt

# Of each kind: how many failures, in how long.
MOST = {
    "account": (10, timedelta(minutes=5)),
    "source": (100, timedelta(minutes=5)),
    "code": (30, timedelta(days=1)),
    "token_source": (100, timedelta(minutes=5)),
    "reset": (3, timedelta(hours=1)),
    "reset_source": (30, timedelta(hours=1)),
}
LONGEST = max(window for _, window in MOST.values())


class TooMany(Exception):
    """It was tried too often, so it was not judged; `kind` is the limit that was met."""

    def __init__(self, kind: str):
        super().__init__(kind)
        self.kind = kind

    @property
    def window(self) -> timedelta:
        return MOST[self.kind][1]


def count(**tried: str) -> list[int]:
    """Count a try under each kind; TooMany if one is full. Commits, and starts to write anew. What to take back if it
    was right."""
    begin_writing()
    _one_at_a_time()
    now = clock.real_now()
    db.session.execute(delete(Attempt).where(Attempt.at <= now - LONGEST))
    named = [(kind, about(kind, value)) for kind, value in tried.items()]
    full = next((kind for kind, whose in named if _failures(kind, whose, now) >= MOST[kind][0]), None)
    rows = [Attempt(about=whose, at=now) for _, whose in named] if full is None else []
    db.session.add_all(rows)
    db.session.flush()
    numbers = [row.id for row in rows]
    db.session.commit()
    if full:
        raise TooMany(full)
    return numbers


def take_back(numbers: list[int]) -> None:
    """It was right, so it was no failure. Who calls commits."""
    db.session.execute(delete(Attempt).where(Attempt.id.in_(numbers)))


def is_full(kind: str, value: str) -> bool:
    """Whether the next try of this kind will not be judged."""
    return _failures(kind, about(kind, value), clock.real_now()) >= MOST[kind][0]


def _one_at_a_time():
    """On SQLite a writer is alone already."""
    if db.session.get_bind().dialect.name == "postgresql":
        db.session.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": TRIES_LOCK})


def _failures(kind, whose, now) -> int:
    since = now - MOST[kind][1]
    return db.session.scalar(
        select(func.count()).select_from(Attempt).where(Attempt.about == whose, Attempt.at > since)
    )


def about(kind, value) -> str:
    """Whose tries these are, without the address itself: what was typed may be anything."""
    return f"{kind}:{hashlib.sha256(value.encode(errors='surrogatepass')).hexdigest()}"


def source(address: str | None) -> str:
    """Where a request comes from, as it is counted: of the newer addresses one customer has a whole network."""
    try:
        found = ipaddress.ip_address(address or "")
    except ValueError:
        return "unknown"
    mapped = getattr(found, "ipv4_mapped", None)
    if found.version == 4 or mapped:
        return str(mapped or found)
    return str(ipaddress.ip_network((found, 64), strict=False))
