"""One try: a copy of the board, a process that fails at a point, and a second one that looks at what is left."""

import json
import os
import shutil
import tempfile
import traceback
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from a_board import TODAY, Board
from board_apps import _adopt, make_tables, settings
from checked_page import CheckedClient
from made_once import share_with
from places import Databases

from actions import files
from actions.db import db
from actions.models import Evidence, JournalLine, Words
from actions.verify import verify
from crashing.operations import OPERATIONS, WHOLE, prepare
from crashing.points import FULL, Points, counted
from tracker import create_app

FIRST, AGAIN = "Done the first time.", "Done again."


@dataclass(frozen=True)
class Outcome:
    """What one try showed. `violations` is empty where everything held."""

    engine: str
    operation: str
    how: str
    at: int
    point: str
    violations: tuple[str, ...]


class Boards:
    """A board that waits for the three operations; each try works on a copy of its own. `databases`: those of a PostgreSQL
    server; without them it is in SQLite."""

    def __init__(self, folder: Path, databases: Databases | None = None):
        self.folder, self.databases = folder, databases
        self.engine = "postgresql" if databases else "sqlite"
        self.base = self._built()
        self.people, self.lines = json.loads((self.base / "people.json").read_text())

    def _built(self):
        built = self.folder / "built"
        built.mkdir(parents=True)
        _name(built, self.databases and self.databases.make())
        fault = _forked(lambda: self._build(built)).get("fault")
        assert not fault, fault
        return built

    def _build(self, built):
        with create_app(settings(_address(built), built, None)).app_context():
            make_tables(example=True)
            _adopt()
            _close()
        app = _app(built)
        with app.app_context():
            board = Board()
            prepare(board, lambda person: app.test_client().as_person(person.id))
            people = {name: getattr(board, name).id for name in ("officer", "deputy", "office")}
            lines = db.session.query(JournalLine).count()
            (built / "people.json").write_text(json.dumps([people, lines]))
            _close()
        return {}

    def points_of(self, operation) -> list[str]:
        """The names of the points, in order, of one that nothing disturbs."""
        told = self._in_copy(lambda folder: self._attempt(folder, operation, None, None))
        assert told["acknowledged"], told
        return told["names"]

    def try_at(self, operation, how, at) -> Outcome:
        """Let it fail at one point, and judge."""
        with self._copy() as copy:
            told = _forked(lambda: self._attempt(copy, operation, how, at))
            judged = _forked(lambda: self._judge(copy, operation, told))
        faults = judged.get("violations", [judged.get("fault") or "the judge was killed"])
        if how != FULL and told:
            faults = [*faults, "the point was never reached"]
        return Outcome(self.engine, operation, how, at, told.get("point", ""), tuple(faults))

    def _in_copy(self, job):
        with self._copy() as copy:
            return _forked(lambda: job(copy))

    @contextmanager
    def _copy(self):
        """The folder of a copy, gone afterwards."""
        with tempfile.TemporaryDirectory(dir=self.folder) as folder:
            copy = Path(folder) / "copy"
            shutil.copytree(self.base, copy)
            address = self.databases and self.databases.make(like=_address(self.base))
            _name(copy, address)
            yield copy
            if address:
                self.databases.drop(address)

    def _attempt(self, folder, operation, how, at) -> dict:
        """Do it while the point fails. A process that lives on must serve the next request, and does it again."""
        app, doing = _app(folder), OPERATIONS[operation]
        with app.app_context():
            client = app.test_client().as_person(self.people[doing.who])
            address, fields = doing.fields(client, FIRST)
            fields["csrf_token"] = client.token()
            points = Points(folder / "evidence", at, how)
            db.session.commit()
            with counted(points, db.engine):
                status = client.post(address, data=fields, content_type="multipart/form-data").status_code
            told = {"acknowledged": status == 302, "status": status, "names": points.names}
            told["point"] = points.names[at - 1] if at and at <= len(points.names) else ""
            told["left_aside"] = [each.name for each in (folder / "evidence").glob("incoming-*")]
            _close()
        return told

    def _judge(self, folder, operation, told) -> dict:
        app, doing = _app(folder), OPERATIONS[operation]
        with app.app_context():
            found = [*self._of_the_record(), *_of_the_files(), *_of_the_operation(doing, told)]
            client = app.test_client().as_person(self.people[doing.who])
            if doing.stands(FIRST) != WHOLE:
                address, fields = doing.fields(client, AGAIN)
                client.send(address, fields)
                found += [] if doing.stands(AGAIN) == WHOLE else ["the next request did not do what it said"]
            else:
                client.page("/plan")
            found += [f"afterwards: {each}" for each in (*self._of_the_record(), *_of_the_files())]
            _close()
        return {"violations": found}

    def _of_the_record(self):
        yield from (finding.sentence for finding in verify() if finding.fault)
        if db.session.query(JournalLine).count() < self.lines:
            yield "lines of the journal that were there before are lost"


def _of_the_files():
    """No row without its file, whatever `verify` says."""
    for (sha256,) in (
        db.session.query(Words.text).join(Evidence, Evidence.id == Words.row_id).filter(Words.field == "file")
    ):
        try:
            files.read(sha256)
        except files.DamagedFile as damage:
            yield f"a row names a file, and the {damage}"


def _of_the_operation(doing, told):
    stands = doing.stands(FIRST)
    if stands.startswith("torn"):
        yield stands
    if told.get("acknowledged") and stands != WHOLE:
        yield "it was acknowledged, and is lost"
    if told.get("left_aside"):
        yield "what was written aside stays, though the process went on"
    if told.get("fault"):
        yield told["fault"]


def _name(folder, address):
    """Write down where the database of a folder is."""
    (folder / "database").write_text(address or f"sqlite:///{folder / 'tracker.db'}")


def _address(folder) -> str:
    return (folder / "database").read_text()


def _app(folder):
    app = share_with(create_app(settings(_address(folder), folder, TODAY)))
    app.logger.disabled = True  # faults are what is wanted here
    app.test_client_class = CheckedClient
    return app


def _close():
    db.session.remove()
    db.engine.dispose()


def _forked(job) -> dict:
    """What a job tells, done in a process of its own; nothing if it was killed."""
    reading, writing = os.pipe()
    if os.fork() == 0:
        os.close(reading)
        _in_child(job, writing)
    os.close(writing)
    with os.fdopen(reading, "rb") as told:
        said = told.read()
    os.wait()
    return json.loads(said) if said else {}


def _in_child(job, writing):
    """Tells what the job gave, or its fault, and never comes back."""
    try:
        told = job()
    except BaseException:
        told = {"fault": traceback.format_exc(limit=-3)}
    os.write(writing, json.dumps(told).encode())
    os._exit(0)
