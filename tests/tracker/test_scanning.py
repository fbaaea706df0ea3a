"""Uploads are scanned before they are taken in. What cannot be scanned is refused and says so; nothing is guessed."""

import logging
import socket

import pytest
from a_board import STRATEGY, Board, kept_files
from a_card import GREEN, evidence, send, standing, upload
from fake_clamd import LARGEST, NAME, clamd_at
from the_example import run

from actions import files
from actions.db import begin_writing, db
from actions.models import JournalLine, Scan
from tracker import config, scanner, scanning
from tracker.doctor import TEST_FILE
from tracker.packs import writing

ACTION = f"/plan/{STRATEGY}/2.16"
HARMFUL = TEST_FILE + b"\n"


@pytest.fixture
def board(app):
    board = Board()
    board.own("2.16")
    return board


@pytest.fixture
def clamd(app, tmp_path, request):
    with clamd_at(tmp_path, getattr(request, "param", "sound")) as made:
        app.config["SCANNER_URL"] = made.url
        yield made


def answers_with(client, content, name="minutes.txt", status=302):
    return send(client, {**GREEN, "evidence_name": "Minutes", "evidence_file": upload(content, name)}, status)


def noted():
    return db.session.query(JournalLine).filter_by(kind="upload_harmful").all()


def refusal(page):
    return next(iter(page.errors()))


class TestASoundFile:
    def test_is_taken_in_and_its_piece_says_on_which_day_it_was_scanned(self, officer, clamd):
        answers_with(officer, b"what was agreed")
        assert clamd.heard == [b"what was agreed"]
        assert "Download Minutes 1 KB, scanned on 16 January 2017" in officer.page(ACTION).text
        assert files.read(evidence()[0][1]["file"]) == b"what was agreed"

    def test_nobody_who_saves_waits_while_it_is_scanned(self, officer, clamd, monkeypatch):
        def meanwhile(url, stream, *, within):
            begin_writing()
            db.session.commit()

        monkeypatch.setattr(scanning, "scan", meanwhile)
        answers_with(officer, b"what was agreed")

    def test_a_reply_without_a_file_does_not_ask_the_scanner(self, officer, clamd):
        send(officer, GREEN)
        assert clamd.heard == []


class TestAHarmfulFile:
    def test_is_refused_and_nothing_typed_is_lost(self, officer, clamd):
        page = answers_with(officer, HARMFUL, status=400)
        assert refusal(page).startswith(
            f"minutes.txt: The scanner found something harmful in it ({NAME}), so it was not"
        )
        assert (page.field("said"), page.field("rating")) == (GREEN["said"], "green")
        assert standing().rating is None
        assert kept_files() == []

    def test_is_on_record_and_in_the_log_without_its_name(self, officer, board, clamd, caplog):
        with caplog.at_level(logging.WARNING):
            answers_with(officer, HARMFUL, name="<Smith, J>.txt", status=400)
        (line,) = noted()
        assert (line.by_id, line.detail) == (board.officer.id, f"my_update.card: {NAME}")
        assert NAME in caplog.text
        assert "Smith" not in caplog.text

    def test_is_refused_wherever_a_file_can_be_sent(self, client, board, clamd):
        office = client.as_person(board.office.id)
        for address, field in (("/reports/check", "file"), ("/import", "spreadsheet")):
            page = office.send(address, {field: upload(HARMFUL, "a.csv")}, status=400)
            assert "something harmful" in refusal(page)


NOT_KNOWN = ["dies", "hasty", "breaks off", "mumbles", "in trouble", "slow"]


class TestAScannerThatFails:
    @pytest.mark.parametrize("clamd", NOT_KNOWN, indirect=True)
    def test_keeps_every_file_out_and_says_what_to_do(self, officer, clamd, monkeypatch):
        monkeypatch.setattr(scanning, "WITHIN", 0.3)
        page = answers_with(officer, b"what was agreed " * 40_000, status=400)
        assert refusal(page).startswith(
            "minutes.txt: It could not be scanned for viruses just now, so it was not taken in."
        )
        assert page.field("said") == GREEN["said"]
        assert kept_files() == []
        assert standing().rating is None

    def test_that_is_not_there_does_too(self, app, officer, tmp_path):
        for url in (f"clamd://{tmp_path}/none", "clamd://127.0.0.1:9"):
            app.config["SCANNER_URL"] = url
            assert "could not be scanned" in refusal(answers_with(officer, b"what was agreed", status=400))

    def test_a_file_larger_than_it_takes_is_refused_for_that(self, officer, clamd):
        page = answers_with(officer, b"x" * (2 * LARGEST), status=400)
        assert "larger than the scanner takes" in refusal(page)
        assert kept_files() == []

    def test_a_file_that_was_not_asked_about_is_not_taken_in(self, officer, clamd, monkeypatch):
        monkeypatch.setattr(scanning, "scan_what_was_sent", lambda: None)
        assert "was not scanned" in refusal(answers_with(officer, b"what was agreed", status=400))

    def test_without_a_file_people_go_on_answering(self, app, officer, tmp_path):
        app.config["SCANNER_URL"] = f"clamd://{tmp_path}/none"
        send(officer, GREEN)
        assert standing().rating == "green"


class TestWhatIsSaidOfAFile:
    def test_no_scanner(self, officer, board):
        board.proves("2.16")
        assert "1 KB, not scanned: this tracker has no scanner" in officer.page(ACTION).text

    def test_taken_in_before_there_was_one(self, officer, board, clamd):
        board.proves("2.16")
        assert "1 KB, not scanned yet" in officer.page(ACTION).text
        assert "1 KB, not scanned yet" in officer.page("/evidence").text


class TestScanningLater:
    def test_says_what_it_found_and_the_page_says_the_day(self, app, officer, board, clamd):
        board.proves("2.16")
        assert run(app, "scan") == "1 file of evidence: in 0 something harmful was found.\n"
        assert "scanned on 16 January 2017" in officer.page(ACTION).text
        run(app, "scan")
        assert len(clamd.heard) == 1
        run(app, "scan", "--all")
        assert len(clamd.heard) == 2

    def test_what_is_harmful_is_named_and_handed_over_to_nobody(self, app, officer, board, clamd):
        number = board.proves("2.16", content=HARMFUL)
        assert officer.get(f"/evidence/{number}").status_code == 200
        assert f"Evidence {number} on {STRATEGY} 2.16: {NAME}." in run(app, "scan", code=1)
        assert NAME in run(app, "scan", code=1)
        assert officer.page(f"/evidence/{number}", status=403).h1 == "This file is not handed over"
        text = officer.page(ACTION).text
        assert "Not handed over: 1 KB, something harmful was found on 16 January 2017" in text
        assert "Download Minutes" not in text
        with pytest.raises(files.DamagedFile, match="something harmful"):
            writing._sound({"sha256": evidence()[0][1]["file"]}, writing._harmful())

    @pytest.mark.parametrize("clamd", ["dies"], indirect=True)
    def test_stops_where_it_cannot_be_known(self, app, board, clamd):
        board.proves("2.16")
        assert "Not all was scanned: the scanner broke off. Run it again." in run(app, "scan", code=1)
        assert db.session.query(Scan).count() == 0

    def test_without_a_scanner_says_so(self, app, board):
        assert run(app, "scan", code=1) == "There is no scanner. Set SCANNER_URL.\n"


@pytest.mark.usefixtures("as_served")
class TestTheDoctor:
    @pytest.mark.parametrize(
        ("clamd", "code", "sentence"),
        [
            ("sound", 0, "good  scanner   ClamAV 1.4.3/27793/Thu Oct 16 09:49:07 2026 finds the test file."),
            ("lies", 1, "does not tell the test file from another"),
            ("alarms", 1, "does not tell the test file from another"),
            ("dies", 1, "fault scanner   Every upload is refused: the scanner broke off. Start clamd"),
        ],
        indirect=["clamd"],
    )
    def test_tries_it(self, app, clamd, code, sentence):
        assert sentence in run(app, "doctor", code=code)

    def test_says_that_there_is_none(self, app):
        assert "look  scanner   No scanner is set up: files are taken in unscanned." in run(app, "doctor")

    def test_counts_what_was_not_scanned_and_what_is_harmful(self, app, board, clamd):
        board.proves("2.16")
        board.proves("2.16", content=HARMFUL, name="More")
        assert "look  scanner   2 files of evidence not scanned yet. Run flask scan." in run(app, "doctor")
        run(app, "scan", code=1)
        assert "fault scanner   Something harmful in 1 file of evidence." in run(app, "doctor", code=1)


@pytest.mark.parametrize(
    ("url", "where"),
    [
        ("clamd:///run/clamav/clamd.ctl", "/run/clamav/clamd.ctl"),
        ("clamd://scanner.example.org", ("scanner.example.org", 3310)),
        ("clamd://127.0.0.1:3311", ("127.0.0.1", 3311)),
    ],
)
def test_the_setting_names_a_socket_or_a_host(url, where):
    assert config.scanner_setting({"SCANNER_URL": url}) == url
    assert scanner.place(url) == where


@pytest.mark.parametrize(
    "url", ["clamd:", "clamd:///", "http://scanner", "/run/clamd.ctl", "clamd://host/path", "clamd://h:x"]
)
def test_another_is_refused_with_what_to_set(url):
    with pytest.raises(config.BadSetting, match="Set SCANNER_URL to where clamd listens"):
        config.scanner_setting({"SCANNER_URL": url})


def test_it_is_spoken_to_over_the_network_too(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as server, pytest.raises(scanner.CannotScan, match="in time"):
        scanner.version(f"clamd://127.0.0.1:{server.getsockname()[1]}", within=0.1)
