"""The six-monthly report's tables; what was said stands in them in full."""

from actions.standing import STATUSES
from tracker.papers.report import day_of
from tracker.papers.six_monthly import CHANGED
from tracker.papers.tables import questions
from tracker.papers.tables.parts import Part, columns, yes
from tracker.words import STATUS
from tracker.words.standing import SUBMISSION

EVERY_STATUS = {STATUS[status].replace(" ", "_"): 9 for status in STATUSES}
PRIORITIES = columns(Number=9, Priority=36, Lines=9, **EVERY_STATUS, Better=9, Worse=9, Verdict=60)
SUBMISSIONS = columns(Number=9, Title=40, From=13, To=13, Due=13, Came=14, On=13)
SAID = columns(Number=9, Title=40, Status=18, On=13, What_was_said_last=80)
CHANGES = columns(Number=9, Title=50, What_changed=30, Its_date_was_moved=9, Was_due=13, Due=13, Status=18)


def _priorities(facts) -> list:
    return [
        [each.number, each.name, each.total, *_every_status(each.counts), each.better, each.worse, each.verdict or None]
        for each in facts.priorities
    ]


def _every_status(counts) -> list[int]:
    found = {each.status: each.count for each in counts}
    return [found.get(status, 0) for status in STATUSES]


def _submissions(facts) -> list:
    return [
        [
            line.number,
            line.title,
            day_of(each.first),
            day_of(each.last),
            day_of(each.due),
            SUBMISSION[each.state].capitalize(),
            day_of(each.answered_on),
        ]
        for line in facts.submissions_made
        for each in line.made
    ]


def _said(facts) -> list:
    return [
        [each.number, each.title, STATUS[each.status], day_of(each.said_on), each.said]
        for each in (*facts.submissions_made, *facts.voice)
    ]


def _changes(facts) -> list:
    return [
        [
            each.number,
            each.title,
            CHANGED.get(each.kind, CHANGED["re_dated"]),
            yes(each.moved),
            day_of(each.was_due),
            day_of(each.due),
            each.status and STATUS[each.status],
        ]
        for each in facts.changes
    ]


TABLES = (
    Part("Priorities", PRIORITIES, _priorities),
    Part("Submissions", SUBMISSIONS, _submissions),
    Part("What was said last", SAID, _said),
    *questions.TABLES,
    Part("What changed", CHANGES, _changes),
)
