"""How long things are kept, and what stops a purge, as sentences."""

from datetime import timedelta

from actions.retention import ASKED_LASTS, BARS
from tracker.words import days

BAR = {
    "held": "A legal hold is on it.",
    "no_period": "Nobody has said how long it is kept.",
    "no_last_day": "It has no last day, so it stays in force.",
    "in_force": "It is still in force.",
    "open_lines": "Lines of it are still open.",
    "within": "Its years have not passed.",
    "nothing": "Nothing of it is left to purge.",
}
assert tuple(BAR) == tuple(BARS)

DID = {
    "keep_for": "Kept for {} after its last day",
    "place_hold": "A legal hold was placed",
    "lift_hold": "The legal hold was lifted",
    "ask_purge": "A purge was asked for",
    "confirm_purge": "The purge was confirmed: {}",
    "refuse_purge": "The purge was refused",
    "withdraw_purge": "The request to purge was taken back",
}
LAPSES = f"{ASKED_LASTS.days} days"


def kept(found) -> str:
    """How long a document's record is kept."""
    if found.retention is None:
        return "For good, until somebody says how long"
    years = days.count(found.retention.years, "year")
    if found.until is None:
        return f"{years} after its last day; it has none"
    return f"{years}, until {days.day(found.until)}"


def amount(found) -> str:
    """7 texts, 1 file (34 bytes); of nothing: nothing."""
    files = f"{days.count(found.files, 'file')} ({days.file_size(found.size)})" if found.files else ""
    texts = days.count(found.texts, "text") if found.texts else ""
    return ", ".join(filter(None, (texts, files))) or "nothing"


def would_go(found) -> str:
    """What may be purged now; where nothing may, why."""
    return f"{amount(found.goes)} may be purged" if not found.bars else " ".join(BAR[each] for each in found.bars)


def happened(row) -> str:
    """What was done about a document's record."""
    if row.verb == "keep_for":
        return DID[row.verb].format(days.count(row.years, "year"))
    return DID[row.verb].format(amount(row)) if row.verb == "confirm_purge" else DID[row.verb]


def period(after: timedelta) -> str:
    """An hour, 20 minutes, 30 days, a year."""
    if after.days:
        return days.count(after.days // 365, "year") if after.days % 365 == 0 else days.count(after.days, "day")
    minutes = int(after.total_seconds()) // 60
    return days.count(minutes // 60, "hour") if minutes % 60 == 0 else days.count(minutes, "minute")
