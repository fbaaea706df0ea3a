"""People and their roles."""

from actions.changes.recording import record
from actions.errors import RuleBroken
from actions.models import ROLES, Appointment, Person
from actions.periods import london_day
from actions.permissions import Permission, Viewer, require

NEEDS_AGENCY = frozenset({"officer", "agency_lead", "chair", "deputy"})


def add_person(*, title: str, agency_id: int | None, by: Viewer | None, at) -> Person:
    """Somebody who takes part, by what they are ("Lead officer, Police"). `by` None: the command line."""
    if by is not None:
        require(by, Permission.LOOK_AFTER_PEOPLE)
    if not title.strip():
        raise RuleBroken("title", "Enter what the person is, such as Lead officer, Police")
    return record(Person, by=by, at=at, words={"title": title.strip()}, agency_id=agency_id)


def appoint(
    person: Person, role: str, *, by: Viewer | None, at, first_day=None, last_day=None, agency_id=None
) -> Appointment:
    """Give a role, from a first to a last day. `agency_id`: for another agency than the person came from."""
    if by is not None:
        require(by, Permission.LOOK_AFTER_PEOPLE)
    if role not in ROLES:
        raise RuleBroken("role", f"{role} is not a role. The roles are: {', '.join(ROLES)}")
    if role in NEEDS_AGENCY and person.agency_id is None:
        raise RuleBroken("agency", "Choose the agency; this role is held for one")
    if last_day and last_day < (first_day or london_day(at)):
        raise RuleBroken("last_day", "The last day must not be before the first")
    if role == "inspector" and last_day is None:
        raise RuleBroken("last_day", "Enter the last day of the inspection")
    return _from_a_day("appoint", person, role, first_day, by, at, last_day=last_day, agency_id=agency_id)


def end_appointment(person: Person, role: str, *, by: Viewer | None, at, first_day=None) -> Appointment:
    """Take a role away, from today or a later day on."""
    if by is not None:
        require(by, Permission.LOOK_AFTER_PEOPLE)
    return _from_a_day("end_appointment", person, role, first_day, by, at)


def _from_a_day(verb, person, role, first_day, by, at, **more) -> Appointment:
    """From today, unless a day is named; one that is over counts from today too."""
    first_day = first_day or london_day(at)
    held = {"person_id": person.id, "role": role, "first_day": first_day}
    return record(Appointment, by=by, at=at, verb=verb, not_before=first_day, **held, **more)
