"""The facts of a meeting's papers: plain data, from which the HTML and the PDF are drawn and which are kept as bytes."""

from actions import calendar, matters, off_screen, settings
from actions.calendar import Calendar, Sitting
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
    return {
        "kind": kind,
        "meeting": sitting.number,
        "name": sitting.name,
        "day": sitting.day,
        "as_at": plan.day,
        "edition": edition,
        "reference": settings.reference(plan.day, "meeting", sitting.number, kind, edition),
        **off_screen.around(plan.day),
    }


def _sheet(sitting: Sitting, known: Calendar, plan: Plan) -> dict:
    return {"matters": rows(matters.of(sitting, known, plan), plan), "attendance": attendance(sitting, known, plan)}


def _agenda(sitting: Sitting, known: Calendar, plan: Plan) -> dict:
    """What the last meeting asked for and where it stands, then the day's exceptions, then what is asked and not answered."""
    return {
        "matters": rows(matters.of(known.before(sitting), known, plan), plan),
        "exceptions": off_screen.waiting(plan.day, plan, off_screen.released(plan.day)),
        "challenges": [off_screen.question(event, "question", known, plan) for event in known.open_challenges()],
        "escalations": [off_screen.question(event, "asked", known, plan) for event in known.open_escalations()],
    }


CONTENTS = {"sheet": _sheet, "agenda": _agenda}


def told(known: Calendar, sitting: Sitting) -> list:
    """What a meeting's papers say in words: of it, of the meeting before it, and the questions that are open."""
    return [*known.at(sitting), *known.at(known.before(sitting)), *known.open_challenges(), *known.open_escalations()]


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
    quoted = off_screen.released(plan.day)
    return [_row(each, plan, quoted) for each in found]


def _row(matter, plan, quoted) -> dict:
    taking = plan.known.get(matter.agency_id)
    return {
        "verb": matter.event.verb,
        **off_screen.line(matter.standing, plan, quoted),
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
