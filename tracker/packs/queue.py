"""Packs asked for, made one after another by whoever works: a thread of the website, `flask packs`, the scheduler.

A maker claims a pack and shows that it lives. One that shows nothing for a while is taken for dead: the next takes its pack
up again, from the beginning. Of two who claim at once one gets it, and who lost its claim throws away what it wrote.
"""

import errno
import hashlib
import os
import secrets
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from flask import current_app
from sqlalchemy import and_, or_, select, update

from actions import journal, packs
from actions.db import begin_reading, begin_writing, db, lock_ledger
from actions.errors import ReadOnlyNow, RuleBroken
from actions.packs import Reader
from actions.permissions import Permission, Viewer, require
from tracker import clock, stopping
from tracker.packs import KEPT, drawing, saying, store, writing
from tracker.packs.models import Pack

SILENT_FOR = timedelta(minutes=2)
BEATS_EVERY = timedelta(seconds=1)
MOST_TRIES = 3
LIVE = ("waiting", "making")
GAVE_UP = "It was begun three times, and each time its maker was ended. Ask for it again."
NO_ROOM = "There was no room on the disk. Make room, then ask for it again."
WENT_WRONG = "Something went wrong ({}). Ask for it again; if it fails again, tell whoever runs the tracker."


class Stopped(Exception):
    """The maker was told to stop: the pack is given back, for the next who works."""


class Lost(Exception):
    """The pack is no longer this maker's: another took it up, or words were redacted meanwhile."""


@dataclass(frozen=True)
class Became:
    """What became of a pack: ready, failed, or waiting where its maker lost it."""

    number: int
    state: str
    problem: str | None = None


def ask(reader: Reader, day: date, *, by: Viewer) -> Pack:
    """Put a pack on the list. RuleBroken if the same one is waiting or being made. Who calls commits."""
    require(by, Permission.MAKE_PACK)
    lock_ledger()
    same = (Pack.audience == reader.audience, Pack.person_id == reader.person_id, Pack.day == day)
    if db.session.scalar(select(Pack.id).where(*same, Pack.state.in_(LIVE))):
        raise RuleBroken("reader", "This pack is being made already")
    pack = Pack(
        audience=reader.audience,
        person_id=reader.person_id,
        day=day,
        asked_by=by.id,
        asked=clock.now(),
        state="waiting",
        beat=clock.real_now(),
    )
    db.session.add(pack)
    db.session.flush()
    journal.security_event("pack_asked", at=clock.now(), by_id=by.id, detail=named(pack.id))
    return pack


def named(number: int) -> str:
    """A pack in the journal."""
    return f"inspection pack {number}"


def stopped(pack: Pack) -> bool:
    """Whether nobody has begun it for a while, or its maker shows no more life."""
    return pack.state in LIVE and pack.beat < clock.real_now() - SILENT_FOR


def work() -> list[Became]:
    """Make every pack that waits or whose maker died; first take away what was kept long enough."""
    remove_old()
    found = []
    while not stopping.asked() and (number := _next()):
        claim = _claim(number)
        if claim:
            found.append(_make(number, claim))
    if found:
        _tidy()
    return found


def _next() -> int | None:
    number = db.session.scalar(select(Pack.id).where(_free()).order_by(Pack.id).limit(1))
    db.session.rollback()
    return number


def _free():
    silent = and_(Pack.state == "making", Pack.beat < clock.real_now() - SILENT_FOR)
    return or_(Pack.state == "waiting", silent)


def _claim(number) -> str | None:
    """The claim, if the pack is ours to make."""
    claim = secrets.token_hex(16)
    begin_writing()
    values = {
        "state": "making",
        "claim": claim,
        "beat": clock.real_now(),
        "tries": Pack.tries + 1,
        "done": 0,
        "total": 0,
    }
    taken = _update(Pack.id == number, _free(), **values)
    db.session.commit()
    return claim if taken else None


def _update(*where, **values) -> int:
    query = update(Pack).where(*where).values(**values)
    return db.session.execute(query, execution_options={"synchronize_session": False}).rowcount


def _make(number, claim) -> Became:
    """Make it, whatever comes: what goes wrong is said on the pack, and the next one is made all the same."""
    aside = store.aside(number, claim)
    try:
        if _pack(number).tries > MOST_TRIES:
            return _failed(number, claim, GAVE_UP)
        store.prepare()
        return _finish(number, claim, aside, _written(number, claim, aside))
    except (Lost, ReadOnlyNow):
        return Became(number, "waiting")
    except Stopped:
        return _given_back(number, claim)
    except Exception as fault:
        db.session.rollback()
        current_app.logger.exception("pack %s could not be made", number)
        full = isinstance(fault, OSError) and fault.errno in (errno.ENOSPC, errno.EDQUOT)
        return _failed(number, claim, NO_ROOM if full else WENT_WRONG.format(type(fault).__name__))
    finally:
        store.let_go(aside)


def _given_back(number, claim) -> Became:
    """It waits again, as if it had not been begun."""
    begin_writing()
    _update(Pack.id == number, Pack.claim == claim, state="waiting", claim=None, tries=Pack.tries - 1)
    db.session.commit()
    return Became(number, "waiting")


def _pack(number) -> Pack:
    return db.session.get(Pack, number, populate_existing=True)


def _written(number, claim, aside) -> int:
    """Write the pack aside. How many files are missing from it."""
    begin_reading()
    pack = _pack(number)
    facts = saying.facts(packs.gather(pack.reader, pack.day, clock.today()))
    db.session.rollback()
    writing.write(facts, aside, Beating(number, claim))
    return len(drawing.missing_of(facts))


class Beating:
    """Tells how far a pack has come, once a second at most. Lost if it is no longer ours, Stopped if we are to end."""

    def __init__(self, number, claim):
        self.mine, self.told = (Pack.id == number, Pack.claim == claim), None

    def __call__(self, done: int, total: int):
        if stopping.asked():
            raise Stopped
        now = clock.real_now()
        if done < total and self.told and now - self.told < BEATS_EVERY:
            return
        self.told = now
        begin_writing()
        still_ours = _update(*self.mine, beat=now, done=done, total=total)
        db.session.commit()
        if not still_ours:
            raise Lost


def _finish(number, claim, aside, missing) -> Became:
    """Put the file in its place and say that it is ready, while nobody can take it from us."""
    size, sha256 = aside.stat().st_size, _settled(aside)
    store.send(aside, sha256)
    begin_writing()
    lock_ledger()
    values = {"size": size, "sha256": sha256, "missing": missing, "finished": clock.real_now()}
    if not _update(Pack.id == number, Pack.claim == claim, state="ready", claim=None, problem=None, **values):
        db.session.rollback()
        raise Lost
    store.settle(aside, number)
    journal.security_event("pack_made", at=clock.now(), by_id=None, detail=named(number))
    db.session.commit()
    return Became(number, "ready")


def _settled(path: Path) -> str:
    """The file's SHA-256, once it is safely on the disk."""
    with path.open("rb") as stream:
        os.fsync(stream.fileno())
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _failed(number, claim, problem) -> Became:
    """Say on the pack why it failed; of one that is not ours any more nothing is said, it is made anew."""
    begin_writing()
    ours = _update(Pack.id == number, Pack.claim == claim, state="failed", claim=None, problem=problem)
    db.session.commit()
    return Became(number, "failed", problem) if ours else Became(number, "waiting")


def remove_old() -> int:
    """Take away the packs that were kept long enough, and files that no pack has any more. How many packs."""
    begin_writing()
    removed = _update(Pack.state == "ready", Pack.finished < clock.real_now() - KEPT, state="removed")
    db.session.commit()
    _tidy()
    return removed


def _tidy() -> None:
    """Take away what was removed or withdrawn, and what makers who died have left. The files are looked at before the rows:
    whoever begins meanwhile is on record before there is a file of theirs."""
    there = store.all_there()
    kept = list(db.session.scalars(select(Pack).where(Pack.state.in_(("ready", "making")))))
    wanted = {name for each in kept for name in store.wanted(each.id, each.claim)}
    db.session.rollback()
    for name in there - wanted:
        store.drop(name)


def withdraw_all() -> list[int]:
    """After a redaction: what was made may hold the words, so it is withdrawn; what is being made begins anew.

    Who calls commits, and then drops the files of these numbers (`drop`)."""
    numbers = db.session.scalars(select(Pack.id).where(Pack.state == "ready")).all()
    _update(Pack.state == "ready", state="withdrawn")
    _update(Pack.state == "making", state="waiting", claim=None)
    return list(numbers)


def drop(numbers) -> None:
    """The files of packs that were withdrawn, and whatever was being written."""
    store.remove(numbers)
    _tidy()
