"""Who is to be told of what today: put in the outbox, once, however often it is asked and from how many hosts."""

import secrets
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from flask import current_app
from sqlalchemy import func, select

from actions.db import begin_writing, db, lock_ledger
from tracker import clock
from tracker.mail.board import Board
from tracker.mail.models import WAITS, Message, Told
from tracker.mail.reasons import REASONS, matters, receivers


@dataclass(frozen=True)
class Queued:
    """How many people are to be told of how many matters."""

    people: int
    matters: int


def remind() -> Queued:
    """Put what is due to be said today in the outbox, and commit. One digest for a person and a day: what comes up later
    that day waits for the next; what could not be sent yet is joined by what is new."""
    begin_writing()
    lock_ledger()
    day = clock.today()
    found = {person: items for person, items in _due(Board(day)).items() if _put(person, items, day)}
    db.session.commit()
    return Queued(len(found), sum(map(len, found.values())))


def first_told() -> dict[str, date]:
    """The day on which anybody was first told, by matter."""
    return dict(db.session.execute(select(Told.matter, func.min(Told.day)).group_by(Told.matter)).all())


def _due(board) -> dict[int, list]:
    """What is due to be said: by person, (matter, rung)."""
    told = {tuple(row) for row in db.session.execute(select(Told.matter, Told.person_id, Told.rung))}
    since = first_told()
    found = defaultdict(list)
    for key, matter in matters(board).items():
        reason = REASONS[matter.reason]
        first = matter.began if reason.dated else since.get(key, board.day)
        rung = reason.rung((board.day - first).days + 1, board.chosen)
        for person in receivers(board, matter, rung):
            if (key, person, rung) not in told:
                found[person].append((key, rung))
    return found


def _put(person_id, items, day) -> bool:
    """Whether the items are in the person's digest now."""
    message = _waiting(person_id)
    if message is None:
        if _had_one(person_id, day):
            return False
        message = Message(key=f"remind:{person_id}:{day}", person_id=person_id, day=day, about=[], tries=0)
        message.queued = clock.real_now()
        db.session.add(message)
    elif message.claimed:
        return False
    new = {key for key, _ in items}
    message.about = [*(each for each in message.about if each[0] not in new), *map(list, items)]
    message.message_id = _message_id()
    db.session.add_all(Told(matter=key, person_id=person_id, rung=rung, day=day) for key, rung in items)
    return True


def _waiting(person_id) -> Message | None:
    """The person's digest that is not sent yet. Its row is held, so that nobody takes it to send it meanwhile."""
    query = select(Message).where(Message.person_id == person_id, Message.notice.is_(None), *WAITS)
    return db.session.scalars(query.with_for_update()).first()


def _had_one(person_id, day) -> bool:
    digests = (Message.person_id == person_id, Message.notice.is_(None))
    query = select(Message.id).where(*digests, (Message.sent_on == day) | (Message.day == day))
    return db.session.execute(query.limit(1)).first() is not None


def _message_id() -> str:
    host = urlsplit(current_app.config["BASE_URL"]).hostname
    return f"<{secrets.token_hex(16)}@{'localhost' if ':' in host else host}>"
