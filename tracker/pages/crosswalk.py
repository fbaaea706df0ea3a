"""How recommendations and actions cross, both ways."""

from collections import defaultdict
from dataclasses import dataclass

from flask import Blueprint, g, render_template, request

from actions import crosswalk
from actions.crosswalk import Link
from actions.permissions import Permission
from actions.standing import Plan, Standing, plan_on
from tracker import paging
from tracker.guard import requires
from tracker.words import considering as words

pages = Blueprint("crosswalk", __name__)
ACTIONS = "actions"


@dataclass(frozen=True)
class Row:
    """A recommendation with the actions that bear on it; or an action with the recommendations on which it bears."""

    standing: Standing
    links: list[Link]


@pages.get("/recommendations/crosswalk")
@requires(Permission.READ_PLAN)
def both_ways():
    plan = plan_on(g.day)
    links = crosswalk.links(plan)
    from_actions = request.args.get("from") == ACTIONS
    show = _known(request.args.get("show"), words.CROSSING_ACTIONS if from_actions else words.CROSSING)
    kind = _known(request.args.get("of"), crosswalk.KINDS)
    rows = _actions(plan, links, show) if from_actions else _recommendations(plan, links, show, kind)
    found = crosswalk.lines(plan)
    return render_template(
        "crosswalk/crosswalk.html",
        from_actions=from_actions,
        rows=paging.cut(rows, anchor="list"),
        show=show,
        kind=kind,
        tally=_tally(found, links),
        totals=crosswalk.totals(found),
        of_actions=_of_actions(plan, links) if from_actions else {},
        sayings=words,
    )


def _known(asked, among) -> str | None:
    return asked if asked in among else None


def _tally(found, links) -> dict:
    """How many lines of each kind came to what; and beside it, how many were said before."""
    said_before = {link.recommendation.line.id for link in links if link.how == crosswalk.SAID_BEFORE}
    beside = crosswalk.tally(
        (each for each in found if each.line.id in said_before), lambda each: crosswalk.SAID_BEFORE
    )
    return crosswalk.tally(found, crosswalk.came_to) | beside


def _recommendations(plan, links, show, kind) -> list[Row]:
    linked = _by(links, lambda link: link.recommendation.line.id)
    rows = [Row(each, linked[each.line.id]) for each in crosswalk.lines(plan)]
    return [row for row in rows if _is_shown(row, show) and kind in (None, crosswalk.kind(row.standing))]


def _is_shown(row, show) -> bool:
    if show == crosswalk.SAID_BEFORE:
        return any(link.how == show for link in row.links)
    return show is None or crosswalk.came_to(row.standing) == show


def _of_actions(plan, links) -> dict:
    rows = _actions(plan, links, None)
    return {show: sum(holds(row) for row in rows) for show, holds in ACTION_SHOWN.items()}


def _by(links, whose) -> dict[int, list[Link]]:
    found = defaultdict(list)
    for link in links:
        found[whose(link)].append(link)
    return found


def _actions(plan: Plan, links, show) -> list[Row]:
    """The actions, and the recommendations that others were merged into."""
    linked = _by(links, lambda link: link.action.line.id)
    lines = [each for each in plan.in_force if not each.line.recommendation or each.line.id in linked]
    rows = [Row(each, linked[each.line.id]) for each in lines]
    return [row for row in rows if show is None or ACTION_SHOWN[show](row)]


ACTION_SHOWN = {
    "answers": lambda row: any(link.how == crosswalk.MERGED for link in row.links),
    "said_before": lambda row: any(link.how == crosswalk.SAID_BEFORE for link in row.links),
    "neither": lambda row: not row.links,
}
assert tuple(ACTION_SHOWN) == tuple(words.CROSSING_ACTIONS)
