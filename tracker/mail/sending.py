"""Sending what waits in the outbox: each mail is claimed, handed over, and put on record.

Nothing is lost: what fails waits and is tried again. Nothing is sent twice, but where a sender died between handing a
mail over and recording that: it goes once more, with the same Message-ID.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, or_, select, update

from actions import journal
from actions.db import begin_writing, db, lock_ledger
from tracker import clock, stopping
from tracker.mail import account_letters, digest
from tracker.mail.models import WAITS, Message
from tracker.mail.transports import Trouble
from tracker.words import reminders as say

CLAIM_LASTS = timedelta(minutes=15)
FIRST_WAIT, LONGEST_WAIT = timedelta(minutes=10), timedelta(hours=6)
AFTER_REFUSAL = timedelta(days=1)


@dataclass(frozen=True)
class Outcome:
    """What became of a message: `sent`, `dropped` or `failed`, then with the problem as a sentence."""

    person_id: int
    became: str
    problem: str | None = None


def waiting() -> int:
    """How many messages wait to be sent."""
    return db.session.scalar(select(func.count()).select_from(Message).where(*WAITS))


def send_all(transport) -> list[Outcome]:
    """Send what may be sent now. A server that is down is not asked again for the rest."""
    query = select(Message.id).where(*_free(clock.real_now())).order_by(Message.id)
    numbers = db.session.scalars(query).all()
    db.session.rollback()
    found = []
    for number in numbers:
        if not stopping.asked() and _claim(number):
            outcome, goes_on = _send(number, transport)
            found.append(outcome)
            if not goes_on:
                break
    return found


def send_these(numbers, transport) -> None:
    """Send some at once, as far as nobody else does. What fails waits like everything else."""
    for number in numbers if transport else ():
        if _claim(number):
            _send(number, transport)


def _free(now: datetime):
    """What can be claimed: not done with, not in somebody's hands, not waiting for a later try."""
    return (
        *WAITS,
        or_(Message.claimed.is_(None), Message.claimed < now - CLAIM_LASTS),
        or_(Message.next_try.is_(None), Message.next_try <= now),
    )


def _claim(number) -> bool:
    """Whether the message is ours to send: of two who ask at once, one gets it."""
    now = clock.real_now()
    begin_writing()
    mine = update(Message).where(Message.id == number, *_free(now)).values(claimed=now, tries=Message.tries + 1)
    taken = db.session.execute(mine, execution_options={"synchronize_session": False}).rowcount
    db.session.commit()
    return taken == 1


def _send(number, transport) -> tuple[Outcome, bool]:
    """What became of it, and whether the next one may be tried."""
    message = db.session.get(Message, number)
    person_id, notice = message.person_id, message.notice
    letter = account_letters.write(message) if notice else digest.write(message)
    db.session.rollback()
    if letter is None:
        _record(number, "mail_dropped", f"message {number} to person {person_id}", dropped=clock.real_now())
        return Outcome(person_id, "dropped"), True
    try:
        transport.send(letter)
    except Trouble as trouble:
        _put_back(number, trouble)
        return Outcome(person_id, "failed", str(trouble)), not trouble.down
    about = f"message {number} to person {person_id}: {notice or say.counts(letter.reasons)}"
    _record(number, "mail_sent", about, sent=clock.real_now(), sent_on=clock.today(), problem=None)
    return Outcome(person_id, "sent"), True


def _record(number, kind, detail, **values):
    """The message's end and its line in the journal, in one commit."""
    begin_writing()
    lock_ledger()
    db.session.execute(update(Message).where(Message.id == number).values(**values))
    journal.security_event(kind, at=clock.now(), by_id=None, detail=detail)
    db.session.commit()


def _put_back(number, trouble):
    begin_writing()
    message = db.session.get(Message, number)
    doubled = FIRST_WAIT * 2 ** min(message.tries - 1, 10)
    message.claimed = None
    message.next_try = clock.real_now() + (AFTER_REFUSAL if trouble.refused else min(doubled, LONGEST_WAIT))
    message.problem = str(trouble)
    db.session.commit()
