"""Questions about evidence beyond one line's own: what it can rest on, the same file elsewhere, all of it as a list."""

from collections import namedtuple
from datetime import date

from sqlalchemy import and_, select
from sqlalchemy.orm import aliased

from actions.db import db
from actions.models import Evidence, Meeting, Withdrawal, Words
from actions.models.record import OUTCOMES
from actions.permissions import Viewer
from actions.queries import may_see_evidence
from actions.standing import Plan

Held = namedtuple("Held", "id day name")
Same = namedtuple("Same", "number row standing")
NO_GROUND = frozenset({"set_aside", "extend_document"})


def meetings(day: date) -> list[Held]:
    """The meetings on record by the end of `day`, the latest first, with their names."""
    named = and_(Words.row_id == Meeting.id, Words.field == "name")
    query = select(Meeting.id, Meeting.day, Words.text).outerjoin(Words, named).where(Meeting.counts_from <= day)
    return [Held(*row) for row in db.session.execute(query.order_by(Meeting.day.desc(), Meeting.id.desc()))]


def decisions(past) -> list:
    """Of a line's history (`queries.history`) the decisions that stand, the latest first."""
    aside = {entry.event.ref for entry in past if entry.event.verb == "set_aside"}
    grounds = frozenset(OUTCOMES) - NO_GROUND
    return [entry for entry in past if entry.event.verb in grounds and entry.event.id not in aside]


def files_with(update_id: int) -> list[int]:
    """The files that came with an update, by number."""
    return list(
        db.session.scalars(select(Evidence.id).filter_by(update_id=update_id, kind="file").order_by(Evidence.id))
    )


def same_files(numbers, plan: Plan, viewer: Viewer) -> list[Same]:
    """For each of these pieces whose bytes are evidence already: the earliest such piece that this person may see.

    Withdrawn pieces are none any more. `plan`: today's, by which rights are judged. In the order of the numbers."""
    new, old = aliased(Words), aliased(Words)
    alike = and_(old.field == "file", old.text == new.text, old.row_id < new.row_id)
    query = (
        select(new.row_id, Evidence)
        .join(old, alike)
        .join(Evidence, Evidence.id == old.row_id)
        .outerjoin(Withdrawal, Withdrawal.evidence_id == Evidence.id)
        .where(new.field == "file", new.row_id.in_(list(numbers)), Withdrawal.id.is_(None))
        .order_by(new.row_id, Evidence.id)
    )
    found: dict = {}
    for number, row in db.session.execute(query):
        standing = plan.leaf(row.action_id, row.cell_id)
        if number not in found and standing and may_see_evidence(viewer, standing, row):
            found[number] = Same(number, row, standing)
    return list(found.values())
