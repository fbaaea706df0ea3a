"""Adopting a plan that was read from a sheet: the document, who owns what, and where it stood as minuted."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from actions import changes
from actions.db import db
from actions.models import Agency, Document
from actions.permissions import Viewer
from seeds.adopted import AdoptedDocument, AdoptedLine, AdoptedPriority
from seeds.load import adopt
from seeds.spreadsheet.cells import COMPLETE, NO_POSITION
from seeds.spreadsheet.dates import Period
from seeds.spreadsheet.reading import PlanRead, PlanRow

LONGEST_TITLE = 100
SENTENCE = re.compile(r"(?<=[.;:!?])\s")


@dataclass(frozen=True)
class Head:
    """What the sheet does not say of the plan itself."""

    title: str
    reference: str
    in_force_from: date
    first_day: date
    last_day: date
    minute: str = ""
    minuted_on: date | None = None

    @property
    def period(self) -> Period:
        return Period(min(self.in_force_from, self.first_day), self.last_day)


def is_taken(reference: str) -> bool:
    return db.session.scalars(select(Document.id).filter_by(reference=reference)).first() is not None


def title_of(text: str) -> str:
    """The first sentence of what is to be done; cut between words where that is long."""
    first = SENTENCE.split(text, maxsplit=1)[0].rstrip(".;:")
    if len(first) <= LONGEST_TITLE:
        return first or text
    return f"{first[: LONGEST_TITLE - 1].rsplit(' ', 1)[0]} …"


def document_of(head: Head, plan: PlanRead) -> AdoptedDocument:
    """The plan as a document of the same kind as those kept in files."""
    return AdoptedDocument(
        reference=head.reference,
        title=head.title,
        kind="plan",
        owner="",
        in_force_from=head.in_force_from,
        period_from=head.first_day,
        period_to=head.last_day,
        aim="",
        handling="",
        facts={"counts": {"priorities": len(plan.priorities), "actions": len(plan.actions)}},
        readings=_readings(plan),
        priorities=tuple(_priorities(plan)),
        lines=tuple(_line(place, each) for place, each in enumerate(in_order(plan.actions), start=1)),
        agencies=(),
        teams=(),
    )


def _priorities(plan) -> Iterator[AdoptedPriority]:
    for number, (name, heading) in plan.priorities.items():
        yield AdoptedPriority(number=number, name=name, commitment=heading)


def in_order(actions: list[PlanRow]) -> list[PlanRow]:
    """By priority, and 2.9 before 2.10."""
    return sorted(actions, key=lambda each: (each.priority, *_natural(each.number)))


def _natural(number):
    return [(int(figures or 0), letters) for figures, letters in re.findall(r"(\d+)([a-z]*)", number)]


def _readings(plan) -> list[dict[str, str]]:
    """How the sheet was read, in numbers; never its words, which may be a person's."""
    settled = len(plan.doubts)
    how = f"{settled} of its entries could be read in more than one way, and were settled by hand. " if settled else ""
    return [{"about": "import", "reading": f"The plan was read from a spreadsheet. {how}A month means its last day."}]


def _line(place, row: PlanRow) -> AdoptedLine:
    return AdoptedLine(
        number=row.number,
        priority=row.priority,
        title=title_of(row.text),
        statement=row.text,
        due=row.due,
        position=place,
    )


def adopt_plan(head: Head, plan: PlanRead, *, by: Viewer, at) -> None:
    """Record all of it; who calls commits once, or rolls back."""
    rows = adopt(document_of(head, plan), at=at, by=by)
    _assign(plan, rows, by, at)
    for each in plan.actions:
        if each.status != NO_POSITION:
            changes.starting_position(
                rows[each.number].id,
                minuted_on=head.minuted_on,
                minute=head.minute,
                rating=None if each.status == COMPLETE else each.status,
                by=by,
                at=at,
            )


def _assign(plan, rows, by, at):
    numbers = dict(db.session.execute(select(Agency.key, Agency.id)).all())
    owned = defaultdict(list)
    for each in plan.actions:
        if each.owner:
            owned[each.owner].append((rows[each.number].id, None))
    for key, lines in owned.items():
        changes.assign(lines, agency_id=numbers[key], person=None, by=by, at=at)
