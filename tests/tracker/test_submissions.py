"""Submissions of duties: the calendar of a series, which are due, and one update that answers one or several."""

from datetime import date
from pathlib import Path

import pytest
from a_board import STRATEGY, TODAY, Board, the_action
from checked_page import Page

from actions.db import db
from actions.models import Answer, Update
from actions.standing import line_on

CSS = Path(__file__).parents[2] / "static" / "tracker.css"
LINE, CARD = f"/plan/{STRATEGY}/2.14", f"/my-update/{STRATEGY}/2.14"


@pytest.fixture
def board(app):
    board = Board()
    board.own("2.14")
    return board


def duties():
    db.session.rollback()
    return {duty.every: duty for duty in line_on(TODAY, the_action("2.14")).facts.running}


def key(duty, due) -> str:
    return f"{duty.id}:{due}"


def answer(client, *answers, status=302, **different):
    sent = {"rating": "green", "said": "All were mapped.", "seen": "0", "quarter": "2016-17-Q3", **different}
    return client.send(CARD, {**sent, "answers": list(answers)}, status=status)


def rows_of(page: Page, caption: str) -> list[list[str]]:
    """The rows of a table, by the words in its caption."""
    for table in page.tree.iter("table"):
        if caption.lower() in "".join(table.find("caption").itertext()).lower():
            body = table.find("tbody")
            return [[" ".join("".join(cell.itertext()).split()) for cell in row] for row in body]
    return []


def squares(page: Page) -> list[str]:
    items = [each for each in page.tree.iter("li") if (each.get("class") or "").startswith("square ")]
    return [" ".join("".join(each.itertext()).split()) for each in items]


class TestTheCalendar:
    def test_each_square_has_a_word_and_the_strip_its_table(self, officer, board):
        quarterly = duties()[3]
        answer(officer, key(quarterly, "2017-01-31"))
        page = officer.page(LINE)
        strip, rows = squares(page), rows_of(page, quarterly.what)
        assert "January 2017 on time" in strip
        assert ["January 2017", "October to December 2016", "on time", "16 January 2017"] in rows
        assert ["July 2016", "April to June 2016", "missed", "No answer"] in rows
        assert len(strip) == sum(len(duty.submissions) for duty in duties().values())

    def test_what_is_not_received_what_is_due_and_what_is_to_come(self, officer):
        strip = squares(officer.page(LINE))
        assert "December 2016 not received" in strip  # the monthly one
        assert strip.count("January 2017 due") == 2  # both report on months that have ended
        assert "October 2016 to come" in squares(officer.page(f"{LINE}?as-at=2016-09-30"))
        assert "October 2016 due" in squares(officer.page(f"{LINE}?as-at=2016-10-01"))

    def test_late_is_said(self, officer):
        monthly = duties()[1]
        answer(officer, key(monthly, "2016-12-31"))
        assert "December 2016 late" in squares(officer.page(LINE))

    def test_those_fallen_due_are_counted(self, officer):
        monthly = duties()[1]
        answer(officer, key(monthly, "2016-12-31"))
        missed = len([each for each in duties()[1].submissions if each.state == "missed"])
        assert f"Fallen due: 1 late and {missed} missed." in officer.page(LINE).text
        assert "Nothing has fallen due yet." in officer.page(f"{LINE}?as-at=2015-03-02").text

    def test_every_state_has_a_look_of_its_own(self):
        css = CSS.read_text(encoding="utf-8")
        assert all(f".square--{state} {{" in css for state in ("on_time", "late", "missed", "owed", "due", "to_come"))


class TestAnswering:
    def test_the_list_says_which_are_due(self, officer):
        text = officer.page("/my-update").text
        assert "Submissions due: For" in text
        assert "For December 2016: " in text
        assert "due by the end of December 2016, not received yet" not in text.split("Submissions due:")[0]

    def test_one_update_answers_several(self, officer):
        found = duties()
        answer(officer, key(found[3], "2017-01-31"), key(found[1], "2016-12-31"), key(found[1], "2017-01-31"))
        assert db.session.query(Update).count() == 1
        assert {(row.duty_id, row.due) for row in db.session.query(Answer)} == {
            (found[3].id, date(2017, 1, 31)),
            (found[1].id, date(2016, 12, 31)),
            (found[1].id, date(2017, 1, 31)),
        }
        assert "due by the end of December 2016" not in officer.page("/my-update").text

    def test_none_need_be_answered(self, officer):
        answer(officer)
        assert db.session.query(Answer).count() == 0

    @pytest.mark.parametrize("due", ["2016-11-30", "2017-02-28", "2016-12-30", "x"])
    def test_what_was_missed_or_is_not_owed_cannot_be_ticked(self, officer, due):
        page = answer(officer, f"{duties()[1].id}:{due}", status=400)
        assert page.errors() == {"Choose one of the answers shown": "#answers"}
        assert db.session.query(Update).count() == 0

    def test_nothing_has_changed_may_answer_too(self, officer, board):
        seen = board.says("2.14", on=date(2016, 10, 28))
        answer(officer, key(duties()[3], "2017-01-31"), rating="unchanged", seen=str(seen))
        assert db.session.query(Answer).count() == 1


class TestContributors:
    @pytest.fixture
    def helper(self, client, board):
        board.help("2.14")
        return client.as_person(board.other.id)

    @pytest.mark.parametrize("start", [LINE, "/my-update"])
    def test_a_contributor_comes_to_the_card_from_the_line_and_from_the_list(self, helper, start):
        links = helper.page(start).links()
        assert CARD in links.values()
        page = helper.page(CARD)
        assert "Your agency helps with this." in page.text
        assert "Submissions due" not in helper.page("/my-update").text

    def test_says_what_it_did_without_a_rating_a_claim_or_an_answer(self, helper):
        page = helper.page(CARD)
        assert not {"rating", "claim", "answers", "forecast-month", "help_asked"} & {
            each.get("name") for each in page.tree.iter() if each.get("name")
        }
        forged = key(duties()[3], "2017-01-31")
        helper.send(CARD, {"said": "We gave our data.", "seen": "0", "rating": "red", "claim": "y", "answers": forged})
        row = db.session.query(Update).one()
        assert (row.as_owner, row.rating) == (False, None)
        assert db.session.query(Answer).count() == 0
        text = helper.page(LINE).text
        assert "Added to the picture for Q3 2016-17" in text
        assert "We gave our data." in text

    def test_its_words_do_not_stand_for_the_owner_s(self, helper, client, board):
        helper.send(CARD, {"said": "We gave our data.", "seen": "0"})
        assert "0 of 3 answered" in client.as_person(board.officer.id).page("/my-update").text
        assert client.page(CARD).field("said") == ""

    def test_words_are_needed_and_come_back(self, helper):
        page = helper.send(CARD, {"said": " ", "seen": "0"}, status=400)
        assert page.errors() == {"Say in a line what was done": "#said"}

    def test_one_that_no_longer_helps_may_not(self, helper, board):
        assert helper.page(CARD)
        board.help("2.14", ends=True, on=TODAY)
        helper.page(CARD, status=403)
        assert "Add an update" not in helper.page(LINE).links()
