"""The sub group's meetings: the calendar, and each meeting's page."""

from tracker.pages.meetings import calendar, one
from tracker.pages.meetings.group import pages

__all__ = ["calendar", "one", "pages"]
