"""Whether this deployment can serve: asked by /ready at any time, and by `flask doctor` in words."""

import os
from pathlib import Path

from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from actions import files
from actions.db import db
from tracker import migrations


def failing() -> list[str]:
    """The names of what fails."""
    return [name for name, holds in READY.items() if not _quietly(holds)]


def _quietly(holds) -> bool:
    try:
        return holds()
    except (SQLAlchemyError, OSError):
        db.session.rollback()
        return False


def database_answers() -> bool:
    db.session.execute(text("SELECT 1 FROM place"))
    return True


def can_be_written(folder: Path) -> bool:
    """Whether files can be made in a folder; of one that is not there yet, in the nearest above."""
    there = next(each for each in (folder, *folder.absolute().parents) if each.exists())
    return there.is_dir() and os.access(there, os.W_OK | os.X_OK)


def evidence_can_be_written() -> bool:
    files.store().insist_able()
    return True


READY = {"database": database_answers, "migrations": migrations.at_head, "evidence": evidence_can_be_written}
