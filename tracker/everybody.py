"""Everybody with the roles they hold on a day, asked once in a request."""

from datetime import date

from flask import g

from actions.permissions import Viewer, viewers


def on(day: date) -> dict[int, Viewer]:
    """By number. For what a page shows; a verb asks for itself."""
    known = g.setdefault("everybody", {})
    if day not in known:
        known[day] = viewers(day)
    return known[day]
