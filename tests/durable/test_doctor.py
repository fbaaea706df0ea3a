"""flask doctor: each thing that may be wrong is made wrong, is named, and comes with what to do."""

import os
import shutil
import socket
from collections import namedtuple
from datetime import timedelta

import pytest
from a_board import Board
from sqlalchemy import text
from the_example import run

from actions import files
from actions.db import db
from tracker import beats, clock, doctor

Usage = namedtuple("Usage", "total used free")
pytestmark = pytest.mark.usefixtures("as_served")


def told(app, code=0):
    return run(app, "doctor", code=code)


def long_ago(path, **ago):
    moment = (clock.real_now() - timedelta(**ago)).timestamp()
    os.utime(path, (moment, moment))


def test_a_deployment_in_order_has_no_fault(app):
    said = told(app)
    assert "fault" not in said
    assert {line.split()[1] for line in said.splitlines()} >= set(doctor.LOOKS) - {"user"}


def test_it_shows_no_secret(app):
    app.config["MAIL_URL"] = "smtp://somebody:password-of-theirs@127.0.0.1:9"
    said = told(app, code=1)
    assert app.config["SECRET_KEY"] not in said
    assert "password-of-theirs" not in said


SETTINGS = [
    ({"BASE_URL": "http://tracker.example.org"}, "fault settings  The address is not secure. Set BASE_URL to https"),
    ({"BASE_URL": "https://tracker.example.org"}, "look  settings  PROXIES is 0"),
    ({"MAIL_URL": None}, "look  mail      No mail is set up"),
    (
        {"MAIL_URL": "smtp://127.0.0.1:9"},
        "fault mail      The mail server 127.0.0.1:9 cannot be reached. Look at MAIL_URL",
    ),
    (
        {"MAIL_URL": "folder:///dev/null/none"},
        "fault mail      Mail is put in the folder /dev/null/none. Let it belong",
    ),
]


@pytest.mark.parametrize(("settings", "sentence"), SETTINGS)
def test_settings(app, settings, sentence):
    app.config.update(settings)
    assert sentence in told(app, code=int(sentence.startswith("fault")))


def test_a_mail_server_that_answers_is_good(app):
    with socket.create_server(("127.0.0.1", 0)) as server:
        app.config["MAIL_URL"] = f"smtp://127.0.0.1:{server.getsockname()[1]}"
        assert "can be reached." in told(app)


class TestTheDatabase:
    def test_of_another_version(self, app):
        db.session.execute(text("UPDATE alembic_version SET version_num = 'earlier'"))
        db.session.commit()
        assert "fault database  The database is of another version. Run flask db upgrade." in told(app, code=1)

    def test_that_does_not_answer_keeps_nothing_else_from_being_looked_at(self, app):
        db.session.execute(text("DROP TABLE place"))
        db.session.commit()
        said = told(app, code=1)
        assert "fault database  It could not be looked at: " in said
        assert "good  storage" in said

    @pytest.mark.sqlite
    @pytest.mark.parametrize(
        ("safe", "sentence"), [(False, "a rollback journal is used"), (True, "fault database  SQLite runs")]
    )
    def test_its_engine_is_in_the_mode_that_its_version_bears(self, app, monkeypatch, safe, sentence):
        db.session.execute(text("PRAGMA journal_mode = DELETE"))
        monkeypatch.setattr(doctor, "wal_is_safe", lambda: safe)
        assert sentence in told(app, code=int(safe))


@pytest.mark.sqlite
@pytest.mark.parametrize(("free", "level", "code"), [(10, "good", 0), (3, "look", 0), (0.5, "fault", 1)])
def test_room_on_the_disk(app, monkeypatch, free, level, code):
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: Usage(0, 0, free * doctor.GIB))
    assert f"{level:<6}disk      {free:.1f} GB are free for the database" in told(app, code=code)


class TestStorage:
    def test_that_cannot_be_written(self, app, monkeypatch):
        monkeypatch.setattr(os, "access", lambda *_how: False)
        assert "fault storage   Evidence cannot be written in" in told(app, code=1)

    def test_that_others_may_read(self, app):
        files.folder("").mkdir(exist_ok=True)
        files.folder("").chmod(0o755)
        assert "Others of this machine may look into it. chmod o-rwx" in told(app)

    def test_with_what_a_crash_left(self, app):
        files.folder("").mkdir(exist_ok=True)
        files.folder("incoming-old").touch()
        assert "broken off" not in told(app)
        long_ago(files.folder("incoming-old"), days=2)
        assert "1 upload broken off lie there" in told(app)


def test_a_clock_that_is_behind_the_record(app, monkeypatch):
    Board()
    monkeypatch.setattr(clock, "real_now", lambda now=clock.real_now: now() - timedelta(days=6000))
    assert "fault clock     The record's last line is later than this machine's clock." in told(app, code=1)


class TestJobs:
    def test_that_never_ran_are_named(self, app):
        assert "look  jobs      flask backup has never run. Let a timer run" in told(app)

    def test_that_ran_lately_are_good(self, app, tmp_path):
        run(app, "backup", tmp_path / "kept")
        assert "good  jobs      flask backup last ran" in told(app)

    def test_that_ran_too_long_ago_are_faults(self, app, tmp_path):
        app.config["MAIL_URL"] = f"folder://{tmp_path}"
        run(app, "remind")
        run(app, "send")
        assert "fault" not in told(app)
        long_ago(files.folder("jobs") / "send", hours=3)
        assert "fault jobs      flask send last ran" in told(app, code=1)

    def test_where_it_cannot_be_written_down_the_job_runs_all_the_same(self, app):
        files.folder("").mkdir(exist_ok=True)
        files.folder("jobs").write_text("in the way")
        beats.ran("remind")
