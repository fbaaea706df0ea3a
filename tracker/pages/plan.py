"""The plan at a glance, a priority, an action, lists of lines, search."""

from datetime import date

from flask import Blueprint, abort, g, render_template, request

from actions import carrying, predecessors, queries
from actions.changes import is_open_for
from actions.evidence import evidence_of, hidden_evidence
from actions.permissions import Permission, may
from actions.standing import plan_on
from tracker import glance, histories, lists, paging, pictures, undoing
from tracker.forms.text import showable
from tracker.guard import document_or_404, line_or_404, requires, viewer
from tracker.lines import flags, today, where
from tracker.names import Names
from tracker.sheets import lines as sheets
from tracker.sheets import sending
from tracker.words import STATUS
from tracker.words import carrying as words
from tracker.words.people import cover

pages = Blueprint("plan", __name__)
LONGEST_SEARCH = 200
LATEST = 30


@pages.get("/plan")
@pages.get("/plan/<document>")
@requires(Permission.READ_PLAN)
def glance_page(document=None):
    known, plan = queries.documents(g.day), plan_on(g.day)
    found = glance.chosen(document, known, plan) or abort(404)
    seen = glance.at(found, plan)
    picture = glance.picture(found, plan)
    return render_template(
        "plan/glance.html",
        document=found,
        documents=known,
        seen=seen,
        picture=picture,
        asks_each=seen.asks_each,
        table=lists.linked_table(picture, _wanted(seen, found.reference)),
        since=None if plan.is_closed(found.reference) else glance.since_last_report(plan, found.reference),
        may_extend=may(viewer(), Permission.DECIDE),
        before_it=predecessors.of(found, known),
        **_closing(found, plan),
    )


def _closing(document, plan) -> dict:
    """Until when a closed document ran and what became of its lines; and what this person may do to close it."""
    closed = plan.is_closed(document.reference)
    counts = carrying.fates(plan, document.reference) if closed else {}
    return {
        "closed_on": plan.closing_of(document.reference).day if closed else None,
        "became": words.added(counts),
        "lines_that_became": sum(counts[fate] for fate in carrying.FATES) if closed else 0,
        "goes_on": plan.closing_of(document.reference) is None,
        "may_close": may(viewer(), Permission.PREPARE_CLOSING),
        "may_begin": may(viewer(), Permission.IMPORT_PLAN),
    }


def _wanted(seen, reference):
    """Which lines stand behind a figure of the picture: by its row's priority and its column, or by its row's status."""
    statuses, priorities = {word: key for key, word in STATUS.items()}, {row.label: row.number for row in seen.rows}
    return lambda label, head: {
        "document": reference,
        "priority": priorities.get(label),
        "status": statuses.get(label) or statuses.get(head),
    }


@pages.get("/plan/<document>/priority/<int:number>")
@requires(Permission.READ_PLAN)
def priority(document, number):
    found = document_or_404(document)
    heading = next((each for each in queries.priorities(found.id) if each.number == number), None) or abort(404)
    plan = plan_on(g.day)
    lines = plan.under(document, number)
    picture = plan.kept(("priority in a bar", document, number), lambda: _in_a_bar(lines))
    page = {"document": found, "priority": heading, "lines": paging.cut(lines), "picture": picture}
    return render_template("plan/priority.html", **page)


def _in_a_bar(lines):
    return pictures.one_bar("Status", pictures.counted(lines))


@pages.get("/plan/<document>/<number>")
@requires(Permission.READ_PLAN)
def action(document, number):
    standing = line_or_404(document, number, request.args.get("agency"))
    plan, person = plan_on(g.day), viewer()
    row, rights = queries.adopted(standing.line.id), today(standing)
    evidence = evidence_of(rights, g.day, person)
    before_each = [piece for piece in evidence if piece.row.cell_id is None] if standing.cells else []
    names = Names(plan)
    kind = request.args.get("history")
    past = queries.history(standing.line.id, g.day, standing.cell)
    told = histories.to_tell(past, {each.row.id for each in evidence}, kind)
    history = paging.cut(told if kind else told[:LATEST], "entries", "history")
    return render_template(
        "plan/action.html",
        standing=standing,
        row=row,
        document=row.document,
        names=names,
        cover=cover(standing.facts, names),
        evidence=before_each or evidence,
        before_each=before_each,
        hidden=hidden_evidence(standing, evidence, person, rights),
        flags=flags(standing),
        history=history.each(lambda entry: histories.tell(entry, names)),
        history_total=len(told),
        history_kind=kind if kind in histories.FILTERS else None,
        merged_into=plan.by_id.get(standing.facts.merged_into),
        **_gone_on(standing, plan, names),
        answers=plan.merged_into(standing.line.id),
        may_enter=_may_enter(standing, person),
        where=where(standing, plan.agencies),
        waiting_claim=_waiting_claim(standing),
        may_update=_may_contribute("update", standing, person),
        may_add_evidence=_may_contribute("add_evidence", standing, person),
        may_decide=may(person, Permission.REVIEW),
        may_set_aside=bool(undoing.open_to(past, person, rights)),
        may_mark=standing.facts.closing is None and may(person, Permission.MARK),
        may_challenge=may(person, Permission.CHALLENGE),
        may_escalate=may(person, Permission.ESCALATE),
    )


def _gone_on(standing, plan, names) -> dict:
    """What became of it, where it came from, and what was done about it there. What of that was restricted is not told."""
    before, found = carrying.before_it(standing, plan), carrying.carried(standing, plan)
    past = queries.history_before(before, g.day)
    return {
        "into": carrying.goes_on_in(standing, plan) if standing.closed else [],
        "came_from": carrying.came_from(standing, plan),
        "carried": words.in_full(found) if found else "",
        "told_before": [(each, histories.told(past[each.line.id], names, set())) for each in before],
    }


def _may_contribute(verb, standing, person):
    if standing.cells or not is_open_for(verb, standing):
        return False
    return may(person, Permission.CONTRIBUTE, standing)


def _may_enter(standing, person):
    """Whether this person may enter what somebody else said of it."""
    answered_for = standing.owner_id is not None and not standing.cells
    return answered_for and is_open_for("update", standing) and may(person, Permission.ENTER_FOR_SOMEBODY, standing)


def _waiting_claim(standing) -> int | None:
    claim = standing.facts.claim
    return claim.id if claim and claim.state == "waiting" else None


@pages.get("/lines")
@requires(Permission.READ_PLAN)
def lines():
    """The lines behind a figure."""
    wanted = _asked_for()
    found, what = _listed(plan_on(g.day), wanted)
    return render_template("plan/lines.html", lines=paging.cut(found), what=what, wanted=wanted)


def _asked_for() -> dict:
    """What the address asks for."""
    return {name: request.args[name] for name in lists.FILTERS if request.args.get(name)}


def _listed(plan, wanted):
    """The lines that are wanted, and what they are called."""
    found = lists.found(plan, wanted)
    if wanted.get("status") == "overdue":
        found.sort(key=lambda each: each.late_since or date.max)
    return found, lists.said(plan, wanted) or "Lines"


@pages.get("/lines.<form>")
@requires(Permission.READ_PLAN)
def lines_sheet(form):
    plan = plan_on(g.day)
    found, what = _listed(plan, _asked_for())
    return sending.answer(sheets.sheet(what, found, plan), form, "lines")


@pages.get("/search")
@requires(Permission.READ_PLAN)
def search():
    text = showable(request.args.get("q", "").strip())
    too_long = len(text) > LONGEST_SEARCH
    found = [] if too_long or not text else queries.search(text, g.day)
    return render_template("plan/search.html", text=text[:LONGEST_SEARCH], too_long=too_long, lines=paging.cut(found))
