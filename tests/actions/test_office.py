"""What the board office keeps in order: owners, contributors, challenges, marks, permissions, settings, people."""

from datetime import date

import pytest
from paper_board import forbidden, refused
from sqlalchemy import select

from actions import changes, queries, settings
from actions.db import db
from actions.models import Assignment, Challenge, Person


def person(viewer_of):
    return db.session.get(Person, viewer_of.id)


# Owners and contributors


def test_any_number_of_lines_at_once(board):
    rows = board.own("2.6", "2.7", "2.8")
    assert len(rows) == 3
    assert {board.stands(number).owner_id for number in ("2.6", "2.7", "2.8")} == {board.agency("health")}


def test_one_line_that_does_not_exist_refuses_them_all(board):
    with refused("lines"), board.rehearsal():
        keys = [(board.line("2.6"), None), (999_999, None)]
        changes.assign(keys, agency_id=board.agency("health"), person=None, by=board.office, at=board.at)
    assert db.session.scalars(select(Assignment)).all() == []


def test_an_orphan_shows_at_once(board):
    assert "no_owner" in board.stands("2.6").flags
    assert board.line("2.6") in {each.line.id for each in queries.waiting_for_chair(board.day)["orphans"]}
    board.own("2.6")
    assert "no_owner" not in board.stands("2.6").flags


def test_the_officer_named_is_of_the_agency(board):
    with refused("person"):
        board.own("2.6", agency="health", person=person(board.police))
    board.own("2.6", agency="police", person=person(board.police))
    assert board.stands("2.6").facts.owner_person_id == board.police.id


def test_an_agency_lead_assigns_within_the_agency_only(board):
    board.own("2.6", agency="health")
    board.own("2.7", agency="probation")
    board.own("2.6", by=board.health_lead, person=person(board.health))
    with forbidden():
        board.own("2.6", agency="probation", by=board.health_lead)  # gives it away
    with forbidden():
        board.own("2.7", agency="health", by=board.health_lead)  # takes another's
    with forbidden():
        board.own("2.8", agency="health", by=board.health_lead)  # takes an orphan


def test_each_agency_answers_its_own_cell(board):
    key = (board.line("1.3"), board.agency("police"))
    given = {"person": None, "by": board.office, "at": board.at}
    with refused("agency"):
        changes.assign([key], agency_id=board.agency("health"), **given)
    changes.assign([key], agency_id=board.agency("police"), **given)


def test_a_contributor_comes_and_goes(board):
    board.own("2.6")
    board.help("2.6", agency="probation")
    board.help("2.6", agency="police")
    board.help("2.6", agency="probation", ends=True)
    assert board.stands("2.6").facts.contributors == {board.agency("police")}
    assert board.stands("2.6").owner_id == board.agency("health")


# Challenges


@pytest.fixture
def challenged(board):
    board.asked = board.challenges(number="2.6")
    return board


def answer(board, by=None, words="A nurse left"):
    return changes.answer_challenge(board.asked, answer=words, by=by or board.health, at=board.at)


def end(board, ended="satisfied", ending="It was answered"):
    return changes.end_challenge(board.asked, ended=ended, ending=ending, by=board.chair, at=board.at)


def is_open(board):
    return "challenge_open" in board.stands("2.6").flags


def test_a_challenge_is_open_until_it_is_ended(challenged):
    assert is_open(challenged)
    answer(challenged)
    assert is_open(challenged)
    end(challenged)
    assert not is_open(challenged)


def test_a_challenge_about_no_action_raises_no_flag(board):
    board.challenges()
    assert not is_open(board)


@pytest.mark.parametrize(
    ("missing", "field"),
    [({"question": " "}, "question"), ({"due_day": None}, "due_day"), ({"due_day": date(2015, 2, 2)}, "due_day")],
)
def test_a_challenge_asks_something_by_a_day_to_come(board, missing, field):
    with refused(field):
        board.challenges(**missing)


def test_only_the_agency_that_was_asked_answers(challenged):
    for other in (challenged.police, challenged.probation):
        with forbidden():
            answer(challenged, by=other)


def test_an_answer_and_an_ending_say_something(challenged):
    with refused("answer"):
        answer(challenged, words="")
    with refused("ending"):
        end(challenged, ending=" ")


@pytest.mark.parametrize("ended", ["practice_changed", "satisfied", "escalated"])
def test_how_it_ended_is_on_record(challenged, ended):
    assert end(challenged, ended).ended == ended


@pytest.mark.parametrize("ended", [None, "", "forgotten"])
def test_no_other_ending_is_taken(challenged, ended):
    with refused("ended"):
        end(challenged, ended)


def test_answered_once_and_ended_once(challenged):
    answer(challenged)
    with refused("challenge"):
        answer(challenged)
    end(challenged)
    for again in (answer, end):
        with refused("challenge"):
            again(challenged)
    assert len(list(db.session.scalars(select(Challenge)))) == 3


# Marks


def mark(board, name="repeat", **more):
    return changes.mark(board.line("2.6"), name, by=board.office, at=board.at, **more)


@pytest.mark.parametrize("name", ["repeat", "waiting_outside", "said_before"])
def test_a_mark_is_made_and_taken_off_by_hand(board, name):
    mark(board, name, other_id=board.line("2.7") if name == "said_before" else None)
    assert name in board.stands("2.6").flags
    mark(board, name, off=True)
    assert name not in board.stands("2.6").flags


def test_said_before_names_the_action_that_said_it(board):
    with refused("other"):
        mark(board, "said_before")
    with refused("other"):
        mark(board, "said_before", other_id=board.line("2.6"))
    with refused("other"):
        mark(board, "said_before", other_id=0)
    with refused("other"):
        mark(board, "repeat", other_id=board.line("2.7"))


def test_no_other_mark_is_taken_and_none_twice(board):
    with refused("mark"):
        mark(board, "urgent")
    with refused("mark"):
        mark(board, off=True)
    mark(board)
    with refused("mark"):
        mark(board)


# Permission to use the profile


@pytest.fixture
def in_2017(board):
    return board.on(2017, 1, 5)


@pytest.mark.parametrize(
    ("missing", "field"),
    [
        ({"audience": "press"}, "audience"),
        ({"given_by": ""}, "given_by"),
        ({"reference": " "}, "reference"),
        ({"given_on": None}, "given_on"),
        ({"given_on": date(2017, 1, 6)}, "given_on"),  # a day to come
    ],
)
def test_a_permission_says_by_whom_when_with_which_reference_and_for_whom(in_2017, missing, field):
    with refused(field):
        in_2017.releases(**{"audience": "sub_group", **missing})


def test_a_permission_is_for_one_audience_from_its_day(in_2017):
    in_2017.releases("sub_group")
    document = in_2017.document("profile-2016").id
    assert queries.released_to(("sub_group",), date(2017, 1, 4)) == set()
    assert queries.released_to(("sub_group",), date(2017, 1, 5)) == {document}
    assert queries.released_to(("executives",), date(2017, 1, 5)) == set()
    assert queries.released_to(("sub_group", "executives"), date(2017, 1, 5)) == set()


# Settings and meetings


def test_a_setting_counts_from_its_day_and_the_latest_one_holds(board):
    changes.set_setting("marking", "OFFICIAL", by=board.office, at=board.at)
    changes.set_setting("marking", "SECRET", by=board.office, at=board.on(2015, 3, 1).at)
    shown = [settings.as_at(day)["marking"] for day in (date(2015, 2, 2), date(2015, 2, 3), date(2015, 3, 1))]
    assert shown == ["OFFICIAL-SENSITIVE", "OFFICIAL", "SECRET"]


@pytest.mark.parametrize(("missing", "field"), [({"name": " "}, "name"), ({"day": None}, "day")])
def test_a_meeting_has_a_name_and_a_day(board, missing, field):
    with refused(field):
        board.meeting(**missing)
