"""Named questions about the record."""

from collections import namedtuple
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Date, Select, bindparam, exists, func, select
from sqlalchemy.orm import aliased, joinedload

from actions.db import db
from actions.models import (
    Action,
    Challenge,
    Decision,
    Document,
    Meeting,
    Person,
    Priority,
    Release,
    Report,
    ReportWithdrawal,
    RoundSent,
    Words,
)
from actions.models.record import OUTCOMES
from actions.periods import Quarter
from actions.permissions import TITLE, Permission, Viewer, may
from actions.standing import Plan, Standing, gather, plan_on

# What nearly every page asks, as questions made once; each is given its day, or its rows.
DAY, ROWS = bindparam("day", type_=Date), bindparam("rows", expanding=True)
DOCUMENTS = select(Document).where(Document.in_force_from <= DAY).order_by(Document.in_force_from, Document.id)
_aside = aliased(Decision)
SET_ASIDE = exists().where(_aside.decision_id == Decision.id, _aside.verb == "set_aside", _aside.counts_from <= DAY)
CLOSINGS = select(Decision.document_id).where(Decision.verb == "close_document", Decision.counts_from <= DAY)
IN_FORCE = DOCUMENTS.where(Document.id.not_in(CLOSINGS.where(Decision.new_due < DAY, ~SET_ASIDE)))
ADOPTED = select(Action).where(Action.id.in_(ROWS)).options(joinedload(Action.document))
FIRST_DAY = select(func.min(Document.in_force_from))
TITLES = select(Person.id, Words.text).outerjoin(Words, (Words.row_id == Person.id) & (Words.field == TITLE))
WORDS = select(Words.row_id, Words.field, Words.text).where(Words.row_id.in_(ROWS))


def documents(day: date) -> list[Document]:
    """The documents in force on `day`, the earliest first."""
    return list(db.session.scalars(DOCUMENTS, {"day": day}))


def documents_in_force(day: date) -> list[Document]:
    """Those of them that are not closed."""
    return list(db.session.scalars(IN_FORCE, {"day": day}))


def not_closed(found: list[Document], plan: Plan) -> list[Document]:
    """The same of documents that who calls has, with the plan of their day."""
    return [each for each in found if not plan.is_closed(each.reference)]


def plan_in_force(day: date) -> Document | None:
    """The board's plan: of those in force on `day` the newest."""
    return newest_plan(documents_in_force(day))


def profile_in_force(day: date) -> Document | None:
    """The problem profile: of those in force on `day` the newest."""
    return newest("profile", documents_in_force(day))


def newest_plan(found):
    """The board's plan among documents in force, or what a report says of them, the earliest first."""
    return newest("plan", found)


def newest(kind: str, found):
    """The one rule for which document of a kind holds where there are several: the newest. `found`: the earliest first."""
    return next((each for each in reversed(found) if each.kind == kind), None)


def first_day() -> date | None:
    """The day from which the first document is in force."""
    return db.session.scalar(FIRST_DAY)


def priorities(document_id: int) -> list[Priority]:
    return list(db.session.scalars(select(Priority).filter_by(document_id=document_id).order_by(Priority.number)))


def adopted(action_id: int) -> Action:
    """The line's row: what the board adopted, with its document."""
    return db.session.scalars(ADOPTED, {"rows": [action_id]}).one()


def titles() -> dict[int, str]:
    """What each person is, by number."""
    return dict(db.session.execute(TITLES).all())


def words_of(row_ids) -> dict[int, dict[str, str]]:
    """What was typed in the rows: by row, by field. A redacted field may hold nothing."""
    found, row_ids = {}, list(row_ids)
    for row_id, field, text in db.session.execute(WORDS, {"rows": row_ids}) if row_ids else ():
        found.setdefault(row_id, {})[field] = text
    return found


Entry = namedtuple("Entry", "event words")
DECISIONS = frozenset(OUTCOMES) - {"set_aside"}


def history(action_id: int, day: date, cell_id: int | None = None) -> list[Entry]:
    """All that counts on `day` about a line (one agency's cell of it), newest first, with its words."""
    events = [event for event in gather.history(day, action_id) if cell_id is None or event.cell_id in (None, cell_id)]
    words = words_of(event.id for event in events)
    return [Entry(event, words.get(event.id, {})) for event in reversed(events)]


def history_before(lines: list[Standing], day: date) -> dict[int, list[Entry]]:
    """The same of the lines of earlier documents that a line goes back to, by line."""
    events = gather.history(day, *(each.line.id for each in lines)) if lines else []
    words = words_of(event.id for event in events)
    told = [Entry(event, words.get(event.id, {})) for event in reversed(events)]
    return {each.line.id: [entry for entry in told if entry.event.action_id == each.line.id] for each in lines}


def decisions_that_stand(past: list[Entry]) -> list[Entry]:
    """Of a line's history the decisions that were not set aside, newest first."""
    aside = {entry.event.ref for entry in past if entry.event.verb == "set_aside"}
    return [entry for entry in past if entry.event.verb in DECISIONS and entry.event.id not in aside]


MOST_URGENT_FIRST = ("overdue", "off_track", "no_update", "at_risk", "date_to_be_set", "not_started", "on_track")


def _urgency(standing: Standing):
    status = standing.own_status
    place = MOST_URGENT_FIRST.index(status) if status in MOST_URGENT_FIRST else len(MOST_URGENT_FIRST)
    return place, standing.due or date.max, standing.line.position


def mine(viewer: Viewer, day: date) -> list[Standing]:
    """The open lines and cells for which the person's agency answers, most urgent first."""
    owned = plan_on(day).where(lambda each: may(viewer, Permission.UPDATE, each))
    return sorted((each for each in owned if each.is_open), key=_urgency)


def owed_by(viewer: Viewer, quarter: Quarter, day: date) -> list[Standing]:
    """Of those, the ones that owe an update for the quarter: open from its first day of (rules.md section 3)."""
    return [each for each in mine(viewer, day) if owes(each, quarter)]


def owes(standing: Standing, quarter: Quarter) -> bool:
    """Whether a line that is open owes an update for the quarter: it was open from its first day."""
    return standing.is_open and standing.facts.was_open_on(quarter.first)


def owed_by_agency(agency_id: int, quarter: Quarter, day: date) -> list[Standing]:
    """The lines for which an agency answers and owes an update for the quarter, whoever asks; most urgent first."""
    owned = plan_on(day).where(lambda each: each.owner_id == agency_id)
    return sorted((each for each in owned if owes(each, quarter)), key=_urgency)


Sent = namedtuple("Sent", "on by_id by note")


def round_sent(agency_id: int | None, quarter: Quarter, day: date) -> Sent | None:
    """That an agency's update for a quarter was sent by the end of `day`: when, by whom (what they are), with what note."""
    title, note = aliased(Words), aliased(Words)
    query = (
        select(RoundSent.counts_from, RoundSent.by_id, title.text, note.text)
        .outerjoin(title, (title.row_id == RoundSent.by_id) & (title.field == "title"))
        .outerjoin(note, (note.row_id == RoundSent.id) & (note.field == "note"))
        .where(RoundSent.agency_id == agency_id, RoundSent.quarter == quarter.first, RoundSent.counts_from <= day)
        .order_by(RoundSent.id)
    )
    row = db.session.execute(query).first()
    return row and Sent(*row)


def helped(viewer: Viewer, day: date) -> list[Standing]:
    """The open lines to which the person's agency contributes."""
    lines = plan_on(day).where(
        lambda each: may(viewer, Permission.CONTRIBUTE, each) and not may(viewer, Permission.UPDATE, each)
    )
    return [each for each in lines if each.is_open]


# What of it cannot go on without a decision.
AWAIT_A_DECISION = ("claims", "requests", "exemptions")


def waiting_for_chair(day: date) -> dict[str, list[Standing]]:
    """What deserves the chair: claims, requests for a date, what is said not to apply, overdue longest first, silent,
    green while overdue, nobody's, to be checked again."""
    plan = plan_on(day)
    return plan.kept("waiting for the chair", lambda: _waiting_for_chair(plan.answerable()))


def _waiting_for_chair(lines) -> dict[str, list[Standing]]:
    own = [each for each in lines if each.is_open]
    overdue = [each for each in own if each.own_status == "overdue"]
    return {
        "claims": [each for each in own if each.own_status == "reported_complete"],
        "requests": [each for each in own if each.facts.request is not None],
        "exemptions": [each for each in own if each.facts.exemption is not None],
        "overdue": sorted(overdue, key=lambda each: (each.due or date.max, each.line.position)),
        "silent": [each for each in own if "silent" in each.flags],
        "green_while_overdue": [each for each in own if "green_while_overdue" in each.flags],
        "orphans": [each for each in own if each.owner_id is None],
        "rechecks": [each for each in lines if "recheck_due" in each.flags],
    }


def silent_agencies(plan: Plan, quarter: Quarter) -> list[str]:
    """The agencies that owed an update for the quarter on the plan's day and had given none for it or a later one."""
    silent = plan.kept(("silent", quarter), lambda: _silent(plan.answerable(), quarter))
    return [taking.name for number, taking in plan.agencies.items() if number in silent]


def _silent(lines, quarter) -> set[int]:
    owing = {each.owner_id for each in lines if owes(each, quarter)}
    return owing - {each.owner_id for each in lines if each.facts.answers_for(quarter)}


@dataclass(frozen=True)
class Asked:
    """A challenge on a day: the question, the agency's answer and how it ended, each with its words."""

    row: Challenge
    day: date
    words: dict
    answered: Challenge | None = None
    ended: Challenge | None = None

    @property
    def number(self) -> int:
        return self.row.id

    @property
    def is_open(self) -> bool:
        return self.ended is None

    @property
    def waits_for_agency(self) -> bool:
        return self.is_open and self.answered is None

    @property
    def overdue(self) -> bool:
        """Whether the answer is owed and its day has passed."""
        return self.waits_for_agency and self.row.due_day < self.day

    @property
    def age(self) -> int:
        """Days from the question to its end, or to the day shown."""
        last = self.ended.counts_from if self.ended else self.day
        return (last - self.row.counts_from).days


def challenges(day: date) -> list[Asked]:
    """The questions on record on `day`: those that are open first, oldest first; then the ended ones, latest first."""
    rows = list(db.session.scalars(select(Challenge).where(Challenge.counts_from <= day).order_by(Challenge.id)))
    words = words_of(row.id for row in rows)
    about = {(row.challenge_id, row.verb): row for row in rows}
    found = [_asked(row, day, words, about) for row in rows if row.verb == "challenge"]
    ended = [each for each in found if not each.is_open]
    return [each for each in found if each.is_open] + sorted(ended, key=lambda each: -each.ended.id)


def _asked(row, day, words, about) -> Asked:
    answered, ended = (about.get((row.id, verb)) for verb in ("answer_challenge", "end_challenge"))
    told = {name: text for each in (row, answered, ended) if each for name, text in words.get(each.id, {}).items()}
    return Asked(row, day, told, answered, ended)


def search(text: str, day: date) -> list[Standing]:
    """The lines whose number is the text, or whose number, title or statement holds all of its words."""
    wanted = text.casefold().split()
    lines = plan_on(day).standings
    exact = [each for each in lines if each.number.casefold() == text.strip().casefold()]
    if exact or not wanted:
        return exact
    return [each for each in lines if all(word in _searched(each) for word in wanted)]


def _searched(standing: Standing) -> str:
    line = standing.line
    return f"{line.number} {line.title} {line.statement}".casefold()


def reports(day: date | None = None) -> list[Report]:
    """The frozen editions, newest first; on a day: those frozen by its end."""
    query = select(Report).order_by(Report.id.desc())
    return list(db.session.scalars(query if day is None else query.where(Report.counts_from <= day)))


def report(kind: str, period: str, edition: int) -> Report | None:
    return db.session.scalars(select(Report).filter_by(kind=kind, period=period, edition=edition)).first()


def withdrawn_reports() -> set[int]:
    """The numbers of editions whose bytes were taken out."""
    return set(db.session.scalars(select(ReportWithdrawal.report_id)))


def released_to(audiences: tuple[str, ...], day: date) -> set[int]:
    """The documents that the originator permits to be used for each of these audiences, by number."""
    query = select(Release.document_id).where(Release.audience.in_(audiences), Release.counts_from <= day)
    to_each = func.count(Release.audience.distinct()) == len(set(audiences))
    return set(db.session.scalars(query.group_by(Release.document_id).having(to_each)))


def meetings(day: date) -> list[Meeting]:
    """The meetings held by `day`, the latest first."""
    return list(db.session.scalars(held_by(day)))


def held_by(day: date) -> Select:
    """The meetings on record by the end of `day` that were not called off, the latest first."""
    off = select(Meeting.meeting_id).where(Meeting.verb == "call_off", Meeting.counts_from <= day)
    held = select(Meeting).where(Meeting.verb == "hold_meeting", Meeting.counts_from <= day, Meeting.id.not_in(off))
    return held.order_by(Meeting.day.desc(), Meeting.id.desc())
