"""One's own sign-in: password, second factor, sessions; proving that it is oneself; second factors that others lost."""

from tracker.pages.account import confirming, factor, lost, overview, password
from tracker.pages.account.group import pages

__all__ = ["confirming", "factor", "lost", "overview", "pages", "password"]
