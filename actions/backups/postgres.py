"""A PostgreSQL database, dumped and put back by its own tools, as of one snapshot in which its files are asked for too."""

import os
import shutil
import subprocess
from pathlib import Path

from sqlalchemy import text

from actions import files
from actions.backups.manifest import BadBackup
from actions.backups.record import HEAD, NAMED, Copied
from actions.db import db

FILE = "tracker.dump"
NO_TOOL = """{tool} is not on this machine, so nothing was done. Bring it, in the server's version or a later one (Debian:
apt-get install postgresql-client), and run this again. Or work by hand where it is:
    {by_hand}"""
DUMP_BY_HAND = "pg_dump --format=custom --file=tracker.dump '{url}' && {out} (the database first)"
RESTORE_BY_HAND = "{back} && pg_restore --single-transaction --no-owner --dbname='{url}' tracker.dump"


def copy_out(folder: Path) -> Copied:
    _insist("pg_dump", DUMP_BY_HAND)
    with db.engine.connect().execution_options(isolation_level="REPEATABLE READ") as connection:
        snapshot = connection.execute(text("SELECT pg_export_snapshot()")).scalar_one()
        _run(
            "pg_dump", "--format=custom", f"--snapshot={snapshot}", f"--file={folder / FILE}", f"--dbname={_address()}"
        )
        named = tuple(connection.execute(text(NAMED)).scalars())
        head = connection.execute(text(HEAD)).first()
        return Copied(FILE, named, head and tuple(head))


def insist_able() -> None:
    _insist("pg_restore", RESTORE_BY_HAND)


def copy_in(file: Path) -> None:
    """Whole, or not at all."""
    db.engine.dispose()
    how = ("--single-transaction", "--exit-on-error", "--no-owner", "--no-privileges")
    _run("pg_restore", *how, f"--dbname={_address()}", str(file))


def _insist(tool, by_hand):
    if shutil.which(tool) is None:
        out, back = files.store().by_hand()
        by_hand = by_hand.format(url=_address(), out=out, back=back)
        raise BadBackup(NO_TOOL.format(tool=tool, by_hand=by_hand))


def _address() -> str:
    """The database's address without its password: a command line can be read by others of the machine."""
    return db.engine.url.set(drivername="postgresql", password=None).render_as_string()


def _run(tool, *how):
    password = db.engine.url.password
    surroundings = {**os.environ, **({"PGPASSWORD": password} if password else {})}
    done = subprocess.run([tool, *how], env=surroundings, capture_output=True, text=True, check=False)
    if done.returncode:
        raise BadBackup(f"{tool} failed, and says: {done.stderr.strip()}")
