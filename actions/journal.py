"""The hash chain: every ledger row and every security event is a line that holds the hash of the line before."""

import hashlib
import hmac
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import event, select

from actions.db import db, lock_ledger
from actions.models import JournalLine

GENESIS = "0" * 64
LINE = select(JournalLine.number, JournalLine.line_hash, JournalLine.at)


@dataclass(frozen=True)
class Head:
    """The journal's last line: its number, hash and moment."""

    number: int
    line_hash: str
    at: datetime | None


class _Key:
    value = b""


def use_key(key: str | None):
    """Chain with HMAC under this key (JOURNAL_KEY); without one, with plain SHA-256."""
    _Key.value = (key or "").encode()


def head() -> Head:
    """The last line as this transaction sees it."""
    return kept("head", _read_head)


def kept(name: str, ask: Callable):
    """What the record answers, asked once until the session writes, locks or ends."""
    answers = db.session.info.setdefault("answers", {})
    if name not in answers:
        answers[name] = ask()
    return answers[name]


@event.listens_for(db.session, "after_transaction_end")
def _forget_answers(session, _transaction):
    session.info.clear()


def _read_head() -> Head:
    return line(LINE.order_by(JournalLine.number.desc()).limit(1))


def line(query) -> Head:
    """The line that a query finds; where it finds none, what stands before the first."""
    found = db.session.execute(query).first()
    return Head(*found) if found else Head(0, GENESIS, None)


def canonical(values: dict) -> bytes:
    """The one way to write values down for hashing. What is empty is left out, so that a later column changes nothing."""
    kept = {name: value for name, value in values.items() if value is not None}
    return json.dumps(kept, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=_plain).encode()


def _plain(value):
    if isinstance(value, date | datetime):
        return value.isoformat()
    raise TypeError(type(value))


def content_hash(values: dict) -> str:
    """SHA-256 of a row's named columns, as hex."""
    return hashlib.sha256(canonical(values)).hexdigest()


def row_values(row) -> dict:
    """A ledger row's columns by name."""
    return {column.key: getattr(row, column.key) for column in row.__mapper__.column_attrs}


def line_hash(previous: str, line: JournalLine) -> str:
    """The hash of a line: over its own fields and the hash of the line before."""
    fields = [line.number, line.at, line.by_id, line.kind, line.table, line.detail, line.content_hash]
    message = json.dumps([previous, *fields], ensure_ascii=False, default=_plain).encode()
    return (
        hmac.new(_Key.value, message, hashlib.sha256).hexdigest() if _Key.value else hashlib.sha256(message).hexdigest()
    )


def append(
    *, at: datetime, by_id: int | None, kind: str, content: dict, table=None, detail=None, after=None
) -> JournalLine:
    """Add a line. `after` is the head if the caller, holding the lock, has read it already."""
    lock_ledger()
    after = after or head()
    line = JournalLine(
        number=after.number + 1,
        at=max(at, after.at) if after.at else at,
        by_id=by_id,
        kind=kind,
        table=table,
        detail=detail,
        content_hash=content_hash(content),
    )
    line.line_hash = line_hash(after.line_hash, line)
    db.session.add(line)
    db.session.flush()
    db.session.info["answers"] = {"head": Head(line.number, line.line_hash, line.at)}
    return line


def security_event(kind: str, *, at: datetime, by_id: int | None, detail: str) -> JournalLine:
    """A sign-in, refusal, download, export or change of people. `detail` names things by number, never by content."""
    return append(at=at, by_id=by_id, kind=kind, content={"detail": detail}, detail=detail)
