"""The recommendations of the profile, with what the meeting made of them."""

from flask import Blueprint, g, render_template

from actions import queries
from actions.permissions import Permission
from actions.standing import plan_on
from tracker import pictures
from tracker.guard import requires

pages = Blueprint("recommendations", __name__)


@pages.get("/recommendations")
@requires(Permission.READ_PLAN)
def recommendations():
    document = next((each for each in queries.documents(g.day) if each.kind == "profile"), None)
    lines = plan_on(g.day).of(document.reference) if document else ()
    counts = pictures.counted(each for each in lines if each.counted)
    return render_template(
        "recommendations/recommendations.html",
        document=document,
        counts=counts,
        picture=pictures.one_bar("Recommendations by status", counts),
        local=[each for each in lines if not each.line.national],
        national=[each for each in lines if each.line.national],
    )
