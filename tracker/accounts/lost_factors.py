"""A lost second factor: the board office makes sure who it is and asks, a second person confirms, and it is taken away.
Every step is on record."""

from datetime import timedelta

from sqlalchemy import select

from actions import journal
from actions.db import db
from actions.errors import NotAllowed, RuleBroken
from actions.permissions import Permission, Viewer, may, require, viewers
from tracker import accounts, clock
from tracker.accounts import factor
from tracker.accounts.models import Account, FactorReset

LASTS = timedelta(days=3)
WAYS = ("met", "video", "known_number")


def _waits():
    return FactorReset.ended.is_(None), FactorReset.asked > clock.real_now() - LASTS


def of_person(person_id: int) -> FactorReset | None:
    """The request that waits for this person's factor."""
    return db.session.scalars(select(FactorReset).where(FactorReset.person_id == person_id, *_waits())).first()


def waiting_for(viewer: Viewer) -> list[FactorReset]:
    """What waits for a second person, and may be this one."""
    rows = db.session.scalars(select(FactorReset).where(*_waits()).order_by(FactorReset.id))
    return [row for row in rows if _is_second(viewer, row)]


def _is_second(viewer, row) -> bool:
    """Neither who asked nor whose it is."""
    return may(viewer, Permission.CONFIRM_LOST_FACTOR) and viewer.id not in (row.asked_by_id, row.person_id)


def seconds(row: FactorReset) -> list[int]:
    """The people who could confirm it and can sign in."""
    able = accounts.can_sign_in()
    return [each.id for each in viewers(clock.today()).values() if each.id in able and _is_second(each, row)]


def ask(person_id: int, how: str, *, by: Viewer) -> FactorReset:
    """Ask that it be taken away. RuleBroken if there is none, or nobody could confirm it. Who calls commits."""
    require(by, Permission.LOOK_AFTER_PEOPLE)
    account = db.session.get(Account, person_id, with_for_update=True)
    if person_id == by.id:
        raise RuleBroken(None, "You cannot ask for your own. Another business manager does.")
    if not account or not account.factor_secret:
        raise RuleBroken(None, "The person has no second factor")
    if of_person(person_id):
        raise RuleBroken(None, "That is asked already, and waits for a second person")
    if how not in WAYS:
        raise RuleBroken("how", "Choose how you made sure who it is")
    row = FactorReset(person_id=person_id, asked_by_id=by.id, asked=clock.real_now(), how=how)
    db.session.add(row)
    db.session.flush()
    if not seconds(row):
        raise RuleBroken(
            None, "Nobody else could confirm it: invite a chair, a deputy or another business manager first"
        )
    _noted(row, "asked", f"asked, by {how.replace('_', ' ')}", by)
    return row


def confirm(row: FactorReset, *, by: Viewer) -> None:
    """Take the factor away: every session ends, and the person signs in with the password alone, and sets up a new one
    where the role needs it. Who calls commits."""
    _insist_second(row, by)
    account = db.session.get(Account, row.person_id)
    factor.remove(account)
    accounts.end_sessions(row.person_id)
    accounts.end_half_ways(row.person_id)
    _end(row, "confirmed", by)


def refuse(row: FactorReset, *, by: Viewer) -> None:
    _insist_second(row, by)
    _end(row, "refused", by)


def withdraw(row: FactorReset, *, by: Viewer) -> None:
    """The board office takes the request back."""
    require(by, Permission.LOOK_AFTER_PEOPLE)
    _end(row, "withdrawn", by)


def _insist_second(row, by):
    if not _is_second(by, row):
        raise NotAllowed(Permission.CONFIRM_LOST_FACTOR)


def _end(row, what, by):
    row.ended, row.ended_by_id = clock.real_now(), by.id
    _noted(row, what, what, by)


def _noted(row, kind, what, by):
    detail = f"person {row.person_id}: second factor lost, request {row.id} {what}"
    journal.security_event(f"factor_reset_{kind}", at=clock.now(), by_id=by.id, detail=detail)
