"""The blueprint of the meetings' pages, and how they find a meeting."""

from flask import Blueprint, abort, g

from actions import calendar
from actions.calendar import Calendar, Sitting

pages = Blueprint("meetings", __name__)
NUMBER = "<int(max=2147483647):number>"


def known_or_404(number: int, read=lambda known, sitting: known.at(sitting)) -> tuple[Calendar, Sitting]:
    """The calendar of the day shown and the meeting of this number; 404 for one that was not on record. `read`: of which
    events the words are read."""
    known = calendar.on(g.day)
    sitting = known.find(number) or abort(404)
    known.read(read(known, sitting))
    return known, known.find(number)
