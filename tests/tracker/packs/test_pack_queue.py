"""Packs are made in the background: one maker each, taken up again where one died, withdrawn by a redaction, kept a while."""

import errno
import hashlib
import os
import signal
import subprocess
import sys
from datetime import timedelta

import flask_migrate
import pytest
from a_board import Board
from a_pack import INSPECTORS, TODAY, Unpacked, pack_file, use_files_of
from board_apps import SECRET, settings
from people import viewer_of
from places import ROOT
from sqlalchemy import select

from actions import files
from actions.db import begin_writing, db
from actions.errors import NotAllowed, RuleBroken
from actions.models import JournalLine, Place
from actions.packs import Reader
from actions.periods import london_moment
from seeds.adopted import read_all
from seeds.load import FOLDER, seed
from tracker import clock, create_app
from tracker.packs import KEPT, queue, store, working, writing
from tracker.packs.models import Pack

EXECUTIVES = Reader("executives")
# Makes what waits, one file after another, and says so after each; then it waits to be ended.
SLOW_MAKER = """
import signal
from tracker import create_app
from tracker.packs import queue, writing
put = writing.Book.put
def slowly(*given):
    put(*given)
    print("one is in", flush=True)
    signal.pause()
writing.Book.put = slowly
app = create_app()
with app.app_context():
    queue.work()
"""


@pytest.fixture
def board(app):
    use_files_of(app)
    board = Board()
    board.own("2.14")
    for n in range(3):
        board.proves("2.14", name=f"Minutes {n}", content=f"agreed {n}".encode())
    return board


def ask(board, reader=INSPECTORS, day=TODAY):
    begin_writing()
    number = queue.ask(reader, day, by=board.office).id
    db.session.commit()
    return number


def the_pack(number) -> Pack:
    db.session.rollback()
    return db.session.get(Pack, number, populate_existing=True)


def lying():
    """The files in the packs' folder."""
    return sorted(each.name for each in store.folder().glob("*"))


def later(monkeypatch, wait):
    now = clock.real_now
    monkeypatch.setattr(clock, "real_now", lambda: now() + wait)


def noted(kind):
    return list(db.session.scalars(select(JournalLine.detail).where(JournalLine.kind == kind)))


def while_reading(monkeypatch, act):
    """Do something when the second file is read."""
    read, count = files.read, []

    def reading(sha256):
        count.append(sha256)
        if len(count) == 2:
            act()
        return read(sha256)

    monkeypatch.setattr(files, "read", reading)


def when_written(monkeypatch, act):
    """Do something when the first pack is all but in its place."""
    write, count = writing.write, []

    def writing_it(*given):
        write(*given)
        count.append(given)
        if len(count) == 1:
            act()

    monkeypatch.setattr(writing, "write", writing_it)


class TestMaking:
    def test_what_waits_is_made_and_put_on_record(self, board):
        number = ask(board)
        assert the_pack(number).state == "waiting"
        assert queue.work() == [queue.Became(number, "ready")]
        made = the_pack(number)
        content = pack_file(number).read_bytes()
        assert (made.sha256, made.size) == (hashlib.sha256(content).hexdigest(), len(content))
        assert (made.state, made.done, made.total, made.missing, made.claim) == ("ready", 3, 3, 0, None)
        assert noted("pack_asked") == noted("pack_made") == [f"inspection pack {number}"]
        assert len([name for name in Unpacked(pack_file(number)).names if name.startswith("evidence/")]) == 3

    def test_nobody_else_of_the_machine_may_look_into_its_folder(self, board):
        ask(board)
        queue.work()
        assert store.folder().stat().st_mode & 0o077 == 0

    def test_only_the_business_manager_asks_for_one(self, board):
        for person in (board.chair, board.executive, board.inspector, board.officer):
            with pytest.raises(NotAllowed):
                queue.ask(INSPECTORS, TODAY, by=person)

    def test_the_same_one_is_not_asked_for_twice_while_it_is_made(self, board):
        ask(board)
        ask(board, EXECUTIVES)
        with pytest.raises(RuleBroken, match="is being made already"):
            ask(board)
        queue.work()
        ask(board)

    def test_a_thread_of_the_website_makes_it(self, board, app):
        number = ask(board)
        db.session.remove()
        working.start(app).join(60)
        assert the_pack(number).state == "ready"

    def test_how_far_it_has_come_is_told(self, board, monkeypatch):
        monkeypatch.setattr(queue, "BEATS_EVERY", timedelta(0))
        number, told = ask(board), []
        while_reading(monkeypatch, lambda: told.append((the_pack(number).done, the_pack(number).total)))
        queue.work()
        assert told == [(1, 3)]

    def test_a_missing_file_is_counted(self, board):
        number = ask(board)
        next(files.path_of("0" * 64).parent.parent.glob("??/*")).unlink()
        queue.work()
        assert (the_pack(number).state, the_pack(number).missing) == ("ready", 1)


class TestWhoMakesIt:
    def test_of_two_one_gets_it(self, board):
        number = ask(board)
        assert queue._claim(number)
        assert queue._claim(number) is None
        assert queue.work() == []

    def test_one_whose_maker_was_killed_is_taken_up_again(self, board, app, tmp_path, monkeypatch):
        number = ask(board)
        db.session.remove()
        kill_while_it_is_written(app, tmp_path)
        assert the_pack(number).state == "making"
        assert len(lying()) == 1
        assert queue.work() == []
        later(monkeypatch, queue.SILENT_FOR + timedelta(seconds=60))
        assert queue.stopped(the_pack(number))
        assert queue.work() == [queue.Became(number, "ready")]
        assert lying() == [f"{number}.zip"]
        assert the_pack(number).tries == 2

    @pytest.mark.parametrize("moment", ["between two files", "when all is written"])
    def test_who_lost_it_meanwhile_throws_away_what_it_wrote(self, board, monkeypatch, moment):
        number = ask(board)

        def another_takes_it():
            begin_writing()
            queue._update(Pack.id == number, claim="another")
            db.session.commit()

        monkeypatch.setattr(queue, "BEATS_EVERY", timedelta(0))
        between = moment == "between two files"
        (while_reading if between else when_written)(monkeypatch, another_takes_it)
        assert queue.work() == [queue.Became(number, "waiting")]
        assert the_pack(number).claim == "another"
        assert lying() == []

    def test_one_that_ended_three_makers_is_given_up(self, board, monkeypatch):
        number = ask(board)
        for _ in range(queue.MOST_TRIES):
            assert queue._claim(number)
            later(monkeypatch, queue.SILENT_FOR * 2)
        assert queue.work() == [queue.Became(number, "failed", queue.GAVE_UP)]
        assert the_pack(number).problem == queue.GAVE_UP


def kill_while_it_is_written(app, folder):
    """End the maker as a power cut would, when the first file is in."""
    environment = {
        "PATH": os.environ["PATH"],
        "DATABASE_URL": app.config["SQLALCHEMY_DATABASE_URI"],
        "EVIDENCE_URL": app.config["EVIDENCE_URL"],
        "SECRET_KEY": SECRET,
        "TRACKER_TODAY": TODAY.isoformat(),
    }
    command = [sys.executable, "-c", SLOW_MAKER]
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True) as maker:
        assert maker.stdout.readline() == "one is in\n"
        maker.send_signal(signal.SIGKILL)


class TestWhatGoesWrong:
    def test_is_said_and_the_next_one_is_made_all_the_same(self, board, monkeypatch, caplog):
        first, second = ask(board), ask(board, EXECUTIVES)
        write = writing.write

        def failing(facts, *given):
            if facts["audience"] == "inspectors":
                raise OSError(errno.ENOSPC, "No space left")
            write(facts, *given)

        monkeypatch.setattr(writing, "write", failing)
        assert [each.state for each in queue.work()] == ["failed", "ready"]
        assert the_pack(first).problem == queue.NO_ROOM
        assert the_pack(second).state == "ready"
        assert lying() == [f"{second}.zip"]

    def test_a_fault_tells_its_kind_and_no_word_of_the_record(self, board, monkeypatch, caplog):
        number = ask(board)
        monkeypatch.setattr(writing, "write", lambda *given: (_ for _ in ()).throw(ValueError("Minutes 1")))
        queue.work()
        assert "ValueError" in the_pack(number).problem
        assert "Minutes" not in the_pack(number).problem


class TestRedaction:
    def take_out(self, client, board, word="Minutes 1"):
        client.as_person(board.office.id).send("/redaction", {"word": word, "reason": "A person was named."})

    def test_withdraws_every_pack_that_was_made_before_and_removes_its_file(self, board, client):
        numbers = [ask(board), ask(board, EXECUTIVES)]
        queue.work()
        assert len(lying()) == 2
        self.take_out(client, board)
        assert {the_pack(number).state for number in numbers} == {"withdrawn"}
        assert lying() == []
        assert client.get(f"/packs/{numbers[0]}.zip").status_code == 404
        assert "words were redacted" in client.page(f"/packs/{numbers[0]}").text

    @pytest.mark.parametrize("moment", ["between two files", "when all is written"])
    def test_one_that_is_being_made_begins_anew_without_the_words(self, board, client, monkeypatch, caplog, moment):
        number = ask(board)
        between = moment == "between two files"
        (while_reading if between else when_written)(monkeypatch, lambda: self.take_out(client, board))
        assert queue.work() == [queue.Became(number, "waiting"), queue.Became(number, "ready")]
        assert "minutes 1" not in Unpacked(pack_file(number)).readable()
        assert lying() == [f"{number}.zip"]


class TestKeeping:
    def test_after_thirty_days_the_worker_removes_it(self, board, monkeypatch):
        number = ask(board)
        queue.work()
        later(monkeypatch, KEPT - timedelta(minutes=1))
        assert queue.remove_old() == 0
        later(monkeypatch, timedelta(minutes=2))
        queue.work()
        assert the_pack(number).state == "removed"
        assert lying() == []
        assert timedelta(days=30) == KEPT

    def test_what_nobody_wants_any_more_is_swept_up(self, board):
        number = ask(board)
        queue.work()
        for name in ("7.zip", "making-9-dead"):
            (store.folder() / name).write_bytes(b"left")
        queue.work()
        assert lying() == [f"{number}.zip"]


def test_on_either_database_a_board_that_runs_already_is_brought_up_to_making_packs(either_database, tmp_path_factory):
    app = create_app(settings(either_database, tmp_path_factory.mktemp("either"), TODAY, TODAY=None))
    with app.app_context():
        flask_migrate.upgrade(revision="5d2c8e07b914")
        flask_migrate.upgrade()
        begin_writing()
        db.session.add(Place(id=1, example=False))
        seed(read_all(FOLDER), at=london_moment(TODAY))
        db.session.commit()
        begin_writing()
        office = viewer_of("business_manager", on=TODAY)
        numbers = [queue.ask(reader, TODAY, by=office).id for reader in (INSPECTORS, EXECUTIVES)]
        db.session.commit()
        assert queue.work() == [queue.Became(number, "ready") for number in numbers]
        assert Unpacked(pack_file(numbers[0])).facts["documents"][0]["total"] == 43
        db.session.remove()
        db.engine.dispose()


def test_what_is_begun_while_old_files_are_swept_stays(board, monkeypatch):
    """The files are looked at before the rows: a maker who claims in between has no file among them."""
    asked = queue.ask(INSPECTORS, TODAY, by=board.office)
    db.session.commit()
    seen = store.all_there

    def and_then_claimed():
        there = seen()
        db.session.get(Pack, asked.id).state, db.session.get(Pack, asked.id).claim = "making", "theirs"
        db.session.commit()
        store.prepare()
        store.aside(asked.id, "theirs").write_bytes(b"half of it")
        return there

    monkeypatch.setattr(store, "all_there", and_then_claimed)
    queue.remove_old()
    assert store.aside(asked.id, "theirs").exists()
