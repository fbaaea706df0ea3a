"""The facts of a meeting's papers: plain data, from which the HTML and the PDF are drawn and which are kept as bytes."""

from actions import calendar, journal, matters, place, queries
from actions.calendar import Calendar, Sitting
from actions.models import AUDIENCES
from actions.periods import london_day
from actions.standing import Plan, plan_on

# The parts of the facts that people typed, wherever they stand in them.
TYPED = ("name", "words", "who")
# What a matter's own words are, the first that it has.
QUESTIONS = ("challenge", "escalate")
OWN_WORDS = ("question", "asked", "own_words", "reason")


def facts(kind: str, sitting: Sitting, edition: int, at) -> dict:
    """Everything that the paper says (`kind`: sheet or agenda), as it is at this moment."""
    plan = plan_on(london_day(at))
    known = calendar.on(plan.day)
    known.read(told(known, sitting))
    return {**_head(kind, sitting, edition, plan), **CONTENTS[kind](sitting, known, plan)}


def _head(kind, sitting, edition, plan) -> dict:
    settings, head = queries.settings(plan.day), journal.head()
    return {
        "kind": kind,
        "meeting": sitting.number,
        "name": sitting.name,
        "day": sitting.day,
        "as_at": plan.day,
        "edition": edition,
        "reference": f"NSCB-meeting-{sitting.number}-{kind}-{edition}",
        "board": settings["board_name"],
        "sub_group": settings["sub_group_name"],
        "marking": settings["marking"],
        "example_line": place.example_line(),
        "head": {"number": head.number, "hash": head.line_hash},
    }


def _sheet(sitting: Sitting, known: Calendar, plan: Plan) -> dict:
    return {"matters": rows(matters.of(sitting, known, plan), plan), "attendance": attendance(sitting, known, plan)}


def _agenda(sitting: Sitting, known: Calendar, plan: Plan) -> dict:
    """What the last meeting asked for and where it stands, then the day's exceptions, then what is asked and not answered."""
    waiting, quoted = queries.waiting_for_chair(plan.day), released(plan.day)
    return {
        "matters": rows(matters.of(known.before(sitting), known, plan), plan),
        "exceptions": [
            {"group": name, "lines": [_standing(each, plan, quoted) for each in found]}
            for name, found in waiting.items()
            if found
        ],
        "challenges": [_question(event, "question", known, plan) for event in known.open_challenges()],
        "escalations": [_question(event, "asked", known, plan) for event in known.open_escalations()],
    }


CONTENTS = {"sheet": _sheet, "agenda": _agenda}


def told(known: Calendar, sitting: Sitting) -> list:
    """What a meeting's papers say in words: of it, of the meeting before it, and the questions that are open."""
    return [*known.at(sitting), *known.at(known.before(sitting)), *known.open_challenges(), *known.open_escalations()]


def _standing(standing, plan, quoted) -> dict:
    owner = plan.agencies.get(standing.owner_id)
    stands = {"status": standing.status, "colour": standing.colour, "due": standing.due}
    return {**line(standing, plan, quoted), **stands, "agency": owner and owner.name}


def _question(event, field, known, plan) -> dict:
    about, asked = plan.by_id.get(event.action_id), plan.agencies.get(event.agency_id)
    return {
        "agency": asked and asked.name,
        "number": about and about.number,
        "words": known.words.get(event.id, {}).get(field),
        "since": event.counts_from,
        "by_when": event.day,
    }


def attendance(sitting: Sitting, known: Calendar, plan: Plan) -> list[dict]:
    """Who came and who sent apologies, in the order of the agencies."""
    came = known.came(sitting)
    return [
        {"agency": taking.name, "how": came[number].word, "who": known.words.get(came[number].id, {}).get("who")}
        for number, taking in plan.agencies.items()
        if number in came
    ]


def rows(found, plan: Plan) -> list[dict]:
    """The matters as data: verb, number and title of the line, the words of the meeting, by whom and by when."""
    quoted = released(plan.day)
    return [_row(each, plan, quoted) for each in found]


def released(day) -> set[int]:
    """The profile's documents that may be quoted to everybody who may open a meeting's papers: every audience."""
    return queries.released_to(AUDIENCES, day)


def _row(matter, plan, quoted) -> dict:
    taking = plan.agencies.get(matter.agency_id)
    return {
        "verb": matter.event.verb,
        **line(matter.standing, plan, quoted),
        "agency": taking and taking.name,
        "words": next((matter.words[name] for name in OWN_WORDS if matter.words.get(name)), None),
        "by_when": matter.due,
        **_became(matter),
    }


def _became(matter) -> dict:
    """Where a matter stands: a question by what became of it, everything else by its line."""
    if matter.event.verb in QUESTIONS:
        ended, answered = matter.ended, matter.answered
        return {"ended": ended and (ended.day or ended.counts_from), "answered": answered and answered.counts_from}
    return {"status": matter.standing and matter.standing.status, "colour": matter.standing and matter.standing.colour}


def line(standing, plan: Plan, quoted: set[int]) -> dict:
    """A line as it may leave the screen: its number, the agency of a cell, and its title where that may be quoted."""
    if standing is None:
        return {}
    cell = plan.agencies.get(standing.cell)
    may_quote = not standing.line.recommendation or standing.line.document_id in quoted
    return {
        "number": standing.number,
        "cell": cell and cell.name,
        "title": standing.line.name if may_quote else None,
    }
