"""Reports: drafting, previewing, the list, an edition's page. What freezing keeps: tests/house/test_reports_are_bytes.py."""

from datetime import date, timedelta

import pytest
from a_board import Board, rows_now
from the_example import ROLES, holder

from actions.db import db
from actions.models import ReportDraft

PERIOD = "2016-17-Q3"
DRAFT, FREEZE = f"/reports/quarterly/{PERIOD}/draft", f"/reports/quarterly/{PERIOD}/freeze"
TODAY = date(2017, 1, 16)
CUT_OFF = {"cut_off-day": "10", "cut_off-month": "1", "cut_off-year": "2017"}
WORDS = {
    "verdict": "Children are seen sooner than a year ago.",
    "worries_1": "Some <still> wait & wait.",
    "successes_2": "Łódź families helped. \U0001f600",
    "decisions_1_who": "The board",
    "decisions_1_what": "=1+1",
    "decisions_1_by_when": "2017-02-28",
}
MAY_DRAFT = ("chair", "deputy", "business_manager")


@pytest.fixture
def example(example_app):
    with example_app.app_context():
        yield example_app


@pytest.fixture
def board(app):
    return Board()


@pytest.fixture
def office(client, board):
    return client.as_person(board.office.id)


def as_role(example, role):
    return example.test_client().as_person(holder(role).id)


class TestTheList:
    @pytest.mark.parametrize("role", ROLES)
    def test_shows_frozen_reports_to_everybody_and_drafts_to_who_may_read_them(self, example, role):
        page = as_role(example, role).page("/reports")
        assert "Q2 2016-17 (July to September 2016)" in page.text
        assert ("In draft" in page.text) == (role in MAY_DRAFT)

    def test_is_newest_first_with_one_row_an_edition(self, example):
        table = as_role(example, "executive").page("/reports").tree.find(".//main//table/tbody")
        named = ["".join(row.find("th").itertext()) for row in table.findall("tr")]
        assert [name.split(", ")[1].partition(" (")[0] for name in named] == [
            "H1 2016-17",
            "Q2 2016-17",
            "Q1 2016-17",
            "H2 2015-16",
            "Q4 2015-16",
            "Q3 2015-16",
            "H1 2015-16",
            "Q2 2015-16",
            "Q1 2015-16",
        ]

    def test_on_a_past_day_shows_what_was_frozen_by_then_and_no_drafts(self, example):
        page = as_role(example, "chair").page("/reports?as-at=2016-02-01")
        assert "Q3 2015-16" in page.text
        assert "Q4 2015-16" not in page.text
        assert "draft" not in page.text
        assert all("as-at=2016-02-01" in href for name, href in page.links().items() if name.startswith("Quarterly"))

    def test_says_so_when_nothing_was_frozen(self, client, board):
        assert "No report has been frozen by this day." in client.as_person(board.executive.id).page("/reports").text

    def test_nobody_who_is_not_signed_in_sees_it(self, example):
        assert example.test_client().get("/reports").location == "/sign-in?next=/reports"


class TestTheLatest:
    def test_is_where_an_executive_begins(self, example):
        executive = as_role(example, "executive")
        assert executive.get("/").location == "/reports/latest"
        assert executive.get("/reports/latest").location == "/reports/six-monthly/2016-17-H1/1"

    def test_of_a_past_day_is_the_one_frozen_by_then(self, example):
        found = as_role(example, "executive").get("/reports/latest?as-at=2016-03-01")
        assert found.location == "/reports/quarterly/2015-16-Q3/1?as-at=2016-03-01"

    def test_without_any_leads_to_the_list(self, example):
        assert (
            as_role(example, "executive").get("/reports/latest?as-at=2015-02-02").location
            == "/reports?as-at=2015-02-02"
        )


class TestAnEdition:
    ABOUT = "/reports/quarterly/2016-17-Q2/1"

    @pytest.mark.parametrize("role", ROLES)
    def test_is_open_to_everybody_with_a_role_in_all_its_forms(self, example, role):
        client = as_role(example, role)
        page = client.page(self.ABOUT)
        assert "The chair's verdict" in page.text
        for name in ("Open the PDF", "Open the HTML edition", "Its facts as data"):
            assert client.get(page.links()[name]).status_code == 200

    def test_says_its_hashes_and_its_day(self, example):
        text = as_role(example, "executive").page(self.ABOUT).text
        assert "Stands as at 31 October 2016 Frozen on 1 November 2016" in text
        assert text.count("SHA-256") == 3

    @pytest.mark.parametrize(
        "address",
        [
            "/reports/quarterly/2016-17-Q2/2",
            "/reports/quarterly/2016-17-Q2/0",
            "/reports/quarterly/2016-17-Q3/1",
            "/reports/quarterly/2016-17-Q2/99999999999999999999",
            "/reports/yearly/2016-17-Q2/1",
            "/reports/quarterly/x/1",
            f"{ABOUT}.xml",
            f"{ABOUT}.facts",
            "/reports/quarterly/2016-17-Q2/2.pdf",
            f"{ABOUT}?as-at=2016-10-31",
            f"{ABOUT}.pdf?as-at=2016-10-31",
        ],
    )
    def test_that_is_not_there_is_not_found(self, example, address):
        as_role(example, "executive").page(address, status=404)

    @pytest.mark.parametrize(
        ("ending", "kind"),
        [
            ("pdf", "application/pdf"),
            ("html", "text/html; charset=utf-8"),
            ("json", "application/json"),
        ],
    )
    def test_is_served_as_what_it_is_and_cannot_run_anything(self, example, ending, kind):
        answer = as_role(example, "executive").get(f"{self.ABOUT}.{ending}")
        assert answer.headers["Content-Type"] == kind
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Content-Disposition"] == f'inline; filename="quarterly-2016-17-Q2-1.{ending}"'
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
        assert ending != "html" or "script" not in answer.headers["Content-Security-Policy"]

    def test_asks_nobody_who_is_not_signed_in(self, example):
        assert example.test_client().get(f"{self.ABOUT}.pdf").status_code == 302


class TestTheDraft:
    @pytest.mark.parametrize("role", ROLES)
    def test_is_for_chair_deputy_and_business_manager(self, example, role):
        client = as_role(example, role)
        if role in MAY_DRAFT:
            assert client.page(DRAFT).h1 == "Quarterly report, Q3 2016-17 (October to December 2016)"
        else:
            client.page(DRAFT, status=403)
            client.page(f"/reports/quarterly/{PERIOD}/preview.pdf", status=403)

    def test_keeps_what_was_typed_and_shows_it_again(self, office):
        office.send(DRAFT, {**CUT_OFF, **WORDS})
        page = office.page(DRAFT)
        assert {name: page.field(name) for name in WORDS if name != "successes_2"} == {
            name: text for name, text in WORDS.items() if name != "successes_2"
        }
        assert page.field("successes_1") == WORDS["successes_2"]
        assert [page.field(f"cut_off-{part}") for part in ("day", "month", "year")] == ["10", "1", "2017"]

    def test_stands_as_at_the_update_day_unless_another_is_picked(self, office):
        page = office.page(DRAFT)
        assert [page.field(f"cut_off-{part}") for part in ("day", "month", "year")] == ["31", "1", "2017"]

    @pytest.mark.parametrize(
        ("wrong", "anchor"),
        [
            ({"verdict": "word " * 61}, "#verdict"),
            ({"verdict": "w" * 2001}, "#verdict"),
            ({"worries_1": "w" * 301}, "#worries_1"),
            ({"worries_3": "two\nlines"}, "#worries_3"),
            ({"decisions_5_what": "w" * 301}, "#decisions_5_what"),
            ({"cut_off-day": "30", "cut_off-month": "12", "cut_off-year": "2016"}, "#cut_off-day"),
            ({"cut_off-day": "31", "cut_off-month": "4", "cut_off-year": "2017"}, "#cut_off-day"),
            ({"cut_off-day": "", "cut_off-month": "", "cut_off-year": ""}, "#cut_off-day"),
            ({"verdict": "a\0b"}, "#verdict"),
        ],
    )
    def test_comes_back_with_all_that_was_typed_when_a_field_is_wrong(self, office, wrong, anchor):
        page = office.send(DRAFT, {**CUT_OFF, **WORDS, **wrong}, status=400)
        assert list(page.errors().values()) == [anchor]
        assert page.field("decisions_1_what") == "=1+1"
        assert db.session.query(ReportDraft).count() == 0

    def test_takes_a_verdict_of_sixty_words(self, office):
        office.send(DRAFT, {**CUT_OFF, "verdict": "word " * 60})

    @pytest.mark.parametrize(
        "period", ["2016-17-Q5", "2016-17", "x", "9999-00-Q3", "9999-00-Q4", "1999-00-Q1", "2017-18-Q1"]
    )
    def test_is_of_a_quarter_that_has_begun_and_in_which_something_was_in_force(self, office, period):
        office.page(f"/reports/quarterly/{period}/draft", status=404)
        office.send(f"/reports/quarterly/{period}/freeze", {}, status=404)
        office.page(f"/reports/yearly/{PERIOD}/draft", status=404)

    def test_cannot_be_written_while_a_past_day_is_shown(self, office):
        past = TODAY - timedelta(days=1)
        assert "A past day is shown" in office.page(f"{DRAFT}?as-at={past}").text
        assert office.page(f"{DRAFT}?as-at={past}").field("verdict") is None
        office.send(f"{DRAFT}?as-at={past}", {**CUT_OFF, **WORDS}, status=409)
        assert db.session.query(ReportDraft).count() == 0

    @pytest.mark.parametrize("who", ["officer", "executive", "inspector"])
    def test_cannot_be_written_by_others(self, client, board, who):
        client.as_person(getattr(board, who).id).send(DRAFT, {**CUT_OFF, **WORDS}, status=403)
        assert db.session.query(ReportDraft).count() == 0

    def test_the_deputy_writes_and_does_not_freeze(self, client, board):
        deputy = client.as_person(board.deputy.id)
        deputy.send(DRAFT, {**CUT_OFF, **WORDS})
        assert "Freeze it" not in deputy.page(DRAFT).text
        deputy.send(FREEZE, {}, status=403)


class TestThePreview:
    PREVIEW = f"/reports/quarterly/{PERIOD}/preview"

    def test_says_that_it_is_a_draft_and_keeps_nothing(self, office):
        office.send(DRAFT, {**CUT_OFF, **WORDS})
        before = rows_now()
        text = office.get(f"{self.PREVIEW}.html").get_data(as_text=True)
        assert "Draft: not frozen yet, so it may change." in text
        assert "edition in draft" in text
        assert office.get(f"{self.PREVIEW}.pdf").data.startswith(b"%PDF-1")
        assert rows_now() == before

    def test_of_a_cut_off_to_come_says_why_there_is_none(self, office):
        office.send(DRAFT, {**WORDS, "cut_off-day": "31", "cut_off-month": "1", "cut_off-year": "2017"})
        assert "The cut-off has not come yet" in office.page(f"{self.PREVIEW}.pdf", status=409).text

    def test_without_a_draft_is_not_found(self, office):
        office.page(f"{self.PREVIEW}.pdf", status=404)
        office.send(DRAFT, {**CUT_OFF, **WORDS})
        office.page(f"{self.PREVIEW}.exe", status=404)

    def test_holds_nothing_that_was_typed_as_markup(self, office):
        office.send(DRAFT, {**CUT_OFF, **WORDS})
        text = office.get(f"{self.PREVIEW}.html").get_data(as_text=True)
        assert "Some &lt;still&gt; wait &amp; wait." in text
        assert "The board: =1+1, by the end of February 2017" in text
