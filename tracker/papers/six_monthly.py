"""The six-monthly sub group report for the board's executives, said from its facts (rules.md section 8)."""

from textwrap import shorten

from tracker.papers.content import Content, Status, Table
from tracker.papers.report import day_of, report
from tracker.words import STATUS, days
from tracker.words.challenges import ENDED
from tracker.words.history import REDACTED
from tracker.words.standing import SUBMISSION, sums

PRIORITIES = (
    ("Priority", 122, False),
    ("How it stands", 110, False),
    ("Since it began", 75, False),
    ("Verdict", 120, False),
)
SUBMISSIONS = (("No.", 28, False), ("Reports on", 150, False), ("Due", 80, False), ("Came", 169, False))
VOICE = (("No.", 28, False), ("Action", 120, False), ("Status", 60, False), ("What was said last", 219, False))
AGENCIES = (
    ("Agency", 157, False),
    ("Lines", 40, True),
    ("Complete", 50, True),
    ("Open", 40, True),
    ("Overdue", 45, True),
    ("Silent", 40, True),
    ("Re-dated", 55, True),
)
CHALLENGES = (("Asked", 90, False), ("About", 42, False), ("Question", 150, False), ("What came of it", 145, False))
PUT = (
    ("Since", 56, False),
    ("About", 42, False),
    ("Asked, and the options", 180, False),
    ("The board's answer", 149, False),
)
CHANGES = (("No.", 28, False), ("Action", 150, False), ("What changed", 130, False), ("Due", 119, False))
CHANGED = {
    "reopened": "Reopened",
    "left": "Stopped, or taken into another",
    "completed": "Completed",
    "newly_overdue": "Became overdue",
    "re_dated": "Its date was moved",
}
# What people said stands in full on screen and in the quarterly reports; five sides hold its beginning.
LONGEST = 300
GENERAL, NOTHING = "In general", "-"


def content(facts, facts_sha256: str) -> Content:
    """Everything the report says. `facts_sha256` is printed as proof."""
    said = [(heading, Table(caption, columns, rows(facts))) for heading, caption, columns, rows in PARTS]
    return report(facts, facts_sha256, "Six-monthly", [each for each in said if each[1].rows])


def _priorities(facts) -> list:
    return [
        [
            f"{each.number} {each.name}",
            sums({count.status: count.count for count in each.counts}),
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
        rows.append([line.number, "Said last", _said_on(line), _short(line.said)])
    return rows


def _made(each) -> list:
    """On which months, when it was due, and how it came."""
    came = SUBMISSION[each.state].capitalize() + (f", on {_day(each.answered_on)}" if each.answered_on else "")
    return [days.months(day_of(each.first), day_of(each.last)), days.short_month(day_of(each.due)), came]


def _said_on(line) -> str:
    return _day(line.said_on) if line.said_on else NOTHING


def _day(text) -> str:
    return days.short_day(day_of(text))


def _short(text) -> str:
    return shorten(text, LONGEST, placeholder=" ...") if text else NOTHING


def _voice(facts) -> list:
    return [
        [each.number, each.title, Status(each.colour, STATUS[each.status]), _short(each.said)] for each in facts.voice
    ]


def _agencies(facts) -> list:
    shown = ("lines", "complete", "open", "overdue", "silent", "moved")
    return [[each.agency, *(str(getattr(each, name)) for name in shown)] for each in facts.agencies if each.lines]


def _challenges(facts) -> list:
    return [
        [each.agency, each.number or GENERAL, _short(each.question or REDACTED), _came_of_it(each)]
        for each in facts.challenges
    ]


def _came_of_it(challenge) -> str:
    """The agency's answer, and how it ended."""
    ended = f" {ENDED[challenge.how]}, {_day(challenge.ended_on)}." if challenge.how else ""
    return (_short(challenge.answer) if challenge.answer else "No answer yet.") + ended


def _put(facts) -> list:
    return [
        [
            _day(each.since),
            each.number or GENERAL,
            f"{_short(each.asked or REDACTED)} Options: {_short(each.options or REDACTED)}",
            f"{_short(each.answer or REDACTED)} ({_day(each.answered_on)})"
            if each.answered_on
            else "Waits for its answer",
        ]
        for each in facts.put
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
    ("How the agencies answer", "The lines that each agency answers for, as at the cut-off", AGENCIES, _agencies),
    ("Challenges, and what came of them", "Questions of the half, and those that are open", CHALLENGES, _challenges),
    ("Before the board", "What was put to the board, with its answer", PUT, _put),
    (
        "What changed in the plan",
        "Lines that were completed, reopened, stopped, moved or became overdue",
        CHANGES,
        _changes,
    ),
)
