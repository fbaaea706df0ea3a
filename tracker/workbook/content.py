"""What goes into an agency's workbook: its open lines, and of each only what may leave the screen (rules.md section 7)."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import case, func, select

from actions import queries
from actions.changes import is_open_for
from actions.db import db
from actions.models import Update
from actions.periods import Quarter, open_quarters
from actions.permissions import Viewer
from actions.reports import AUDIENCES_OF
from actions.standing import Standing, plan_on
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
    permitted = queries.released_to(AUDIENCES_OF["quarterly"], day)
    past = _past(own.values())
    agency = plan_on(day).agencies[viewer.agency_id]
    return Content(
        agency=agency.key,
        agency_name=agency.name,
        quarter=open_quarters(day)[0],
        marking=marking,
        example_line=example_line,
        lines=tuple(_line(number, each, permitted, past) for (_, number), each in own.items()),
    )


@dataclass(frozen=True)
class _Past:
    """What was said before: the latest update of each line, the latest "nothing has changed" of each, all words."""

    latest: dict
    unchanged: dict
    words: dict


def _past(lines) -> _Past:
    rated = [each.facts.rated.update_id for each in lines if each.facts.rated and each.facts.rated.update_id]
    decided = [each.facts.decision_id for each in lines if each.facts.decision_id]
    latest, unchanged = _latest(lines)
    return _Past(latest, unchanged, queries.words_of([*rated, *decided]))


def latest_updates(lines) -> dict[tuple, int]:
    """The number of the latest update of each line that has one, whoever gave it, by the line's key."""
    return _latest(lines)[0]


def _latest(lines) -> tuple[dict, dict]:
    """By the line's key: the number of the latest update, and that of the latest that said "nothing has changed"."""
    same = func.max(case((Update.unchanged, Update.id)))
    query = select(Update.action_id, Update.cell_id, func.max(Update.id), same)
    query = query.where(Update.action_id.in_({each.line.id for each in lines}))
    rows = db.session.execute(query.group_by(Update.action_id, Update.cell_id)).all()
    return {(row[0], row[1]): row[2] for row in rows}, {(row[0], row[1]): row[3] for row in rows}


def _line(number, standing, permitted, past) -> BookLine:
    open_text = not standing.line.recommendation or standing.line.document_id in permitted
    last = standing.facts.rated and standing.facts.rated.update_id
    own_words = past.words.get(standing.facts.decision_id, {}).get("own_words") or ""
    return BookLine(
        standing=standing,
        number=number,
        seen=past.latest.get(standing.facts.key, 0),
        title=(standing.line.title or standing.line.statement) if open_text else own_words,
        last_words="\n".join(sentences.details(past.words.get(last, {}) if open_text else {})),
        repeats=bool(last) and last != past.unchanged.get(standing.facts.key),
    )
