"""Closing a document with what became of every line, and beginning the next from it."""

from tracker.pages.closing import before, beginning, deciding
from tracker.pages.closing.group import pages

__all__ = ["before", "beginning", "deciding", "pages"]
