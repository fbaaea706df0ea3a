"""The plan at a glance on a screen in the meeting room: large type, nothing to press, fetched anew by itself if asked to."""

from flask import Blueprint, abort, g, make_response, render_template, request

from actions import queries
from actions.permissions import Permission
from actions.standing import plan_on
from tracker import accounts, glance
from tracker.guard import left_alone, requires

pages = Blueprint("screen", __name__)
MINUTES = 5


@pages.get("/screen")
@pages.get("/screen/<document>")
@left_alone
@requires(Permission.READ_PLAN)
def at_a_glance(document=None):
    plan = plan_on(g.day)
    found = _shown(document, plan) or abort(404)
    seen = glance.at(found, plan)
    anew = request.args.get("every") == str(MINUTES)
    page = render_template(
        "screen/at_a_glance.html",
        document=found,
        seen=seen,
        picture=glance.picture(found, plan),
        since=None if plan.is_closed(found.reference) else glance.since_last_report(plan, found.reference),
        anew=anew,
        minutes=MINUTES,
        idle=accounts.IDLE,
    )
    return make_response(page, {"Refresh": str(MINUTES * 60)} if anew else {})


def _shown(reference, plan):
    """The document that is asked for; where none is, the board's plan, or the first that there is."""
    known = queries.documents(plan.day)
    if reference is None:
        return queries.newest_plan(queries.not_closed(known, plan)) or next(iter(known), None)
    return next((each for each in known if each.reference == reference), None)
