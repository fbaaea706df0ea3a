"""What the board chose: its names, its marking, its days, from a day on."""

from datetime import date

from actions import models, settings
from actions.changes.recording import record
from actions.db import lock_ledger
from actions.errors import RuleBroken
from actions.periods import london_day
from actions.permissions import Permission, Viewer, require


def set_setting(
    key: str, value: str, *, by: Viewer | None, at, first_day: date | None = None, why: str = ""
) -> models.Setting:
    """A setting of the board, from today or a later day on. What is entered last counts, from its own day on."""
    lock_ledger()
    if by is not None:
        require(by, Permission.CHANGE_SETTINGS)
    if key not in settings.BY_KEY:
        raise RuleBroken("key", "There is no such setting")
    today = london_day(at)
    if first_day and first_day < today:
        raise RuleBroken("first_day", "It can count from today on; what was in force on a past day stays")
    kept = _read(key, value)
    _insist_new(key, kept, first_day or today)
    words = {"why": " ".join(why.split())}
    return record(models.Setting, by=by, at=at, not_before=first_day, words=words, key=key, value=kept)


def _read(key, value) -> str:
    try:
        return settings.BY_KEY[key].kind.read(value)
    except ValueError as wrong:
        raise RuleBroken("value", str(wrong)) from None


def _insist_new(key, value, day) -> None:
    """It says something: another value than was set for that day, or what is to follow that day is called off."""
    said = settings.changes_of(key, date.max)
    follows = any(each.counts_from > day for each in said)
    if said and settings.as_at(day)[key] == value and not follows:
        raise RuleBroken("value", "It is that already on this day")
