"""The tables of the reports that are made on any day: the exception report, an agency's extract."""

from tracker.papers.parts import GENERAL
from tracker.papers.report import day_of
from tracker.papers.tables.parts import Part, columns, flags, last_said, typed, yes
from tracker.words import STATUS
from tracker.words.waiting import TITLES

OWN = columns(
    Number=9,
    For_agency=28,
    Title=50,
    In_the_meetings_words=40,
    Status=18,
    Due=13,
    Times_moved=9,
    Last_said=13,
    Rating=9,
    Flags=30,
)
DESERVES = columns(What_waits=28, Number=9, For_agency=28, Title=50, Owner=28, Due=13, Status=18)


def _deserves(facts) -> list:
    return [
        [TITLES[group.group], each.number, each.cell, each.title, each.agency, day_of(each.due), STATUS[each.status]]
        for group in facts.exceptions
        for each in group.lines
    ]


def _statuses(facts) -> list:
    return [[STATUS[each.status], each.count] for each in facts.counts]


def _own(facts) -> list:
    return [
        [
            each.number,
            each.cell,
            each.title,
            each.own_words,
            STATUS[each.status],
            day_of(each.due),
            each.moves,
            *last_said(each),
            flags(each),
        ]
        for each in facts.lines
    ]


def _owed(facts) -> list:
    return [[each.number, day_of(each.due), yes(each.late)] for each in facts.submissions]


def _questions(facts) -> list:
    return [
        [each.agency, each.number or GENERAL, typed(each.words), day_of(each.since), day_of(each.by_when)]
        for each in facts.challenges
    ]


def _before_the_board(facts) -> list:
    return [[day_of(each.since), each.number or GENERAL, typed(each.words)] for each in facts.escalations]


QUESTIONS = Part("Questions", columns(Asked=30, About=12, Question=60, Since=13, By_when=13), _questions)
EXCEPTION = (
    Part("What deserves the chair", DESERVES, _deserves),
    QUESTIONS,
    Part("Before the board", columns(Since=13, About=12, What_is_asked=60), _before_the_board),
)
EXTRACT = (
    Part("Status", columns(Status=20, Lines=9), _statuses),
    Part("Lines", OWN, _own),
    Part("Submissions owed", columns(Number=9, Due=13, Late=9), _owed),
    QUESTIONS,
)
