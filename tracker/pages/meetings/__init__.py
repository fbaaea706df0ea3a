"""The sub group's meetings: the calendar, and each meeting's page."""

from tracker.pages.meetings import attendance, calendar, one, papers
from tracker.pages.meetings.group import pages

__all__ = ["attendance", "calendar", "one", "pages", "papers"]
