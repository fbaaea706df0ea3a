"""What is opened, by whom. `{document}` is the plan that is measured, `{card}` a line of the officer's in it."""

from typing import NamedTuple

PEOPLE = {
    "chair": "chair@board.example",
    "officer": "lead.police@board.example",
    "behind": "lead.cps@board.example",  # who of all in the example has most to answer still, so most forms to be drawn
    "manager": "business.manager@board.example",
    "executive": "board.chair@board.example",
    "deputy": "deputy.chair@board.example",
}


class Page(NamedTuple):
    """A page of the tracker; `kind` says which budget is its."""

    name: str
    address: str
    who: str
    kind: str


PAGES = (
    Page("The start: what is missing", "/people/missing", "manager", "list"),
    Page("The plan at a glance", "/plan/{document}", "executive", "list"),
    Page("A priority", "/plan/{document}/priority/2", "executive", "list"),
    Page("An action with a long history", "/plan/{document}/2.14", "executive", "action"),
    Page("All lines", "/lines", "executive", "list"),
    Page("An officer's update: all that is theirs", "/my-update", "behind", "form"),
    Page("The card of a line", "/my-update/{document}/{card}", "officer", "form"),
    Page("What waits for the chair", "/review", "chair", "list"),
    Page("A line before the chair", "/review/{document}/2.10", "chair", "form"),
    Page("The recommendations", "/recommendations", "executive", "list"),
    Page("How they cross to actions", "/recommendations/crosswalk", "executive", "list"),
    Page("Agencies side by side", "/scorecard", "executive", "list"),
    Page("Two days compared", "/compare", "executive", "list"),
    Page("What falls due", "/due", "executive", "list"),
    Page("Evidence", "/evidence", "executive", "list"),
    Page("Meetings", "/meetings", "executive", "list"),
    Page("Reports", "/reports", "executive", "list"),
)

# Those that are opened of a plan of a hundred thousand lines as well.
CURVE = tuple(page for page in PAGES if page.address in ("/people/missing", "/plan/{document}", "/lines", "/review"))

REPORT = "/reports/quarterly/2016-17-Q2/1.pdf"
STATIC = "/static/tracker.css"
API = "/api/v1/actions"
SAVED_ON = "/my-update/strategy-2015-16/5.2"
CLAIMED, CLAIMANT = "2.13", "lead.ncc@board.example"  # a line with evidence and nothing to report on, and its officer
DECIDED_ON = f"/review/strategy-2015-16/{CLAIMED}"
WORKBOOK, UPLOAD = "/my-update/workbook.xlsx", "/my-update/workbook"
DRAFT = "/reports/quarterly/2016-17-Q2/draft"
FREEZE = "/reports/quarterly/2016-17-Q2/freeze"
ALONE = (REPORT, STATIC, API, SAVED_ON, DECIDED_ON, DRAFT, WORKBOOK, UPLOAD)
