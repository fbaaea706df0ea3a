"""Next year's plan made from this year's: the lines that are to go on, under their numbers, without a date yet."""

from datetime import date

from sqlalchemy import select

from actions import changes, queries
from actions.db import db
from actions.models import Action, Document
from actions.periods import months_after
from actions.permissions import Viewer
from actions.standing import Standing
from seeds.adopted import AdoptedDocument, AdoptedDuty, AdoptedLine, AdoptedPriority
from seeds.load import adopt
from seeds.spreadsheet.adopting import Head

FROM = "The plan was made from {}: its lines go on with the same numbers and words; their dates are set by decision."


def document_of(old: Document, head: Head, lines: list[Standing]) -> AdoptedDocument:
    """The new plan: of the old one the priorities that still have a line, and these lines."""
    rows = {row.id: row for row in db.session.scalars(select(Action).where(Action.document_id == old.id))}
    adopted = tuple(_line(place, rows[each.line.id], each, head) for place, each in enumerate(lines, start=1))
    priorities = _priorities(old, {each.line.priority for each in lines})
    return AdoptedDocument(
        reference=head.reference,
        title=head.title,
        kind="plan",
        owner=old.facts.get("owner", ""),
        in_force_from=head.in_force_from,
        period_from=head.first_day,
        period_to=head.last_day,
        aim=old.facts.get("aim", ""),
        handling="",
        facts={"counts": {"priorities": len(priorities), "actions": len(adopted)}, "made_from": old.reference},
        readings=[{"about": "carried", "reading": FROM.format(old.title)}],
        priorities=priorities,
        lines=adopted,
        agencies=(),
        teams=(),
    )


def _priorities(old, wanted) -> tuple[AdoptedPriority, ...]:
    found = [each for each in queries.priorities(old.id) if each.number in wanted]
    return tuple(AdoptedPriority(number=each.number, name=each.name, commitment=each.commitment) for each in found)


def _line(place, row: Action, standing: Standing, head) -> AdoptedLine:
    """What is nothing but its regular reporting is due with the first of it, as in the plan before."""
    duties = tuple(_duty(duty, head.in_force_from) for duty in standing.facts.running)
    return AdoptedLine(
        number=row.number,
        priority=standing.line.priority,
        title=row.title,
        statement=row.statement,
        due=duties[0].first if standing.facts.duty_only and duties else None,
        each_agency=standing.line.each_agency,
        recurring=row.recurring,
        found_in=row.found_in or "",
        source=row.source or "",
        bodies=tuple(row.bodies),
        duties=duties,
        position=place,
    )


def _duty(duty, in_force_from: date) -> AdoptedDuty:
    """It runs on: the first submission of the new plan is the first of the old rhythm that reports on a day in it."""
    first = next((each.due for each in duty.submissions), None)
    while first and first < in_force_from:
        first = months_after(first, duty.every)
    return AdoptedDuty(every=duty.every, first=first, what=duty.what, is_the_action=duty.is_the_action)


def adopt_next(old: Document, head: Head, lines: list[Standing], *, by: Viewer, at) -> dict[str, Action]:
    """Adopt the new plan, in force today or later, and hand each line on to whoever answered for it. Who calls commits."""
    rows = adopt(document_of(old, head, lines), at=at, by=by)
    for each in lines:
        changes.hand_on(each, rows[each.number], by=by, at=at)
    return rows
