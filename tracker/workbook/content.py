"""What goes into an agency's workbook: its open lines, and of each only what may leave the screen (rules.md section 7)."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from actions import queries
from actions.changes import is_open_for
from actions.db import db
from actions.models import Update
from actions.periods import Quarter, open_quarters
from actions.permissions import Viewer
from actions.reports import AUDIENCES_OF
from actions.standing import Standing, plan_on
from tracker.names import Names
from tracker.words import RATING, STATUS
from tracker.words import history as sentences


@dataclass(frozen=True)
class BookLine:
    """A line of the workbook. `number` names it within its document, `seen` is its latest update's number (0: none)."""

    standing: Standing
    number: str
    seen: int
    title: str
    last_words: str
    repeats: bool

    @property
    def key(self) -> tuple[str, str]:
        return self.standing.line.document, self.number

    @property
    def status(self) -> str:
        return STATUS[self.standing.status]

    @property
    def last_rating(self) -> str:
        return RATING.get(self.standing.rating, "")


@dataclass(frozen=True)
class Content:
    """What a workbook says besides its lines: whose it is, for which quarter, and how it is marked."""

    agency: str
    agency_name: str
    quarter: Quarter
    marking: str
    example_line: str | None
    lines: tuple[BookLine, ...]


def own_lines(viewer: Viewer, day: date) -> dict[tuple[str, str], Standing]:
    """The open lines that this person may rate, most urgent first, by document and number."""
    plan = plan_on(day)
    lines = [each for each in queries.mine(viewer, day) if is_open_for("update", each)]
    return {(each.line.document, _number(each, viewer, plan)): each for each in lines}


def _number(standing, viewer, plan) -> str:
    """The line's number; of a cell that another agency would answer also whose it is."""
    if standing.cell in (None, viewer.agency_id):
        return standing.number
    return f"{standing.number} ({plan.agencies[standing.cell].key})"


def of(viewer: Viewer, day: date, *, marking: str, example_line: str | None) -> Content:
    """The workbook's content as at today, for the earliest quarter that is open."""
    own = own_lines(viewer, day)
    released = _released(day)
    past = _past(own.values(), Names(plan_on(day)))
    agency = plan_on(day).agencies[viewer.agency_id]
    return Content(
        agency=agency.key,
        agency_name=agency.name,
        quarter=open_quarters(day)[0],
        marking=marking,
        example_line=example_line,
        lines=tuple(_line(number, each, released, past) for (_, number), each in own.items()),
    )


def _released(day) -> set[str]:
    """The documents whose titles and text may leave the screen, by reference."""
    permitted = set.intersection(*(queries.released_to(audience, day) for audience in AUDIENCES_OF["quarterly"]))
    return {each.reference for each in queries.documents(day) if each.kind == "plan" or each.id in permitted}


@dataclass(frozen=True)
class _Past:
    """What was said before: the latest update of each line, which of them said "nothing has changed", all words."""

    latest: dict
    unchanged: frozenset
    words: dict
    names: Names

    def told(self, rated) -> list[str]:
        """What the rating that stands was given with, and by whom where somebody else entered it."""
        typed = self.words.get(rated and rated.update_id, {})
        given = sentences.given(rated, typed, self.names)
        return [*sentences.details(typed), *([given] if given else [])]


def _past(lines, names) -> _Past:
    rated = [each.facts.rated.update_id for each in lines if each.facts.rated and each.facts.rated.update_id]
    decided = [each.facts.decision_id for each in lines if each.facts.decision_id]
    unchanged = select(Update.id).where(Update.id.in_(rated), Update.unchanged)
    words = queries.words_of([*rated, *decided])
    return _Past(latest_updates(lines), frozenset(db.session.scalars(unchanged)), words, names)


def latest_updates(lines) -> dict[tuple, int]:
    """The number of the latest update of each line that has one, whoever gave it, by the line's key."""
    actions = {each.line.id for each in lines}
    query = select(Update.action_id, Update.cell_id, func.max(Update.id)).where(Update.action_id.in_(actions))
    rows = db.session.execute(query.group_by(Update.action_id, Update.cell_id))
    return {(action, cell): latest for action, cell, latest in rows}


def _line(number, standing, released, past) -> BookLine:
    open_text = standing.line.document in released
    last = standing.facts.rated and standing.facts.rated.update_id
    own_words = past.words.get(standing.facts.decision_id, {}).get("own_words") or ""
    return BookLine(
        standing=standing,
        number=number,
        seen=past.latest.get(standing.facts.key, 0),
        title=(standing.line.title or standing.line.statement) if open_text else own_words,
        last_words="\n".join(past.told(standing.facts.rated) if open_text else ()),
        repeats=bool(last) and last not in past.unchanged,
    )
