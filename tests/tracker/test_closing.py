"""Closing a document on its page: prepared by the board office, decided by the chair; and beginning the next plan."""

import re

import next_year
import pytest
from a_board import PROFILE, STRATEGY, TODAY, Board, the_action
from next_year import FIRST_DAY, LAST_DAY, NEXT, opened
from sqlalchemy import select
from the_example import holder

from actions import changes
from actions.db import begin_writing, db
from actions.models import Decision, Words
from actions.periods import london_moment
from actions.standing import plan_on

PAGE, BEGIN = f"/plan/{STRATEGY}/close", f"/plan/{STRATEGY}/next"
AWKWARD = "The board ends it: <Smith, J> =1+1 Łódź."
HEAD = {
    "minute": next_year.MINUTE,
    **dict(zip(("taken_on-day", "taken_on-month", "taken_on-year"), "31 3 2017".split(), strict=True)),
}
LAST = dict(zip(("last_day-day", "last_day-month", "last_day-year"), "31 March 2017".split(), strict=True))


def filled(**different):
    """What is typed for each line: where it goes on and by when, or why it does not."""
    typed = {**HEAD, **LAST, "step": "close"}
    for number, others in next_year.GOES_ON.items():
        line = next_year.row_of(number, STRATEGY)
        typed |= {f"into_{line}": " and ".join(others)}
        if number not in ("2.9", "5.2", "5.3"):
            typed |= {f"due_{line}-month": "December", f"due_{line}-year": "2017"}
    typed |= {f"why_{next_year.row_of(number, STRATEGY)}": AWKWARD for number in next_year.ENDS}
    return typed | different


def closings():
    db.session.rollback()
    return list(db.session.scalars(select(Decision).where(Decision.verb == "close_document")))


def test_the_board_office_prepares_it_and_the_chair_decides_what_was_prepared(rolling):
    office = rolling.test_client().as_person(holder("business_manager").id)
    assert office.page(f"/plan/{STRATEGY}").links()["Close this document"] == PAGE
    office.send(PAGE, filled(step="keep"))
    assert closings() == []
    chair = rolling.test_client().as_person(holder("chair").id)
    page = chair.page(PAGE)
    assert "Prepared by Business manager" in page.text
    assert page.field(f"why_{next_year.row_of('6.2', STRATEGY)}") == AWKWARD
    chair.send(PAGE, filled())
    assert [(each.new_due, each.by_id) for each in closings()] == [(LAST_DAY, holder("chair").id)]
    assert next_year.in_force(FIRST_DAY) == [PROFILE, NEXT]
    assert plan_on(FIRST_DAY).find(NEXT, "4.2").due == next_year.NEW_DUE
    assert "It is closed" in chair.page(PAGE).text


def test_who_only_prepares_cannot_close_it(rolling):
    office = rolling.test_client().as_person(holder("business_manager").id)
    page = office.send(PAGE, filled(), status=400)
    assert list(page.errors()) == ["Choose one of the answers shown"]
    assert closings() == []
    for role in ("officer", "executive"):
        assert rolling.test_client().as_person(holder(role).id).get(PAGE).status_code == 403


LINE = re.compile(r"\{(.+)\}")
WRONG = [
    ({"minute": ""}, "Enter the board's minute"),
    ({"last_day-day": "", "last_day-month": "", "last_day-year": ""}, "Enter its last day"),
    ({"last_day-year": "2018"}, "Enter its last day: today, or an earlier day on which it was in force"),
    ({"into_{6.2}": "6.2"}, "6.2: say where it goes on, or why it is closed unfinished"),
    ({"into_{4.2}": ""}, "4.2: say where it goes on, or why it is closed unfinished"),
    ({"into_{4.2}": "4.9"}, "4.2: there is no 4.9 in CSE and missing children plan 2017-18"),
    ({"into_{4.2}": "no-such 4.2"}, "4.2: there is no 4.2 in any document called no-such"),
    ({"due_{2.16}-year": "2018"}, "2.16: where it goes on has another month already"),
    (
        {"due_{2.9}-month": "6", "due_{2.9}-year": "2017"},
        "2.9 has a date already in the new document, or gets one when accepted",
    ),
]


@pytest.mark.parametrize(("different", "message"), WRONG)
def test_what_is_wrong_is_said_and_nothing_is_closed(about_to_roll, different, message):
    chair = about_to_roll.test_client().as_person(holder("chair").id)
    typed = {
        LINE.sub(lambda found: str(next_year.row_of(found[1], STRATEGY)), name): each
        for name, each in different.items()
    }
    page = chair.send(PAGE, filled(**typed), status=400)
    assert list(page.errors()) == [message] or message in page.text
    assert closings() == []


def test_what_was_prepared_goes_when_words_are_taken_out(rolling):
    office = rolling.test_client().as_person(holder("business_manager").id)
    office.send(PAGE, filled(step="keep"))
    word = db.session.scalars(select(Words.text).where(Words.field == "said").order_by(Words.row_id)).first()
    office.send("/redaction", {"word": word, "reason": "A name."})
    assert "Prepared by" not in office.page(PAGE).text


def test_the_next_plan_begins_from_the_lines_that_go_on(example_folder, tmp_path):
    for app in opened(example_folder, tmp_path / "begun"):
        office = app.test_client().as_person(holder("business_manager").id)
        days = {"in_force_from": "1 4 2017", "first_day": "1 4 2017", "last_day": "31 3 2018"}
        typed = {
            f"{name}-{part}": value
            for name, text in days.items()
            for part, value in zip(("day", "month", "year"), text.split(), strict=True)
        }
        lines = [str(next_year.row_of(number, STRATEGY)) for number in ("4.2", "7.6", "1.3")]
        office.send(BEGIN, {**typed, "title": "Plan 2017-18", "reference": NEXT, "lines": lines})
        assert [each.number for each in plan_on(FIRST_DAY).of(NEXT)] == ["1.3", "4.2", "7.6"]
        assert plan_on(FIRST_DAY).find(NEXT, "1.3").line.each_agency
        page = office.page(PAGE)
        assert page.field(f"into_{lines[0]}") == "4.2"
        errors = office.send(
            BEGIN, {**typed, "title": "Plan", "reference": NEXT, "in_force_from-year": "2016"}, status=400
        ).errors()
        assert {
            "Enter today or a later day: who answers for its lines counts from then on",
            "Choose the lines that go on in it",
        } <= set(errors)


# A later profile answers for the one before


def a_later_profile():
    """Three recommendations, in force from the example's today; the second was said before by 27 of the profile of 2016."""
    board = Board()
    begin_writing()
    header = {"reference": "profile-2017", "title": "Profile 2017", "kind": "profile", "in_force_from": TODAY}
    facts = {"counts": {"recommendations": 3}, "readings": []}
    document = changes.adopt_document(at=london_moment(TODAY), facts=facts, **header)
    blank = dict.fromkeys(("each_agency", "national", "recurring", "example"), False) | {"recommendation": True}
    for place, words in enumerate(("Keep a log.", "Share it each week.", "Ask the children."), start=1):
        said = {"number": str(place), "position": place, "title": "", "statement": words, "bodies": [], "due": None}
        changes.adopt_action(document, at=london_moment(TODAY), **said, **blank)
    changes.mark(
        the_action("2", "profile-2017"),
        "said_before",
        other_id=the_action("27", PROFILE),
        by=board.office,
        at=london_moment(TODAY),
    )
    db.session.commit()
    return board


def test_a_later_profile_shows_where_each_recommendation_stood_when_it_came_and_which_it_repeats(client, app):
    board = a_later_profile()
    executive = client.as_person(board.executive.id)
    page = executive.page("/plan/profile-2017")
    assert page.links()["What became of the document before"] == "/plan/profile-2017/before"
    page = executive.page("/plan/profile-2017/before")
    assert "as it stood when this one came in force on 16 January 2017: 42 to be considered." in page.text
    assert "So not all of it had been actioned: of 42, 42 were open, or nobody had considered them" in page.text
    assert "1 line of it is repeated by this one" in page.text
    assert page.links()["2 Share it each week."] == "/plan/profile-2017/2"


def test_the_first_profile_has_none_before_it(client, app):
    page = client.as_person(Board().executive.id).page(f"/plan/{PROFILE}/before")
    assert "No document of this kind came before it." in page.text
    assert "all of which have been actioned" in page.text
