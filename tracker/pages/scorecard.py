"""The agency scorecard."""

from flask import Blueprint, g, render_template

from actions.permissions import Permission
from actions.standing import plan_on
from tracker import scorecard as cards
from tracker.guard import requires

pages = Blueprint("scorecard", __name__)


@pages.get("/scorecard")
@requires(Permission.READ_PLAN)
def scorecard():
    this_round = cards.Round(cards.ended(g.day), plan_on(cards.counted_on(g.day)))
    rows = cards.rows(plan_on(g.day), this_round)
    return render_template("scorecard/scorecard.html", rows=rows, round=this_round)
