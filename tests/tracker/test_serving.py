"""Starting the server: what cannot be used ends the start with a sentence that says what to set."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from board_apps import SECRET, settings

from actions.db import begin_writing, db
from actions.models import Place
from actions.place import WrongPlace
from tracker import config, create_app

# At this code gunicorn ends, too; at any other it would start one worker after another.
REFUSED = 3
ROOT = Path(config.__file__).resolve().parent.parent


@pytest.fixture
def copy(tmp_path):
    """The product in a place of its own, with no instance folder and so without a kept secret."""
    for name in ("actions", "seeds", "tracker", "templates", "static", "wsgi.py"):
        (tmp_path / name).symlink_to(ROOT / name)
    return tmp_path


def start(copy, **environment):
    """The exit code and what is said when a server imports the application."""
    known = {"PATH": os.environ["PATH"], "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "-c", "import wsgi; print('served')"]
    ran = subprocess.run(command, cwd=copy, env=known | environment, capture_output=True, text=True, check=False)
    return ran.returncode, ran.stdout + ran.stderr


@pytest.mark.parametrize("secret", [{}, {"SECRET_KEY": ""}, {"SECRET_KEY": "short"}, {"SECRET_KEY": "a" * 64}])
def test_without_a_real_secret_it_is_refused_and_says_how_to_make_one(copy, secret):
    code, said = start(copy, **secret)
    assert code == REFUSED
    assert said.startswith("Set SECRET_KEY to a real secret of at least 32 characters: python3 -c 'import secrets;")
    assert said.count("\n") == 1


def test_the_server_ends_too_and_does_not_try_for_ever(copy):
    command = [sys.executable, "-m", "gunicorn", "wsgi:app", "--bind", "127.0.0.1:0", "--no-control-socket"]
    known = {"PATH": os.environ["PATH"], "SECRET_KEY": "short"}
    ran = subprocess.run(command, cwd=copy, env=known, capture_output=True, text=True, timeout=60, check=False)
    assert (ran.returncode, ran.stderr.count("Set SECRET_KEY to a real secret")) == (REFUSED, 1)


def test_with_one_it_starts(copy):
    assert start(copy, SECRET_KEY=SECRET) == (0, "served\n")


def test_with_the_one_that_setting_up_left_it_starts(copy):
    (copy / "instance").mkdir()
    (copy / "instance" / "secret-key").write_text(f"{SECRET}\n")
    assert start(copy) == (0, "served\n")


@pytest.mark.parametrize(
    ("setting", "value", "sentence"),
    [
        ("TRACKER_TODAY", "16 January 2017", "Set TRACKER_TODAY to a day such as 2017-01-16, not '16 January 2017'\n"),
        ("TRACKER_TODAY", "2017-02-30", "Set TRACKER_TODAY to a day such as 2017-01-16, not '2017-02-30'\n"),
        ("BASE_URL", "ftp://tracker", "Set BASE_URL to an address that begins with https://\n"),
        ("BASE_URL", "tracker.example.org", "Set BASE_URL to an address that begins with https://\n"),
    ],
)
def test_a_setting_that_cannot_be_used_is_named(copy, setting, value, sentence):
    assert start(copy, SECRET_KEY=SECRET, **{setting: value}) == (REFUSED, sentence)


@pytest.mark.sqlite
class TestAnotherDayThanToday:
    @pytest.fixture
    def own(self, adopted_folder, tmp_path):
        """A board's own database, with records."""
        shutil.copytree(adopted_folder, tmp_path / "own")
        database = f"sqlite:///{tmp_path / 'own' / 'tracker.db'}"
        app = create_app(settings(database, tmp_path, None))
        with app.app_context():
            begin_writing()
            db.session.get(Place, 1).example = False
            db.session.commit()
            db.engine.dispose()
        return database

    def test_is_refused_where_a_board_keeps_its_own_record(self, copy, own):
        code, said = start(copy, SECRET_KEY=SECRET, DATABASE_URL=own, TRACKER_TODAY="2017-01-16")
        assert (code, said) == (
            REFUSED,
            "TRACKER_TODAY is for the worked example alone, and this database is not marked as one.\n",
        )
        assert start(copy, SECRET_KEY=SECRET, DATABASE_URL=own) == (0, "served\n")

    def test_by_the_application_too(self, own, tmp_path):
        with pytest.raises(WrongPlace, match="for the worked example alone"):
            create_app(settings(own, tmp_path, config.today_setting({"TRACKER_TODAY": "2017-01-16"})))

    def test_runs_in_an_empty_database_so_that_the_example_can_be_loaded(self, copy):
        assert start(copy, SECRET_KEY=SECRET, TRACKER_TODAY="2017-01-16") == (0, "served\n")


def test_cookies_are_the_host_s_and_secure_but_in_the_example_over_http():
    assert config.cookies(False, "http://127.0.0.1:8001")["SESSION_COOKIE_SECURE"]
    assert config.cookies(False, "https://tracker.example.org")["SESSION_COOKIE_NAME"] == "__Host-session"
    assert config.cookies(True, "https://tracker.example.org")["SESSION_COOKIE_SECURE"]
    assert config.cookies(True, "http://127.0.0.1:8000") == {
        "SESSION_COOKIE_SECURE": False,
        "SESSION_COOKIE_NAME": "session",
        "OPEN_AIR": True,
    }
