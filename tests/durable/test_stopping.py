"""Told to stop, the server finishes what it has begun; who makes a pack gives it back; nothing is left half done."""

import signal
import subprocess
import sys
import time
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path
from threading import Thread
from urllib.parse import urlsplit

import pytest
from a_board import Board
from a_card import CARD, upload
from board_apps import EXAMPLE_TODAY, app_on_copy
from engines import address_of
from fake_clamd import clamd_at
from flask_wtf.csrf import generate_csrf
from places import ROOT, SECRET, Place
from serving import Served
from the_example import holder
from werkzeug.test import encode_multipart

from actions import packs
from actions.db import begin_writing, db
from actions.models import Update
from tracker import accounts
from tracker.packs import queue
from tracker.packs.models import Pack

pytestmark = pytest.mark.slow
MAKER = Path(__file__).with_name("makes_packs.py")
PATIENCE = 60


class Scanned(Place):
    @property
    def settings(self):
        return {**super().settings, "SCANNER_URL": f"clamd://{self.folder / 'clamd.ctl'}"}


class TestTheServer:
    @pytest.fixture
    def place(self, adopted_folder, tmp_path):
        """The board, with an officer who is signed in; its settings name a scanner."""
        folder = tmp_path / "board"
        app = app_on_copy(adopted_folder, folder, EXAMPLE_TODAY)
        app.config["SECRET_KEY"] = SECRET
        with app.app_context():
            board = Board()
            board.own("2.16")
            begin_writing()
            token = accounts.start_session(board.officer.id)
            db.session.commit()
            db.session.remove()
            db.engine.dispose()
        return Scanned(address_of(folder), folder), app, token

    def test_answers_and_records_what_was_sent_before_it_was_told_to_stop(self, place, tmp_path):
        place, app, token = place
        with clamd_at(place.folder, "slow") as clamd:
            served = Served(place)
            answers = []
            sender = Thread(target=lambda: answers.append(self.send(served, app, token)))
            sender.start()
            assert clamd.reached.wait(PATIENCE)
            served.process.terminate()
            time.sleep(0.5)
            clamd.held.set()
            sender.join()
            assert served.process.wait(PATIENCE) == 0
        assert answers == [302]
        with app.app_context():
            assert db.session.query(Update).one().rating == "green"
            db.session.remove()
            db.engine.dispose()

    def send(self, served, app, token):
        """What the server answers to a card with a file."""
        client = app.test_client()
        with client.session_transaction() as cookie:
            cookie["_user_id"], cookie["_fresh"], cookie["csrf_token"] = token, True, "0" * 40
        with app.test_request_context() as context:
            context.session["csrf_token"] = "0" * 40
            signed = generate_csrf()
        answers = {
            "quarter": "2016-17-Q3",
            "rating": "green",
            "said": "It is signed.",
            "seen": "0",
            "shows": "activity",
        }
        sent = {**answers, "evidence_name": "Minutes", "csrf_token": signed, "evidence_file": upload()}
        boundary, body = encode_multipart(sent)
        cookie = f"{app.config['SESSION_COOKIE_NAME']}={client.get_cookie(app.config['SESSION_COOKIE_NAME']).value}"
        kind = f"multipart/form-data; boundary={boundary}"
        headers = {"Content-Type": kind, "Cookie": cookie, "Referer": f"{served.address}{CARD}"}
        with closing(HTTPConnection(urlsplit(served.address).netloc, timeout=PATIENCE)) as line:
            line.request("POST", CARD, body, headers)
            return line.getresponse().status


class TestWhoMakesPacks:
    @pytest.fixture
    def asked_for(self, example_folder, tmp_path):
        """A pack that waits, and where."""
        folder = tmp_path / "example"
        app = app_on_copy(example_folder, folder, EXAMPLE_TODAY)
        with app.app_context():
            begin_writing()
            number = queue.ask(packs.Reader("executives"), EXAMPLE_TODAY, by=holder("business_manager")).id
            db.session.commit()
            yield Place(address_of(folder), folder), number
            db.session.remove()
            db.engine.dispose()

    def started(self, place, *how):
        command = [sys.executable, str(MAKER), str(place.folder), *how]
        return subprocess.Popen(command, cwd=ROOT, env=place.settings, stdout=subprocess.PIPE, text=True)

    def test_gives_the_pack_back_when_its_server_ends(self, asked_for):
        place, number = asked_for
        maker = self.started(place)
        said, _ = maker.communicate(timeout=PATIENCE)
        assert (maker.returncode, said) == (0, "begun\n")
        db.session.rollback()
        pack = db.session.get(Pack, number, populate_existing=True)
        assert (pack.state, pack.claim, pack.tries) == ("waiting", None, 0)
        assert list((place.folder / "evidence" / "packs").glob("*")) == []

    def test_as_a_command_ends_between_two_files(self, asked_for, monkeypatch):
        _, number = asked_for
        monkeypatch.setattr(queue.stopping, "asked", iter([False, *[False] * 3, *[True] * 9]).__next__)
        assert [each.state for each in queue.work()] == ["waiting"]
        pack = db.session.get(Pack, number, populate_existing=True)
        assert (pack.state, pack.claim, pack.tries) == ("waiting", None, 0)


def test_a_signal_that_is_held_back_is_known_and_comes_afterwards():
    script = (
        "import os, signal; from tracker import stopping\n"
        "with stopping.held_back():\n"
        "    assert not stopping.asked()\n"
        "    os.kill(os.getpid(), signal.SIGTERM)\n"
        "    print(stopping.asked(), flush=True)\n"
        "print('not reached')"
    )
    ended = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (ended.stdout, ended.returncode) == ("True\n", -signal.SIGTERM)
