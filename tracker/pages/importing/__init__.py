"""Importing a plan from a board's spreadsheet: uploaded, matched, its doubts settled, looked at, adopted whole."""

from tracker.pages.importing import looking, matching, settling, uploading
from tracker.pages.importing.group import pages

__all__ = ["looking", "matching", "pages", "settling", "uploading"]
