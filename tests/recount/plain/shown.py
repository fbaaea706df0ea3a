"""What is shown of a line: by itself, with its parts, and of each agency together."""

from dataclasses import replace
from datetime import timedelta

from .carried import gone_on
from .decided import GIVES_A_DATE, moves, original_due, owner
from .due import due_shown
from .flags import flags, flags_with_cells
from .lines import Line
from .said import forecast, last_update, latest_rating
from .status import CLOSED, WORST_FIRST, own_status

HOLDS_FOR_EVERY_CELL = (*GIVES_A_DATE, "carry", "stop", "supersede", "carry_into", "close_unfinished")


def object_of(line, lines, agencies) -> dict:
    cells = [cell_of(line, agency) for agency in agencies] if line.each_agency else []
    status = status_shown(line, lines, cells)
    updates = [day for each in (cells or [line]) if (day := last_update(each))]
    rated = latest_rating(line)
    return {
        "document": line.document,
        "number": line.number,
        "parent": line.parent,
        "national": line.national,
        "status": status,
        "colour": colour(status, line),
        "due": iso(due_shown(line)),
        "original_due": iso(original_due(line)),
        "owner": owner(line),
        "rating": rated and rated["rating"],
        "forecast": iso(forecast(line)),
        "last_update": iso(max(updates, default=None)),
        "moves": moves(line),
        "flags": flags_with_cells(line, cells, status) if cells else flags(line, own_status(line)),
        **gone_on(line),
    }


def iso(day) -> str | None:
    return day and day.isoformat()


def cell_of(line, agency) -> Line:
    """One agency's cell: the rows about it, and the decisions about the whole action that hold for every cell."""
    rows = tuple(
        row
        for row in line.rows
        if row.get("cell") == agency["key"] or (row.get("cell") is None and row["verb"] in HOLDS_FOR_EVERY_CELL)
    )
    asked = [row["counts_from"] for row in line.rows if row["verb"] == "ask_each_agency"]
    began = max(line.in_force_from, agency["counts_from"], *asked)
    return replace(line, rows=rows, each_agency=False, in_force_from=began, cell=agency["key"])


def status_shown(line, lines, cells) -> str:
    """Examples show their parent's status; parts and cells roll up into their whole."""
    if line.example:
        return own_status(next(each for each in lines if each.number == line.parent))
    if cells:
        return worst([own_status(cell) for cell in cells])
    owed_parts = [part for part in lines if part.parent == line.number and not part.example]
    return worst([own_status(line), *map(own_status, owed_parts)])


def worst(statuses) -> str:
    """The worst; closed ones are left out unless all are, and then the first counts."""
    left = [status for status in statuses if status not in CLOSED]
    return min(left, key=WORST_FIRST.index) if left else statuses[0]


def colour(status, line) -> str:
    if status == "to_be_considered":
        return "amber" if line.day >= line.in_force_from + timedelta(days=90) else "grey"
    return COLOURS[status]


COLOURS = {
    "not_accepted": "closed",
    "merged": "closed",
    "stopped": "closed",
    "complete": "blue",
    "reported_complete": "purple",
    "overdue": "red",
    "off_track": "red",
    "no_update": "amber",
    "at_risk": "amber",
    "date_to_be_set": "grey",
    "on_track": "green",
    "not_started": "grey",
}
