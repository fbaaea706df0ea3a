"""The worked example in a place of its own, on SQLite or PostgreSQL: its settings, its passwords, its commands."""

import json
import os
import secrets
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import create_engine, make_url, text

ROOT = Path(__file__).parents[1]
FLASK = Path(__file__).with_name("flask_elsewhere.py")
SECRET = "journey-secret-0123456789-abcdefghijkl"
TODAY = "2017-01-16"
PATIENCE = 300


@dataclass(frozen=True)
class Place:
    """Where one copy of the example is kept: its database, and the folder of its files and its passwords; its today."""

    database: str
    folder: Path
    today: str = TODAY

    @property
    def settings(self) -> dict:
        """What the environment of a server or a command says."""
        ours = {
            "DATABASE_URL": self.database,
            "EVIDENCE_URL": f"file://{self.folder / 'evidence'}",
            "MAIL_URL": f"folder://{self.folder / 'outbox'}",
            "SECRET_KEY": SECRET,
            "TRACKER_TODAY": self.today,
            "FLASK_APP": "wsgi",
        }
        return {**{name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}, **ours}

    @property
    def passwords(self) -> dict:
        """The password of each address."""
        people = json.loads((self.folder / "example-people.json").read_text(encoding="utf-8"))
        return {each["address"]: each["password"] for each in people}

    def flask(self, *words, patience=PATIENCE) -> subprocess.CompletedProcess:
        """Run a flask command here."""
        command = [sys.executable, str(FLASK), str(self.folder), *words]
        how = {"cwd": ROOT, "env": self.settings, "capture_output": True, "text": True, "timeout": patience}
        return subprocess.run(command, check=False, **how)

    def insist(self, *words, **more) -> str:
        """What a command prints; it must succeed."""
        done = self.flask(*words, **more)
        assert done.returncode == 0, f"flask {' '.join(words)}: {done.stdout}{done.stderr}"
        return done.stdout


class OnSqlite:
    """The built example with passwords, and copies of it."""

    def __init__(self, built: Path, folder: Path):
        shutil.copytree(built, folder)
        self.folder = folder
        self._at(folder).insist("example")

    def _at(self, folder) -> Place:
        return Place(f"sqlite:///{folder / 'tracker.db'}", folder)

    def copy(self, folder: Path) -> Place:
        shutil.copytree(self.folder, folder)
        return self._at(folder)


class Databases:
    """Databases on one server: new ones, and copies."""

    def __init__(self, server: str):
        self.server, self.made = make_url(server), []

    def make(self, like: str | None = None) -> str:
        """The address of an empty database, or of a copy of the one at `like`, to which nobody may be connected."""
        name = f"tracker_journey_{secrets.token_hex(6)}"
        self._say(f"CREATE DATABASE {name}" + (f" TEMPLATE {make_url(like).database}" if like else ""))
        self.made.append(name)
        return self.server.set(database=name).render_as_string(hide_password=False)

    def drop(self, address: str):
        """One that was made here; who is still connected is thrown out."""
        name = make_url(address).database
        self.made.remove(name)
        self._say(f"DROP DATABASE {name} WITH (FORCE)")

    def drop_all(self):
        for name in list(self.made):
            self.drop(self.server.set(database=name).render_as_string(hide_password=False))

    def _say(self, statement):
        engine = create_engine(self.server, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(text(statement))
        engine.dispose()


class OnPostgres:
    """The example as migrations and `flask example` make it in an empty database, and copies of that."""

    def __init__(self, databases: Databases, folder: Path):
        folder.mkdir(parents=True)
        self.databases = databases
        self.original = Place(databases.make(), folder)
        self.original.insist("db", "upgrade")
        self.original.insist("example")

    def copy(self, folder: Path) -> Place:
        shutil.copytree(self.original.folder, folder)
        return Place(self.databases.make(like=self.original.database), folder)
