"""Actions asked of each agency: one of them, a row an agency; all of a document, agencies by actions."""

from flask import Blueprint, abort, g, render_template, request

from actions.permissions import Permission
from actions.standing import plan_on
from tracker import cells, lines
from tracker.guard import document_or_404, line_or_404, requires, viewer
from tracker.names import Names
from tracker.sheets import lines as sheets
from tracker.sheets import sending
from tracker.words import cells as words

pages = Blueprint("matrix", __name__)
ORDERS = {"standing": cells.worst_first, "name": lambda rows: sorted(rows, key=lambda row: row.agency.casefold())}


@pages.get("/plan/<document>/agencies")
@requires(Permission.READ_PLAN)
def of_document(document):
    found = document_or_404(document)
    plan = plan_on(g.day)
    asked = [each for each in plan.of(document) if each.cells]
    answers = zip(*(each.cells for each in asked), strict=True)
    by_agency = list(zip((taking.name for taking in plan.agencies.values()), answers, strict=False))
    return render_template("matrix/document.html", document=found, asked=asked, by_agency=by_agency)


@pages.get("/plan/<document>/agencies.<form>")
@requires(Permission.READ_PLAN)
def of_document_sheet(document, form):
    found, plan = document_or_404(document), plan_on(g.day)
    answers = [cell for each in plan.of(found.reference) for cell in each.cells]
    return sending.answer(sheets.sheet(f"{found.reference}, asked of each agency", answers, plan), form, "agencies")


@pages.get("/plan/<document>/<number>/agencies")
@requires(Permission.READ_PLAN)
def of_action(document, number):
    whole = _asked_or_404(document, number)
    plan, person = plan_on(g.day), viewer()
    order = request.args.get("by") if request.args.get("by") in ORDERS else "standing"
    return render_template(
        "matrix/action.html",
        standing=whole,
        rows=ORDERS[order](cells.rows(whole, plan.agencies, person)),
        order=order,
        names=Names(plan),
        agencies=plan.agencies,
        where=lines.where,
        claim=words.claim,
        awaited=words.awaited,
        together=len(cells.to_accept(whole, person)) >= cells.SEVERAL,
    )


@pages.get("/plan/<document>/<number>/agencies.<form>")
@requires(Permission.READ_PLAN)
def of_action_sheet(document, number, form):
    whole = _asked_or_404(document, number)
    title = f"{document} {whole.number}, agency by agency"
    return sending.answer(sheets.sheet(title, list(whole.cells), plan_on(g.day)), form, f"agencies-{whole.number}")


def _asked_or_404(document, number):
    """The action, if it is asked of each agency."""
    whole = line_or_404(document, number)
    return whole if whole.cells else abort(404)
