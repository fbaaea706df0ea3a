"""The agency scorecard: counts with honest denominators, the same as a plain recount, for everybody to read."""

import re
from datetime import date, timedelta

import pytest
from a_board import Board, rows_now
from the_example import ROLES, TODAY, holder

from actions.periods import Quarter, update_day
from actions.standing import plan_on
from tracker.commands.record import standing_as_json

DAYS = (TODAY, date(2016, 12, 15), date(2016, 3, 1), date(2015, 4, 30))
OPEN = {
    "reported_complete",
    "overdue",
    "off_track",
    "no_update",
    "at_risk",
    "date_to_be_set",
    "on_track",
    "not_started",
}
LEVELS = ("told", "seen", "checked", "impact")


@pytest.fixture
def example(example_app):
    with example_app.app_context():
        yield example_app


@pytest.fixture
def executive(example):
    return example.test_client().as_person(holder("executive").id)


@pytest.fixture
def board(app):
    return Board()


def words(element):
    return " ".join("".join(element.itertext()).split())


def rows_on(page):
    """The cells of each agency's row, in words, by the agency's name."""
    rows = page.tree.findall(".//main//table/tbody/tr")
    return {words(row.find("th")): [words(cell) for cell in row.findall("td")] for row in rows}


def of(number, whole, nothing):
    return (number, whole) if whole else nothing


def numbers(cell):
    """(3, 4) of a cell such as "3 on time of 4 lines"; its words where it has no numbers."""
    found = re.findall(r"\d+", cell.partition(":")[0])
    return tuple(map(int, found)) if found else cell


def recounted(day, agency):
    """An agency's figures, counted plainly from where its lines, cells and parts stand by themselves."""
    own = [each for each in plan_on(day).answerable() if each.owner_id == agency]
    open_now = [each for each in own if each.own_status in OPEN]
    begun = [each for each in own if each.own_status in OPEN or each.own_status == "complete"]
    quarter = Quarter.containing(day).previous
    closing = min(day, update_day(quarter))
    then = [each for each in plan_on(closing).answerable() if each.owner_id == agency and each.own_status in OPEN]
    owed = [each for each in then if each.facts.was_open_on(quarter.first)]
    answered = [each for each in owed if each.facts.speaks_for and each.facts.speaks_for >= quarter]
    late = day + timedelta(days=90)
    return [
        of(len(answered), len(owed), "owes nothing"),
        of(sum(each.own_status == "overdue" for each in open_now), len(open_now), "nothing open"),
        of(
            sum(each.own_status == "reported_complete" or each.facts.request is not None for each in open_now),
            len(open_now),
            "nothing open",
        ),
        of(sum(each.moves > 0 for each in begun), len(begun), "no lines"),
        of(sum(bool(each.due) and day <= each.due <= late for each in open_now), len(open_now), "nothing open"),
        of(sum(each.own_status == "complete" for each in begun), len(begun), "no lines"),
    ]


class TestTheFigures:
    @pytest.mark.parametrize("day", DAYS, ids=str)
    def test_are_those_of_a_plain_recount(self, executive, day):
        found = rows_on(executive.page(f"/scorecard?as-at={day}"))
        for agency in plan_on(day).agencies.values():
            cells = found[agency.name]
            told = [numbers(cell) for cell in (*cells[:2], *cells[3:])]
            assert told == recounted(day, agency.id), agency.name

    def test_an_agency_that_owes_nothing_is_not_said_to_have_answered_everything(self, executive):
        page = executive.page("/scorecard")
        assert rows_on(page)["Probation"][:2] == ["owes nothing", "nothing open"]
        assert "%" not in page.text

    def test_how_completion_is_proved_adds_up_to_what_is_complete(self, executive):
        for name, cells in rows_on(executive.page("/scorecard")).items():
            complete, _, proofs = cells[-1].partition(":")
            if proofs:
                told = re.findall(r"(\d+) (\w+)", proofs)
                assert {level for _, level in told} <= set(LEVELS)
                assert sum(int(number) for number, _ in told) == int(complete.split()[0]), name

    def test_the_oldest_overdue_is_the_one_due_first(self, executive):
        assert rows_on(executive.page("/scorecard"))["Health partners"][2].startswith("2.16 ")
        assert rows_on(executive.page("/scorecard"))["Health partners"][2].endswith("by 19 months")

    def test_lines_without_an_owner_have_a_row_of_their_own(self, example, executive, client, board):
        assert "No owner" not in rows_on(executive.page("/scorecard"))
        board.own("2.16")
        row = rows_on(client.as_person(board.executive.id).page("/scorecard"))["No owner"]
        assert (
            int(row[1].partition(" of ")[2].split()[0]) == 40
        )  # of 43 actions two are asked of each agency, one is owned

    def test_every_overdue_line_of_the_standing_is_somebody_s(self, executive):
        """Two are counted by cells; the others are in `flask standing --json` too."""
        overdue = {each["number"] for each in standing_as_json(TODAY) if each["status"] == "overdue"}
        listed = set()
        for agency in plan_on(TODAY).agencies.values():
            page = executive.page(f"/lines?answers={agency.key}&status=overdue")
            listed |= {link.text.split()[0] for link in page.tree.findall(".//main//tbody/tr/th/a")}
        assert listed == overdue


class TestTheRound:
    def test_says_until_when_an_update_is_on_time(self, executive):
        text = executive.page("/scorecard").text
        assert "Q3 2016-17 (October to December 2016), counted so far: they are on time until 31 January 2017." in text

    def test_that_is_over_stands_as_it_stood_at_its_end(self, executive):
        page = executive.page("/scorecard?as-at=2016-12-15")
        assert "Q2 2016-17 (July to September 2016): on time are those given by 31 October 2016." in page.text
        owed = [href for href in page.links().values() if href and ("owes=" in href or "answered=" in href)]
        assert owed
        assert all("as-at=2016-10-31" in href for href in owed)

    def test_an_update_given_late_is_not_on_time(self, app, client, board):
        board.own("2.16", "2.13")  # and its own part of 1.3 and 2.3, which are asked of each agency
        asked = "/scorecard?as-at=2016-12-31"
        quarter = Quarter.parse("2016-17-Q2")
        page = client.as_person(board.executive.id).page(asked)
        assert numbers(rows_on(page)["Northamptonshire Police"][0]) == (
            0,
            4,
        )  # with its cells of what is asked of each agency
        board.says("2.16", on=date(2016, 10, 30), quarter=quarter)
        board.says("2.13", on=date(2016, 11, 2))
        page = client.as_person(board.executive.id).page(asked)
        assert numbers(rows_on(page)["Northamptonshire Police"][0]) == (1, 4)

    def test_before_anything_was_owed_nobody_owes(self, executive):
        for cells in rows_on(executive.page("/scorecard?as-at=2015-02-01")).values():
            assert cells[0] == "owes nothing"


class TestWhoMaySee:
    @pytest.mark.parametrize("role", ROLES)
    def test_everybody_with_a_role_and_nothing_is_written(self, example, role):
        client = example.test_client().as_person(holder(role).id)
        before = rows_now()
        assert client.page("/scorecard").h1 == "Agency scorecard"
        assert rows_now() == before

    def test_nobody_else(self, example):
        assert example.test_client().get("/scorecard").location.startswith("/sign-in?next=")

    def test_restricted_evidence_is_not_told(self, executive):
        assert "estricted" not in executive.page("/scorecard").html
