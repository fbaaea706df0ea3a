"""Owners, contributors and cover for many lines at once, and starting positions as minuted."""

from tracker.pages.ownership import covering, giving, starting
from tracker.pages.ownership.group import pages

__all__ = ["covering", "giving", "pages", "starting"]
