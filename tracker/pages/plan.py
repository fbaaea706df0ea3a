"""The plan at a glance, a priority, an action, lists of lines, search."""

from datetime import date

from flask import Blueprint, abort, g, render_template, request

from actions import queries
from actions.changes import is_open_for
from actions.permissions import Permission, may
from actions.standing import OPEN, STATUSES, plan_on
from tracker import glance, histories, pictures
from tracker.forms.text import showable
from tracker.guard import line_or_404, requires, viewer
from tracker.lines import flags, today
from tracker.names import Names
from tracker.words import FLAG

pages = Blueprint("plan", __name__)
LONGEST_SEARCH = 200
LATEST = 30


def _document_or_404(reference, known=None):
    known = queries.documents(g.day) if known is None else known
    wanted = [each for each in known if reference is None or each.reference == reference]
    return wanted[0] if wanted else abort(404)


@pages.get("/plan")
@pages.get("/plan/<document>")
@requires(Permission.READ_PLAN)
def glance_page(document=None):
    known = queries.documents(g.day)
    found = _document_or_404(document, known)
    seen = glance.at(found, plan_on(g.day))
    picture = (
        pictures.by_priority("Status by priority", seen.rows) if seen.rows else pictures.one_bar("Status", seen.counts)
    )
    return render_template(
        "plan/glance.html",
        document=found,
        documents=known,
        seen=seen,
        picture=picture,
        since=glance.since_last_report(plan_on(g.day), found.reference),
    )


@pages.get("/plan/<document>/priority/<int:number>")
@requires(Permission.READ_PLAN)
def priority(document, number):
    found = _document_or_404(document)
    heading = next((each for each in queries.priorities(found.id) if each.number == number), None) or abort(404)
    lines = [each for each in plan_on(g.day).of(document) if each.line.priority == number]
    picture = pictures.one_bar("Status", pictures.counted(lines))
    return render_template("plan/priority.html", document=found, priority=heading, lines=lines, picture=picture)


@pages.get("/plan/<document>/<number>")
@requires(Permission.READ_PLAN)
def action(document, number):
    standing = line_or_404(document, number, request.args.get("agency"))
    plan, person = plan_on(g.day), viewer()
    row, rights = queries.adopted(standing.line.id), today(standing)
    evidence = queries.evidence_of(rights, g.day, person)
    names = Names(plan)
    kind = request.args.get("history")
    told = histories.of(standing, names, {each.row.id for each in evidence}, kind)
    return render_template(
        "plan/action.html",
        standing=standing,
        row=row,
        document=row.document,
        names=names,
        evidence=evidence,
        hidden=queries.hidden_evidence(standing, evidence, person, rights),
        flags=flags(standing),
        history=told if kind else told[:LATEST],
        history_total=len(told),
        history_kind=kind if kind in histories.FILTERS else None,
        merged_into=plan.by_id.get(standing.facts.merged_into),
        answers=[each for each in plan.standings if each.facts.merged_into == standing.line.id],
        may_update=_may_update(standing, person),
        may_decide=may(person, Permission.REVIEW),
        may_challenge=may(person, Permission.CHALLENGE),
        may_escalate=may(person, Permission.ESCALATE),
    )


def _may_update(standing, person):
    if standing.cells or not is_open_for("update", standing):
        return False
    return may(person, Permission.CONTRIBUTE, standing)


@pages.get("/lines")
@requires(Permission.READ_PLAN)
def lines():
    """The lines behind a figure: by document, status, flag, owner or month due."""
    wanted = {name: request.args.get(name) for name in ("document", "status", "flag", "owner", "due")}
    found = [each for each in plan_on(g.day).standings if each.counted and _matches(each, wanted)]
    if wanted["status"] == "overdue":
        found.sort(key=lambda each: each.due or date.max)
    return render_template("plan/lines.html", lines=found, wanted=wanted, known_status=wanted["status"] in STATUSES)


def _matches(standing, wanted):
    owner = plan_on(g.day).agencies.get(standing.owner_id)
    tests = {
        "document": lambda value: standing.line.document == value,
        "status": lambda value: standing.status == value,
        "flag": lambda value: value in FLAG and value in flags(standing),
        "owner": lambda value: bool(owner) and owner.key == value,
        "due": lambda value: bool(standing.due) and standing.due.isoformat() == value and standing.status in OPEN,
    }
    return all(tests[name](value) for name, value in wanted.items() if value)


@pages.get("/search")
@requires(Permission.READ_PLAN)
def search():
    text = showable(request.args.get("q", "").strip())
    too_long = len(text) > LONGEST_SEARCH
    found = [] if too_long or not text else queries.search(text, g.day)
    return render_template("plan/search.html", text=text[:LONGEST_SEARCH], too_long=too_long, lines=found)
