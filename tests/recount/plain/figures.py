"""Page 1 of a report, counted once more: by hand, line by line, from the lines of the documents and the ledger's rows.

What is counted are the documents' actions and recommendations; parts and agencies' cells speak for them.
"""

from collections import Counter
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from .agencies import agencies_of
from .carried import closing_of
from .claims import claim_of
from .decided import moves, owner
from .documents import lines_of
from .due import due_shown
from .duties import duties_of, fallen_due, is_answered, step_after, submissions_of
from .flags import flags
from .lines import rows_of
from .rows import rows_that_stand
from .shown import cell_of, object_of
from .silence import open_at_the_end_of
from .status import CLOSED, OPEN, own_status

PROOFS = ("told", "seen", "checked", "impact")


class Counted:
    """A line that totals count, with where it stands, its cells and its owed parts."""

    def __init__(self, line, lines, agencies):
        self.line, self.number = line, line.number
        self.cells = [cell_of(line, agency) for agency in agencies] if line.each_agency else []
        self.parts = [each for each in lines if each.parent == line.number and not each.example]
        self.status = object_of(line, lines, agencies)["status"]
        self.flags = object_of(line, lines, agencies)["flags"]

    @property
    def leaves(self):
        """What it is made of: its cells, or itself with its owed parts."""
        return self.cells or [self.line, *self.parts]


def figures(ledger, documents, day, first, stood=None) -> dict:
    """Page 1 as at `day`. `first`: the first day of the period reported on; `stood`: the day on which the report stood with
    which it is compared."""
    agencies, in_force = known_on(ledger, documents, day)
    counted = [
        Counted(line, lines, agencies) for lines in in_force for line in lines if not line.parent and not line.national
    ]
    return {
        "counts": counts_of(counted),
        "overdue": overdue_of(counted, agencies, day),
        "moves": moves_of(counted, stood or first - timedelta(days=1)),
        "silent": silent_agencies(leaves_of(in_force, agencies), agencies, first),
        "completed": Counter(proof_of(each) for each in counted if each.status == "complete"),
        "rechecks": sum("recheck_due" in each.flags for each in counted),
        "due_next": due_next(counted, day),
        "submissions": Counter(submissions_in(counted, first, day)),
    }


def known_on(ledger, documents, day):
    """The agencies taking part, and the lines of each document in force."""
    rows = rows_that_stand(ledger, day)
    agencies = agencies_of(rows)
    return agencies, [lines_of(each, rows, day) for each in documents_in_force(documents, rows, day)]


def leaves_of(in_force, agencies) -> list:
    """What somebody answers for by itself: each line, or in its place the cells that it is made of."""
    lines = [line for lines in in_force for line in lines]
    return [leaf for line in lines for leaf in ([cell_of(line, a) for a in agencies] if line.each_agency else [line])]


def documents_in_force(documents, rows, day) -> list[dict]:
    """Those adopted, whose first day has come and which were not closed."""
    adopted = {row["document"] for row in rows if row["verb"] == "adopt_document"}
    headers = [each["document"] for each in documents]
    begun = {each["reference"] for each in headers if each["reference"] in adopted and each["in_force_from"] <= day}
    found = [each for each in documents if each["document"]["reference"] in begun]
    open_ones = [each for each in found if closing_of(each["document"]["reference"], rows, day) is None]
    return sorted(open_ones, key=lambda each: each["document"]["in_force_from"])


def counts_of(counted) -> dict:
    """How many lines of each document stand where."""
    found = {each.line.document: Counter() for each in counted}
    for each in counted:
        found[each.line.document][each.status] += 1
    return found


def overdue_of(counted, agencies, day) -> dict:
    late = [each for each in counted if each.status == "overdue"]
    names = {agency["key"]: agency["name"] for agency in agencies}
    since = {each.number: late_since(each) for each in late}
    oldest = min(late, key=lambda each: since[each.number] or date.max) if late else None
    return {
        "count": len(late),
        "oldest": oldest and (oldest.number, months_late(since[oldest.number] or day, day)),
        "by_agency": Counter(names.get(owner(each.line), "no owner") for each in late),
        "await_decision": sum(waits_late(each, day) for each in counted if each.status != "overdue"),
    }


def late_since(counted):
    """The first of the dates that make it overdue: its own, or one of what it is made of."""
    days = [due_shown(leaf) for leaf in counted.leaves if own_status(leaf) == "overdue"]
    return min((day for day in days if day), default=None)


def months_late(due, day) -> int:
    months = 0
    while due + relativedelta(months=months + 1) <= day:
        months += 1
    return months


def waits_late(counted, day) -> bool:
    """A claim of it, of one of its cells or of one of its parts waits, and the date of that has passed."""
    return any(
        own_status(leaf) == "reported_complete" and due_shown(leaf) and due_shown(leaf) < day for leaf in counted.leaves
    )


def moves_of(counted, stood) -> dict:
    each = [moves(one.line) for one in counted]
    agreed = [
        row
        for one in counted
        for row in rows_of(one.line, "agree")
        if row.get("cell") is None and one.line.cell is None
    ]
    return {
        "since_last": sum(row["counts_from"] > stood for row in agreed),
        "in_all": sum(each),
        "actions": sum(number > 0 for number in each),
        "twice_or_more": sum(number > 1 for number in each),
    }


def silent_agencies(leaves, agencies, quarter) -> list[str]:
    """Those that owed an update for the quarter and gave none for it or a later one, in the adopted order."""
    owed = {answering(leaf) for leaf in leaves if owes(leaf, quarter)}
    spoke = {answering(leaf) for leaf in leaves if spoken_for(leaf, quarter)}
    return [agency["name"] for agency in agencies if agency["key"] in owed - spoke]


def answering(leaf) -> str | None:
    """An agency answers for its own cell until somebody else is given it."""
    return owner(leaf) or leaf.cell


def owes(leaf, quarter) -> bool:
    return own_status(leaf) in OPEN and leaf.in_force_from <= quarter and open_at_the_end_of(leaf, quarter)


def spoken_for(leaf, quarter) -> bool:
    return any(row["as_owner"] and row["quarter"] >= quarter for row in rows_of(leaf, "update"))


def proof_of(counted) -> str:
    """The weakest of what is complete in it."""
    done = [leaf for leaf in counted.leaves if own_status(leaf) == "complete"]
    return min((claim_of(leaf).acceptance["assurance"] for leaf in done), key=PROOFS.index)


def due_next(counted, day) -> dict:
    """By day, the numbers of the open lines that fall due within three months."""
    found = {}
    for each in counted:
        due = due_shown(each.line)
        standing = each.status if each.cells else own_status(each.line)
        if standing in OPEN and due and day <= due < day + relativedelta(months=3):
            found.setdefault(due, []).append(each.number)
    return dict(sorted(found.items()))


def submissions_in(counted, first, day) -> list[str]:
    """How each submission came that fell due from `first` to `day`."""
    return [
        how_it_came(duty, due, day)
        for each in counted
        if each.status not in CLOSED
        for duty in duties_of(each.line)
        for due in submissions_of(duty, day)
        if first <= due <= day
    ]


def how_it_came(duty, due, day) -> str:
    if is_answered(duty, due, day):
        answered_on = next(on for answered, on in duty.answers if answered == due)
        return "on_time" if answered_on <= due else "late"
    if due not in fallen_due(duty, day):
        return "to_come"
    return "missed" if following(duty, due) < day else "unanswered"


def following(duty, due):
    count = 1
    while step_after(duty.first, duty.every * count) <= due:
        count += 1
    return step_after(duty.first, duty.every * count)


def leaves_by_agency(ledger, documents, day) -> list:
    """Each agency, and last nobody, with the numbers and statuses of what it answers for."""
    agencies, in_force = known_on(ledger, documents, day)
    leaves = leaves_of(in_force, agencies)
    return [
        (agency, [(leaf.number, own_status(leaf)) for leaf in leaves if answering(leaf) == (agency and agency["key"])])
        for agency in [*agencies, None]
    ]


WAITING = {
    "claims": lambda leaf, status: status == "reported_complete",
    "requests": lambda leaf, status: status in OPEN and "date_asked" in flags(leaf, status),
    "overdue": lambda leaf, status: status == "overdue",
    "silent": lambda leaf, status: status in OPEN and "silent" in flags(leaf, status),
    "green_while_overdue": lambda leaf, status: "green_while_overdue" in flags(leaf, status),
    "orphans": lambda leaf, status: status in OPEN and answering(leaf) is None,
    "rechecks": lambda leaf, status: "recheck_due" in flags(leaf, status),
}


def waiting(ledger, documents, day) -> dict:
    """What deserves the chair: for each of the reasons the numbers of the lines and cells for which it holds."""
    agencies, in_force = known_on(ledger, documents, day)
    leaves = [(leaf, own_status(leaf)) for leaf in leaves_of(in_force, agencies)]
    return {
        name: sorted(leaf.number for leaf, status in leaves if holds(leaf, status)) for name, holds in WAITING.items()
    }
