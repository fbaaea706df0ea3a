"""The tables that the reports of a period have in common: the agencies, challenges, what was put to the board."""

from tracker.papers.parts import GENERAL, NO_OWNER
from tracker.papers.report import day_of
from tracker.papers.tables.parts import Part, columns, typed
from tracker.words.challenges import ENDED
from tracker.words.history import NOT_QUOTED

FIGURES = ("lines", "complete", "open", "overdue", "waiting", "silent", "moved", "owed", "answered")
AGENCIES = columns(
    Agency=40,
    Lines=9,
    Complete=9,
    Open=9,
    Overdue=9,
    Waiting=9,
    Silent=9,
    Re_dated=9,
    Updates_owed=9,
    Updates_given=9,
    Oldest_due=13,
)
CHALLENGES = columns(Asked=30, About=12, Question=60, Since=13, Answer=60, How_it_ended=18, On=13)
PUT = columns(Since=13, About=12, What_is_asked=60, The_options=60, Answer=60, On=13)


def _agencies(facts) -> list:
    return [
        [each.agency or NO_OWNER, *(getattr(each, name) for name in FIGURES), day_of(each.oldest)]
        for each in facts.agencies or []
        if each.lines
    ]


def _challenges(facts) -> list:
    return [
        [
            each.agency,
            each.number or GENERAL,
            typed(each.question),
            day_of(each.since),
            each.answer or (each.answered_on and NOT_QUOTED),
            each.how and ENDED[each.how],
            day_of(each.ended_on),
        ]
        for each in facts.challenges or []
    ]


def _put(facts) -> list:
    return [
        [
            day_of(each.since),
            each.number or GENERAL,
            typed(each.asked),
            typed(each.options),
            typed(each.answer) if each.answered_on else None,
            day_of(each.answered_on),
        ]
        for each in facts.put or []
    ]


TABLES = (
    Part("Agencies", AGENCIES, _agencies),
    Part("Challenges", CHALLENGES, _challenges),
    Part("Before the board", PUT, _put),
)
