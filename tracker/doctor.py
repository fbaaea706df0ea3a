"""What `flask doctor` looks at, one after another: how it is, and what to do about it. It changes nothing."""

import os
import shutil
import socket
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from urllib.parse import unquote, urlsplit

from flask import current_app
from sqlalchemy import func, select, text

from actions import files, journal, leftovers, read_only
from actions.db import db, wal_is_safe
from actions.stores import Bucket, Folder
from tracker import beats, checks, clock, config, migrations, scanner
from tracker.mail.models import WAITS, Message
from tracker.scanning_again import counts as scan_counts
from tracker.words import count, moment

GOOD, LOOK, FAULT = "good", "look", "fault"
WORST_FIRST = (FAULT, LOOK, GOOD)
GIB = 1024**3
LITTLE_ROOM, NO_ROOM = 5 * GIB, 1 * GIB
PORTS = {"smtp": 25, "smtps": 465, "notify": 443}
WAIT = 5
# What scanners find for a test; in two parts, so that none finds it here.
TEST_FILE = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR" + b"-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
# How long ago each job may have run at most, and what runs it.
DUE = {
    "remind": (timedelta(hours=26), "Let a timer run flask remind every day, or flask schedule"),
    "send": (timedelta(hours=2), "Let a timer run flask send, or flask schedule"),
    "backup": (timedelta(hours=26), "Let a timer run flask backup every night"),
    "sweep": (timedelta(days=8), "Let a timer run flask sweep every night, or flask schedule"),
}
MAIL_WAITS = timedelta(hours=2)
DRIFT = timedelta(seconds=30)
LOOK_AT_BUCKET = (
    "Look at EVIDENCE_URL, AWS_REGION, the credentials and what they may do, and the firewall (docs/running.md)"
)


@dataclass(frozen=True)
class Found:
    """How something is: good; to be looked at; a fault. What to do, unless it is good."""

    level: str
    sentence: str
    do: str = ""


def look() -> Iterator[tuple[str, Found]]:
    """Everything, under the name of what was looked at. What cannot be looked at is a fault of its own."""
    for name, looks in LOOKS.items():
        try:
            yield from ((name, found) for found in looks())
        except Exception as fault:
            db.session.rollback()
            yield name, Found(FAULT, f"It could not be looked at: {type(fault).__name__}", "See the faults above first")


def _settings():
    address, proxies = current_app.config["BASE_URL"], current_app.config.get("PROXIES", 0)
    yield Found(GOOD, f"People use {address}")
    local = urlsplit(address).hostname in ("127.0.0.1", "localhost", "::1")
    if not address.startswith("https://") and not local:
        yield Found(
            FAULT, "The address is not secure", "Set BASE_URL to https://..., and put a proxy with TLS before it"
        )
    if not local and not proxies:
        yield Found(
            LOOK, "PROXIES is 0: every request seems to come from the proxy", "Behind one proxy set PROXIES to 1"
        )
    if current_app.config["EXAMPLE"]:
        yield Found(
            LOOK, "This is the worked example, not a board's own record", "Let DATABASE_URL name the board's own"
        )
    if not current_app.config.get("JOURNAL_KEY"):
        yield Found(LOOK, "The journal is chained without a key", "For a new record: set JOURNAL_KEY before flask seed")


def _database():
    checks.database_answers()
    if not migrations.at_head():
        yield Found(FAULT, "The database is of another version", "Run flask db upgrade")
        return
    yield Found(GOOD, "It answers, and is up to date")
    if state := read_only.now():
        since = f"It is read-only since {moment(state.since)}: {state.why}"
        yield Found(LOOK, since, "When that is done: flask read-only off")
    yield from ENGINES[db.engine.dialect.name]()


def _sqlite():
    ask = {name: db.session.execute(text(f"PRAGMA {name}")).scalar() for name in ("journal_mode", "synchronous")}
    mode = "WAL" if wal_is_safe() else "DELETE"
    if ask != {"journal_mode": mode.lower(), "synchronous": 3}:
        yield Found(
            FAULT, f"SQLite runs with {ask}", "Something else opens this database; let nothing but the tracker do so"
        )
    if wal_is_safe():
        yield Found(GOOD, f"SQLite {sqlite3.sqlite_version}, in WAL mode")
        return
    older = f"SQLite {sqlite3.sqlite_version} is not safe in WAL mode, so a rollback journal is used: safe, but readers wait"
    yield Found(LOOK, older, "Nothing has to be done; with SQLite 3.51.3 or later it is faster")


def _postgres():
    yield Found(GOOD, f"PostgreSQL {db.session.execute(text('SHOW server_version')).scalar()}")
    if db.session.execute(text("SELECT has_schema_privilege(current_schema(), 'CREATE')")).scalar():
        yield Found(LOOK, "The role of the website may change tables", "Give it one that may not (docs/running.md)")


ENGINES = {"sqlite": _sqlite, "postgresql": _postgres}


def _disk():
    root = files.store().root if isinstance(files.store(), Folder) else files.store().working()
    places = {"evidence": root.absolute()}
    if db.engine.dialect.name == "sqlite":
        places["the database"] = Path(db.engine.url.database).absolute().parent
    for name, folder in places.items():
        there = next(each for each in (folder, *folder.parents) if each.exists())
        free = shutil.disk_usage(there).free
        level = FAULT if free < NO_ROOM else LOOK if free < LITTLE_ROOM else GOOD
        yield Found(
            level, f"{free / GIB:.1f} GB are free for {name}", "" if level == GOOD else "Make room on that disk"
        )


def _storage():
    yield from STORES[type(files.store())](files.store())


def _in_a_folder(store):
    root = store.root
    if not checks.can_be_written(root):
        yield Found(
            FAULT, f"Evidence cannot be written in {root}", "Let it belong to the user that the tracker runs as"
        )
        return
    yield Found(GOOD, f"Evidence can be written in {root}")
    if root.exists() and root.stat().st_mode & 0o007:
        yield Found(LOOK, "Others of this machine may look into it", f"chmod o-rwx {root}")
    yield from _leftovers()


def _in_a_bucket(store):
    """Something is put there, read back and taken away again; nothing of the record."""
    try:
        store.insist_able()
        store.try_out()
    except OSError as fault:
        yield Found(FAULT, f"Evidence cannot be kept in {store}: {fault.strerror}", LOOK_AT_BUCKET)
        return
    yield Found(GOOD, f"Evidence can be kept in {store}, read and taken away")
    yield from _leftovers()


def _leftovers():
    now = clock.real_now()
    left, unnamed = len(leftovers.broken_off(at=now)), len(leftovers.unnamed(at=now))
    if left:
        yield Found(LOOK, f"{count(left, 'upload')} broken off lie there", "Run flask sweep")
    if unnamed:
        yield Found(LOOK, f"{count(unnamed, 'file')} that no row names lie there", "Run flask sweep")


STORES = {Folder: _in_a_folder, Bucket: _in_a_bucket}


def _scanner():
    url = current_app.config.get("SCANNER_URL")
    if not url:
        yield Found(LOOK, "No scanner is set up: files are taken in unscanned", "Set SCANNER_URL (docs/running.md)")
    else:
        yield _finds(url)
    waiting, harmful = scan_counts()
    if waiting and url:
        yield Found(LOOK, f"{count(waiting, 'file')} of evidence not scanned yet", "Run flask scan")
    if harmful:
        yield Found(
            FAULT, f"Something harmful in {count(harmful, 'file')} of evidence", "Run flask scan: it names them"
        )


def _finds(url):
    """Whether it answers, finds what every scanner knows for a test, and nothing where nothing is."""
    try:
        name = scanner.version(url, within=WAIT)
        found, clean = (scanner.scan(url, BytesIO(each), within=WAIT) for each in (TEST_FILE, b"Minutes\n"))
    except scanner.CannotScan as why:
        return Found(FAULT, f"Every upload is refused: {why}", "Start clamd, and look at SCANNER_URL")
    if not found or clean:
        return Found(FAULT, f"{name} does not tell the test file from another", "Look at what clamd's log says")
    return Found(GOOD, f"{name} finds the test file")


def _clock():
    last = journal.head().at
    if last and last > clock.real_now() + DRIFT:
        yield Found(
            FAULT, "The record's last line is later than this machine's clock", "Set the clock; let NTP keep it"
        )
        return
    if db.engine.dialect.name == "postgresql":
        theirs = db.session.execute(text("SELECT now()")).scalar()
        if abs(theirs - clock.real_now()) > DRIFT:
            yield Found(FAULT, "This machine's clock and the database's differ", "Let NTP keep both")
            return
    yield Found(GOOD, f"It is {clock.real_now():%Y-%m-%d %H:%M} UTC, after the record's last line")


def _mail():
    url = current_app.config.get("MAIL_URL")
    if not url:
        yield Found(LOOK, "No mail is set up: nobody is reminded", "Set MAIL_URL and MAIL_FROM")
        return
    parts = urlsplit(url)
    if parts.scheme == "folder":
        able = checks.can_be_written(Path(unquote(parts.path)))
        do = "" if able else "Let it belong to the user that the tracker runs as"
        yield Found(GOOD if able else FAULT, f"Mail is put in the folder {parts.path}", do)
    else:
        yield _reached(parts)
    yield from _outbox()


def _reached(parts):
    """Whether the mail server can be reached; nothing is sent, and nobody signs in."""
    host = "api.notifications.service.gov.uk" if parts.scheme == "notify" else parts.hostname
    port = (parts.scheme != "notify" and parts.port) or PORTS[parts.scheme]
    try:
        socket.create_connection((host, port), timeout=WAIT).close()
    except OSError:
        return Found(FAULT, f"The mail server {host}:{port} cannot be reached", "Look at MAIL_URL and the firewall")
    return Found(GOOD, f"The mail server {host}:{port} can be reached")


def _outbox():
    oldest = db.session.scalar(select(func.min(Message.queued)).where(*WAITS))
    if oldest and clock.real_now() - oldest > MAIL_WAITS:
        yield Found(
            FAULT, f"Mail has waited since {oldest:%Y-%m-%d %H:%M} UTC", "Run flask send, and read what it says"
        )


def _jobs():
    for job, (most, do) in DUE.items():
        if job != "backup" and not current_app.config.get("MAIL_URL"):
            continue
        last = beats.last(job)
        late = last is None or clock.real_now() - last > most
        when = f"flask {job} last ran {last:%Y-%m-%d %H:%M} UTC" if last else f"flask {job} has never run"
        yield Found(FAULT if late and last else LOOK if late else GOOD, when, do if late else "")


def _user():
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        yield Found(LOOK, "This runs as root", "Let the tracker run as a user of its own (docs/running.md)")
    kept = config.INSTANCE / "secret-key"
    if kept.exists() and kept.stat().st_mode & 0o077:
        yield Found(FAULT, f"Others of this machine may read {kept}", f"chmod 600 {kept}, and make a new secret")


LOOKS = {
    "settings": _settings,
    "user": _user,
    "database": _database,
    "disk": _disk,
    "storage": _storage,
    "scanner": _scanner,
    "clock": _clock,
    "mail": _mail,
    "jobs": _jobs,
}
