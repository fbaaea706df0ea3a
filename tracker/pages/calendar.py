"""A person's due dates as a calendar: its secret address made, renewed, ended; and the calendar itself."""

import hashlib

from flask import Blueprint, Response, abort, current_app, flash, redirect, render_template, request, session, url_for

from actions import place
from actions.db import db
from actions.permissions import Permission
from actions.settings import as_at
from actions.standing import plan_on
from tracker import clock, guard, lines
from tracker.calendars import addresses, events, feed
from tracker.guard import public, requires

pages = Blueprint("calendar", __name__)
SHOWN_ONCE = "calendar_address"
pages.after_request(guard.no_referrer)


@pages.get("/my-update/calendar")
@requires(Permission.CONTRIBUTE)
def about():
    found = addresses.of(guard.viewer())
    page = {"found": found, "made": session.pop(SHOWN_ONCE, None)}
    return render_template("calendar/about.html", **page)


@pages.post("/my-update/calendar")
@requires(Permission.CONTRIBUTE)
def renew():
    """The address travels in the cookie of whose it is, to be shown once."""
    session[SHOWN_ONCE] = addresses.renew(guard.viewer())
    db.session.commit()
    flash("Your calendar has a new address.", "success")
    return redirect(url_for("calendar.about"))


@pages.post("/my-update/calendar/end")
@requires(Permission.CONTRIBUTE)
def end():
    addresses.end(guard.viewer())
    db.session.commit()
    flash("Your calendar has no address any more.", "success")
    return redirect(url_for("calendar.about"))


@pages.get("/calendar/<token>.ics")
@public
def read(token):
    viewer, today = addresses.reader(token) or abort(404), clock.today()
    chosen = as_at(today)
    content = feed.write(
        events.of(viewer, today),
        name=f"{chosen['board_name']}: due dates",
        marking=" ".join(filter(None, [chosen["marking"], place.example_line()])),
        base_url=current_app.config["BASE_URL"],
        address_of=_address_of,
    )
    answer = Response(content, mimetype="text/calendar")
    answer.headers["Content-Security-Policy"] = "sandbox"
    answer.headers["Content-Disposition"] = "attachment; filename=due-dates.ics"
    answer.set_etag(hashlib.sha256(content).hexdigest())
    return answer.make_conditional(request)


def _address_of(event) -> str:
    if event.place is None:
        return url_for("my_update.my_update")
    return url_for("my_update.card", **lines.where(event.place.standing, plan_on(clock.today()).agencies))
