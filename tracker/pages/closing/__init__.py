"""Closing a document with what became of every line, and beginning the next from it."""

from tracker.pages.closing import beginning, deciding
from tracker.pages.closing.group import pages

__all__ = ["beginning", "deciding", "pages"]
