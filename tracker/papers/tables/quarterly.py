"""The quarterly report's tables."""

from tracker.papers.attention import CROSSES
from tracker.papers.quarterly import HELD_BACK
from tracker.papers.report import day_of, name_of
from tracker.papers.tables import questions
from tracker.papers.tables.parts import Part, columns, flags, last_said, yes
from tracker.words import STATUS, carrying
from tracker.words.comparing import CHANGE
from tracker.words.standing import RHYTHM, SUBMISSION

LINES = columns(
    Document=40,
    Priority=30,
    Number=9,
    Title=50,
    Status=18,
    Merged_into=9,
    Owner=20,
    Due=13,
    First_due=13,
    Times_moved=9,
    Last_said=13,
    Rating=9,
    Flags=30,
    Since_last=16,
)


def _lines(facts) -> list:
    return [_line(document, row) for document in facts.documents for row in document.rows]


def _line(document, row) -> list:
    priorities = {each.number: f"{each.number} {each.name}" for each in document.priorities}
    return [
        name_of(document),
        priorities.get(row.priority),
        row.number,
        row.text or HELD_BACK,
        STATUS[row.status],
        row.merged_into,
        row.owner,
        day_of(row.due),
        day_of(row.original_due),
        row.moves,
        *last_said(row),
        flags(row),
        row.change and CHANGE[row.change],
    ]


def _exceptions(facts) -> list:
    return [
        [*_where(each), carrying.before(each.carried, each.why or "") or None, day_of(each.recovery), each.help]
        for each in facts.exceptions or []
    ]


def _where(row) -> list:
    """The line, whose it is, where it stands, and when it is due."""
    return [row.number, row.title, row.agency, STATUS[row.status], day_of(row.due)]


def _requests(facts) -> list:
    return [
        [*_where(each), day_of(each.asked_for), each.move, each.reason, each.children] for each in facts.requests or []
    ]


def _claims(facts) -> list:
    return [
        [*_where(each), day_of(each.on), yes(each.late), "; ".join(each.evidence) or None]
        for each in facts.claims or []
    ]


def _submissions(facts) -> list:
    return [
        [
            each.number,
            each.title,
            each.agency,
            RHYTHM[each.every],
            day_of(each.due),
            SUBMISSION[each.state],
            day_of(each.answered_on),
        ]
        for each in facts.calendar or []
    ]


def _crossing(facts) -> list:
    return [[each.recommendation, each.action, CROSSES[each.how]] for each in facts.crossing or []]


WHERE = {"Number": 9, "Title": 50, "Owner": 30, "Status": 18, "Due": 13}
TABLES = (
    Part("Lines", LINES, _lines),
    Part("Exceptions", columns(**WHERE, Why=60, Back_on_course=13, Help_asked_for=60), _exceptions),
    Part("New dates asked for", columns(**WHERE, Asked_for=13, Move=9, Reason=60, For_children=60), _requests),
    Part("Claims", columns(**WHERE, Claimed=13, Late=9, Evidence=60), _claims),
    Part(
        "Submissions",
        columns(Number=9, Title=50, Owner=30, Rhythm=14, Due=13, Came=14, On=13),
        _submissions,
    ),
    Part("Crossings", columns(Recommendation=14, Action=9, How=14), _crossing),
    *questions.TABLES,
)
