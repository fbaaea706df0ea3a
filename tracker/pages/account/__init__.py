"""One's own sign-in: password, second factor, sessions, tokens; proving that it is oneself; second factors others lost."""

from tracker.pages.account import confirming, factor, lost, overview, password, tokens
from tracker.pages.account.group import pages

__all__ = ["confirming", "factor", "lost", "overview", "pages", "password", "tokens"]
