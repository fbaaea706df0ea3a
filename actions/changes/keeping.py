"""How long a document's record is kept, legal holds, and purging by two people. A purge is a redaction of all that people
typed on the document's lines: rows, hashes, frozen reports and the journal's chain stay as they are."""

from datetime import date

from actions import retention
from actions.changes.judging import sentence
from actions.changes.recording import record, replace_words
from actions.db import db, lock_ledger
from actions.errors import NotAllowed, RuleBroken
from actions.models import MASK, MOST_YEARS, Document, Hold, Purge, Retention
from actions.periods import london_day
from actions.permissions import Permission, Viewer, may, require, viewers
from actions.retention import Keeping

# Fields that are led to or looked up, where a word in their place would mislead.
LEADS_SOMEWHERE = ("file", "link")


def keep_for(document: Document, years: int | None, *, reason: str, by: Viewer, at, first_day: date | None = None):
    """Say for how many years a document's record is kept after its last day; it counts from `first_day` (today)."""
    lock_ledger()
    require(by, Permission.KEEP_RECORDS)
    today = london_day(at)
    first_day = first_day or today
    if years is None or not 1 <= years <= MOST_YEARS:
        raise RuleBroken("years", f"Enter a number of years from 1 to {MOST_YEARS}")
    if first_day < today:
        raise RuleBroken("first_day", "Enter today or a day to come")
    words = {"reason": sentence("reason", reason, "Say why it is kept so long")}
    columns = {"document_id": document.id, "years": years, "first_day": first_day}
    return record(Retention, by=by, at=at, words=words, not_before=first_day, **columns)


def place_hold(document: Document, *, reason: str, by: Viewer, at) -> Hold:
    """From now on nothing of the document is purged, until the hold is lifted."""
    found = _now(document, Permission.KEEP_RECORDS, by, at)
    if found.hold is not None:
        raise RuleBroken("reason", "A legal hold is on this document already")
    return _held(document, "place_hold", None, reason, "Say why the hold is placed", by, at)


def lift_hold(document: Document, *, reason: str, by: Viewer, at) -> Hold:
    found = _now(document, Permission.KEEP_RECORDS, by, at)
    if found.hold is None:
        raise RuleBroken("reason", "No legal hold is on this document any more")
    return _held(document, "lift_hold", found.hold.id, reason, "Say why the hold is lifted", by, at)


def _held(document, verb, hold_id, reason, needed, by, at):
    words = {"reason": sentence("reason", reason, needed)}
    return record(Hold, by=by, at=at, verb=verb, words=words, document_id=document.id, hold_id=hold_id)


def _now(document, permission, by, at) -> Keeping:
    """The document's record as it stands at this moment, under the lock."""
    lock_ledger()
    require(by, permission)
    return retention.keeping(document.reference, london_day(at))


def ask_purge(document: Document, *, reason: str, by: Viewer, at) -> Purge:
    """Ask that the words and files of a document out of retention be purged. A second person decides on it."""
    found = _now(document, Permission.KEEP_RECORDS, by, at)
    _insist_free(found)
    if found.asked is not None:
        raise RuleBroken("reason", "That is asked already, and waits for a second person")
    if not any(is_second(each, by.id) for each in viewers(london_day(at)).values()):
        raise RuleBroken("reason", "Nobody else could confirm it: invite a chair, a deputy or another business manager")
    return _purge(document, "ask_purge", None, sentence("reason", reason, "Say why it is purged"), by, at)


def is_second(viewer: Viewer, asked_by: int) -> bool:
    """Whether this person may confirm or refuse what that one asked."""
    return may(viewer, Permission.CONFIRM_PURGE) and viewer.id != asked_by


def _insist_free(found):
    if found.bars:
        raise RuleBroken("reason", NOT_FREE[found.bars[0]])


NOT_FREE = {
    "held": "A legal hold is on this document",
    "no_period": "It has not been said how long this document's record is kept",
    "no_last_day": "This document has no last day, so its period does not end",
    "in_force": "This document is still in force",
    "open_lines": "Lines of this document are still open",
    "within": "This document's record must still be kept",
    "nothing": "Nothing of this document is left to purge",
}
assert tuple(NOT_FREE) == tuple(retention.BARS)


def _purge(document, verb, purge_id, reason, by, at, **went):
    words = {"reason": reason}
    return record(Purge, by=by, at=at, verb=verb, words=words, document_id=document.id, purge_id=purge_id, **went)


def _asked(document, by, at, permission) -> Keeping:
    found = _now(document, permission, by, at)
    if found.asked is None:
        raise RuleBroken(None, "No purge of this document waits any more. Somebody may have decided on it")
    return found


def _as_second(document, by, at) -> Keeping:
    found = _asked(document, by, at, Permission.CONFIRM_PURGE)
    if not is_second(by, found.asked.by_id):
        raise NotAllowed(Permission.CONFIRM_PURGE)
    return found


def refuse_purge(document: Document, *, reason: str, by: Viewer, at) -> Purge:
    found = _as_second(document, by, at)
    reason = sentence("reason", reason, "Say why it is refused")
    return _purge(document, "refuse_purge", found.asked.id, reason, by, at)


def withdraw_purge(document: Document, *, by: Viewer, at) -> Purge:
    """The board office takes back what it asked."""
    found = _asked(document, by, at, Permission.KEEP_RECORDS)
    return _purge(document, "withdraw_purge", found.asked.id, "", by, at)


def confirm_purge(document: Document, *, by: Viewer, at) -> list[str]:
    """Take the words and files out. Returns the SHA-256 of the files whose bytes may be removed after the commit."""
    found = _as_second(document, by, at)
    _insist_free(found)
    goes = found.goes
    went = {"texts": goes.texts, "files": goes.files, "size": goes.size}
    purge = _purge(document, "confirm_purge", found.asked.id, "", by, at, **went)
    words = retention.words_that_go(document.id)
    gone = {row.text for row in words if row.field == retention.FILE}
    for row in words:
        left = None if row.field in LEADS_SOMEWHERE else MASK
        replace_words(row, left, by=by, at=at, purge_id=purge.id)
    db.session.flush()
    return sorted(gone)
