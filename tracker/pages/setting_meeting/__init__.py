"""The recommendation setting meeting: what is to be considered, one screen each, and what was made of it."""

from tracker.pages.setting_meeting import line, sitting
from tracker.pages.setting_meeting.group import pages

__all__ = ["line", "pages", "sitting"]
