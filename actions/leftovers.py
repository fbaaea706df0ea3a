"""What a crash leaves in the store: files that no row names, and what was being written. Taken away once it is a day old."""

import re
from datetime import datetime, timedelta

from sqlalchemy import select

from actions import files, stores
from actions.backups.record import named_in, named_now
from actions.db import begin_writing, db, lock_ledger
from actions.models import Evidence

OLD = timedelta(days=1)
EVIDENCE = re.compile(r"([0-9a-f]{2})/(\1[0-9a-f]{62})")


class NotOurs(Exception):
    """What lies in the store is not this record's."""


def unnamed(*, at: datetime) -> list[str]:
    """The SHA-256 of evidence in the store, a day old at that moment, that no standing row names."""
    found = [EVIDENCE.fullmatch(each.name) for each in files.store().listed() if each.changed < at - OLD]
    there = {match[2] for match in found if match}
    return sorted(there - named_now()) if there else []


def broken_off(*, at: datetime) -> list:
    """Paths of uploads on this host that were never finished, a day old at that moment."""
    working = stores.Folder(files.store().working())
    begun = [(path, working.changed(path.name)) for path in working.root.glob(f"{files.INCOMING}*")]
    return [path for path, changed in begun if changed and changed < at - OLD]


def take_away(*, at: datetime) -> int:
    """Take both away; gives how many. Whoever keeps the same bytes meanwhile looks, under the ledger's lock, whether they
    are still there; so the lock is held while they go. NotOurs if those are not this record's files."""
    aside, candidates = broken_off(at=at), unnamed(at=at)
    for each in aside:
        each.unlink(missing_ok=True)
    begin_writing()
    lock_ledger()
    gone = set(candidates) - named_in(db.session)
    if gone:
        _insist_ours()
    for sha256 in gone:
        files.remove(sha256)
    db.session.rollback()
    return len(aside) + len(gone)


def _insist_ours():
    """NotOurs if this record never had a file, or none of those that it names is there: then another's lie there."""
    named = named_in(db.session)
    ever = db.session.scalar(select(Evidence.id).where(Evidence.kind == "file").limit(1))
    if ever is None or (named and not any(map(files.holds, named))):
        raise NotOurs
