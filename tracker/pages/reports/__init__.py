"""Drafts, frozen editions, and opening them. A frozen edition is opened as the bytes that were kept."""

from tracker.pages.reports import checking, drafting, frozen, opened
from tracker.pages.reports.group import pages

__all__ = ["checking", "drafting", "frozen", "opened", "pages"]
