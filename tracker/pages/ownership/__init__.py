"""Owners and contributors for many lines at once, and starting positions as minuted."""

from tracker.pages.ownership import giving, starting
from tracker.pages.ownership.group import pages

__all__ = ["giving", "pages", "starting"]
