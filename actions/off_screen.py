"""Lines and questions as data that may leave the screen (rules.md section 7): of a gated recommendation its number alone."""

from datetime import date

from actions import carrying, journal, place, queries, settings
from actions.models import AUDIENCES
from actions.standing import Plan, Standing


def released(day: date) -> set[int]:
    """The profile's documents that may be quoted to everybody who may open such a paper: every audience."""
    return queries.released_to(AUDIENCES, day)


def may_quote(standing: Standing | None, quoted: set[int]) -> bool:
    """Whether a line's own text may leave the screen, and with it what officers write about it, who may quote that text."""
    return standing is None or not standing.line.recommendation or standing.line.document_id in quoted


def around(day: date) -> dict:
    """What stands around every paper of that day: the board's names, its marking and logo, and the journal's head."""
    chosen, head = settings.as_at(day), journal.head()
    return {
        "board": chosen["board_name"],
        "sub_group": chosen["sub_group_name"],
        "marking": chosen["marking"],
        "look": settings.look(day),
        "roles": {"chair": chosen["role_chair"], "office": chosen["role_business_manager"]},
        "example_line": place.example_line(),
        "head": {"number": head.number, "hash": head.line_hash},
    }


def line(standing: Standing | None, plan: Plan, quoted: set[int]) -> dict:
    """A line: its number, the agency of a cell, and its title where that may be quoted; nothing of none."""
    if standing is None:
        return {}
    cell = plan.known.get(standing.cell)
    return {
        "number": standing.number,
        "cell": cell and cell.name,
        "title": standing.line.name if may_quote(standing, quoted) else None,
    }


def where_it_stands(standing: Standing, plan: Plan, quoted: set[int]) -> dict:
    """A line with its owner, its status and its due date; how often it was carried, if it was."""
    owner = plan.known.get(standing.owner_id)
    stands = {"status": standing.status, "colour": standing.colour, "due": standing.due}
    carried = carrying.as_data(standing, plan)
    return {**line(standing, plan, quoted), **stands, **carried, "agency": owner and owner.name}


def question(event, field: str, known, plan: Plan) -> dict:
    """A challenge or an escalation: to whom, about what, its words (`field`), since when and by when."""
    about, asked = plan.by_id.get(event.action_id), plan.known.get(event.agency_id)
    return {
        "agency": asked and asked.name,
        "number": about and about.number,
        "words": known.words.get(event.id, {}).get(field),
        "since": event.counts_from,
        "by_when": event.day,
    }


def waiting(day: date, plan: Plan, quoted: set[int]) -> list[dict]:
    """The day's exceptions, group by group; groups without a line are left out."""
    return [
        {"group": name, "lines": [where_it_stands(each, plan, quoted) for each in found]}
        for name, found in queries.waiting_for_chair(day).items()
        if found
    ]
