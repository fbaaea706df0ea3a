"""People, the roles they hold from day to day, and who sees restricted evidence (rules.md sections 1 and 7)."""

from datetime import date

import pytest
from paper_board import engage, forbidden, refused
from sqlalchemy import select

from actions import changes
from actions.db import db
from actions.evidence import evidence_of, hidden_evidence, visible_flags
from actions.models import Agency, Person
from actions.permissions import viewer


def person(viewer_of):
    return db.session.get(Person, viewer_of.id)


# People and appointments


def appoint(board, who, role, **more):
    return changes.appoint(person(who), role, by=board.office, at=board.at, **more)


def test_a_person_is_known_by_what_they_are(board):
    with refused("title"):
        changes.add_person(title="  ", agency_id=None, by=board.office, at=board.at)


ROLE_NEEDS = [
    ("minister", {}, "role"),  # there is no such role
    ("officer", {}, "agency"),  # these are held for an agency
    ("agency_lead", {}, "agency"),
    ("chair", {}, "agency"),
    ("deputy", {}, "agency"),
    ("inspector", {}, "last_day"),  # comes to a last day
    ("executive", {"last_day": date(2015, 2, 2)}, "last_day"),  # before its first
]


@pytest.mark.parametrize(("role", "more", "field"), ROLE_NEEDS)
def test_what_a_role_needs(board, role, more, field):
    with refused(field):
        appoint(board, board.inspector, role, **more)


def test_a_person_may_hold_several_roles_and_lose_one(board):
    appoint(board, board.health, "executive")
    assert viewer(board.health.id, board.day).roles == {"officer", "executive"}
    changes.end_appointment(person(board.health), "officer", by=board.office, at=board.at)
    assert viewer(board.health.id, board.day).roles == {"executive"}
    appoint(board, board.health, "officer")
    assert viewer(board.health.id, board.day).roles == {"officer", "executive"}


def test_a_role_that_ended_gives_no_right(board):
    board.own("2.6")
    changes.end_appointment(person(board.health), "officer", by=board.office, at=board.at)
    with forbidden():
        board.says("2.6", by=viewer(board.health.id, board.day))


def test_nobody_gives_roles_but_the_office(board):
    for someone in (board.chair, board.health_lead, board.executive):
        with forbidden():
            changes.appoint(person(board.health), "chair", by=someone, at=board.at)
        with forbidden():
            changes.end_appointment(person(board.health), "officer", by=someone, at=board.at)


# Restricted evidence


SEES_RESTRICTED = [
    # who              sees Health's restricted evidence    knows that it exists
    ("health", True, True),
    ("health_lead", True, True),
    ("chair", True, True),  # may decide there
    ("deputy", True, True),
    ("police", False, False),
    ("probation", False, False),
    ("office", False, True),
    ("executive", False, False),  # also one who comes from Health
    ("inspector", False, False),
]


@pytest.mark.parametrize(("who", "sees", "knows"), SEES_RESTRICTED)
def test_who_sees_restricted_evidence(board, who, sees, knows):
    board.own("2.6")
    board.proves("2.6", restricted=True)
    standing, viewed_by = board.stands("2.6"), board.people[who]
    shown = evidence_of(standing, board.day, viewed_by)
    assert bool(shown) == sees
    assert ("restricted" in visible_flags(standing, viewed_by)) == knows
    assert bool(shown) or bool(hidden_evidence(standing, shown, viewed_by)) == knows


def test_the_chair_does_not_see_it_where_the_own_agency_answers(board):
    board.own("2.6", agency="police")
    board.proves("2.6", by=board.police, restricted=True)
    standing = board.stands("2.6")
    assert evidence_of(standing, board.day, board.police)
    assert not evidence_of(standing, board.day, board.chair)
    assert evidence_of(standing, board.day, board.deputy)


def test_a_contributor_sees_its_own(board):
    board.own("2.6")
    board.help("2.6", agency="probation")
    board.proves("2.6", by=board.probation, restricted=True)
    shown = {
        who: len(evidence_of(board.stands("2.6"), board.day, board.people[who]))
        for who in ("probation", "health", "police")
    }
    assert shown == {"probation": 1, "health": 1, "police": 0}


def test_everything_else_is_seen_by_all(board):
    board.own("2.6")
    board.proves("2.6")
    for viewed_by in board.people.values():
        assert len(evidence_of(board.stands("2.6"), board.day, viewed_by)) == 1


def test_an_agency_that_takes_part_is_known_by_its_key(board):
    keys = db.session.scalars(select(Agency.key)).all()
    assert len(keys) == len(set(keys)) == 15
    assert engage("officer", "corby").agency == "corby"
