"""Agencies join, are renamed, leave, are merged and split, from a day on; what was so before stays readable."""

from datetime import date

import pytest
from paper_board import REASON, forbidden, refused

from actions import changes, queries
from actions.agencies import in_its_place, known
from actions.db import db
from actions.leads import named_lead
from actions.models import Person
from actions.permissions import viewer
from actions.standing import plan_on
from tracker.names import Names
from tracker.words.history import sentence

DAY, BEFORE, AFTER = date(2015, 3, 1), date(2015, 2, 28), date(2015, 3, 2)
NEW_NAME = "Health and care partnership"


def said(board, day=DAY, **other):
    return {"first_day": day, "reason": REASON, "by": board.office, "at": board.at, **other}


def renamed(board, agency="health", name=NEW_NAME, short="", **other):
    return changes.rename_agency(board.agency(agency), name=name, short=short, **said(board, **other))


def joined(board, name="Youth justice board", short="YJB", **other):
    return changes.join_agency(name=name, short=short, **said(board, **other)).id


def ended(board, verb="leave_agency", agency="health", into=(), owners=None, move=False, **other):
    into = [board.agency(each) for each in into]
    given = {key: each and board.agency(each) for key, each in (owners or {}).items()}
    more = {"into": into, "owners": given, "people_move": move}
    return changes.end_agency(verb, board.agency(agency), **more, **said(board, **other))


def key(board, number):
    return board.line(number), None


def names_on(day):
    return [each.name for each in plan_on(day).agencies.values()]


def owner(board, number, day=DAY):
    return board.stands(number, day=day).owner_id


# Renamed


def test_a_day_shows_the_name_of_that_day(board):
    before = plan_on(board.day).agencies[board.agency("health")].name
    renamed(board)
    assert plan_on(BEFORE).agencies[board.agency("health")].name == before
    assert plan_on(DAY).agencies[board.agency("health")].name == NEW_NAME


def test_history_says_the_name_of_today_with_the_name_of_its_own_day(board):
    before = plan_on(board.day).agencies[board.agency("health")].name
    board.own("2.6")
    renamed(board)
    event = queries.history(board.line("2.6"), DAY)[0].event
    assert sentence(event, Names(plan_on(DAY))) == f"{NEW_NAME} (then {before}) became the owner."
    assert sentence(event, Names(plan_on(BEFORE))) == f"{before} became the owner."


def test_the_name_entered_last_counts(board):
    renamed(board, name="One name")
    renamed(board, name="Another name", short="Another")
    found = plan_on(DAY).agencies[board.agency("health")]
    assert (found.name, found.short) == ("Another name", "Another")


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ("name", {"name": "  "}),
        ("name", {"name": "x" * 201}),
        ("reason", {"reason": " "}),
        ("first_day", {"day": date(2015, 2, 2)}),
        ("first_day", {"day": None}),
    ],
)
def test_what_is_missing_is_asked_for(board, field, wrong):
    with refused(field):
        renamed(board, **wrong)
    with refused(field):
        joined(board, **wrong)


def test_no_two_agencies_have_one_name(board):
    name = plan_on(board.day).agencies[board.agency("police")].name
    with refused("name"):
        joined(board, name=name.upper())
    with refused("name"):
        renamed(board, name=name)
    police = plan_on(board.day).agencies[board.agency("police")]
    with refused("name"):
        renamed(board, agency="police", name=police.name, short=police.short)


# Joined


def test_an_agency_takes_part_from_its_day_on(board):
    joined(board)
    assert "Youth justice board" not in names_on(BEFORE)
    assert names_on(DAY)[-1] == "Youth justice board"


def test_it_owns_nothing_before(board):
    number = joined(board)
    with refused("agency"):
        changes.assign([key(board, "2.6")], agency_id=number, person=None, by=board.office, at=board.at)
    given = {"agency_id": number, "person": None, "by": board.office, "at": board.at, "first_day": DAY}
    changes.assign([key(board, "2.6")], **given)
    assert (owner(board, "2.6", BEFORE), owner(board, "2.6")) == (None, number)


def test_what_is_asked_of_each_is_asked_of_it_from_then_on(board):
    number = joined(board)
    cell = board.stands("1.3", day=DAY).cells[-1]
    assert (cell.cell, cell.facts.was_open_on(BEFORE), cell.facts.was_open_on(DAY)) == (number, False, True)


def test_its_key_is_its_name_in_plain_letters_and_one_of_its_own(board):
    joined(board, name="Żółw & Café")
    assert plan_on(DAY).known[max(plan_on(DAY).known)].key == "zow-cafe"
    joined(board, name="Police!")
    assert plan_on(DAY).known[max(plan_on(DAY).known)].key == "police-2"


# Ended


def test_it_takes_part_no_more_and_its_day_before_knows_it(board):
    ended(board)
    assert (board.agency("health") in plan_on(BEFORE).agencies, board.agency("health") in plan_on(DAY).agencies) == (
        True,
        False,
    )
    assert plan_on(DAY).known[board.agency("health")].until == DAY


def test_each_of_its_lines_wants_an_answer_to_who_comes_next(board):
    board.own("2.6", "2.7")
    with refused("owners"), board.rehearsal():
        ended(board, owners={key(board, "2.6"): "police"})
    ended(board, owners={key(board, "2.6"): "police", key(board, "2.7"): None})
    assert (owner(board, "2.6", BEFORE), owner(board, "2.6")) == (board.agency("health"), board.agency("police"))
    assert owner(board, "2.7", BEFORE) == board.agency("health")
    assert (owner(board, "2.7"), "no_owner" in board.stands("2.7", day=DAY).flags) == (None, True)


def test_what_it_is_given_in_the_meantime_is_nobodys_after(board):
    ended(board)
    board.own("2.8")
    assert (owner(board, "2.8", BEFORE), owner(board, "2.8")) == (board.agency("health"), None)


def test_it_helps_with_nothing_after(board):
    board.help("2.6", agency="health")
    ended(board)
    assert board.stands("2.6", day=BEFORE).facts.contributors == {board.agency("health")}
    assert not board.stands("2.6", day=DAY).facts.contributors


def test_its_own_part_of_what_each_agency_is_asked_ends_with_it(board):
    ended(board)
    cells = {day: {each.cell for each in board.stands("1.3", day=day).cells} for day in (BEFORE, DAY)}
    assert cells[BEFORE] - cells[DAY] == {board.agency("health")}


def test_nobody_acts_for_it_after(board):
    ended(board)
    assert viewer(board.health.id, BEFORE).roles == {"officer"}
    assert viewer(board.health.id, DAY).roles == frozenset()
    assert viewer(board.executive.id, DAY).roles == {"executive"}


def test_it_ends_once(board):
    ended(board)
    with refused("first_day"):
        ended(board, day=BEFORE)
    with refused("agency"):
        ended(board, day=AFTER)


def test_no_line_can_be_given_to_it(board):
    ended(board, owners={}, day=board.day)
    with refused("agency"):
        board.own("2.6")


# Merged


def test_it_may_be_merged_into_one_other_that_takes_part(board):
    for into in ((), ("health",), ("police", "ncc")):
        with refused("into"):
            ended(board, "merge_agency", into=into)


def test_its_people_act_for_the_other_if_they_move(board):
    ended(board, "merge_agency", into=["police"], move=True)
    assert viewer(board.health.id, BEFORE).agency == "health"
    moved = viewer(board.health.id, DAY)
    assert (moved.agency, moved.agency_id, moved.roles) == ("police", board.agency("police"), {"officer"})
    assert named_lead(board.agency("police"), DAY).title == "health_lead"
    assert named_lead(board.agency("health"), DAY) is None


def test_who_moved_may_be_named_for_a_line_of_the_other(board):
    ended(board, "merge_agency", into=["police"], move=True, day=board.day)
    board.own("2.6", agency="police", person=db.session.get(Person, board.health.id))
    assert board.stands("2.6").facts.owner_person_id == board.health.id


def test_without_that_their_roles_end(board):
    ended(board, "merge_agency", into=["police"])
    assert viewer(board.health.id, DAY).roles == frozenset()


def test_the_other_helps_where_it_helped_but_not_itself(board):
    board.own("2.7", agency="police")
    board.help("2.6", "2.7", agency="health")
    ended(board, "merge_agency", into=["police"])
    assert board.stands("2.6", day=DAY).facts.contributors == {board.agency("police")}
    assert not board.stands("2.7", day=DAY).facts.contributors


def test_the_other_answers_what_it_was_asked(board):
    ended(board, "merge_agency", into=["police"], day=AFTER)
    ended(board, "merge_agency", agency="police", into=["ncc"], day=date(2015, 4, 1))
    for day, who in ((DAY, "health"), (AFTER, "police"), (date(2015, 4, 1), "ncc")):
        assert in_its_place(known(day), board.agency("health")) == board.agency(who)


def test_what_it_was_asked_is_answered_by_the_other_and_nobody_else(board):
    asked = board.challenges(agency="health")
    ended(board, "merge_agency", into=["police"], day=board.day)
    with forbidden():
        changes.answer_challenge(asked, answer="The lead does.", by=board.ncc, at=board.at)
    changes.answer_challenge(asked, answer="The lead does.", by=board.police, at=board.at)
    assert queries.challenges(board.day)[0].answered


def test_nobody_asks_an_agency_that_is_gone(board):
    ended(board, "merge_agency", into=["police"], day=board.day)
    with refused("agency"):
        board.challenges(agency="health")


# Split


def test_it_is_split_into_at_least_two(board):
    with refused("into"):
        ended(board, "split_agency", into=["police"])
    ended(board, "split_agency", into=["police", "ncc"])
    assert plan_on(DAY).known[board.agency("health")].into == ("police", "ncc")


def test_each_line_goes_where_it_is_said(board):
    board.own("2.6", "2.7", "2.8")
    owners = dict(zip((key(board, number) for number in ("2.6", "2.7", "2.8")), ("police", "ncc", None), strict=True))
    ended(board, "split_agency", into=["police", "ncc"], owners=owners)
    found = [owner(board, number) for number in ("2.6", "2.7", "2.8")]
    assert found == [board.agency("police"), board.agency("ncc"), None]
