"""Personal tokens: with one a program reads as its person, by today's rights. Whatever ends every session of a person ends
their tokens too (`accounts.end_sessions`)."""

import secrets
from dataclasses import dataclass
from datetime import date, datetime

from dateutil.relativedelta import relativedelta
from sqlalchemy import bindparam, select, update

from actions import journal, permissions
from actions.changes.masking import MASK, pattern
from actions.db import begin_writing, db, lock_ledger
from actions.errors import ReadOnlyNow, RuleBroken
from actions.models import Person
from actions.permissions import Viewer
from tracker import accounts, clock
from tracker.accounts import factor
from tracker.accounts.models import Account, ApiToken

EVERYTHING, STANDING = "everything", "standing"
SCOPES = (EVERYTHING, STANDING)
LONGEST = relativedelta(years=1)
MOST = 20
# By its first letters a program that looks for leaked secrets knows one.
MARK = "tracker_"
TOKEN = (
    permissions.EVERYBODY.add_columns(
        ApiToken.id.label("number"),
        ApiToken.scope,
        ApiToken.how,
        ApiToken.last_used,
        ApiToken.noted_on,
        ApiToken.noted,
    )
    .join(ApiToken, ApiToken.person_id == Person.id)
    .join(Account, Account.person_id == Person.id)
    .where(
        Account.active,
        ApiToken.token_hash == bindparam("token"),
        ApiToken.ended.is_(None),
        ApiToken.last_day >= permissions.TODAY,
    )
)


@dataclass(frozen=True)
class Bearer:
    """Whose token a program sends, with today's rights. `noted`: the addresses that the record names for today."""

    number: int
    viewer: Viewer
    scope: str
    last_used: datetime | None
    noted: tuple[str, ...]

    def covers(self, scope: str) -> bool:
        """Whether what asks for that scope may be read with it."""
        return self.scope in (EVERYTHING, scope)


def reader(token: str) -> Bearer | None:
    """Whose token it is, if it runs and they still hold a role; nobody's: None."""
    today = clock.today()
    rows = db.session.execute(TOKEN, {"token": accounts.token_hash(token), "today": today}).all()
    if not rows:
        return None
    viewer, row = permissions.viewer_of(rows, today), rows[0]
    if not viewer.roles or not factor.is_enough(row.how, viewer):
        return None
    return Bearer(row.number, viewer, row.scope, row.last_used, tuple(row.noted or ()) if row.noted_on == today else ())


def note_use(bearer: Bearer, endpoint: str) -> None:
    """Note that a token was used, at most once a minute; and in the record, once a day, what was asked for with it."""
    is_new = endpoint not in bearer.noted
    if not is_new and bearer.last_used and clock.real_now() - bearer.last_used < accounts.SEEN_AGAIN:
        return
    try:
        begin_writing()
    except ReadOnlyNow:
        return
    used = {"last_used": clock.real_now()}
    if is_new:
        lock_ledger()
        used |= {"noted_on": clock.today(), "noted": [*bearer.noted, endpoint]}
        _noted("export", bearer.viewer.id, f"{endpoint}, token {bearer.number}")
    db.session.execute(update(ApiToken).where(ApiToken.id == bearer.number).values(used))
    db.session.commit()


def latest_day() -> date:
    """The latest last day that one made today may have."""
    return clock.today() + LONGEST


def make(viewer: Viewer, *, name: str, scope: str, last_day: date, how: str | None) -> str:
    """A new token, which is kept nowhere. RuleBroken for a last day that has passed or is too late, or too many. `how` the
    person is signed in. Who calls commits."""
    if last_day < clock.today():
        raise RuleBroken("last_day", "Enter today or a later day")
    if last_day > latest_day():
        raise RuleBroken("last_day", "Enter a day within a year from today")
    if len(of(viewer)) >= MOST:
        raise RuleBroken(None, f"You have {MOST} tokens. End one that is not used any more before you make another")
    token = put(viewer.id, name=name, scope=scope, last_day=last_day, how=how)
    _noted("token_made", viewer.id, f"person {viewer.id}: a token for {scope}, until {last_day}")
    return token


def put(person_id: int, *, name: str, scope: str, last_day: date, how: str | None) -> str:
    """The row of a new token; the token."""
    token = MARK + secrets.token_urlsafe(32)
    row = ApiToken(token_hash=accounts.token_hash(token), person_id=person_id, name=name, scope=scope, how=how)
    row.made, row.last_day = clock.real_now(), last_day
    db.session.add(row)
    return token


def of(viewer: Viewer) -> list[ApiToken]:
    """The person's tokens that run, the newest first."""
    running = (ApiToken.person_id == viewer.id, ApiToken.ended.is_(None), ApiToken.last_day >= clock.today())
    return list(db.session.scalars(select(ApiToken).where(*running).order_by(ApiToken.id.desc())))


def end(row: ApiToken) -> None:
    """Who calls commits."""
    row.ended = clock.real_now()
    _noted("token_ended", row.person_id, f"person {row.person_id}: token {row.id} ended")


def take_out(word: str) -> None:
    """Mask the word in what people called their tokens. Who calls commits."""
    found = pattern(word)
    for row in db.session.scalars(select(ApiToken)):
        row.name = found.sub(MASK, row.name)


def _noted(kind, by_id, detail):
    journal.security_event(kind, at=clock.now(), by_id=by_id, detail=detail)
