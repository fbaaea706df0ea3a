"""The whole way: an untidy spreadsheet is uploaded, matched, settled, looked at and adopted, by the business manager."""

from datetime import date

import an_untidy_sheet as untidy
import pytest
from a_board import TODAY, Board, rows_now
from a_plan_to_import import (
    COLUMNS,
    DOUBTS,
    HEAD,
    MATCHED,
    PREVIEW,
    REFERENCE,
    UPLOAD,
    as_filled_in,
    asked,
    chosen_in,
    imports,
    send_file,
    settled,
)

from actions.db import db
from actions.standing import plan_on
from tracker.workbook.previews import KEPT


@pytest.fixture
def board(app):
    return Board()


@pytest.fixture
def office(client, board):
    return client.as_person(board.office.id)


def adopted_lines():
    db.session.rollback()
    return {each.number: each for each in plan_on(TODAY).of(REFERENCE)}


# Columns


def test_the_columns_are_guessed_and_offered_with_what_stands_in_them(office):
    assert send_file(office).location == COLUMNS
    page = office.page(COLUMNS)
    assert "C: Lead agency" in page.text
    assert "Not read: Notes" in page.text
    chosen = {each: chosen_in(page, each) for each in ("number", "action", "owner", "due", "status", "priority")}
    assert chosen == {each: MATCHED[each] for each in chosen}
    assert page.field("headings") == "4"


WRONG_MATCHES = [
    ({"action": ""}, "Choose the column that says what is to be done"),
    ({"due": ""}, "Choose the column of due dates"),
    ({"owner": "1"}, "Choose another column: this one is chosen for something else"),
    ({"headings": "x"}, "Enter a row before the last one"),
    ({"headings": "9999"}, "Enter a row before the last one"),
    ({"minute": ""}, "Name the minute"),
    ({"minuted_on-day": "", "minuted_on-month": "", "minuted_on-year": ""}, "Enter the day of the meeting"),
    ({"minuted_on-year": "2018"}, "it cannot be a day to come"),
    ({"action": "17"}, "Choose one of the answers shown"),
    ({"action": "5", "number": "", "owner": "", "status": "", "due": "4"}, "No action was found below the headings"),
]


@pytest.mark.parametrize(("different", "message"), WRONG_MATCHES)
def test_a_wrong_match_says_what_to_do(office, different, message):
    send_file(office)
    page = office.send(COLUMNS, {**MATCHED, **different}, status=400)
    assert any(message in each for each in page.errors())
    assert imports()[0].matched is None


# Doubts


def test_every_doubt_is_listed_with_its_row_and_what_was_read(office):
    send_file(office)
    office.send(COLUMNS, MATCHED)
    page = office.page(DOUBTS)
    expected = {f"row-{untidy.row_of(number)}-{kind}": read for kind, number, read in untidy.DOUBTS}
    found = asked(page)
    assert expected.items() <= found.items()
    of_their_own = found.keys() - expected.keys()
    assert sorted(name.split("-", 2)[2] for name in of_their_own) == untidy.OF_ROWS_ALONE
    assert "The sheet says “Sep-16 (revised Dec-16)”." in page.text
    assert f"Row {untidy.row_of('2.10')}" in page.text


def test_the_plan_cannot_be_looked_at_while_a_doubt_is_open(office):
    send_file(office)
    office.send(COLUMNS, MATCHED)
    assert office.get(PREVIEW).location == DOUBTS
    assert office.send(PREVIEW).location == DOUBTS


WRONG_ANSWERS = [
    ("2.10", "number", "2.9", "enter a number such as 2.10, and each only once"),
    ("2.10", "number", "", "enter a number such as 2.10"),
    ("1.3", "due", "soon", "enter a date such as April 2015 or 30/04/2015, or tbc"),
    ("1.2", "owner", "nobody-else", "Choose one of the answers shown"),
    ("2.8", "status", "purple", "Choose one of the answers shown"),
]


@pytest.mark.parametrize(("number", "kind", "answer", "message"), WRONG_ANSWERS)
def test_a_wrong_answer_lands_on_its_field_and_what_was_typed_stays(office, number, kind, answer, message):
    send_file(office)
    office.send(COLUMNS, MATCHED)
    name = f"row-{untidy.row_of(number)}-{kind}"
    page = office.send(DOUBTS, {**as_filled_in(office), name: answer}, status=400)
    [(said, anchor)] = page.errors().items()
    assert message in said
    assert anchor == f"#{name}"
    assert kind in ("owner", "status") or (page.field(name) or "") == answer
    assert imports()[0].answers == {}


def test_an_answer_that_raises_another_doubt_shows_it_as_new(office):
    """The heading of priority 4 is said to be a remark: then nobody knows what priority 4 is called."""
    send_file(office)
    office.send(COLUMNS, MATCHED)
    assert "New." not in office.page(DOUBTS).text
    heading = next(name for name in as_filled_in(office) if name.endswith("-heading"))
    assert office.send(DOUBTS, {**as_filled_in(office), heading: "leave"}).location == DOUBTS
    page = office.page(DOUBTS)
    assert page.text.count("New.") == 1
    assert page.field(f"row-{untidy.row_of('4.1')}-name") == "Priority 4"
    office.send(DOUBTS, as_filled_in(office))
    assert "Priority 4: Priority 4" in office.page(PREVIEW).text


# Adopting


def test_sixty_actions_are_adopted_as_they_were_settled(office):
    send_file(office)
    remark = f"row-{len(untidy.rows())}"
    page = settled(office, **{f"{remark}-heading": "leave", f"row-{untidy.row_of('1.3')}-due": "31/01/2017"})
    assert "60 actions under 5 priorities" in page.text
    assert f"Row {len(untidy.rows())}: “{untidy.UNFINISHED}”." in page.text
    answer = office.send(PREVIEW, {"seen": page.field("seen")})
    assert answer.location == f"/plan/{REFERENCE}"
    lines = adopted_lines()
    assert list(lines) == untidy.all_numbers()
    assert lines["1.3"].facts.due == date(2017, 1, 31)
    assert "60 actions" in office.page(f"/plan/{REFERENCE}").text
    assert imports() == []


def test_statuses_come_in_as_minuted_not_checked(office):
    send_file(office)
    page = settled(office)
    assert "As minuted on 12 December 2016, not checked" in page.text
    office.send(PREVIEW, {"seen": page.field("seen")})
    amber = next(number for number, each in adopted_lines().items() if each.rating == "amber")
    said = "Starting position as minuted on 12 December 2016, not checked: rated amber"
    assert said in office.page(f"/plan/{REFERENCE}/{amber}").text


def test_nothing_is_recorded_before_it_is_adopted(office):
    before = rows_now()
    send_file(office)
    settled(office)
    assert rows_now() == before


def test_adopting_twice_adopts_once(office):
    send_file(office)
    seen = {"seen": settled(office).field("seen")}
    office.send(PREVIEW, seen)
    before = rows_now()
    assert office.send(PREVIEW, seen).location == UPLOAD
    assert rows_now() == before


def test_what_was_changed_on_another_page_is_looked_at_again(office):
    send_file(office)
    seen = {"seen": settled(office).field("seen")}
    office.send(DOUBTS, {**as_filled_in(office), f"row-{untidy.row_of('1.3')}-due": "Jan-17"})
    page = office.send(PREVIEW, seen, status=409)
    assert "The plan was changed on another page meanwhile" in page.text
    assert adopted_lines() == {}


def test_a_reference_that_was_taken_meanwhile_is_refused(office, board):
    send_file(office)
    seen = {"seen": settled(office).field("seen")}
    row = imports()[0]
    row.head = {**row.head, "reference": "strategy-2015-16"}
    db.session.commit()
    seen["seen"] = office.page(PREVIEW).field("seen")
    before = rows_now()
    page = office.send(PREVIEW, seen, status=409)
    assert "Another document has this reference" in page.text
    assert rows_now() == before


# Kept between the steps


def test_an_upload_waits_for_a_day_at_most(office):
    send_file(office)
    assert "Go on with Neglect plan 2016-17" in office.page(UPLOAD).text
    for row in imports():
        row.made = row.made - KEPT
    db.session.commit()
    assert office.get(COLUMNS).location == UPLOAD
    assert "Go on with" not in office.page(UPLOAD).text


def test_a_second_upload_takes_the_place_of_the_first(office):
    send_file(office)
    office.send(COLUMNS, MATCHED)
    send_file(office, title="Another plan")
    assert [(row.head["title"], row.matched) for row in imports()] == [("Another plan", None)]


def test_it_can_be_discarded(office):
    send_file(office)
    office.send("/import/discard")
    assert imports() == []


def test_another_match_forgets_what_was_answered_of_the_first(office):
    send_file(office)
    settled(office)
    office.send(COLUMNS, {**MATCHED, "owner": ""})
    assert imports()[0].answers == {}


def test_a_redaction_empties_it(office, board):
    board.own("2.14")
    board.says("2.14", words={"said": "We met Xyzzy Jones."})
    send_file(office)
    office.send("/redaction", {"word": "Xyzzy Jones", "reason": "A person was named."})
    assert imports() == []


# Who may


@pytest.mark.parametrize("who", ["officer", "chair", "deputy", "executive", "inspector"])
def test_nobody_else_may(client, board, who):
    client.as_person(getattr(board, who).id)
    assert {client.get(address).status_code for address in (UPLOAD, COLUMNS, DOUBTS, PREVIEW)} == {403}


def test_on_a_past_day_nothing_can_be_entered(office):
    send_file(office)
    settled(office)
    for address in (UPLOAD, COLUMNS, DOUBTS, PREVIEW):
        assert "A past day is shown, so nothing can be entered" in office.page(f"{address}?as-at=2016-12-01").text


# The head

WRONG_HEADS = [
    ({"title": ""}, "Enter the name of the plan"),
    ({"reference": "Neglect Plan"}, "Write the reference in small letters"),
    ({"reference": "strategy-2015-16"}, "Another document has this reference"),
    ({"in_force_from-year": "2017", "in_force_from-month": "2"}, "Enter a day that has come"),
    ({"last_day-year": "2015"}, "Enter a last day after the first day"),
    ({"first_day-day": "31", "first_day-month": "2"}, "Enter a day that exists"),
]


@pytest.mark.parametrize(("different", "message"), WRONG_HEADS)
def test_a_wrong_head_says_what_to_do(office, different, message):
    page = send_file(office, status=400, **different)
    assert any(message in each for each in page.errors())
    assert imports() == []


def test_an_upload_without_a_file_says_so(office):
    page = office.send(UPLOAD, HEAD, status=400)
    assert page.errors() == {"Choose the spreadsheet": "#spreadsheet"}
