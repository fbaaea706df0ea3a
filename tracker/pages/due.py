"""What falls due when: by month and agency, and what may not be met."""

from flask import Blueprint, abort, g, render_template, request

from actions import queries
from actions.models import Document
from actions.permissions import Permission
from actions.standing import plan_on
from tracker import days, falling_due, lists, paging
from tracker.guard import requires
from tracker.sheets import Column, sending
from tracker.sheets import lines as sheets
from tracker.words import why_at_risk

pages = Blueprint("due", __name__)
COLUMNS = (Column("Month", 10), Column("Why it may not be met", 30))
PICTURE = "Lines that fall due, by month and agency"


@pages.get("/due")
@requires(Permission.READ_PLAN)
def due():
    known, document = _documents()
    plan = plan_on(g.day)
    months = falling_due.months(plan, document.reference)
    picture = plan.kept(("due in bars", document.reference), lambda: falling_due.picture(plan, PICTURE, months))
    return render_template(
        "due/due.html",
        document=document,
        documents=known,
        total=len(plan.counted_in(document.reference)),
        picture=picture,
        table=_linked(plan, document.reference, picture, months),
        peaks=falling_due.out_of_the_ordinary(months),
        outside=falling_due.outside(plan, document.reference, months),
        coming=falling_due.coming(plan, document.reference),
        coming_href=lists.address(within=lists.DUE_NEXT, document=document.reference),
        at_risk=paging.cut(falling_due.at_risk(plan, document.reference), anchor="at-risk"),
    )


@pages.get("/due.<form>")
@requires(Permission.READ_PLAN)
def due_sheet(form):
    """The lines behind the picture, month by month, each with why it may not be met."""
    _, document = _documents()
    plan = plan_on(g.day)
    why = {each.line.id: why_at_risk(reasons) for each, reasons in falling_due.at_risk(plan, document.reference)}
    found = [
        ([f"{month.last:%Y-%m}", why.get(each.line.id)], each)
        for month in falling_due.months(plan, document.reference)
        for each in month.lines
    ]
    return sending.answer(sheets.beside("What falls due when", COLUMNS, found, plan), form, "due")


def _documents() -> tuple[list[Document], Document]:
    """Those that may be chosen, and the one that the address asks for: the newest plan unless it says."""
    known = [each for each in days.documents() if each.in_force_from <= g.day]
    wanted = request.args.get("document")
    newest = queries.newest_plan(queries.not_closed(known, plan_on(g.day)))
    return known, next((each for each in known if each.reference == wanted), None if wanted else newest) or abort(404)


def _linked(plan, document, picture, months) -> list:
    """The picture's table with its links, which all lead where one leads: to a day, from where the site begins."""
    where = lists.address(document=document)
    return plan.kept(("due linked", document, where), lambda: lists.linked_table(picture, _behind(plan, months)))


def _behind(plan, months):
    """Which lines stand behind a figure of the table: by its row's month and its column's agency."""
    asked = {falling_due.label(each, plan.day): each.wanted for each in months}
    owners = {name: key for key, name in falling_due.names(plan).items()}
    return lambda label, head: {**asked[label], "owner": owners.get(head)}
