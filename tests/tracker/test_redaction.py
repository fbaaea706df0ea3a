"""Taking words out of updates, file names, files, drafts and frozen reports, by the office alone (issue 2, line 5)."""

import hashlib
import logging
import zipfile
from datetime import date
from io import BytesIO

import pytest
from a_board import Board, the_action
from engines import WHERE_WORDS_LIE, held_on_the_server
from pypdf import PdfReader
from sqlalchemy import text
from the_example import PROFILE, every_page

from actions import changes, files, permissions, verify
from actions.changes import NewEvidence
from actions.db import begin_writing, db
from actions.models import Redaction, ReportWithdrawal
from actions.periods import london_moment
from tracker.accounts.models import Account

TODAY = date(2017, 1, 16)
WORD = "Quillfeather"
PERIOD = "2016-17-Q3"
DRAFT = f"/reports/quarterly/{PERIOD}/draft"
FIRST = f"/reports/quarterly/{PERIOD}/1"
LINES = ("/plan/strategy-2015-16/2.14", "/my-update/strategy-2015-16/2.14", "/review/strategy-2015-16/2.14")
VERDICT = {
    "cut_off-day": "10",
    "cut_off-month": "1",
    "cut_off-year": "2017",
    "verdict": f"The family of {WORD} is safe.",
    "worries_1": f"{WORD.upper()} was missed.",
    "decisions_1_who": "The board",
    "decisions_1_what": f"Write to {WORD}",
}


@pytest.fixture
def board(app):
    board = Board()
    board.own("2.14", "2.16")
    board.says("2.14", "amber", words={"said": "", "why": f"We met {WORD} \n twice.", "next_steps": "Meet again."})
    board.proves("2.14", name=f"Letter to {WORD.lower()}", content=f"Dear {WORD}, come home.".encode())
    board.proves("2.14", name="Plain minutes", content=b"Nobody is named here.")
    return board


@pytest.fixture
def office(client, board):
    client.as_person(board.office.id)
    client.send(DRAFT, VERDICT)
    client.send(f"/reports/quarterly/{PERIOD}/freeze")
    return client


def take_out(office, word=WORD, reason="A person was named.", status=302, **more):
    return office.send("/redaction", {"word": word, "reason": reason}, status=status, **more)


def held_in_rows(word):
    """The tables in which a word stands in any column of any row."""
    db.session.rollback()
    found = set()
    for table in db.metadata.sorted_tables:
        for row in db.session.execute(table.select()):
            if any(word.lower() in _as_text(value).lower() for value in row):
                found.add(table.name)
    return found


def _as_text(value):
    return value.decode("utf-8", "ignore") if isinstance(value, bytes) else str(value)


def held_on_disk(folder, word):
    """The files below a folder, and the tables of the server, in whose bytes or name a word stands, whatever its case."""
    wanted = word.lower().encode()
    return held_on_the_server(db.engine, word) | {
        each.name
        for each in folder.rglob("*")
        if each.is_file() and wanted in each.read_bytes().lower() + each.name.encode()
    }


def everybody(app, board):
    cast = (board.office, board.officer, board.other, board.chair, board.deputy, board.executive, board.inspector)
    return [app.test_client().as_person(each.id).with_token(each.id) for each in cast]


def readable(answer):
    """What a reader could find in an answer, a PDF's text among it."""
    if answer.mimetype == "application/pdf":
        return " ".join(page.extract_text() for page in PdfReader(BytesIO(answer.data)).pages)
    if zipfile.is_zipfile(BytesIO(answer.data)):
        with zipfile.ZipFile(BytesIO(answer.data)) as packed:
            return " ".join(packed.read(each).decode() for each in packed.infolist())
    return answer.get_data(as_text=True)


def pages_with(app, board, word):
    """The addresses at which a word is shown to anybody."""
    addresses = [address for _, address in every_page(app)]
    editions = [
        f"/reports/quarterly/{PERIOD}/{number}{form}" for number in (1, 2) for form in ("", ".pdf", ".html", ".json")
    ]
    return {
        address
        for client in everybody(app, board)
        for address in (*addresses, *LINES, *editions, "/meetings", f"/plan/{PROFILE}/27")
        if word.lower() in readable(client.get(address)).lower()
    }


class TestTheWordIsGone:
    @pytest.mark.sqlite
    def test_it_stood_where_it_was_put(self, app, office, board, tmp_path):
        assert held_in_rows(WORD) == {"words", "report_bytes", "report_drafts"}
        assert {WHERE_WORDS_LIE} < held_on_disk(tmp_path, WORD)
        assert {*LINES, FIRST, f"{FIRST}.pdf", f"{FIRST}.html", f"{FIRST}.json", DRAFT} <= pages_with(app, board, WORD)

    def test_from_every_row_of_every_table(self, office):
        take_out(office)
        assert held_in_rows(WORD) == set()

    def test_from_every_file_on_disk_the_database_s_among_them(self, office, tmp_path):
        take_out(office)
        assert held_on_disk(tmp_path, WORD) == set()

    def test_from_every_page_and_edition_for_everybody(self, app, office, board):
        take_out(office)
        assert pages_with(app, board, WORD) == set()

    def test_and_what_stood_around_it_stays(self, office):
        take_out(office)
        page = office.page(LINES[0])
        assert "Why: We met [redacted] twice." in page.text
        assert "Letter to [redacted]" in page.text
        assert "Plain minutes" in page.text
        assert "Redacted" in page.text

    def test_in_any_case_and_with_any_white_space(self, office):
        take_out(office, word="we  met")
        assert "Why: [redacted] Quillfeather twice." in office.page(LINES[0]).text

    def test_not_in_any_log(self, office, caplog):
        with caplog.at_level(logging.DEBUG):
            office.send("/redaction/places", {"word": WORD}, status=200)
            take_out(office)
            take_out(office, word="", status=400)
        assert WORD.lower() not in caplog.text.lower()

    def test_nor_in_an_address(self, office):
        assert WORD not in take_out(office).location
        assert office.get(f"/redaction/places?word={WORD}").status_code == 405


class TestEditions:
    def test_the_one_that_held_it_is_withdrawn_and_replaced(self, office):
        take_out(office)
        assert [office.get(f"{FIRST}.{form}").status_code for form in ("pdf", "html", "json")] == [404] * 3
        assert "withdrawn because words in it were redacted" in office.page(FIRST).text
        second = office.page(FIRST[:-1] + "2")
        assert "The family of [redacted] is safe." in second.text
        assert "A person was named." in second.text
        assert b"[redacted] was missed." in office.get(FIRST[:-1] + "2.html").data

    def test_one_that_did_not_hold_it_stays(self, office):
        before = office.get(f"{FIRST}.pdf").data
        take_out(office, word="Nobody is named")
        assert office.get(f"{FIRST}.pdf").data == before
        assert db.session.query(ReportWithdrawal).count() == 0

    def test_of_two_that_held_it_the_later_is_replaced(self, office):
        office.send(f"/reports/quarterly/{PERIOD}/freeze", {"freeze-reason": "A date was wrong."})
        take_out(office)
        assert [office.get(f"{FIRST[:-1]}{number}.pdf").status_code for number in (1, 2, 3)] == [404, 404, 200]


class TestFiles:
    def test_a_file_that_names_nobody_stays(self, office):
        take_out(office)
        kept = files.path_of("0" * 64).parent.parent.glob("*/*")
        assert [each.read_bytes() for each in kept] == [b"Nobody is named here."]

    def test_a_file_used_twice_goes_once_for_all(self, office, board):
        board.proves("2.16", name="The same letter", content=f"Dear {WORD}, come home.".encode())
        take_out(office)
        assert "Redacted" in office.page("/plan/strategy-2015-16/2.16").text
        assert [each for each in verify.verify() if each.fault] == []

    def test_a_word_inside_an_office_file_is_found(self, office, board):
        packed = BytesIO()
        with zipfile.ZipFile(packed, "w") as archive:
            archive.writestr("[Content_Types].xml", "<Types/>")
            archive.writestr("word/document.xml", "<w:t>Peregrine</w:t><w:t> Ashdown</w:t>")
        begin_writing()
        kept = kept_as_it_is(packed.getvalue())
        piece = NewEvidence(kind="file", shows="activity", name="A letter", file=kept)
        changes.add_evidence(the_action("2.16"), piece, by=board.officer, at=london_moment(TODAY))
        db.session.commit()
        take_out(office, word="Peregrine Ashdown")
        assert not files.path_of(kept.sha256).exists()

    def test_its_address_then_leads_nowhere(self, office):
        links = office.page(LINES[0]).links()
        download = next(href for name, href in links.items() if name.startswith("Download Letter"))
        assert office.get(download).status_code == 200
        take_out(office)
        office.page(download, status=404)


def kept_as_it_is(content):
    """A file kept without looking at its kind."""
    sha256 = hashlib.sha256(content).hexdigest()
    files.path_of(sha256).parent.mkdir(parents=True, exist_ok=True)
    files.path_of(sha256).write_bytes(content)
    return files.StoredFile(sha256, len(content), "application/zip")


class TestTheRecord:
    def test_verify_passes_saying_redacted(self, office):
        take_out(office)
        found = verify.verify()
        assert [each.sentence for each in found if each.fault] == []
        said = [each.sentence for each in found]
        assert any("why: redacted" in each for each in said)
        assert any("name: redacted" in each for each in said)
        assert any("file: redacted" in each for each in said)
        assert f"report quarterly {PERIOD} edition 1: redacted, withdrawn and replaced" in said

    def test_who_when_and_why_stay(self, office, board):
        take_out(office)
        rows = db.session.query(Redaction).all()
        assert len(rows) == 3
        assert {row.by_id for row in rows} == {board.office.id}
        assert {row.counts_from for row in rows} == {TODAY}

    def test_doing_it_again_finds_nothing(self, office):
        take_out(office)
        page = take_out(office, status=400)
        assert "These words stand nowhere" in page.text


class TestThePage:
    def test_says_where_the_words_stand_before_anything_is_done(self, office):
        page = office.send("/redaction/places", {"word": WORD}, status=200)
        for said in ("2 texts that people typed", "1 file, which", "1 frozen report, which", "1 draft"):
            assert said in page.text
        assert held_in_rows(WORD)

    def test_says_so_when_they_stand_nowhere(self, office):
        assert "stand nowhere" in office.send("/redaction/places", {"word": "Nowhere at all"}, status=200).text

    @pytest.mark.parametrize("word", ["", "  ", "ab", "a" * 201, "\0abc"])
    def test_refuses_words_that_cannot_be_looked_for(self, office, word):
        page = office.send("/redaction/places", {"word": word}, status=400)
        assert page.errors()

    @pytest.mark.parametrize("reason", ["", f"Because {WORD} asked"])
    def test_refuses_without_a_reason_that_does_not_repeat_them(self, office, reason):
        page = take_out(office, reason=reason, status=400)
        assert list(page.errors().values()) == ["#reason"]
        assert held_in_rows(WORD)

    @pytest.mark.parametrize("word", ["<Smith, J>", "=1+1", "Łódź", "AT&T (x|y)*"])
    def test_takes_words_as_they_are_typed(self, office, board, word):
        board.says("2.16", "green", words={"said": f"We saw {word} again."})
        take_out(office, word=word)
        assert "We saw [redacted] again." in office.page("/plan/strategy-2015-16/2.16").text

    @pytest.mark.parametrize("who", ["officer", "chair", "deputy", "executive", "inspector"])
    def test_is_for_the_business_manager_alone(self, app, office, board, who):
        other = app.test_client().as_person(getattr(board, who).id)
        other.page("/redaction", status=403)
        other.send("/redaction/places", {"word": WORD}, status=403)
        other.send("/redaction", {"word": WORD, "reason": "I want to."}, status=403)
        assert held_in_rows(WORD)

    def test_cannot_be_done_while_a_past_day_is_shown(self, office):
        assert "Go to today" in office.page("/redaction?as-at=2017-01-10").text
        office.send("/redaction?as-at=2017-01-10", {"word": WORD, "reason": "Late."}, status=409)
        assert held_in_rows(WORD)


def test_a_person_s_own_title_can_be_taken_out(office, board):
    take_out(office, word="Lead officer, NCC")
    assert permissions.viewer(board.other.id, TODAY).title == "[redacted]"
    assert db.session.get(Account, board.other.id).active


@pytest.mark.sqlite
def test_the_secure_deletion_of_the_database_is_on(app):
    assert db.session.execute(text("PRAGMA secure_delete")).scalar() == 1
