"""The six-monthly sub group report for the board's executives, said from its facts (rules.md section 8)."""

from tracker.papers import drawn, parts
from tracker.papers.content import Content, Status
from tracker.papers.parts import NOTHING, short, short_day
from tracker.papers.report import day_of, report
from tracker.words import STATUS, days
from tracker.words.standing import SUBMISSION

PRIORITIES = (
    ("Priority", 122, False),
    ("How it stands", 110, False),
    ("Since it began", 75, False),
    ("Verdict", 120, False),
)
SUBMISSIONS = (("No.", 28, False), ("Reports on", 150, False), ("Due", 80, False), ("Came", 169, False))
VOICE = (("No.", 28, False), ("Action", 120, False), ("Status", 60, False), ("What was said last", 219, False))
CHANGES = (("No.", 28, False), ("Action", 150, False), ("What changed", 130, False), ("Due", 119, False))
CHANGED = {
    "reopened": "Reopened",
    "left": "Stopped, or taken into another",
    "completed": "Completed",
    "newly_overdue": "Became overdue",
    "re_dated": "Its date was moved",
}


def content(facts, facts_sha256: str) -> Content:
    """Everything the report says. `facts_sha256` is printed as proof."""
    return report(facts, facts_sha256, "Six-monthly", parts.tables(facts, PARTS), drawn.of_half(facts))


def _priorities(facts) -> list:
    return [
        [
            f"{each.number} {each.name}",
            parts.counts(each.counts),
            _travel(each),
            each.verdict or NOTHING,
        ]
        for each in facts.priorities
    ]


def _travel(priority) -> str:
    """3 better, 1 worse."""
    return f"{priority.better} better, {priority.worse} worse" if priority.better or priority.worse else "As it was"


def _submissions(facts) -> list:
    rows: list = []
    for line in facts.submissions_made:
        rows.append(f"{line.number} {line.title}")
        rows += [[line.number, *_made(each)] for each in line.made]
        rows += [[line.number, "Said last", _said_on(line), short(line.said)]] if line.said else []
    return rows


def _made(each) -> list:
    """On which months, when it was due, and how it came."""
    came = SUBMISSION[each.state].capitalize() + (f", on {short_day(each.answered_on)}" if each.answered_on else "")
    return [days.months(day_of(each.first), day_of(each.last)), days.short_month(day_of(each.due)), came]


def _said_on(line) -> str:
    return short_day(line.said_on) if line.said_on else NOTHING


def _voice(facts) -> list:
    return [
        [each.number, each.title, Status(each.colour, STATUS[each.status]), short(each.said)] for each in facts.voice
    ]


def _changes(facts) -> list:
    return [[each.number, each.title, _changed(each), _dates(each)] for each in facts.changes]


def _changed(change) -> str:
    said = CHANGED.get(change.kind, CHANGED["re_dated"])
    return f"{said}; its date was moved" if change.moved and said != CHANGED["re_dated"] else said


def _dates(change) -> str:
    was, now = (day_of(each) for each in (change.was_due, change.due))
    if now is None:
        return "No date"
    return f"{days.short_month(now)}, was {days.short_month(was)}" if was and was != now else days.short_month(now)


PARTS = (
    (
        "Each priority",
        "How each priority stands, and how its lines moved since the half began",
        PRIORITIES,
        _priorities,
    ),
    ("Disruption and online abuse", "The submissions of the half", SUBMISSIONS, _submissions),
    ("Impact, and the voice of children and victims", "Where it stands, and what was said last", VOICE, _voice),
    parts.CLOSED,
    parts.AGENCIES,
    parts.CHALLENGES,
    parts.PUT,
    (
        "What changed in the plan",
        "Lines that were completed, reopened, stopped, moved or became overdue",
        CHANGES,
        _changes,
    ),
)
