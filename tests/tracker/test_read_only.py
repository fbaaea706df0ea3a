"""While the record is read-only every page is shown, and nothing is written: by nobody, in no way (docs/decisions/0021)."""

import sqlite3
from contextlib import closing
from datetime import timedelta

import pytest
from a_board import STRATEGY, TODAY, Board, kept_files, rows_now, the_action
from a_card import upload
from checked_page import Page
from every_route import EVERYBODY, Watched, a_board, asked
from every_route import Board as Everybody
from freezegun import freeze_time
from sqlalchemy import select, text
from the_example import every_page, run

from actions import read_only
from actions.db import begin_writing, db
from actions.errors import ReadOnlyNow
from actions.models import JournalLine
from actions.standing import line_on
from tracker import accounts, clock, kept_forms
from tracker.accounts.models import Attempt, SignedIn
from tracker.words import moment

WHY = "an upgrade <b>until</b> 18:00"
CARD = f"/my-update/{STRATEGY}/2.16"
SAID = "=1+1 <Smith, J> Łódź\nand more"
TYPED = {"quarter": "2016-17-Q3", "rating": "green", "said": SAID, "seen": "0", "shows": "activity"}
# What opening it puts on record, so that it waits.
PUT_ON_RECORD = {
    "compare.compare_sheet",
    "due.due_sheet",
    "evidence.download",
    "matrix.of_action_sheet",
    "matrix.of_document_sheet",
    "meetings.open_paper",
    "on_demand.exception",
    "on_demand.extract",
    "opened.sheet",
    "packs.download",
    "people.people_sheet",
    "plan.lines_sheet",
    "registers.register",
    "reports.open_edition",
    "reports.opened_sheet",
    "reports.redacted",
    "review.queue_sheet",
    "workbook.download",
    "workbook.to_send",
}


def begin(why=WHY):
    return read_only.begin(why, at=clock.now(), since=clock.real_now())


def end():
    return read_only.end(at=clock.now())


# A file's bytes are compared here; PostgreSQL writes to its own by itself. There test_read_only_at_once.py tells.
pytestmark = pytest.mark.sqlite


@pytest.fixture
def board(app):
    board = Board()
    board.own("2.16")
    return board


@pytest.fixture
def officer(client, board):
    """The officer's browser, signed in before the record was made read-only."""
    client.as_person(board.officer.id)
    begin()
    return client


@pytest.fixture(scope="module")
def everybody(example_folder, tmp_path_factory):
    """The worked example, with a browser for each role; then made read-only."""
    folder = tmp_path_factory.mktemp("read-only")
    with a_board(folder, example_folder) as app:
        board = Everybody(app, folder)
        clients = {role: board.client(role) for role in EVERYBODY}
        tokens = {role: client.token() for role, client in clients.items()}
        begin()
        yield board, clients, tokens


class TestLooking:
    @pytest.mark.parametrize("role", ["business_manager", "officer"])
    def test_every_page_is_shown_and_only_what_goes_on_record_waits(self, everybody, role):
        board, clients, _ = everybody
        before = Watched(board.folder).state()
        statuses = {
            (endpoint, address): clients[role].get(address).status_code for endpoint, address in every_page(board.app)
        }
        waits = {endpoint for (endpoint, _), status in statuses.items() if status == 503}
        assert waits <= PUT_ON_RECORD
        assert waits > {"evidence.download", "plan.lines_sheet", "reports.open_edition"}
        assert {status for status in statuses.values() if status >= 500} == {503}
        assert Watched(board.folder).state() == before

    def test_a_banner_says_since_when_and_why_and_nothing_in_it_is_markup(self, officer):
        page = officer.page("/plan")
        banner = page.tree.find(".//section[@aria-label='The tracker is read-only']")
        said = " ".join("".join(banner.itertext()).split())
        assert said.startswith(f"The tracker is read-only since {clock_shows()}: {WHY}. Every page can be read.")

    def test_without_it_no_page_says_so(self, client, board):
        assert "read-only" not in client.as_person(board.officer.id).page("/plan").html

    def test_who_is_not_signed_in_is_told_too(self, client, board):
        begin()
        assert "nobody can sign in" in Page(client.get("/sign-in")).html

    def test_what_would_be_put_on_record_says_that_it_waits(self, client, board):
        number = board.proves("2.16")
        client.as_person(board.officer.id)
        begin()
        answer = client.get(f"/evidence/{number}")
        assert (answer.status_code, answer.headers["Retry-After"]) == (503, "300")
        assert Page(answer).h1 == "This cannot be opened just now"
        end()
        assert client.get(f"/evidence/{number}").data == b"what was agreed"

    def test_what_somebody_may_not_do_is_refused_as_ever_and_not_noted(self, officer):
        before = rows_now()
        assert officer.page("/redaction", status=403).h1 == "You may not do this"
        assert rows_now() == before


def clock_shows():
    return moment(read_only.now().since)


def signed_out_and_read_only(client, person):
    """The token of a page that was open when the session was ended and the record made read-only."""
    client.as_person(person.id)
    token = client.token()
    begin_writing()
    accounts.end_sessions(person.id)
    db.session.commit()
    begin()
    return token


class TestSending:
    @pytest.mark.parametrize("role", EVERYBODY)
    def test_nothing_that_anybody_sends_anywhere_changes_a_byte(self, everybody, role):
        board, clients, tokens = everybody
        before, strange = Watched(board.folder).state(), []
        for each in board.tries("POST"):
            if each.endpoint == "sign_in.sign_out":
                continue
            answer = asked(clients[role], each, data={"csrf_token": tokens[role], "reason": "Because of it."})
            refused = answer.status_code == 503 and answer.headers["Retry-After"] == "300"
            barred = answer.status_code in (404, 409) or (answer.status_code == 403 and not each.allowed(role))
            strange += [] if refused or barred else [f"{each}: {answer.status_code}"]
        assert strange == []
        assert Watched(board.folder).state() == before

    def test_a_form_shows_again_what_was_typed_and_says_why(self, officer):
        page = officer.send(CARD, TYPED, status=503)
        assert page.errors() == {
            f"Nothing is saved. Since {clock_shows()} the tracker is read-only: {WHY}. Leave this page open, and send it "
            "again later.": None
        }
        assert (page.field("said"), page.field("rating")) == (SAID, "green")
        end()
        officer.send(CARD, TYPED)
        assert line_on(TODAY, the_action("2.16")).rating == "green"

    def test_no_file_is_kept(self, officer):
        officer.send(CARD, {**TYPED, "evidence_file": upload(), "evidence_name": "Minutes"}, status=503)
        assert kept_files() == []

    def test_what_has_no_form_to_show_again_is_shown_on_a_page_to_be_sent_again(self, client, board):
        token = signed_out_and_read_only(client, board.officer)
        page = Page(client.post(CARD, data={**TYPED, "password": "three random words", "csrf_token": token}))
        assert (page.status, page.h1) == (503, "Nothing can be saved just now")
        assert (page.field("said"), page.field("rating")) == (SAID, "green")
        assert page.tree.find(".//main//form").get("action") == CARD
        assert "three random words" not in page.html
        assert db.session.query(kept_forms.KeptForm).count() == 0

    def test_files_cannot_be_sent_again_from_there(self, client, board):
        token = signed_out_and_read_only(client, board.officer)
        page = Page(client.post(CARD, data={**TYPED, "evidence_file": upload(), "csrf_token": token}))
        assert "Files have to be chosen again" in page.text
        assert "Send it again" not in page.text


class TestSignIn:
    def test_nobody_signs_in_and_no_try_is_counted(self, client, board):
        begin()
        page = client.send("/sign-in", {"email": "a@board.example", "password": "wrong words here"}, status=503)
        assert "Nothing is saved." in page.text
        assert db.session.query(Attempt).count() == 0

    def test_signing_out_works_in_this_browser(self, officer):
        assert officer.send("/sign-out").location == "/sign-in"
        assert officer.get("/plan").status_code == 302

    def test_who_goes_on_reading_stays_signed_in_and_who_does_not_is_signed_out(self, officer):
        begun = clock.real_now()
        for minutes in (50, 100, 150):
            with freeze_time(begun + timedelta(minutes=minutes)):
                assert officer.get("/plan").status_code == 200
        assert db.session.scalar(select(SignedIn.last_seen)) < begun + timedelta(minutes=1)
        with freeze_time(begun + timedelta(minutes=211)):
            assert officer.get("/plan").location.startswith("/sign-in")

    def test_it_ends_after_twelve_hours_all_the_same(self, officer):
        begun = clock.real_now()
        for minutes in range(50, 720, 50):
            with freeze_time(begun + timedelta(minutes=minutes)):
                assert officer.get("/plan").status_code == 200
        with freeze_time(begun + timedelta(minutes=721)):
            assert officer.get("/plan").location.startswith("/sign-in")


class TestTheSwitch:
    def test_is_seen_by_the_next_request_and_undone_by_the_next(self, app, client, board):
        client.as_person(board.officer.id)
        assert f": {WHY}." in run(app, "read-only", "on", "--why", f"{WHY}. ")
        assert "is read-only" in client.page("/plan").html
        assert client.get("/ready").json == {"ready": True, "read_only": True}
        assert "is read-only since" in run(app, "read-only")
        assert "can be written in again" in run(app, "read-only", "off")
        assert client.get("/ready").json == {"ready": True}
        assert run(app, "read-only", "off") == run(app, "read-only") == "The tracker can be written in.\n"

    @pytest.mark.parametrize("why", ["", " . ", "x" * 201])
    def test_says_why_in_a_line(self, app, why):
        assert "Say why, in up to 200 characters" in run(app, "read-only", "on", "--why", why, code=1)

    def test_put_on_twice_keeps_its_beginning(self, app, board):
        first = begin()
        assert begin("another reason") == first

    def test_is_on_record(self, app, board):
        begin()
        end()
        kinds = db.session.scalars(select(JournalLine.kind).order_by(JournalLine.number.desc()).limit(2)).all()
        assert kinds == ["read_only_ended", "read_only"]
        assert "upgrade" not in str(db.session.scalars(select(JournalLine.detail)).all())

    @pytest.mark.usefixtures("as_served")
    def test_what_runs_again_soon_waits_and_all_else_is_refused(self, app, board, tmp_path):
        app.config["MAIL_URL"] = f"folder://{tmp_path}"
        begin()
        for command in ("remind", "packs", "sweep"):
            assert run(app, command).endswith(f"{WHY}. This waits.\n")
        assert "Nothing was done." in run(app, "seed", code=1)
        assert "Nothing was done." in run(app, "invite", "a@board.example", "--role", "executive", code=1)
        assert "look  database  It is read-only since" in run(app, "doctor")
        assert "All well." in run(app, "verify")

    def test_a_backup_that_is_made_meanwhile_is_restored_read_only(self, app, board, tmp_path):
        begin()
        run(app, "backup", tmp_path / "kept")
        with closing(sqlite3.connect(tmp_path / "kept" / "tracker.db")) as copy:
            assert copy.execute("SELECT why FROM read_only").fetchall() == [(WHY,)]


class TestWhatDidNotBeginAsAWriter:
    @pytest.mark.parametrize(
        "statement",
        ["UPDATE accounts SET active = 1 = 1", "DELETE FROM kept_forms", "INSERT INTO kept_forms (id) VALUES (1)"],
    )
    def test_changes_nothing_either(self, app, board, statement):
        begin()
        with pytest.raises(ReadOnlyNow, match="upgrade"):
            db.session.execute(text(statement))
        db.session.rollback()
