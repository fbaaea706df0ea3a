"""Answering by a link, without an account; and confirming what came back."""

from tracker.pages.by_link import answering, confirming
from tracker.pages.by_link.group import pages

__all__ = ["answering", "confirming", "pages"]
