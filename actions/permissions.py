"""Who may do what: the whole policy as one table, and the one question every page, query, export and verb asks."""

import enum
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from sqlalchemy import Date, bindparam, func, literal, select

from actions.db import db
from actions.errors import NotAllowed
from actions.models import Agency, Appointment, Person, Words


class Permission(enum.StrEnum):
    """What may be done; each value says it in words."""

    READ_PLAN = "read the plan, standing, updates, decisions, history and evidence"
    READ_RESTRICTED = "read restricted evidence"
    KNOW_RESTRICTED = "know that restricted evidence exists"
    READ_PEOPLE = "read people's addresses"
    READ_DRAFTS = "read drafts of reports"
    READ_REPORTS = "read published reports"
    UPDATE = "rate, claim and ask for dates"
    CONTRIBUTE = "add updates and evidence"
    CONFIRM_BY_LINK = "confirm or refuse what came back by a link"
    DECIDE = "decide"
    REVIEW = "see what waits for a decision"
    CHALLENGE = "challenge an agency"
    ANSWER_CHALLENGE = "answer a challenge"
    ESCALATE = "put a matter to the board"
    WRITE_REPORT = "write the chair's words in a report"
    FREEZE_REPORT = "prepare and freeze a report"
    LOOK_AFTER_PEOPLE = "invite people and give them roles"
    ASSIGN = "assign owners and contributors"
    COVER = "say who stands in for an officer"
    ENTER_FOR_SOMEBODY = "enter what an officer sent or said"
    ENTER_STARTING_POSITION = "enter a starting position as minuted"
    RECORD_RELEASE = "record the originator's permission"
    MARK = "mark an action by hand"
    HOLD_MEETING = "record meetings"
    RECORD_FOR_BOARD = "record the board's answer, with its minute"
    REDACT = "redact words and files"
    SEE_ROUTES = "see who may use which page"
    OWN_SIGN_IN = "look after their own sign-in"
    CONFIRM_LOST_FACTOR = "confirm that somebody's second factor is lost"
    SEE_ACCESS = "see who opened and downloaded what"
    MAKE_PACK = "make inspection packs, and hand them over"
    IMPORT_PLAN = "import a plan from a spreadsheet"
    CHANGE_SETTINGS = "change the board's settings"
    PREPARE_CLOSING = "prepare the closing of a document"
    OPEN_PACK = "open an inspection pack that was made for them"
    SEE_RECORDS = "see how long each document's record is kept, and what would be purged"
    KEEP_RECORDS = "say how long a record is kept, place and lift a legal hold, and ask for a purge"
    CONFIRM_PURGE = "confirm or refuse a purge that somebody else asked for"


class Scope(enum.Enum):
    """On which lines a grant holds. Independence is judged by agency."""

    ANY = "any"
    OWN = "the person's own agency answers for it"
    HELPED = "the person's agency answers for it or contributes to it"
    OTHERS = "another agency answers for it"


ANY, OWN, HELPED, OTHERS = Scope.ANY, Scope.OWN, Scope.HELPED, Scope.OTHERS
EVERYONE = ("officer", "agency_lead", "chair", "deputy", "executive", "business_manager", "inspector")

GRANTS = {
    Permission.READ_PLAN: dict.fromkeys(EVERYONE, ANY),
    Permission.READ_RESTRICTED: {"officer": OWN, "agency_lead": OWN, "chair": OTHERS, "deputy": OTHERS},
    Permission.KNOW_RESTRICTED: {
        "officer": OWN,
        "agency_lead": OWN,
        "chair": OTHERS,
        "deputy": OTHERS,
        "business_manager": ANY,
    },
    Permission.READ_PEOPLE: {"business_manager": ANY},
    Permission.READ_DRAFTS: {"chair": ANY, "deputy": ANY, "business_manager": ANY},
    Permission.READ_REPORTS: dict.fromkeys(EVERYONE, ANY),
    Permission.UPDATE: {"officer": OWN, "agency_lead": OWN},
    Permission.CONTRIBUTE: {"officer": HELPED, "agency_lead": HELPED},
    Permission.CONFIRM_BY_LINK: {"business_manager": ANY, "agency_lead": OWN},
    Permission.DECIDE: {"chair": OTHERS, "deputy": OTHERS},
    Permission.REVIEW: {"chair": ANY, "deputy": ANY, "business_manager": ANY},
    Permission.CHALLENGE: {"chair": ANY, "deputy": ANY},
    Permission.ANSWER_CHALLENGE: {"officer": OWN, "agency_lead": OWN},
    Permission.ESCALATE: {"chair": ANY, "deputy": ANY},
    Permission.WRITE_REPORT: {"chair": ANY, "deputy": ANY},
    Permission.FREEZE_REPORT: {"business_manager": ANY, "chair": ANY},
    Permission.LOOK_AFTER_PEOPLE: {"business_manager": ANY},
    Permission.ASSIGN: {"business_manager": ANY, "agency_lead": OWN},
    Permission.COVER: {"officer": OWN, "agency_lead": OWN, "business_manager": ANY},
    Permission.ENTER_FOR_SOMEBODY: {"business_manager": ANY},
    Permission.ENTER_STARTING_POSITION: {"business_manager": ANY},
    Permission.RECORD_RELEASE: {"business_manager": ANY},
    Permission.MARK: {"business_manager": ANY, "chair": ANY, "deputy": ANY},
    Permission.HOLD_MEETING: {"business_manager": ANY, "chair": ANY, "deputy": ANY},
    Permission.RECORD_FOR_BOARD: {"business_manager": ANY},
    Permission.REDACT: {"business_manager": ANY},
    Permission.SEE_ROUTES: {"business_manager": ANY},
    Permission.OWN_SIGN_IN: dict.fromkeys(EVERYONE, ANY),
    Permission.CONFIRM_LOST_FACTOR: {"chair": ANY, "deputy": ANY, "business_manager": ANY},
    Permission.SEE_ACCESS: {"business_manager": ANY},
    Permission.MAKE_PACK: {"business_manager": ANY},
    Permission.IMPORT_PLAN: {"business_manager": ANY},
    Permission.CHANGE_SETTINGS: {"business_manager": ANY},
    Permission.PREPARE_CLOSING: {"business_manager": ANY, "chair": ANY, "deputy": ANY},
    Permission.OPEN_PACK: dict.fromkeys(EVERYONE, ANY),
    Permission.SEE_RECORDS: {"chair": ANY, "deputy": ANY, "business_manager": ANY},
    Permission.KEEP_RECORDS: {"business_manager": ANY},
    Permission.CONFIRM_PURGE: {"chair": ANY, "deputy": ANY, "business_manager": ANY},
}


@dataclass(frozen=True)
class Viewer:
    """A person with today's rights."""

    id: int
    title: str
    agency_id: int | None
    agency: str | None
    roles: frozenset

    def has(self, *roles) -> bool:
        return not self.roles.isdisjoint(roles)


SCOPES = {
    Scope.ANY: lambda viewer, facts: True,
    Scope.OWN: lambda viewer, facts: viewer.agency_id is not None and facts.owner_id == viewer.agency_id,
    Scope.HELPED: lambda viewer, facts: viewer.agency_id in {facts.owner_id, *facts.contributors} - {None},
    Scope.OTHERS: lambda viewer, facts: facts.owner_id != viewer.agency_id or viewer.agency_id is None,
}


def may(viewer: Viewer | None, permission: Permission, standing=None) -> bool:
    """Whether the person may do this: at all, or (given a standing) on that line."""
    if viewer is None:
        return False
    scopes = [scope for role, scope in GRANTS[permission].items() if role in viewer.roles]
    if standing is None:
        return bool(scopes)
    return any(SCOPES[scope](viewer, standing.facts) for scope in scopes)


def allowing(viewer: Viewer | None, permission: Permission) -> Callable[..., bool]:
    """`may` for many lines: judged once for those that the same agencies answer for and help with."""
    known: dict = {}

    def allowed(standing) -> bool:
        who = standing.facts.owner_id, standing.facts.contributors
        if who not in known:
            known[who] = may(viewer, permission, standing)
        return known[who]

    return allowed


def require(viewer: Viewer | None, permission: Permission, standing=None) -> None:
    """Raise NotAllowed unless the person may."""
    if not may(viewer, permission, standing):
        raise NotAllowed(permission)


HELD = (Appointment.role, Appointment.verb, Appointment.last_day, Appointment.agency_id.is_not(None).label("moved"))
AGENCY = func.coalesce(Appointment.agency_id, Person.agency_id)
TODAY = bindparam("today", type_=Date)
# Written out: a statement that PostgreSQL prepared for whichever field reads every word that there is.
TITLE = literal("title", literal_execute=True)
# Everybody with every role that they were ever given by `today`; one person after another, each role's last word last.
EVERYBODY = (
    select(Person.id, Words.text, AGENCY.label("agency_id"), Agency.key, *HELD)
    .outerjoin(Words, (Words.row_id == Person.id) & (Words.field == TITLE))
    .outerjoin(Appointment, (Appointment.person_id == Person.id) & (Appointment.counts_from <= TODAY))
    .outerjoin(Agency, Agency.id == AGENCY)
    .order_by(Person.id, Appointment.id)
)
ONE_OF_THEM = EVERYBODY.where(Person.id == bindparam("person"))


def viewers(today: date, person_id: int | None = None) -> dict[int, Viewer]:
    """Everybody (or one person) with the roles they hold today, by number."""
    query = EVERYBODY if person_id is None else ONE_OF_THEM
    rows = db.session.execute(query, {"today": today, "person": person_id}).all()
    return {number: viewer_of(list(held), today) for number, held in groupby(rows, key=lambda row: row.id)}


def viewer_of(rows: list, today: date) -> Viewer:
    """The person of whom these are the rows."""
    held = {row.role: row.verb == "appoint" and (row.last_day is None or row.last_day >= today) for row in rows}
    last = next((row for row in reversed(rows) if row.moved), rows[0])  # for whom they act: what was last said of it
    return Viewer(last.id, last.text, last.agency_id, last.key, frozenset(role for role, on in held.items() if on))


def viewer(person_id: int, today: date) -> Viewer | None:
    """One person with today's roles."""
    return viewers(today, person_id).get(person_id)
