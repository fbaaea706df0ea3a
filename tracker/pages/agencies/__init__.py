"""One agency with what became of it; an agency joins, gets another name, leaves, is merged or split."""

from tracker.pages.agencies import ending, naming, one
from tracker.pages.agencies.group import pages

__all__ = ["ending", "naming", "one", "pages"]
