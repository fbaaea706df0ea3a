"""What goes into an agency's workbook: its open lines, and of each only what may leave the screen (rules.md section 7)."""

from dataclasses import dataclass
from datetime import date

from actions import queries
from actions.changes import is_open_for
from actions.periods import Quarter
from actions.permissions import Viewer
from actions.settings import open_quarters
from actions.standing import Standing, plan_on
from tracker import leaving, logo
from tracker.logo import Logo
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
    logo: Logo | None


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
    told, names = leaving.lines(own.values(), day), Names(plan_on(day))
    agency = plan_on(day).agencies[viewer.agency_id]
    return Content(
        agency=agency.key,
        agency_name=agency.name,
        quarter=open_quarters(day)[0],
        marking=marking,
        example_line=example_line,
        lines=tuple(_line(number, each, names) for (_, number), each in zip(own, told, strict=True)),
        logo=logo.on(day),
    )


def _line(number, told, names) -> BookLine:
    rated = told.standing.facts.rated
    return BookLine(
        standing=told.standing,
        number=number,
        seen=told.said.latest,
        title=told.title,
        last_words="\n".join(_told(rated, told.said, names) if told.open_text else ()),
        repeats=told.repeats,
    )


def _told(rated, last, names) -> list[str]:
    """What the rating that stands was given with, and by whom where somebody else entered it."""
    typed = last.typed.get(rated and rated.update_id, {})
    given = sentences.given(rated, typed, names)
    return [*sentences.details(typed), *([given] if given else [])]
