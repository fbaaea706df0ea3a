"""What was frozen is opened as it was frozen, whatever is recorded afterwards (issue 2, line 4)."""

import hashlib
import re
from datetime import date, timedelta

import pytest
from a_board import Board
from counting import count_queries
from sqlalchemy import func, select

from actions import changes, verify
from actions.db import begin_writing, db
from actions.models import Document, JournalLine, Report
from actions.periods import london_moment
from tracker import papers

TODAY = date(2017, 1, 16)
PERIOD = "2016-17-Q3"
FIRST = f"/reports/quarterly/{PERIOD}/1"
KEPT, DRAWN_FROM_FACTS = ("pdf", "html", "json"), ("docx", "xlsx", "zip")
FORMS = (*KEPT, *DRAWN_FROM_FACTS)
CUT_OFF = {"cut_off-day": "10", "cut_off-month": "1", "cut_off-year": "2017"}
WORDS = {"verdict": "Children are seen sooner.", "worries_1": "Some still wait.", "successes_1": "Most do not."}
# What opening a frozen report may ask of: who asks, which edition, its bytes, and the line that says it was opened.
MAY_BE_ASKED = set(
    "sessions accounts people words agencies appointments reports report_bytes journal read_only".split()
)


@pytest.fixture
def board(app):
    board = Board()
    board.own("2.14", "2.16", "4.2")
    board.says("2.14", "amber", on=date(2017, 1, 9))
    return board


@pytest.fixture
def office(client, board):
    return client.as_person(board.office.id)


def freeze(office, reason="", status=302):
    office.send(f"/reports/quarterly/{PERIOD}/draft", {**CUT_OFF, **WORDS})
    return office.send(f"/reports/quarterly/{PERIOD}/freeze", {"freeze-reason": reason}, status=status)


def opened(client, edition=FIRST):
    return {form: client.get(f"{edition}.{form}").data for form in FORMS}


def life_goes_on(board, on=TODAY):
    board.says("2.14", "red", on=on)
    board.says("4.2", "green", on=on)
    board.proves("4.2", on=on)
    board.claims("4.2", on=on)
    asked = board.asks("2.16", date(2017, 6, 30), on=on)
    board.agrees("2.16", asked, on=on)
    begin_writing()
    changes.set_setting("board_name", "Another name", by=board.office, at=london_moment(on))
    changes.release(
        db.session.scalars(select(Document).filter_by(reference="profile-2016")).one(),
        audience="sub_group",
        given_by="Its author",
        reference="letter",
        given_on=on,
        by=board.office,
        at=london_moment(on),
    )
    db.session.commit()


class TestNotAByteChanges:
    def test_when_updates_decisions_and_permissions_follow(self, office, board):
        freeze(office)
        before = opened(office)
        life_goes_on(board)
        assert opened(office) == before

    def test_when_a_hundred_changes_follow(self, office, board):
        freeze(office)
        before = opened(office)
        for number in range(100):
            board.says("2.16", ("green", "amber", "red")[number % 3], on=TODAY)
        assert opened(office) == before
        assert [each.sentence for each in verify.verify() if each.fault] == []

    def test_when_another_day_comes(self, app, office, board, monkeypatch):
        freeze(office)
        before = opened(office)
        monkeypatch.setitem(app.config, "TODAY", TODAY + timedelta(days=40))
        life_goes_on(board, on=TODAY + timedelta(days=40))
        assert opened(office) == before

    def test_though_drawn_anew_they_would_differ(self, office, board):
        freeze(office)
        before = opened(office)
        life_goes_on(board)
        freeze(office, reason="The rating of 2.14 was wrong.")
        assert opened(office, FIRST[:-1] + "2") != before

    def test_and_the_hashes_on_record_are_theirs(self, office):
        freeze(office)
        report = db.session.scalars(select(Report)).one()
        found = {form: hashlib.sha256(content).hexdigest() for form, content in opened(office).items() if form in KEPT}
        assert found == {"pdf": report.pdf_sha256, "html": report.html_sha256, "json": report.facts_sha256}

    def test_and_drawing_the_kept_facts_again_gives_the_kept_bytes(self, office):
        freeze(office)
        kept = opened(office)
        assert papers.draw(kept["json"]) == {form: kept[form] for form in ("html", "pdf")}


class TestAskedAgain:
    @pytest.mark.parametrize("form", FORMS)
    def test_with_its_mark_it_need_not_be_sent(self, office, form):
        freeze(office)
        first = office.get(f"{FIRST}.{form}")
        mark = first.headers["ETag"]
        again = office.get(f"{FIRST}.{form}", headers={"If-None-Match": mark})
        assert (first.status_code, again.status_code, again.data) == (200, 304, b"")
        assert mark == f'"{hashlib.sha256(first.data).hexdigest()}"'
        assert office.get(f"{FIRST}.{form}", headers={"If-None-Match": '"another"'}).status_code == 200

    def test_opening_is_noted_once_and_asking_again_is_not(self, office):
        freeze(office)

        def noted():
            db.session.rollback()
            return db.session.scalar(select(func.count()).where(JournalLine.kind == "report_opened"))

        mark = office.get(f"{FIRST}.pdf").headers["ETag"]
        assert noted() == 1
        office.get(f"{FIRST}.pdf", headers={"If-None-Match": mark})
        assert noted() == 1

    def test_a_shared_cache_keeps_nothing(self, office):
        freeze(office)
        assert office.get(f"{FIRST}.pdf").headers["Cache-Control"] == "private, no-cache"


class TestANewEdition:
    def test_needs_a_reason(self, office):
        freeze(office)
        page = freeze(office, status=400)
        assert "Say what this edition corrects" in page.text
        assert db.session.scalar(select(func.count(Report.id))) == 1

    def test_stands_beside_the_first_and_says_why(self, office):
        freeze(office)
        first = opened(office)
        freeze(office, reason="The owner of 2.14 was wrong.")
        second = opened(office, FIRST[:-1] + "2")
        assert opened(office) == first
        assert b"The owner of 2.14 was wrong." in second["html"]
        assert b"Edition 2" not in first["html"]
        assert "The owner of 2.14 was wrong." in office.page(FIRST[:-1] + "2").text

    def test_cannot_take_the_place_of_another(self, office):
        freeze(office)
        kept = db.session.scalars(select(Report)).one()
        for statement in ("DELETE FROM reports", "UPDATE reports SET pdf_sha256 = 'x'"):
            with pytest.raises(Exception, match="only ever added"):
                db.session.execute(db.text(statement))
            db.session.rollback()
        assert db.session.get(Report, kept.id) is not None


class TestFreezingIsRefused:
    def test_without_a_verdict(self, office):
        office.send(f"/reports/quarterly/{PERIOD}/draft", CUT_OFF)
        assert "verdict is missing" in office.send(f"/reports/quarterly/{PERIOD}/freeze", {}, status=400).text

    def test_until_the_cut_off_has_passed(self, office):
        office.send(f"/reports/quarterly/{PERIOD}/draft", {**CUT_OFF, **WORDS, "cut_off-day": "16"})
        page = office.send(f"/reports/quarterly/{PERIOD}/freeze", {}, status=400)
        assert "The cut-off has not passed" in page.text

    @pytest.mark.parametrize("who", ["officer", "deputy", "executive", "inspector"])
    def test_to_others_than_business_manager_and_chair(self, client, board, office, who):
        office.send(f"/reports/quarterly/{PERIOD}/draft", {**CUT_OFF, **WORDS})
        other = client.application.test_client().as_person(getattr(board, who).id)
        other.send(f"/reports/quarterly/{PERIOD}/freeze", {}, status=403)
        assert db.session.scalar(select(func.count(Report.id))) == 0


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("who", ["office", "officer", "chair", "deputy", "executive", "inspector"])
def test_opening_asks_nothing_of_the_plan(client, board, who, form):
    freeze(client.as_person(board.office.id))
    reader = client.application.test_client().as_person(getattr(board, who).id)
    with count_queries() as sent:
        assert reader.get(f"{FIRST}.{form}").status_code == 200
    tables = {table for each in sent for table in re.findall(r"(?:FROM|JOIN|INTO|UPDATE) \"?(\w+)", each)}
    assert tables <= MAY_BE_ASKED
    assert len(sent) <= 8


def test_an_edition_is_there_from_the_day_it_was_frozen(office):
    freeze(office)
    assert office.get(f"{FIRST}.pdf?as-at={TODAY}").status_code == 200
    assert office.get(f"{FIRST}.pdf?as-at={TODAY - timedelta(days=1)}").status_code == 404
    office.page(f"{FIRST}?as-at={TODAY - timedelta(days=1)}", status=404)
