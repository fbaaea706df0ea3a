"""Signing in and out: the password, the second factor, single sign-on, invitations and forgotten passwords."""

from tracker.pages.sign_in import code, door, forgotten, invitation, single
from tracker.pages.sign_in.group import pages

__all__ = ["code", "door", "forgotten", "invitation", "pages", "single"]
