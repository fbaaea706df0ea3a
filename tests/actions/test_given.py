"""What an officer sent or said, entered by the business manager: as given by whom, how and when; by the officer's rights."""

from datetime import date

import pytest
from paper_board import BEGINS, REASON, WORDS, engage, forbidden, refused
from sqlalchemy import select

from actions import changes, entered, ledger, queries
from actions.changes import Given
from actions.db import db
from actions.models import DateRequest, Evidence, Person, Update
from actions.permissions import viewer

PHONED = {"how": "telephone", "on": BEGINS}


@pytest.fixture
def owned(board):
    """Health answers for 2.6, Probation helps."""
    board.own("2.6")
    board.help("2.6")
    return board


def said_by(board, person=None, **more):
    return Given(**{**PHONED, "person": person or board.health, **more})


def enters(board, given=None, *, by=None, rating="green", number="2.6", cell=None, **more):
    forecast = date(2015, 3, 31) if rating in ("amber", "red") else None
    told = {"rating": rating, "words": WORDS, "forecast": forecast, **more}
    given = given or said_by(board)
    return changes.enter_update(**board.where(number, cell), given=given, by=by or board.office, at=board.at, **told)


def enters_request(board, given=None, *, by=None):
    asked = {"new_due": date(2015, 9, 1), "reason": REASON, "children": "They wait."}
    given = given or said_by(board)
    return changes.enter_request(board.line("2.6"), given=given, by=by or board.office, at=board.at, **asked)


def both(board, first, second, *, agency):
    person = engage(first, agency)
    changes.appoint(db.session.get(Person, person.id), second, by=None, at=board.at)
    return viewer(person.id, board.day)


def test_an_update_counts_as_the_officer_s_and_says_who_entered_it(owned):
    update = enters(owned)
    assert (update.by_id, update.agency_id, update.as_owner) == (owned.office.id, owned.agency("health"), True)
    assert (update.given_how, update.given_on, update.given_person_id) == ("telephone", BEGINS, owned.health.id)
    facts = owned.stands("2.6").facts
    assert (facts.rated.rating, facts.rated.entered.given_person_id) == ("green", owned.health.id)
    assert "given_by" not in queries.words_of([update.id])[update.id]


def test_what_the_officer_says_themselves_is_entered_by_nobody(owned):
    enters(owned)
    owned.says("2.6")
    assert owned.stands("2.6").facts.rated.entered is None


def test_who_has_no_account_is_named_by_what_they_are(owned):
    update = enters(owned, Given(**PHONED, name="<Ward sister>, =1+1, Łódź"))
    assert update.given_person_id is None
    assert queries.words_of([update.id])[update.id]["given_by"] == "<Ward sister>, =1+1, Łódź"
    assert update.agency_id == owned.agency("health")
    with refused("given_by"):
        enters(owned, Given(**PHONED, name=" "))


def test_a_name_that_was_typed_can_be_taken_out(owned):
    update = enters(owned, Given(**PHONED, name="Casey of ward 2"))
    changes.redact("Casey", reason="A name", by=owned.office, at=owned.at, render=None)
    assert queries.words_of([update.id])[update.id]["given_by"] == "[redacted] of ward 2"


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"how": None}, "given_how"),
        ({"how": "link"}, "given_how"),  # what comes through a link is not entered by anybody
        ({"how": "pigeon"}, "given_how"),
        ({"on": None}, "given_on"),
        ({"on": date(2015, 2, 4)}, "given_on"),  # a day to come
        ({"on": date(2014, 9, 30)}, "given_on"),  # before the earliest quarter that is open
    ],
)
def test_how_it_came_and_when_are_told(owned, wrong, field):
    for enter in (enters, enters_request):
        with refused(field):
            enter(owned, said_by(owned, **wrong))
    assert list(db.session.scalars(select(Update))) == []


@pytest.mark.parametrize("on", [date(2015, 1, 1), BEGINS])
def test_it_may_have_come_on_any_day_of_the_quarters_that_are_open(owned, on):
    assert enters(owned, said_by(owned, on=on)).given_on == on


@pytest.mark.parametrize("who", ["police", "probation", "chair", "executive", "inspector"])
def test_it_is_judged_by_what_the_officer_may_do(owned, who):
    """Another agency's, a contributor's, somebody who is no officer."""
    for enter in (enters, enters_request):
        with refused("given_person"):
            enter(owned, said_by(owned, getattr(owned, who)))


def test_where_nobody_owns_it_nobody_can_have_said_it(board):
    for given in (said_by(board), Given(**PHONED, name="Ward sister")):
        with refused("given_person"):
            enters(board, given)


def test_of_what_is_asked_of_each_the_agency_s_own_officer(owned):
    enters(owned, number="1.3", cell="health")
    assert owned.stands("1.3", "health").rating == "green"
    with refused("given_person"):
        enters(owned, number="1.3", cell="police")


@pytest.mark.parametrize("who", ["health", "health_lead", "police", "chair", "deputy", "executive", "inspector"])
def test_nobody_but_the_business_manager_enters(owned, who):
    for enter in (enters, enters_request):
        with forbidden():
            enter(owned, by=getattr(owned, who))


def test_nobody_enters_what_they_say_themselves(owned):
    person = both(owned, "officer", "business_manager", agency="health")
    with refused("given_person"):
        enters(owned, said_by(owned, person), by=person)


def test_a_claim_is_never_entered(owned):
    owned.proves("2.6")
    with refused("claim"):
        enters(owned, claim=True)
    assert owned.stands("2.6").facts.claim is None


def test_the_rules_of_the_officer_s_own_update_hold(owned):
    with refused("help_asked"):
        enters(owned, rating="red", words={"why": "A nurse left", "next_steps": "Recruit"})
    with refused("rating"):
        enters(owned, rating=None, unchanged=True)
    first = enters(owned)
    with refused("seen"):
        enters(owned, seen=0, check_seen=True)
    enters(owned, seen=first.id, check_seen=True)


def test_evidence_that_was_sent_is_the_agency_s(owned):
    piece = changes.NewEvidence(kind="held", shows="activity", name="Minutes", held="At the hospital")
    enters(owned, evidence=(piece,))
    (number,) = owned.stands("2.6").facts.evidence_ids
    row = db.session.get(Evidence, number)
    assert (row.by_id, row.agency_id) == (owned.office.id, owned.agency("health"))


def test_a_request_waits_for_the_chair_as_the_officer_s(owned):
    asked = enters_request(owned)
    assert (asked.given_how, asked.given_person_id, asked.by_id) == ("telephone", owned.health.id, owned.office.id)
    assert owned.stands("2.6").facts.request.day == date(2015, 9, 30)
    owned.agrees("2.6")
    assert owned.stands("2.6").due == date(2015, 9, 30)


# Nobody decides on their own entry


def test_a_chair_who_is_business_manager_does_not_decide_on_what_they_entered(owned):
    person = both(owned, "business_manager", "chair", agency="police")
    enters_request(owned, by=person)
    for decide in (owned.agrees, owned.declines):
        with forbidden():
            decide("2.6", by=person)
    owned.agrees("2.6", by=owned.deputy)


def test_nor_does_the_deputy_for_whom_it_was_entered(owned):
    person = both(owned, "officer", "deputy", agency="probation")
    owned.own("2.6", agency="probation")
    enters_request(owned, said_by(owned, person))
    owned.own("2.6")
    for decide in (owned.agrees, owned.declines):
        with forbidden():
            decide("2.6", by=person)
    owned.declines("2.6")


# The record


def test_the_ledger_says_who_gave_it_how_and_when(owned):
    number = enters(owned).id
    row = next(each for each in ledger.rows() if each["number"] == number)
    told = {name: row[name] for name in ("by", "given_how", "given_on", "given_person")}
    assert told == {
        "by": owned.office.id,
        "given_how": "telephone",
        "given_on": "2015-02-03",
        "given_person": owned.health.id,
    }


# The officer is told


def told(board, person=None):
    person = person or board.health
    return [each.event.id for each in entered.since_last_said(person, queries.mine(person, board.day), board.day)]


def test_the_officer_is_told_until_they_say_something_themselves(owned):
    first = enters(owned).id
    second = enters_request(owned).id
    assert told(owned) == [second, first]
    owned.says("2.6")
    assert told(owned) == []
    third = enters(owned).id
    assert told(owned) == [third]


def test_or_until_they_send_the_quarter_s_update(owned):
    owned.on(2015, 7, 10)
    enters(owned, said_by(owned, on=owned.day))
    quarter = changes.quarter_to_answer(owned.stands("2.6", day=date(2015, 2, 3)), owned.day)
    changes.send_round(quarter, by=owned.health, at=owned.at, without=True)
    assert told(owned) == []


def test_a_colleague_s_word_does_not_silence_it_and_they_are_not_told(owned):
    first = enters(owned).id
    owned.says("2.6", by=owned.health_lead)
    assert (told(owned), told(owned, owned.health_lead)) == ([first], [])


def test_where_the_one_who_called_has_no_account_every_officer_of_the_agency_is_told(owned):
    first = enters(owned, Given(**PHONED, name="Ward sister")).id
    assert told(owned) == told(owned, owned.health_lead) == [first]
    assert told(owned, owned.police) == []


def test_nobody_is_told_of_another_agency_s_cell(owned):
    enters(owned, Given(**PHONED, name="Ward sister"), number="1.3", cell="health")
    assert len(told(owned)) == 1
    assert told(owned, owned.police) == []


def test_a_past_day_knows_nothing_of_it(owned):
    enters(owned)
    enters_request(owned.on(2015, 2, 20), said_by(owned, on=date(2015, 2, 19)))
    assert len(told(owned)) == 2
    assert len(told(owned.on(2015, 2, 19))) == 1
    assert db.session.scalars(select(DateRequest)).one().given_how
