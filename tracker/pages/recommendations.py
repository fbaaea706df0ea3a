"""The recommendations of the profile, with what the meeting made of them."""

from flask import Blueprint, g, render_template

from actions import crosswalk, queries
from actions.permissions import Permission, may
from actions.standing import plan_on
from tracker import paging, pictures
from tracker.guard import requires, viewer
from tracker.words import considering as words

pages = Blueprint("recommendations", __name__)


@pages.get("/recommendations")
@requires(Permission.READ_PLAN)
def recommendations():
    document = queries.profile_in_force(g.day)
    lines = plan_on(g.day).of(document.reference) if document else ()
    counts = pictures.counted(each for each in lines if each.counted)
    return render_template(
        "recommendations/recommendations.html",
        document=document,
        counts=counts,
        progress=[words.progress(kind, known) for kind, known in crosswalk.progress(lines).items()],
        may_review=may(viewer(), Permission.REVIEW),
        picture=pictures.one_bar("Recommendations by status", counts),
        local=paging.cut([each for each in lines if not each.line.national], anchor="local"),
        national=paging.cut([each for each in lines if each.line.national], "national", "national"),
    )
