"""What an officer sent or said, entered by the business manager: the forms, and where it is shown and told."""

from datetime import date
from io import BytesIO

import pytest
from a_board import STRATEGY, TODAY, Board, rows_now, the_action, the_agency
from a_card import send
from counting import count_queries
from the_example import run
from werkzeug.datastructures import FileStorage

from actions import changes
from actions.db import begin_writing, db
from actions.evidence import evidence_of
from actions.models import Update
from actions.periods import london_moment
from actions.standing import line_on
from tracker.workbook import content

ACTION = f"/plan/{STRATEGY}/2.16"
ENTER, ENTER_DATE = f"{ACTION}/enter", f"{ACTION}/enter-date"
ON = {"given_on-day": "3", "given_on-month": "January", "given_on-year": "2017"}
SAID = {"quarter": "2016-17-Q3", "rating": "green", "said": "The agreement is signed."}
ASKED = {"new_due-month": "3", "new_due-year": "2017", "reason": "The analyst left.", "children": "They wait."}
GIVEN = "Given by Lead officer, Police by telephone on 3 January 2017; entered by the business manager"


@pytest.fixture
def board(app):
    board = Board()
    board.own("2.16", "2.14")
    return board


@pytest.fixture
def office(client, board):
    return client.as_person(board.office.id)


def given(board, **more):
    return {"given_person": str(board.officer.id), "given_how": "telephone", **ON, **more}


def by_name(name):
    return {"given_person": "without-account", "given_by": name, "given_how": "email", **ON}


def standing(number="2.16"):
    db.session.rollback()
    return line_on(TODAY, the_action(number))


# Who may


@pytest.mark.parametrize("address", [ENTER, ENTER_DATE])
@pytest.mark.parametrize("who", ["officer", "other", "chair", "deputy", "executive", "inspector"])
def test_nobody_but_the_business_manager(client, board, who, address):
    client.as_person(getattr(board, who).id).page(address, status=403)
    client.send(address, {**given(board), **SAID, **ASKED}, status=403)
    assert (standing().rating, standing().facts.request) == (None, None)
    assert "Enter what an officer said" not in client.page(ACTION).links()


@pytest.mark.parametrize("number", ["2.15", "1.3"])
def test_a_line_that_is_none_or_is_each_agency_s_own_is_not_found(office, number):
    office.page(f"/plan/{STRATEGY}/{number}/enter", status=404)


# Entering an update


def test_from_the_action_s_page_to_what_the_officer_said(office, board):
    page = office.page(office.page(ACTION).links()["Enter what an officer said"])
    assert page.h1 == "Enter what an officer said"
    assert "Lead officer, NCC" not in page.text
    assert "Report it complete" not in page.text
    assert "your agency" not in page.text
    answer = send(office, {**given(board), **SAID}, address=ENTER)
    assert answer.location == ACTION
    page = office.page(ACTION)
    assert "What was said on 2.16 is entered." in page.text
    assert f"Rated green for Q3 2016-17 (October to December 2016). The agreement is signed. {GIVEN}" in page.text
    assert standing().rating == "green"


@pytest.mark.parametrize("address", [f"/review/{STRATEGY}/2.16", f"/my-update/{STRATEGY}/2.16", "/my-update/send"])
def test_it_is_said_wherever_the_update_is_shown(client, office, board, address):
    send(office, {**given(board), **SAID}, address=ENTER)
    person = board.deputy if "review" in address else board.officer
    assert GIVEN in client.as_person(person.id).page(address).text


def test_who_has_no_account_is_named_and_no_words_of_it_are_filled_in(client, office, board):
    send(office, {**by_name("<Duty inspector>, =1+1, Łódź"), **SAID}, address=ENTER)
    said = "Given by <Duty inspector>, =1+1, Łódź by e-mail on 3 January 2017; entered by the business manager"
    assert said in office.page(ACTION).text
    card = client.as_person(board.officer.id).page(f"/my-update/{STRATEGY}/2.16")
    assert said in card.text
    assert card.field("said") == SAID["said"]
    assert "Given by: " not in card.text


def test_after_nothing_has_changed_the_words_of_the_time_before_are_filled_in(client, office, board):
    seen = board.says("2.16", "amber", on=date(2016, 10, 28))
    send(office, {**by_name("Duty inspector"), "quarter": "2016-17-Q3", "rating": "unchanged", "said": "Done as planned."},
         address=ENTER, seen=seen)  # fmt: skip
    card = client.as_person(board.officer.id).page(f"/my-update/{STRATEGY}/2.16")
    assert card.field("why") == "Staff left."
    assert "Given by Duty inspector by e-mail on 3 January 2017" in card.text


def test_what_was_sent_with_it_is_the_agency_s_evidence(office, board):
    file = FileStorage(BytesIO(b"what was agreed"), "minutes.txt")
    send(office, {**given(board), **SAID, "evidence_file": [file]}, address=ENTER)
    (piece,) = evidence_of(standing(), TODAY, board.officer)
    assert (piece.name, piece.row.agency_id, piece.row.by_id) == ("minutes.txt", the_agency("police"), board.office.id)


def test_a_cell_is_entered_for_its_agency(office, board):
    send(office, {**given(board), **SAID}, address=f"/plan/{STRATEGY}/1.3/enter?agency=police")
    assert line_on(TODAY, the_action("1.3"), the_agency("police")).rating == "green"
    page = send(office, {**given(board), **SAID}, 400, address=f"/plan/{STRATEGY}/1.3/enter?agency=ncc")
    assert "Choose one of the answers shown" in page.errors()


BAD = {
    "nobody chosen": (lambda board: {"given_person": ""}, "Choose who said it", "#given_person"),
    "an officer of another": (
        lambda board: {"given_person": str(board.other.id)},
        "Choose one of the answers shown",
        "#given_person",
    ),
    "no person at all": (lambda board: {"given_person": "x"}, "Choose one of the answers shown", "#given_person"),
    "nobody named": (
        lambda board: by_name("  "),
        "Say who it came from, such as Duty inspector, Police",
        "#given_by",
    ),
    "both named and chosen": (
        lambda board: {"given_by": "Duty inspector"},
        "Leave this empty, or choose that they have no account",
        "#given_by",
    ),
    "too long a name": (
        lambda board: by_name("x" * 20_000),
        "Shorten this to 200 characters or fewer: it has 20,000",
        "#given_by",
    ),
    "no way": (lambda board: {"given_how": ""}, "Choose how it came", "#given_how"),
    "through a link": (lambda board: {"given_how": "link"}, "Choose one of the answers shown", "#given_how"),
    "no day": (
        lambda board: dict.fromkeys(ON, ""),
        "Enter the day on which it came",
        "#given_on-day",
    ),
    "a day to come": (
        lambda board: {"given_on-day": "17"},
        "Enter the day on which it came; it cannot be a day to come",
        "#given_on-day",
    ),
    "a year ago": (
        lambda board: {"given_on-year": "2016"},
        "That is before the quarters that are still open. Check the month and the year",
        "#given_on-day",
    ),
}


@pytest.mark.parametrize("address", [ENTER, ENTER_DATE])
@pytest.mark.parametrize("case", BAD)
def test_from_whom_how_and_when_are_needed_and_what_was_typed_comes_back(office, board, case, address):
    wrong, message, anchor = BAD[case]
    before = rows_now()
    page = send(office, {**given(board), **SAID, **ASKED, **wrong(board)}, 400, address=address)
    assert page.errors() == {message: anchor}
    typed = ("said", SAID) if address == ENTER else ("reason", ASKED)
    assert page.field(typed[0]) == typed[1][typed[0]]
    assert rows_now() == before


def test_the_fields_stand_in_the_order_in_which_they_are_asked(office, board):
    page = send(office, {}, 400, address=ENTER)
    assert list(page.errors()) == [
        "Choose who said it",
        "Choose how it came",
        "Enter the day on which it came",
        "Choose green, amber or red",
    ]


def test_a_claim_cannot_be_slipped_in(office, board):
    board.proves("2.16")
    send(office, {**given(board), **SAID, "claim": "y"}, address=ENTER)
    assert (standing().rating, standing().facts.claim) == ("green", None)


def test_an_update_made_meanwhile_is_shown_first(office, board):
    board.says("2.16", "amber")
    page = send(office, {**given(board), **SAID}, 409, address=ENTER)
    assert "Added while you were writing" in page.text
    more = {"why_better": "The analyst came."}
    send(office, {**given(board), **SAID, **more}, address=ENTER, seen=page.field("seen"))
    assert db.session.query(Update).count() == 2


def test_what_looks_like_a_child_s_identifier_brings_a_warning(office, board):
    send(office, {**by_name("Mother of NHS 943 476 5919"), **SAID}, address=ENTER)
    assert "It is saved, and it seems to hold an NHS number." in office.page(ACTION).text


def test_what_was_typed_can_be_taken_out_of_the_record(office, board):
    send(office, {**by_name("Casey, ward 2"), **SAID}, address=ENTER)
    begin_writing()
    changes.redact("Casey", reason="A name", by=board.office, at=london_moment(TODAY), render=None)
    db.session.commit()
    assert "Casey" not in office.page(ACTION).html
    assert "Given by [redacted], ward 2 by e-mail" in office.page(ACTION).text


def test_where_nobody_answers_nothing_is_entered(office):
    page = office.page(f"/plan/{STRATEGY}/1.1/enter")
    assert "Nobody answers for it" in page.text
    assert page.field("said") is None
    send(office, SAID, 409, address=f"/plan/{STRATEGY}/1.1/enter")
    assert "Enter what an officer said" not in office.page(f"/plan/{STRATEGY}/1.1").links()


@pytest.mark.parametrize("address", [ENTER, ENTER_DATE])
def test_a_past_day_takes_nothing(office, board, address):
    page = office.page(f"{address}?as-at=2016-12-01")
    assert page.field("given_by") is None
    assert "Go to today" in page.links()
    send(office, {**given(board), **SAID, **ASKED}, 409, address=f"{address}?as-at=2016-12-01")


@pytest.mark.parametrize("address", [ENTER, ENTER_DATE])
def test_looking_writes_nothing_and_asks_few_questions(office, board, address):
    office.page(address)
    before = rows_now()
    with count_queries() as asked:
        office.page(address)
    assert len(asked) <= 12, asked
    assert rows_now() == before


# A request for a new date


def test_a_request_is_entered_and_waits_for_the_chair(client, office, board):
    assert office.page(ENTER).links()["enter a request for a new date"] == ENTER_DATE
    answer = office.send(ENTER_DATE, {**given(board), **ASKED})
    assert answer.location == ACTION
    assert "The request for a new date for 2.16 is entered. The chair decides." in office.page(ACTION).text
    assert standing().facts.request.day == date(2017, 3, 31)
    assert GIVEN in client.as_person(board.deputy.id).page(f"/review/{STRATEGY}/2.16").text
    page = client.as_person(board.officer.id).page(f"/my-update/{STRATEGY}/2.16/date")
    assert "March 2017 was asked for on 3 January 2017." in page.text
    assert GIVEN in page.text
    assert "A request for March 2017 waits" in client.as_person(board.office.id).page(ENTER_DATE).text
    office.send(ENTER_DATE, {**given(board), **ASKED}, status=409)


def test_who_entered_it_may_not_decide_it(client, board):
    person = board.person("business_manager", "ncc", also=("chair",), title="Chair and business manager")
    client.as_person(person.id).send(ENTER_DATE, {**given(board), **ASKED})
    review = f"/review/{STRATEGY}/2.16"
    page = client.page(review)
    assert "You may not decide what you entered yourself." in page.text
    assert "entered by Chair and business manager" in page.text
    decided = {"outcome": "agree", "request": str(standing().facts.request.id), "reason": "It is likely."}
    client.send(review, {**decided, "new_due-month": "3", "new_due-year": "2017", **taken()}, status=403)
    client.as_person(board.deputy.id).send(review, {**decided, "new_due-month": "3", "new_due-year": "2017", **taken()})
    assert standing().due == date(2017, 3, 31)


def taken():
    return {"taken_on-day": "16", "taken_on-month": "1", "taken_on-year": "2017"}


# The officer is told


def test_the_officer_finds_it_on_their_own_start_until_they_say_something(client, office, board):
    send(office, {**given(board), **SAID}, address=ENTER)
    office.send(ENTER_DATE, {**given(board), **ASKED})
    page = client.as_person(board.officer.id).page("/my-update")
    assert "Entered for you since you last said something (2)" in page.text
    assert page.text.count(GIVEN) == 3  # both entries, and the last words of the line
    assert "Asked for a new date: by the end of March 2017. For children: They wait." in page.text
    assert "Entered for you" not in client.as_person(board.other.id).page("/my-update").text
    client.as_person(board.officer.id)
    send(client, {**SAID, "said": "It is signed and sealed."}, address=f"/my-update/{STRATEGY}/2.14")
    assert "Entered for you" not in client.page("/my-update").text


def test_being_told_takes_no_more_than_twelve_queries(client, office, board):
    send(office, {**by_name("Duty inspector"), **SAID}, address=ENTER)
    client.as_person(board.officer.id).page("/my-update")
    with count_queries() as asked:
        assert "Entered for you" in client.page("/my-update").text
    assert len(asked) <= 12, asked


# Elsewhere


def test_the_workbook_and_the_command_line_say_it_too(app, office, board):
    send(office, {**given(board), **SAID}, address=ENTER)
    db.session.rollback()
    with app.test_request_context():
        book = content.of(board.officer, TODAY, marking="OFFICIAL", example_line=None)
    line = next(each for each in book.lines if each.number == "2.16")
    assert line.last_words == f"The agreement is signed.\n{GIVEN}"
    told = run(app, "history", STRATEGY, "2.16", "--json")
    assert '"given_how": "telephone"' in told
    assert f'"given_person": {board.officer.id}' in told
