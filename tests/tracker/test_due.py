"""What falls due when: each month by agency, the month that stands out, and what may not be met in time."""

import re
from collections import Counter
from datetime import date
from types import SimpleNamespace

import pytest
from a_board import Board, rows_now
from the_example import PROFILE, ROLES, STRATEGY, TODAY, holder

from actions.standing import OPEN, plan_on
from tracker import falling_due, lists
from tracker.commands.record import standing_as_json
from tracker.words.falling_due import REASON

BEGINNING, PAST = date(2015, 2, 3), date(2016, 3, 1)
CLOSED = ("stopped", "merged", "not_accepted")
DONE = (*CLOSED, "complete", "to_be_considered")


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


def table_on(page):
    """The picture's table: {month: {agency or Total: number}}."""
    table = page.tree.find(".//main//figure//table")
    heads = [words(head) for head in table.findall("thead/tr/th")][1:]
    return {
        words(row.find("th")): dict(zip(heads, (int(words(cell)) for cell in row.findall("td")), strict=True))
        for row in table.findall("tbody/tr")
    }


def risks_on(page):
    """Why each line may not be met, by its number."""
    rows = page.tree.findall(".//div[@id='at-risk']//tbody/tr")
    return {words(row.find("th")).split()[0]: words(row.findall("td")[0]) for row in rows}


def recounted(day, document):
    """How many lines are due in each month shown, counted plainly from `flask standing --json`."""
    found = Counter()
    for each in standing_as_json(day):
        if each["document"] == document and not each["parent"] and not each["national"] and each["due"]:
            due = date.fromisoformat(each["due"])
            wanted = each["status"] not in DONE if due >= day else each["status"] not in CLOSED
            if wanted and (day.year - due.year) * 12 + day.month - due.month <= 12:
                found[f"{due:%b %Y}"] += 1
    return found


class TestThePicture:
    @pytest.mark.parametrize("day", [TODAY, PAST, date(2015, 12, 31), BEGINNING], ids=str)
    @pytest.mark.parametrize("document", [STRATEGY, PROFILE])
    def test_holds_each_month_s_lines_as_a_plain_recount_does(self, executive, day, document):
        if document == PROFILE and day < date(2016, 10, 26):
            executive.page(f"/due?document={document}&as-at={day}", status=404)
            return
        table = table_on(executive.page(f"/due?document={document}&as-at={day}"))
        totals = {month.removesuffix(", now"): row["Total"] for month, row in table.items()}
        expected = recounted(day, document)
        assert {month: number for month, number in totals.items() if number} == expected
        assert all(sum(row.values()) == 2 * row["Total"] for row in table.values())

    def test_and_what_it_leaves_out_add_up_to_the_document(self, executive):
        for day in (TODAY, PAST, BEGINNING):
            page = executive.page(f"/due?as-at={day}")
            outside = re.search(r"Of 43 lines, not in the picture: ([^.]+)\.", page.text).group(1)
            assert (
                sum(row["Total"] for row in table_on(page).values()) + sum(map(int, re.findall(r"\d+", outside))) == 43
            )

    def test_names_the_month_now_and_shows_the_empty_ones_between(self, executive):
        months = list(table_on(executive.page("/due")))
        assert months[0] == "Mar 2016"
        assert "Jan 2017, now" in months
        assert months[1] == "Apr 2016"
        assert table_on(executive.page("/due"))["Apr 2016"]["Total"] == 0

    def test_tells_the_agencies_apart_without_colour(self, example):
        plan = plan_on(TODAY)
        months = falling_due.months(plan, STRATEGY)
        drawn = falling_due.picture(plan, "Due", months)
        assert {"Police", "NCC"} <= set(drawn.table.columns)
        assert drawn.svg()

    def test_goes_no_further_than_three_years_ahead(self, app, client, board):
        board.own("2.16")
        board.agrees("2.16", board.asks("2.16", date(2099, 12, 31)))
        page = client.as_person(board.executive.id).page("/due")
        assert len(table_on(page)) <= 12 + 1 + 36
        assert "1 due later" in page.text


DUE = date(2017, 3, 31)


@pytest.mark.parametrize(
    ("status", "day", "held"),
    [
        ("on_track", date(2017, 3, 31), True),  # open on its last day
        ("complete", date(2017, 3, 31), False),  # what is complete does not fall due any more
        ("complete", date(2017, 4, 1), True),  # but it was due then
        ("overdue", date(2017, 4, 1), True),
        ("stopped", date(2017, 4, 1), False),
        ("to_be_considered", date(2017, 1, 16), False),
    ],
)
def test_a_month_holds_what_is_open_while_it_lasts_and_all_that_was_due_afterwards(status, day, held):
    standing = SimpleNamespace(status=status, due=DUE, stands_open=status in OPEN)
    assert lists.due_in(standing, "2017-03", day) is held
    assert not lists.due_in(standing, "2017-04", day)


class TestTheMonthThatStandsOut:
    def test_is_named_while_it_is_to_come_and_once_it_is_over(self, executive):
        assert "16 of 43 fall due in April 2015." in executive.page(f"/due?as-at={BEGINNING}").text
        assert "12 of 43 fell due in April 2015." in executive.page(f"/due?as-at={PAST}").text

    def test_no_month_stands_out_where_the_load_is_even(self, executive):
        assert "No month stands out." in executive.page(f"/due?document={PROFILE}").text

    @pytest.mark.parametrize(
        ("loads", "named"),
        [
            ([], []),
            ([3, 1], []),  # three are not many
            ([4, 1, 1], []),  # the average is 2, and 4 is not more than twice that
            ([5, 1, 1], [0]),
            ([5, 0, 0], []),  # a month alone is no more than usual
            ([3, 5, 16, 8, 4, 1, 3, 2], [2]),
        ],
    )
    def test_has_more_than_twice_the_average_and_at_least_four(self, loads, named):
        months = [falling_due.Month(TODAY, [None] * load, {}) for load in loads]
        assert falling_due.out_of_the_ordinary(months) == [months[place] for place in named]


class TestWhatMayNotBeMet:
    def test_is_listed_with_its_reasons_soonest_first(self, executive):
        risks = risks_on(executive.page("/due"))
        assert risks == {
            "4.2": "Rated amber; forecast after its date; a later date was asked for",
            "1.3": "Rated amber",
            "7.2": "Rated amber; forecast after its date",
        }
        assert "3 lines of the 6 that fall due by then." in executive.page("/due").text

    def test_each_reason_is_known_by_its_words(self):
        assert tuple(reason.key for reason in falling_due.REASONS) == tuple(REASON)

    def test_grows_with_what_is_said_and_shrinks_with_an_owner(self, app, board):
        def reasons():
            return falling_due.reasons(plan_on(TODAY).find(PROFILE, "12"))

        assert reasons() == []
        board.own("2.13")
        line = plan_on(TODAY).find(STRATEGY, "2.13")
        assert falling_due.reasons(line) == ["overdue", "silent", "nothing_said"]
        board.says("2.13", "red")
        assert falling_due.reasons(plan_on(TODAY).find(STRATEGY, "2.13")) == ["overdue", "red", "forecast"]
        board.asks("2.13", date(2017, 9, 30))
        assert "date_asked" in falling_due.reasons(plan_on(TODAY).find(STRATEGY, "2.13"))
        assert "no_owner" in falling_due.reasons(plan_on(TODAY).find(STRATEGY, "2.12"))
        board.proves("2.13")
        board.claims("2.13")
        assert "claimed_late" in falling_due.reasons(plan_on(TODAY).find(STRATEGY, "2.13"))

    def test_a_green_line_with_an_owner_is_not_at_risk(self, executive):
        assert "2.13" not in risks_on(executive.page("/due"))
        assert falling_due.reasons(plan_on(TODAY).find(STRATEGY, "2.13")) == []

    def test_says_so_when_nothing_falls_due(self, executive):
        assert (
            "Nothing falls due in the next 90 days." in executive.page(f"/due?document={PROFILE}&as-at=2016-10-27").text
        )


class TestWhoMaySee:
    @pytest.mark.parametrize("role", ROLES)
    def test_everybody_with_a_role_and_nothing_is_written(self, example, role):
        client = example.test_client().as_person(holder(role).id)
        before = rows_now()
        assert client.page("/due").h1 == "What falls due when"
        assert rows_now() == before

    def test_nobody_else(self, example):
        assert example.test_client().get("/due").location.startswith("/sign-in?next=")

    def test_an_unknown_document_is_not_found(self, executive):
        assert executive.page("/due?document=no-such-plan", status=404).h1 == "Page not found"

    def test_restricted_evidence_is_not_told(self, executive):
        assert "estricted" not in executive.page("/due").html
