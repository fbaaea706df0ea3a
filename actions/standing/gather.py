"""The record as standing reads it: the lines in force on a day, and one log of all that was done about them.

Two queries, whatever the number of lines: `lines` and `events`. Every table that bears on standing is written into the
same few columns, so that the fold (fold.py) reads one list in the order of its numbers.
"""

from collections import namedtuple
from datetime import date
from functools import cache
from typing import NamedTuple

from sqlalchemy import (
    JSON,
    Boolean,
    Date,
    Integer,
    String,
    bindparam,
    cast,
    exists,
    func,
    literal,
    null,
    select,
    union_all,
)

from actions import journal
from actions.db import db
from actions.models import (
    Action,
    Agency,
    AgencyChange,
    Answer,
    Assignment,
    Challenge,
    Claim,
    DateRequest,
    Decision,
    Document,
    Duty,
    Escalation,
    Evidence,
    ExemptionRequest,
    JournalLine,
    Mark,
    Priority,
    Setting,
    StartingPosition,
    Update,
    Withdrawal,
)
from actions.standing.facts import Line

COLUMNS = {
    "id": Integer,
    "verb": String,
    "by_id": Integer,
    "action_id": Integer,
    "cell_id": Integer,
    "counts_from": Date,
    "taken_on": Date,
    "day": Date,
    "second_day": Date,
    "ref": Integer,
    "other": Integer,
    "word": String,
    "yes": Boolean,
    "numbers": JSON,
    "given_how": String,
    "given_on": Date,
    "given_person_id": Integer,
}
Event = namedtuple("Event", COLUMNS)
DAY, ONLY = bindparam("day", type_=Date), bindparam("only", type_=Integer, expanding=True)
SINCE, LINE_HASH = bindparam("since", type_=Integer), bindparam("line_hash", type_=String)
ITS_OWN = frozenset("id verb by_id action_id cell_id counts_from taken_on given_how given_on given_person_id".split())

# What each table writes into the common columns. `ref` is what the row is about, `other` who or what else it names.
LOG = {
    Assignment: {"day": "first_day", "second_day": "last_day", "ref": "agency_id", "other": "person_id"},
    Update: {"day": "quarter", "second_day": "forecast", "ref": "agency_id", "word": "rating", "yes": "as_owner"},
    Answer: {"day": "due", "ref": "duty_id", "other": "update_id"},
    Evidence: {"second_day": "recheck_on", "ref": "update_id", "word": "kind", "yes": "restricted"},
    Withdrawal: {"ref": "evidence_id"},
    Claim: {"ref": "update_id", "numbers": "evidence_ids"},
    DateRequest: {"day": "new_due", "ref": "request_id"},
    ExemptionRequest: {"ref": "request_id"},
    StartingPosition: {"day": "minuted_on", "word": "rating", "yes": "reported_complete"},
    Duty: {"day": "first", "ref": "every", "other": "decision_id", "word": "what", "yes": "is_the_action"},
    Challenge: {"day": "due_day", "ref": "challenge_id", "other": "agency_id"},
    Escalation: {"day": "answered_on", "ref": "escalation_id", "other": "challenge_id"},
    Mark: {"ref": "other_id", "word": "mark"},
    Decision: {
        "day": "new_due",
        "second_day": "recheck_on",
        "ref": ("claim_id", "request_id", "exemption_id", "decision_id", "duty_id"),
        "other": ("merged_into_id", "carried_into_id", "document_id"),
        "word": "assurance",
        "yes": "by_the_board",
    },
}

# Every table that bears on standing.
READ = (*LOG, Document, Priority, Action, Agency, AgencyChange, Setting)


def last_row() -> journal.Head:
    """The journal's line of the latest row that can change where anything stands on any day."""
    return journal.line(_last_row())


@cache
def _last_row():
    latest = union_all(*(select(func.max(table.id).label("id")) for table in READ)).subquery()
    return journal.LINE.where(JournalLine.number == select(func.max(latest.c.id)).scalar_subquery())


class Touched(NamedTuple):
    """What rows added since bear on: a line from a day on, or (`everything`) all lines on any day. `decided`: they may
    change whether each agency is asked."""

    action_id: int | None
    counts_from: date | None
    everything: bool
    decided: bool


def touched(since: journal.Head) -> list[Touched] | None:
    """What was touched by the rows after a line of the journal; None if that line is not in the journal any more."""
    found = db.session.execute(_touched(), {"since": since.number, "line_hash": since.line_hash}).all()
    rows = [Touched(*row) for row in found]
    if all(row.counts_from for row in rows):
        return None
    return [row for row in rows if row.counts_from]


@cache
def _touched():
    """A row for each that was added, and one without a day if the line is still there."""
    columns = (cast(null(), Integer), cast(null(), Date), literal(False), literal(False))
    line = select(*columns).where(JournalLine.number == SINCE, JournalLine.line_hash == LINE_HASH)
    return union_all(line, *(_added(table) for table in READ))


def _added(table):
    """A document's own decision and what is adopted bear on everything."""
    about = table.action_id if table in LOG else cast(null(), Integer)
    everything = about.is_(None) if table is Decision else literal(table not in LOG)
    return select(about, table.counts_from, everything, literal(table is Decision)).where(table.id > SINCE)


def lines(day: date, only=None) -> list[Line]:
    """The lines of the documents in force on `day`, in document order; or those of them whose rows are `only`."""
    found = db.session.execute(_lines(only is not None), {"day": day, "only": only})
    return [Line(*row) for row in found]


@cache
def _lines(of_some: bool):
    """The lines as a query, made once; its parameters are the day and, of some lines, their rows."""
    parent = Action.__table__.alias("parent")
    columns = {
        "id": Action.id,
        "document_id": Action.document_id,
        "document": Document.reference,
        "number": Action.number,
        "position": Action.position,
        "title": Action.title,
        "statement": Action.statement,
        "parent_id": Action.parent_id,
        "parent": parent.c.number,
        "priority": Priority.number,
        "due": Action.due,
        "recommendation": Action.recommendation,
        "each_agency": Action.each_agency | _asked_of_each(),
        "national": Action.national,
        "recurring": Action.recurring,
        "example": Action.example,
        "in_force_from": Document.in_force_from,
        "last_day": Document.last_day,
    }
    query = (
        select(*columns.values())
        .join(Document, Document.id == Action.document_id)
        .outerjoin(Priority, Priority.id == Action.priority_id)
        .outerjoin(parent, parent.c.id == Action.parent_id)
        .where(Document.in_force_from <= DAY)
        .order_by(Document.in_force_from, Document.id, Action.position)
    )
    return query.where(Action.id.in_(ONLY)) if of_some else query


def _asked_of_each():
    """Whether a standing decision asks the line of each agency."""
    aside = Decision.__table__.alias("aside")
    set_aside = exists().where(
        aside.c.decision_id == Decision.id, aside.c.verb == "set_aside", aside.c.counts_from <= DAY
    )
    asked = exists().where(Decision.action_id == Action.id, Decision.verb == "ask_each_agency")
    return asked.where(Decision.counts_from <= DAY, ~set_aside).correlate(Action)


def events(day: date, only=None) -> list[Event]:
    """All that counts on `day` and bears on standing, in the order of its numbers; of updates only the latest words.
    With `only`: what is about those actions, and about documents."""
    return read(_log(only is not None), day, only)


def read(query, day: date, only=None) -> list[Event]:
    """What a query of such columns finds on `day`, in the order of its numbers."""
    found = db.session.execute(query, {"day": day, "only": only}).all()
    return sorted((Event(*row) for row in found), key=lambda event: event.id)


@cache
def _log(of_some: bool):
    """The log as a query, made once; its parameters are the day and, of some actions, their rows."""
    return union_all(*(_select(table, mapping, of_some) for table, mapping in LOG.items()))


def _select(table, mapping, of_some):
    if table is Update:
        return _latest_updates(mapping, of_some)
    query = counting(table)
    if not of_some:
        return query
    return query.where(_about(table) | table.action_id.is_(None) if table is Decision else _about(table))


def _about(table):
    """Whether a row is about one of the lines, or carries another line into it."""
    about = table.action_id.in_(ONLY)
    return about | table.carried_into_id.in_(ONLY) if table is Decision else about


def counting(table):
    """All of a table's rows that count on the day, in the common columns."""
    columns = [_column(table, name, kind, LOG[table].get(name)) for name, kind in COLUMNS.items()]
    return select(*columns).where(table.counts_from <= DAY)


def _column(table, name, kind, source):
    if source is None:
        own = getattr(table, name, None) if name in ITS_OWN else None
        return (own if own is not None else cast(null(), kind)).label(name)
    if isinstance(source, tuple):
        return func.coalesce(*(getattr(table, each) for each in source)).label(name)
    return getattr(table, source).label(name)


def _latest_updates(mapping, of_some):
    """The owner's latest update of each line; its `day` is the furthest quarter for which any of them speaks."""
    found = select(func.max(Update.id).label("id"), func.max(Update.quarter).label("furthest"))
    counting = found.where(Update.as_owner, Update.counts_from <= DAY)
    counting = counting.where(Update.action_id.in_(ONLY)) if of_some else counting
    latest = counting.group_by(Update.action_id, Update.cell_id).subquery()
    columns = [_column(Update, name, kind, mapping.get(name)) for name, kind in COLUMNS.items()]
    columns[list(COLUMNS).index("day")] = latest.c.furthest.label("day")
    return select(*columns).join(latest, latest.c.id == Update.id)


def history(day: date, *action_ids: int) -> list[Event]:
    """All that counts on `day` about these actions, every update included, in the order of its numbers."""
    return read(_history(), day, list(action_ids))


@cache
def _history():
    return union_all(*(counting(table).where(_about(table)) for table in LOG))
