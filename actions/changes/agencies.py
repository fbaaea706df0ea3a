"""Agencies change from a day on: one joins, gets another name, or ends: it leaves, is merged into another or split."""

import re
import unicodedata
from datetime import date

from sqlalchemy import func, select

from actions.agencies import ENDINGS, Known, known, taking_part
from actions.changes.adopting import adopt_agency
from actions.changes.governing import assign, contribute
from actions.changes.judging import sentence
from actions.changes.people import NEEDS_AGENCY, appoint, end_appointment
from actions.changes.recording import record
from actions.db import db, lock_ledger
from actions.errors import RuleBroken
from actions.models import Agency, AgencyChange, Person
from actions.periods import london_day
from actions.permissions import Permission, Viewer, require, viewers
from actions.standing import plan_on

LONGEST_NAME = 200
RESERVED = "join"  # stands in addresses where a key does
HOW_MANY = {"leave_agency": (0, 0), "merge_agency": (1, 1), "split_agency": (2, None)}
INTO = {"merge_agency": "Choose the agency that it becomes part of", "split_agency": "Choose at least two agencies"}


def join_agency(*, name: str, short: str, first_day: date, reason: str, by: Viewer, at) -> Agency:
    """An agency takes part from a day on."""
    lock_ledger()
    day = _begins(first_day, reason, by, at)
    name, short = _new_name(name, None), " ".join(short.split())
    place = (db.session.scalar(select(func.max(Agency.position))) or 0) + 1
    said = {"key": _key(name), "name": name, "also": [short] if short else [], "position": place}
    agency = adopt_agency(**said, in_force=day, at=at, by=by)
    _change("join_agency", agency.id, day, reason, by, at)
    return agency


def rename_agency(
    agency_id: int, *, name: str, short: str, first_day: date, reason: str, by: Viewer, at
) -> AgencyChange:
    """An agency is called something else from a day on; of days before it keeps the name that it had."""
    lock_ledger()
    day = _begins(first_day, reason, by, at)
    now = _taking_part(agency_id, day)
    said = {"name": _new_name(name, now), "short": " ".join(short.split()) or None}
    if (said["name"], said["short"] or said["name"]) == (now.name, now.short):
        raise RuleBroken("name", "It is called that already on that day")
    return _change("rename_agency", agency_id, day, reason, by, at, **said)


def insist_can_end(verb: str, agency_id: int, into: list[int], first_day: date, reason: str, *, by: Viewer, at) -> date:
    """The day from which an agency takes part no more, or RuleBroken: what can be said before anybody is asked who takes on
    its lines."""
    day = _begins(first_day, reason, by, at)
    _taking_part(agency_id, day)
    if _ends_later(agency_id):
        raise RuleBroken("first_day", "It is recorded already that this agency ends, on a later day")
    least, most = HOW_MANY[verb]
    if len(set(into)) < least or (most is not None and len(into) > most) or agency_id in into:
        raise RuleBroken("into", INTO.get(verb, "Nobody takes the place of an agency that leaves"))
    for each in into:
        _taking_part(each, day, "into")
    return day


def end_agency(
    verb: str,
    agency_id: int,
    *,
    into=(),
    owners: dict,
    first_day: date,
    reason: str,
    people_move=False,
    by: Viewer,
    at,
) -> AgencyChange:
    """An agency takes part no more from a day on. `owners`: who answers from then on for each of the lines (action, cell)
    that it owns, nobody yet where that is None. What it contributes to is helped by what it is merged into. Those who act
    for it act for what it is merged into, if `people_move`; otherwise their roles end that day."""
    lock_ledger()
    into = list(into)
    day = insist_can_end(verb, agency_id, into, first_day, reason, by=by, at=at)
    _insist_each_has_an_owner(agency_id, owners, day)
    keys = [known(day)[each].key for each in into]
    other = into[0] if verb == "merge_agency" else None
    helped = _helped(agency_id, other, owners, day) if other else []
    row = _change(verb, agency_id, day, reason, by, at, into=keys)
    asked = {"by": by, "at": at, "first_day": day}
    for owner in dict.fromkeys(filter(None, owners.values())):
        given = [key for key, each in owners.items() if each == owner]
        assign(given, agency_id=owner, person=None, **asked)
    if helped:
        contribute(helped, agency_id=other, **asked)
    _pass_on_people(agency_id, other if people_move else None, **asked)
    return row


def _begins(first_day, reason, by, at) -> date:
    """The day from which it counts, after what every change of an agency needs."""
    require(by, Permission.LOOK_AFTER_PEOPLE)
    sentence("reason", reason, "Say why, or name the minute")
    if first_day is None or first_day < london_day(at):
        raise RuleBroken("first_day", "It can count from today on; what was so on a past day stays")
    return first_day


def _new_name(name: str, now: Known | None) -> str:
    name = " ".join(name.split())
    if not name:
        raise RuleBroken("name", "Enter the agency's name")
    if len(name) > LONGEST_NAME:
        raise RuleBroken("name", f"Shorten the name to {LONGEST_NAME} characters or fewer")
    others = taking_part(known(date.max)).values()
    if any(each.name.casefold() == name.casefold() for each in others if now is None or each.id != now.id):
        raise RuleBroken("name", "Another agency has that name")
    return name


def _key(name: str) -> str:
    """What addresses and files call it: its name in plain letters, with a number where another has that already."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    stem = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:50].strip("-") or "agency"
    taken = {RESERVED, *db.session.scalars(select(Agency.key))}
    return next(key for key in (stem, *(f"{stem}-{number}" for number in range(2, 10_000))) if key not in taken)


def _taking_part(agency_id: int, day: date, field: str = "agency") -> Known:
    found = taking_part(known(day)).get(agency_id)
    if found is None:
        raise RuleBroken(field, "That agency does not take part on that day")
    return found


def _ends_later(agency_id: int) -> bool:
    query = select(AgencyChange.id).where(AgencyChange.agency_id == agency_id, AgencyChange.verb.in_(ENDINGS))
    return db.session.scalar(query.limit(1)) is not None


def _change(verb, agency_id, day, reason, by, at, **said) -> AgencyChange:
    columns = {"agency_id": agency_id, "into": [], **said}
    return record(AgencyChange, by=by, at=at, verb=verb, words={"reason": reason.strip()}, not_before=day, **columns)


def owned(agency_id: int, day: date) -> list:
    """The lines that want another owner when it ends on that day, by what is recorded. Its own part of what each agency is
    asked ends with it."""
    return [each for each in plan_on(day).answerable() if each.owner_id == agency_id and each.cell is None]


def _insist_each_has_an_owner(agency_id, owners, day):
    missing = [each.number for each in owned(agency_id, day) if each.facts.key not in owners]
    if missing:
        raise RuleBroken("owners", f"Say who answers from then on for: {', '.join(missing)}")
    if agency_id in owners.values():
        raise RuleBroken("owners", "It takes part no more, so it cannot answer for a line")


def _helped(agency_id, other, owners, day) -> list:
    """What it contributes to and the other neither owns nor helps by then."""
    return [
        each.facts.key
        for each in plan_on(day).answerable()
        if agency_id in each.facts.contributors
        and other not in (owners.get(each.facts.key, each.owner_id), *each.facts.contributors)
    ]


def _pass_on_people(agency_id, other, *, by, at, first_day):
    """Every role that is held for it ends; where they move, they hold it for the other from then on."""
    for viewer in viewers(first_day).values():
        if viewer.agency_id == agency_id:
            person = db.session.get(Person, viewer.id)
            for role in sorted(viewer.roles & NEEDS_AGENCY):
                end_appointment(person, role, by=by, at=at, first_day=first_day)
                if other is not None:
                    appoint(person, role, by=by, at=at, first_day=first_day, agency_id=other)
