"""A list of lines as a sheet: where each stands, when it is due, who answers for it."""

from actions import carrying
from actions.standing import Plan, Standing
from tracker import leaving, lines
from tracker.sheets import Column, Sheet, marked
from tracker.words import STATUS, because, flag
from tracker.words import carrying as words

COLUMNS = (
    Column("Document", 22),
    Column("Number", 9),
    Column("Title", 45),
    Column("Agency", 24),
    Column("Status", 18),
    Column("Why", 45),
    Column("Due", 13),
    Column("First due", 13),
    Column("Times moved", 9),
    Column("Owner", 24),
    Column("Rating", 10),
    Column("Back on course by", 13),
    Column("Last update", 13),
    Column("Flags", 30),
)


def sheet(title: str, found: list[Standing], plan: Plan) -> Sheet:
    """A row for each line."""
    named = leaving.titles(found, plan.day)
    return marked.sheet(title, plan.day, COLUMNS, [_row(each, plan, named) for each in found])


def grouped(title: str, groups, plan: Plan) -> Sheet:
    """A row for each line of each group (`title`, `lines`), which is named first."""
    found = [([group.title], each) for group in groups for each in group.lines]
    return beside(title, (Column("What waits", 28),), found, plan)


def beside(title: str, columns: tuple[Column, ...], found: list[tuple[list, Standing]], plan: Plan) -> Sheet:
    """A row for each line, after cells of these columns; each is given with its own."""
    named = leaving.titles((each for _, each in found), plan.day)
    rows = [[*cells, *_row(each, plan, named)] for cells, each in found]
    return marked.sheet(title, plan.day, (*columns, *COLUMNS), rows)


def _row(standing, plan, named) -> list:
    """The cells of a line, in the order of COLUMNS."""
    facts = standing.facts
    return [
        standing.line.document,
        standing.number,
        named[facts.key],
        _agency(standing.cell, plan),
        STATUS[standing.status],
        _why(standing, plan),
        standing.due,
        standing.original_due,
        standing.moves,
        _agency(standing.owner_id, plan),
        standing.rating,
        facts.rated and facts.rated.forecast,
        standing.last_update,
        ", ".join(flag(key, standing) for key in lines.flags(standing)),
    ]


def _why(standing, plan) -> str:
    """Why it stands there, and how often it was carried."""
    found = carrying.carried(standing, plan)
    return f"{because(standing)} {words.times(found.times, found.first_due)}." if found else because(standing)


def _agency(number, plan) -> str | None:
    taking = plan.known.get(number)
    return taking and taking.name
