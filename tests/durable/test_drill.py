"""The drill: a backup is made while people work, put back into an empty place, and everything is there. On both engines."""

import os
import subprocess
import sys
from pathlib import Path
from subprocess import PIPE
from threading import Condition, Thread

import pytest
from a_board import Board
from board_apps import EXAMPLE_TODAY, _adopt, make_tables, settings
from places import ROOT, SECRET, Place
from postgres import new_database, with_its_tools
from sqlalchemy import text

from actions import files
from actions.db import db
from tracker import create_app

pytestmark = pytest.mark.slow
WRITER = Path(__file__).with_name("writer.py")
LINES = ("2.14", "2.16")
PATIENCE = 60


def app_at(database, folder):
    return create_app({**settings(database, folder, EXAMPLE_TODAY), "SECRET_KEY": SECRET})


@pytest.fixture(scope="module")
def tools_of_the_server():
    """pg_dump and pg_restore in the version of the server that pip brings."""
    with pytest.MonkeyPatch.context() as patch:
        if not os.environ.get("TEST_DATABASE_URL"):
            patch.setenv("PATH", with_its_tools())
        yield


@pytest.fixture(scope="module")
def at_work(either_database, tmp_path_factory, tools_of_the_server):
    """A board where the police answers for two lines: its place, and the officer's number."""
    folder = tmp_path_factory.mktemp("at-work")
    app = app_at(either_database, folder)
    with app.app_context():
        make_tables(example=True)
        _adopt()
        board = Board()
        board.own(*LINES)
        officer = board.officer.id
        db.session.remove()
        db.engine.dispose()
    return Place(either_database, folder), officer


@pytest.fixture
def empty_place(at_work, request, tmp_path):
    """The same engine, and nothing there."""
    if at_work[0].database.startswith("sqlite"):
        yield Place(f"sqlite:///{tmp_path / 'tracker.db'}", tmp_path)
        return
    with new_database(request.getfixturevalue("postgres_url")) as url:
        yield Place(url, tmp_path)


class Writers:
    """Processes that add updates with evidence; `acknowledged`: the words of each so far."""

    def __init__(self, place, officer, folder):
        self.faults = [folder / f"{number}.err" for number in LINES]
        self.told, self.heard = {number: [] for number in LINES}, Condition()
        self.processes = [self._start(place, *each, officer) for each in zip(LINES, self.faults, strict=True)]

    def _start(self, place, number, faults, officer):
        command = [sys.executable, str(WRITER), str(place.folder), number, str(officer)]
        with faults.open("w") as errors:
            started = subprocess.Popen(command, cwd=ROOT, env=place.settings, stdout=PIPE, stderr=errors, text=True)
        Thread(target=self._hear, args=(number, started.stdout), daemon=True).start()
        return started

    def _hear(self, number, saying):
        with saying:
            for line in saying:
                with self.heard:
                    self.told[number].append(line.strip())
                    self.heard.notify_all()

    @property
    def acknowledged(self) -> set[str]:
        with self.heard:
            return {line for lines in self.told.values() for line in lines}

    def wait_for(self, enough):
        """Until each has been acknowledged so often."""
        with self.heard:
            told = self.heard.wait_for(lambda: min(map(len, self.told.values())) >= enough, PATIENCE)
        assert told, [each.read_text() for each in self.faults]

    def end(self):
        for each in self.processes:
            each.kill()
            each.wait()


@pytest.fixture
def writers(at_work, tmp_path):
    made = Writers(*at_work, tmp_path)
    yield made
    made.end()


def found_in(place) -> dict[str, bytes]:
    """The words of each update, with its evidence's bytes."""
    query = """SELECT said.text, file.text FROM words AS said JOIN evidence ON evidence.update_id = said.row_id
    JOIN words AS file ON file.row_id = evidence.id AND file.field = 'file' WHERE said.field = 'said'"""
    with app_at(place.database, place.folder).app_context():
        found = {said: files.read(sha256) for said, sha256 in db.session.execute(text(query))}
        db.session.remove()
        db.engine.dispose()
    return found


def test_everything_acknowledged_before_the_backup_began_is_back(at_work, writers, empty_place, tmp_path):
    place, _ = at_work
    writers.wait_for(2)
    before = writers.acknowledged
    place.insist("backup", str(tmp_path / "kept"))
    after = writers.acknowledged
    writers.end()
    assert after > before, "nobody wrote while the backup was made: this was no drill"
    assert empty_place.insist("restore", str(tmp_path / "kept")).endswith("All well.\n")
    assert empty_place.insist("verify").endswith("All well.\n")
    found = found_in(empty_place)
    assert before <= found.keys()
    assert all(content == words.encode() * 20_000 for words, content in found.items())
    assert place.insist("verify").endswith("All well.\n")


def test_without_the_tools_of_postgresql_it_says_what_to_do_and_sqlite_needs_none(at_work, tmp_path, monkeypatch):
    place, _ = at_work
    monkeypatch.setenv("PATH", str(tmp_path))
    made = place.flask("backup", str(tmp_path / "kept"))
    if place.database.startswith("sqlite"):
        assert made.returncode == 0
        return
    assert (made.returncode, (tmp_path / "kept").exists()) == (1, False)
    assert "pg_dump is not on this machine" in made.stderr
    assert "pg_dump --format=custom" in made.stderr
