"""Opening and withdrawing evidence."""

from datetime import date

import pytest
from a_board import STRATEGY, TODAY, Board, kept_files, rows_now, the_action

from actions import files, queries
from actions.changes import NewEvidence, add_evidence
from actions.db import begin_writing, db
from actions.models import JournalLine
from actions.periods import london_moment
from tracker.kept_files import clean_name, download_name


@pytest.fixture
def board(app):
    board = Board()
    board.own("2.16")
    return board


def downloads():
    query = db.session.query(JournalLine).filter_by(kind="download")
    return [(line.by_id, line.detail) for line in query.order_by(JournalLine.number)]


def withdraw(client, number, status=302, reason="It was the wrong file."):
    return client.send(f"/evidence/{number}/withdraw", {"reason": reason}, status=status)


class TestOpening:
    @pytest.mark.parametrize("who", ["office", "officer", "other", "chair", "deputy", "executive", "inspector"])
    def test_whoever_reads_the_plan_opens_what_is_not_restricted(self, client, board, who):
        person, number = getattr(board, who), board.proves("2.16")
        assert client.as_person(person.id).get(f"/evidence/{number}").data == b"what was agreed"

    @pytest.mark.parametrize(
        ("who", "status"),
        [
            ("officer", 200),
            ("deputy", 200),  # may decide on a line of the police
            ("chair", 404),  # of the police, but no officer of theirs: a chair decides for others only
            ("other", 404),
            ("office", 404),
            ("executive", 404),
            ("inspector", 404),
        ],
    )
    def test_restricted_evidence_is_for_its_agency_and_for_who_may_decide(self, client, board, who, status):
        number = board.proves("2.16", restricted=True)
        assert client.as_person(getattr(board, who).id).get(f"/evidence/{number}").status_code == status

    def test_it_comes_as_an_inert_attachment(self, client, board):
        number = board.proves("2.16", name="Łódź <b>/../minutes")
        answer = client.as_person(board.officer.id).get(f"/evidence/{number}")
        headers = answer.headers
        assert headers["Content-Disposition"].startswith("attachment; ")
        assert headers["Content-Security-Policy"] == "sandbox"
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Cache-Control"] == "no-store"
        assert answer.mimetype == "text/plain"

    def test_each_download_is_one_line_of_the_journal(self, client, board):
        number = board.proves("2.16")
        client.as_person(board.executive.id)
        client.get(f"/evidence/{number}")
        before = rows_now()
        client.get(f"/evidence/{number}")
        assert rows_now() == before + 1
        assert downloads() == [(board.executive.id, f"evidence {number}")] * 2

    def test_what_may_not_be_seen_leaves_no_trace_and_looks_like_what_is_not_there(self, client, board):
        number = board.proves("2.16", restricted=True)
        client.as_person(board.executive.id)
        before = rows_now()
        hidden, missing = client.get(f"/evidence/{number}"), client.get("/evidence/999999")
        assert (hidden.status_code, rows_now()) == (404, before)
        assert hidden.text.replace(str(number), "999999") == missing.text or hidden.status_code == missing.status_code

    @pytest.mark.parametrize("number", ["0", "99999999999999999999", "-1", "x", "1.5"])
    def test_a_number_that_is_none_is_not_found(self, client, board, number):
        assert client.as_person(board.officer.id).get(f"/evidence/{number}").status_code == 404

    def test_another_row_s_number_is_no_evidence(self, client, board):
        assert client.as_person(board.officer.id).get(f"/evidence/{the_action('2.16')}").status_code == 404

    def test_it_is_not_there_on_a_day_before_it(self, client, board):
        number = board.proves("2.16")
        client.as_person(board.officer.id)
        assert client.get(f"/evidence/{number}?as-at=2017-01-15").status_code == 404

    def test_a_file_that_was_changed_on_disk_is_not_handed_out(self, client, board):
        number = board.proves("2.16")
        files.path_of(kept_files()[0]).write_bytes(b"something else")
        answer = client.as_person(board.officer.id).get(f"/evidence/{number}")
        assert answer.status_code == 500
        assert downloads() == []

    def test_a_link_is_nothing_to_download(self, client, board):
        begin_writing()
        piece = NewEvidence(kind="link", shows="activity", name="Minutes", link="https://board.example/")
        number = add_evidence(the_action("2.16"), piece, by=board.officer, at=london_moment(TODAY)).id
        db.session.commit()
        assert client.as_person(board.officer.id).get(f"/evidence/{number}").status_code == 404


class TestWithdrawing:
    def test_its_agency_takes_it_back_and_the_bytes_go(self, client, board):
        number = board.proves("2.16", name="<Smith, J>")
        client.as_person(board.officer.id)
        assert "<Smith, J>" in client.page(f"/evidence/{number}/withdraw").text
        assert withdraw(client, number).location == f"/my-update/{STRATEGY}/2.16"
        assert kept_files() == []
        assert client.get(f"/evidence/{number}").status_code == 404

    def test_bytes_that_other_evidence_uses_stay(self, client, board):
        first, second = board.proves("2.16"), board.proves("2.16")
        client.as_person(board.officer.id)
        withdraw(client, first)
        assert len(kept_files()) == 1
        assert client.get(f"/evidence/{first}").status_code == 404
        assert client.get(f"/evidence/{second}").data == b"what was agreed"
        withdraw(client, second)
        assert kept_files() == []

    @pytest.mark.parametrize("who", ["office", "chair", "deputy", "executive", "inspector", "other"])
    def test_nobody_else_may(self, client, board, who):
        number = board.proves("2.16")
        client.as_person(getattr(board, who).id)
        client.page(f"/evidence/{number}/withdraw", status=403)
        withdraw(client, number, 403)
        assert len(kept_files()) == 1

    def test_a_contributor_takes_back_its_own_and_no_other(self, client, board):
        board.help("2.16")
        own, police = board.proves("2.16", by=board.other), board.proves("2.16", content=b"theirs")
        client.as_person(board.other.id)
        withdraw(client, police, 403)
        withdraw(client, own)
        assert len(kept_files()) == 1

    def test_restricted_evidence_of_others_is_not_there_to_withdraw(self, client, board):
        board.help("2.16")
        number = board.proves("2.16", restricted=True)
        client.as_person(board.other.id).page(f"/evidence/{number}/withdraw", status=404)

    def test_a_reason_is_needed(self, client, board):
        number = board.proves("2.16")
        page = withdraw(client.as_person(board.officer.id), number, 400, reason="  ")
        assert page.errors() == {"Say why the evidence is withdrawn": "#reason"}
        page = withdraw(client, number, 400, reason="x" * 20_001)
        assert page.field("reason") == "x" * 20_001
        assert len(kept_files()) == 1

    def test_twice_says_that_it_is_done(self, client, board):
        number = board.proves("2.16")
        withdraw(client.as_person(board.officer.id), number)
        assert "It was withdrawn on 16 January 2017." in withdraw(client, number, 409).text

    def test_a_claim_that_rests_on_it_alone_lapses_and_that_is_said_before(self, client, board):
        number = board.proves("2.16")
        board.claims("2.16")
        client.as_person(board.officer.id)
        assert "rests on this evidence alone" in client.page(f"/evidence/{number}/withdraw").text
        withdraw(client, number)
        assert queries.mine(board.officer, TODAY)[0].status != "reported_complete"

    def test_looking_writes_nothing_and_a_past_day_offers_nothing(self, client, board):
        number = board.proves("2.16", on=date(2017, 1, 10))
        client.as_person(board.officer.id)
        before = rows_now()
        page = client.page(f"/evidence/{number}/withdraw?as-at=2017-01-15")
        assert page.field("reason") is None
        assert "Go to today" in page.links()
        assert rows_now() == before


class TestNames:
    @pytest.mark.parametrize(
        ("given", "clean"),
        [
            ("../../etc/passwd", "passwd"),
            ("C:\\Users\\me\\notes.txt", "notes.txt"),
            ("a\r\nSet-Cookie: x.txt", "a Set-Cookie x.txt"),
            ("\u202etxt.exe", "txt.exe"),
            ("Łódź 👍.pdf", "Łódź 👍.pdf"),
            ("", "evidence"),
            ("...", "evidence"),
            (None, "evidence"),
        ],
    )
    def test_a_file_s_name_loses_what_would_act(self, given, clean):
        assert clean_name(given) == clean

    def test_a_download_is_called_what_its_content_is(self):
        assert download_name("Minutes", "application/pdf") == "Minutes.pdf"
        assert download_name("run.exe", "text/plain") == "run.exe.txt"
        assert download_name("data.CSV", "text/plain") == "data.CSV"
        assert download_name(None, "image/png") == "evidence.png"
        assert len(download_name("x" * 500, "text/plain")) == 124
