"""The parts of the quarterly report that want something of its readers, and what they come to next: exceptions, requests
for new dates, claims, submissions, how recommendations cross to actions, what falls due."""

from tracker.papers import trace
from tracker.papers.content import LineRef, Status
from tracker.papers.parts import NO_OWNER, NOTHING, short, short_day
from tracker.papers.report import day_of
from tracker.words import STATUS, carrying, days
from tracker.words.meetings import named
from tracker.words.standing import RHYTHM, SUBMISSION

CROSSES = {"merge": "Taken in", "said_before": "Said before"}


def exceptions(facts) -> list:
    return [
        [_line(each, facts), _status(each), _due(each.due), _why(each), _recovery(each)]
        for each in facts.exceptions or []
    ]


def _why(row) -> str:
    """How often it was carried, the reason, and the help that is asked for."""
    said = f"{short(row.why)} Asks for: {short(row.help)}" if row.help else short(row.why)
    return carrying.before(row.carried, said)


def _line(row, facts) -> LineRef:
    text = named(row) if row.cell else f"{named(row)} ({row.agency or NO_OWNER})"
    return trace.line(row.document, row.number, facts, text)


def _status(row) -> Status:
    return Status(row.colour, STATUS[row.status])


def _due(text) -> str:
    return days.short_month(day_of(text)) if text else "No date"


def _recovery(row) -> str:
    return days.short_month(day_of(row.recovery)) if row.recovery else NOTHING


def requests(facts) -> list:
    return [
        [
            _line(each, facts),
            _due(each.due),
            _due(each.asked_for),
            str(each.move),
            short(each.reason),
            short(each.children),
        ]
        for each in facts.requests or []
    ]


def claims(facts) -> list:
    return [[_line(each, facts), _claimed(each), "; ".join(each.evidence) or NOTHING] for each in facts.claims or []]


def _claimed(claim) -> str:
    return short_day(claim.on) + (", late" if claim.late else "")


def calendar(facts) -> list:
    """A row for each duty: what fell due of it, and how it came."""
    duties: dict = {}
    for each in facts.calendar or []:
        duties.setdefault((_line(each, facts), RHYTHM[each.every]), []).append(_came(each))
    return [[line, rhythm, "; ".join(came)] for (line, rhythm), came in duties.items()]


def _came(submission) -> str:
    """Oct 2016 on time; Nov 2016 missed."""
    return f"{_due(submission.due)} {SUBMISSION[submission.state]}"


def crossing(facts) -> list:
    """A row for each way in which they cross."""
    ways: dict = {}
    for each in facts.crossing or []:
        ways.setdefault(each.how, []).append(f"{each.recommendation} by {each.action}")
    return [[CROSSES[how], ", ".join(found)] for how, found in ways.items()]


def coming(facts) -> list:
    return [[_line(each, facts), _due(each.due), _status(each)] for each in facts.coming or []]


EXCEPTIONS = (
    "What deserves attention",
    "Lines that are overdue, off track, silent or at risk: why, when they are back on course, and the help asked for",
    (
        ("Line", 185, False),
        ("Status", 52, False),
        ("Due", 40, False),
        ("Why, or what was said last", 190, False),
        ("Back by", 40, False),
    ),
    exceptions,
)
REQUESTS = (
    "New dates asked for",
    "Requests that wait for a decision",
    (
        ("Line", 120, False),
        ("Due", 38, False),
        ("Asked for", 42, False),
        ("Move", 27, True),
        ("Reason", 105, False),
        ("For children it means", 95, False),
    ),
    requests,
)
CLAIMS = (
    "Claims to decide",
    "Lines that are reported complete, and the evidence that may be named",
    (("Line", 200, False), ("Claimed", 72, False), ("Evidence", 155, False)),
    claims,
)
CALENDAR = (
    "Submissions",
    "What fell due since the quarter began, what is owed still, and what is next",
    (("Line", 215, False), ("Rhythm", 52, False), ("Submissions", 240, False)),
    calendar,
)
CROSSING = (
    "How recommendations cross to actions",
    "Recommendations that an action takes in, or had said before",
    (("What", 90, False), ("Recommendations, and by which action", 337, False)),
    crossing,
)
COMING = (
    "What falls due next",
    "Lines that fall due in the next three months",
    (("Line", 287, False), ("Due", 50, False), ("Status", 90, False)),
    coming,
)
