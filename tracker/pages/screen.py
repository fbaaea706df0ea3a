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
    found = glance.chosen(document, queries.documents(g.day), plan) or abort(404)
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
