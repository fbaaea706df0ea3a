"""The meeting against which a form is recorded: it travels in the address, as `?meeting=`."""

from flask import abort, request, url_for

from actions import queries
from actions.models import Meeting
from tracker import clock


def asked() -> Meeting | None:
    """The meeting, which must have been held by today (404 otherwise); none where the address names none."""
    number = request.args.get("meeting", type=int)
    if number is None:
        return None
    return next((each for each in queries.meetings(clock.today()) if each.id == number), None) or abort(404)


def back_to(meeting: Meeting | None, otherwise: str) -> str:
    """Where a saved form leads: back to its meeting, or `otherwise`."""
    return url_for("meetings.meeting", number=meeting.id, _anchor="main") if meeting else otherwise
