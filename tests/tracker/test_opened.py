"""Who opened what: one list of the access lines, for the business manager alone."""

import csv
import io
from datetime import date

import openpyxl
import pytest
from a_board import PROFILE, Board, the_action
from the_example import holder

from actions import changes, journal
from actions.changes import NewEvidence
from actions.db import begin_writing, db, lock_ledger
from actions.packs import Reader
from actions.periods import london_moment
from tracker import clock
from tracker.packs import queue
from tracker.words.history import NOT_QUOTED

TODAY = date(2017, 1, 16)
LIST = "/opened"


@pytest.fixture
def board(app):
    board = Board()
    board.own("2.14")
    board.numbers = {
        "plain": board.proves("2.14", name="Plain minutes"),
        "restricted": board.proves("2.14", name="Secret minutes", restricted=True, content=b"secret"),
    }
    return board


def opens(browser, address):
    with browser.get(address) as answer:
        assert answer.status_code == 200


def rows(page):
    """The lines of the list: who, what, which."""
    found = page.main.findall(".//tbody/tr")
    return [tuple(" ".join("".join(cell.itertext()).split()) for cell in row)[1:] for row in found]


def on_a_recommendation() -> int:
    begin_writing()
    piece = NewEvidence(kind="held", shows="activity", name="What an officer wrote", held="At the agency")
    given = {"by": holder("officer", "police"), "at": london_moment(TODAY)}
    number = changes.add_evidence(the_action("27", PROFILE), piece, **given).id
    db.session.commit()
    return number


def cells(form, content) -> str:
    """What a list that was taken away says."""
    if form == "csv":
        return content.decode("utf-8-sig")
    return "\n".join(str(value) for row in openpyxl.load_workbook(io.BytesIO(content)).active.values for value in row)


def noted(kind, detail, by, at):
    begin_writing()
    lock_ledger()
    journal.security_event(kind, at=at, by_id=by.id, detail=detail)
    db.session.commit()


def test_evidence_is_named_with_its_line_and_restricted_evidence_is_not_named(as_, office, board):
    opens(as_("executive"), f"/evidence/{board.numbers['plain']}")
    opens(as_("officer"), f"/evidence/{board.numbers['restricted']}")
    page = office.page(LIST)
    assert rows(page) == [
        ("Lead officer, Police", "Restricted", "Restricted evidence of 2.14"),
        ("Executive", "Evidence", "Plain minutes (2.14)"),
    ]
    assert "Secret" not in page.text


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_of_a_recommendation_that_may_not_be_quoted_a_file_says_the_number_alone(fresh_example, form):
    """What an officer called it is read on the screen alone (rules.md section 7)."""
    office = holder("business_manager")
    noted("download", f"evidence {on_a_recommendation()}", office, clock.now())
    browser = fresh_example.test_client().as_person(office.id)
    assert rows(browser.page(LIST))[0][2] == "What an officer wrote (27)"
    said = cells(form, browser.get(f"{LIST}.{form}").data)
    assert "What an officer wrote" not in said
    assert f"{NOT_QUOTED} (27)" in said


def test_reports_packs_lists_and_refusals_are_in_it_too(as_, office, board, app):
    with app.test_request_context():
        queue.ask(Reader("executives"), TODAY, by=board.office)
        db.session.commit()
        queue.work()
    opens(as_("executive"), "/lines.csv")
    opens(as_("executive"), "/packs/1.zip")
    opens(as_("chair"), "/reports/exception.pdf")
    assert as_("officer").get("/people").status_code == 403
    assert [what for _, what, _ in rows(office.page(LIST))] == ["Refused", "Report", "Pack", "List"]
    assert rows(office.page(f"{LIST}?what=packs")) == [("Executive", "Pack", "Inspection pack 1")]
    assert rows(office.page(f"{LIST}?what=refused"))[0][2].startswith("People, people (")


def test_what_a_program_read_is_not_said_in_its_own_words(as_, office, board):
    noted("export", "api.actions, token 3", board.executive, clock.now())
    assert rows(office.page(LIST)) == [("Executive", "List", "By a program: actions, token 3")]


def test_it_is_narrowed_to_a_person_a_kind_and_days(as_, office, board):
    noted("download", f"evidence {board.numbers['plain']}", board.chair, clock.now())
    noted("download", f"evidence {board.numbers['restricted']}", board.officer, clock.now())
    noted("export", "lines as at 2017-01-16, csv: 85 rows", board.officer, clock.now())
    assert len(rows(office.page(f"{LIST}?who={board.officer.id}"))) == 2
    assert [what for _, what, _ in rows(office.page(f"{LIST}?what=restricted"))] == ["Restricted"]
    assert len(rows(office.page(f"{LIST}?what=evidence"))) == 2
    assert len(rows(office.page(f"{LIST}?since=2017-01-16&until=2017-01-16"))) == 3
    assert rows(office.page(f"{LIST}?until=2017-01-15")) == []
    assert rows(office.page(f"{LIST}?as-at=2017-01-15")) == []


def test_a_day_that_is_none_or_a_kind_that_is_none_is_refused(office):
    assert office.get(f"{LIST}?since=31-04-2016").status_code == 400
    assert office.get(f"{LIST}?what=everything").status_code == 404


def test_evidence_whose_words_are_gone_is_still_listed(as_, office, board):
    opens(as_("executive"), f"/evidence/{board.numbers['plain']}")
    office.send("/redaction", {"word": "Plain minutes", "reason": "It named somebody."})
    assert rows(office.page(f"{LIST}?what=evidence"))[0][2] == "[redacted] (2.14)"


def test_it_is_cut_by_fifty_and_whole_as_a_file(office, board):
    begin_writing()
    lock_ledger()
    for number in range(60):
        journal.security_event("export", at=clock.now(), by_id=board.chair.id, detail=f"list {number}")
    db.session.commit()
    first, second = office.page(LIST), office.page(f"{LIST}?page=2")
    assert (len(rows(first)), len(rows(second))) == (50, 10)
    assert rows(first)[0][2] == "List 59"
    assert f"{LIST}?page=2" in first.links().values()
    lines = list(csv.reader(io.StringIO(office.get(f"{LIST}.csv").get_data(as_text=True).lstrip("\ufeff"))))
    assert len([line for line in lines if "List" in line]) == 60


def test_the_file_is_narrowed_as_the_list_is(as_, office, board):
    opens(as_("executive"), f"/evidence/{board.numbers['plain']}")
    opens(as_("executive"), "/lines.csv")
    said = office.get(f"{LIST}.csv?what=evidence").get_data(as_text=True)
    assert "Plain minutes" in said
    assert "csv" not in said


@pytest.mark.parametrize("who", ["officer", "chair", "deputy", "executive", "inspector"])
def test_nobody_else_opens_it(as_, who):
    assert as_(who).get(LIST).status_code == 403
    assert as_(who).get(f"{LIST}.csv").status_code == 403


def test_it_says_how_long_it_is_kept(office):
    assert "kept for good" in office.page(LIST).text
