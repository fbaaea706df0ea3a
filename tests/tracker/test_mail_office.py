"""What the business manager sees of mails, what the commands say, and the scheduler that runs them."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from a_board import TODAY, Board
from board_apps import SECRET
from posting import Handed, Post, messages
from the_example import run

from actions.db import db
from tracker.accounts.models import Account
from tracker.commands import mail as commands
from tracker.mail import transports
from tracker.mail.transports import Trouble

ROOT = Path(__file__).parents[2]
REFUSED = Trouble("The mail server refused the address (550)", refused=True)
SAID_AWAY = "Not sent: by then nothing of it was left, or it was no longer theirs to know"


@pytest.fixture
def board(app, tmp_path):
    app.config["MAIL_URL"] = f"folder://{tmp_path}/outbox"
    return Board()


@pytest.fixture
def post(app, board):
    board.own("2.6")
    return Post(app)


@pytest.fixture
def office(client, board):
    return client.as_person(board.office.id)


def row_of(page, title):
    rows = [" ".join("".join(row.itertext()).split()) for row in page.tree.iter("tr")]
    return next(row for row in rows if row.startswith(title))


class TestThePage:
    def test_says_who_waits_and_what_was_sent(self, office, board, post):
        assert "Nothing waits. Done with Nothing was sent by this day." in office.page("/people/mail").text
        post.remind()
        waits = row_of(office.page("/people/mail"), "Lead officer, Police")
        assert waits == "Lead officer, Police 16 January 2017 3 overdue Waits to be sent"
        post.send()
        assert row_of(office.page("/people/mail"), "Lead officer, Police").endswith("Sent on 16 January 2017")

    def test_says_what_failed_and_what_was_dropped(self, office, board, post):
        post.remind()
        post.send(Handed(REFUSED))
        said = row_of(office.page("/people/mail"), "Lead officer, Police")
        assert said.endswith("Waits. The mail server refused the address (550). Tried once")
        missing = office.page("/people/missing").text
        assert "3 mails could not be sent" in missing
        assert "Lead officer, Police: The mail server refused the address (550)" in missing
        for row in messages():
            row.next_try = None
        db.session.get(Account, board.officer.id).active = False
        db.session.commit()
        post.send()
        assert row_of(office.page("/people/mail"), "Lead officer, Police").endswith(SAID_AWAY)
        assert "No mail is held up." in office.page("/people/missing").text

    def test_of_an_earlier_day_shows_none_of_a_later_one(self, office, post):
        post.remind()
        assert "Lead officer, Police" not in office.page("/people/mail?as-at=2017-01-15").text

    def test_says_so_when_no_mail_is_set_up(self, office, app, monkeypatch):
        monkeypatch.setattr(transports, "current", lambda: None)
        assert "No mail is set up" in office.page("/people/mail").text

    def test_escapes_what_was_typed_as_a_title(self, office, board, post):
        typed = "<Smith, J> =1+1 Łódź " + "w" * 300
        board.person("officer", "corby", title=typed)
        post.remind()
        assert row_of(office.page("/people/mail"), typed)

    def test_is_the_business_manager_s_alone(self, client, board):
        for person in (board.officer, board.chair, board.executive, board.inspector):
            client.as_person(person.id).page("/people/mail", status=403)


class TestTheCommands:
    def test_remind_then_send_and_again(self, app, post, tmp_path):
        assert run(app, "remind").startswith("3 people to be reminded, of ")
        assert run(app, "remind") == "Nobody else is to be reminded today.\n"
        assert run(app, "send") == "3 mails sent. 0 waiting.\n"
        assert run(app, "send") == "0 mails sent. 0 waiting.\n"
        assert len(list((tmp_path / "outbox").iterdir())) == 3
        assert run(app, "verify").endswith("All well.\n")

    def test_what_did_not_leave_is_said_by_number_with_exit_code_1(self, app, post, board, monkeypatch):
        run(app, "remind")
        monkeypatch.setattr(transports, "current", lambda: Handed(REFUSED))
        said = run(app, "send", code=1)
        assert f"Person {board.officer.id}: The mail server refused the address (550)." in said
        assert "0 mails sent. 3 waiting." in said
        assert "3 mails did not leave. Nothing is lost: they are tried again later." in said
        assert "@" not in said

    def test_what_was_dropped_is_said(self, app, post, board):
        run(app, "remind")
        db.session.get(Account, board.officer.id).active = False
        db.session.commit()
        assert run(app, "send") == (
            "2 mails sent, 1 not sent: nothing was left to say, or it was no longer theirs. 0 waiting.\n"
        )


class TestTheScheduler:
    def test_goes_on_after_what_goes_wrong_and_stops_when_told(self, app, capsys):
        ran = []

        def fails():
            ran.append("fails")
            raise ValueError("Lead officer, Police")

        def works():
            ran.append("works")

        commands.run_until(lambda: len(ran) == 6, (fails, works))
        assert ran == ["fails", "works"] * 3
        said = capsys.readouterr().err
        assert said == "This went wrong, and is tried again: ValueError\n" * 3

    def test_is_ended_by_sigterm_having_reminded_and_sent(self, app, post, tmp_path):
        db.session.rollback()
        settings = {
            "PATH": os.environ["PATH"],
            "FLASK_APP": "wsgi",
            "DATABASE_URL": app.config["SQLALCHEMY_DATABASE_URI"],
            "EVIDENCE_URL": app.config["EVIDENCE_URL"],
            "SECRET_KEY": SECRET,
            "TRACKER_TODAY": TODAY.isoformat(),
            "MAIL_URL": f"folder://{tmp_path}/scheduled",
            "PYTHONUNBUFFERED": "1",
        }
        command = [sys.executable, "-m", "flask", "schedule", "--every", "600"]
        with subprocess.Popen(command, cwd=ROOT, env=settings, stdout=subprocess.PIPE, text=True) as running:
            said = [running.stdout.readline() for _ in range(4)]
            running.send_signal(signal.SIGTERM)
            try:
                assert running.wait(timeout=60) == 0
            finally:
                running.kill()
            said.append(running.stdout.read())
        assert said[0] == "Reminds and sends every 600 minutes.\n"
        assert said[1].startswith("3 people to be reminded")
        assert said[2:] == ["3 mails sent. 0 waiting.\n", "0 packs made.\n", "Stopped.\n"]
        assert len(list((tmp_path / "scheduled").iterdir())) == 3
