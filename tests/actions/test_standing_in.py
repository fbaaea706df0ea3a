"""Cover: a colleague of the same agency stands in for the officer of a line, until the end of a day."""

from datetime import date

import pytest
from paper_board import engage, forbidden, refused

from actions import changes, queries
from actions.db import db
from actions.models import Assignment, Person

MARCH = date(2015, 3, 3)


@pytest.fixture
def owned(board):
    """2.6 is Health's by its officer, 2.7 Health's by nobody named, 2.8 by the agency's lead, 2.9 Probation's."""
    board.own("2.6", person=row(board.health))
    board.own("2.7")
    board.own("2.8", person=row(board.health_lead))
    board.own("2.9", agency="probation")
    board.colleague = engage("officer", "health", title="Deputy lead officer")
    return board


def row(person):
    return db.session.get(Person, person.id)


def keys(board, *numbers):
    return [(board.line(number), None) for number in numbers]


def covers(board, *numbers, person=None, until=MARCH, by=None):
    person = person or board.colleague
    named = {"person_id": person.id, "last_day": until, "by": by or board.health, "at": board.at}
    return changes.cover(keys(board, *(numbers or ("2.6",))), **named)


def ends(board, *numbers, by=None):
    return changes.end_cover(keys(board, *(numbers or ("2.6",))), by=by or board.health, at=board.at)


def cover(board, number="2.6", day=None):
    facts = board.stands(number, day=day).facts
    return facts.covered_by_id, facts.covered_until


def test_a_colleague_stands_in_until_the_end_of_the_day(owned):
    covers(owned)
    assert cover(owned) == (owned.colleague.id, MARCH)
    assert cover(owned, day=MARCH) == (owned.colleague.id, MARCH)
    assert cover(owned, day=date(2015, 3, 4)) == (None, None)


def test_the_officer_still_answers_and_the_cover_may(owned):
    covers(owned)
    facts = owned.stands("2.6").facts
    assert (facts.owner_id, facts.owner_person_id) == (owned.agency("health"), owned.health.id)
    owned.says("2.6", by=owned.colleague)
    assert [each.number for each in queries.mine(owned.colleague, owned.day)][:1] == ["1.3"]
    assert owned.stands("2.6").rating == "green"


def test_any_number_of_lines_at_once_or_none(owned):
    assert len(covers(owned, "2.6", "2.7")) == 2
    with forbidden(), owned.rehearsal():
        covers(owned, "2.6", "2.9")


def test_of_what_is_asked_of_each_an_agency_s_own_line(owned):
    key = (owned.line("1.3"), owned.agency("health"))
    named = {"person_id": owned.colleague.id, "last_day": MARCH, "by": owned.health_lead, "at": owned.at}
    changes.cover([key], **named)
    assert owned.stands("1.3", "health").facts.covered_by_id == owned.colleague.id
    assert owned.stands("1.3", "police").facts.covered_by_id is None


@pytest.mark.parametrize("number", ["2.6", "2.7"])
def test_an_officer_names_cover_on_what_is_theirs_or_nobody_s_by_name(owned, number):
    covers(owned, number)
    assert cover(owned, number)[0] == owned.colleague.id


def test_not_on_a_colleague_s(owned):
    with forbidden():
        covers(owned, "2.8")
    with forbidden():
        covers(owned, "2.6", by=owned.colleague)


@pytest.mark.parametrize("number", ["2.6", "2.7", "2.8"])
@pytest.mark.parametrize("who", ["health_lead", "office"])
def test_the_agency_s_lead_and_the_business_manager_do_it_for_them(owned, number, who):
    covers(owned, number, by=getattr(owned, who))
    ends(owned, number, by=getattr(owned, who))


@pytest.mark.parametrize("who", ["police", "ncc", "probation", "chair", "deputy", "executive", "inspector"])
def test_nobody_else_does(owned, who):
    with forbidden():
        covers(owned, by=getattr(owned, who))
    covers(owned)
    with forbidden():
        ends(owned, by=getattr(owned, who))


def test_a_line_without_an_owner_has_no_cover(owned):
    with forbidden():
        covers(owned, "2.10", by=owned.office)


@pytest.mark.parametrize("who", ["probation", "office", "executive", "chair", "health"])
def test_only_another_officer_of_that_agency_stands_in(owned, who):
    """Not another agency's, nobody who is no officer, not the one who answers already."""
    with refused("person"):
        covers(owned, person=getattr(owned, who))


def test_nobody_who_has_left(owned):
    changes.end_appointment(row(owned.colleague), "officer", by=owned.office, at=owned.at)
    with refused("person"):
        covers(owned)


@pytest.mark.parametrize("until", [None, date(2015, 2, 2)])
def test_until_a_day_that_has_not_passed(owned, until):
    with refused("last_day"):
        covers(owned, until=until)


def test_what_is_closed_needs_none(owned):
    owned.stops("2.6")
    with refused("lines"):
        covers(owned)


def test_it_ends_earlier_from_the_day_on_which_that_is_said(owned):
    covers(owned)
    owned.on(2015, 2, 20)
    ends(owned)
    assert cover(owned) == (None, None)
    assert cover(owned, day=date(2015, 2, 19)) == (owned.colleague.id, MARCH)
    with refused("lines"):
        ends(owned)


def test_or_with_today(owned):
    covers(owned)
    covers(owned, until=owned.day)
    assert cover(owned) == (owned.colleague.id, owned.day)
    assert cover(owned, day=date(2015, 2, 4)) == (None, None)


def test_the_latest_word_counts(owned):
    another = engage("officer", "health", title="Safeguarding nurse")
    covers(owned)
    covers(owned, person=another, until=date(2015, 2, 28))
    assert cover(owned) == (another.id, date(2015, 2, 28))


def test_a_new_owner_has_no_cover_yet(owned):
    covers(owned)
    owned.own("2.6", person=row(owned.health_lead))
    assert cover(owned) == (None, None)


def test_the_record_says_who_named_whom_until_when(owned):
    (entry,) = covers(owned)
    kept = db.session.get(Assignment, entry.id)
    assert (kept.verb, kept.by_id, kept.person_id, kept.last_day) == (
        "cover",
        owned.health.id,
        owned.colleague.id,
        MARCH,
    )
