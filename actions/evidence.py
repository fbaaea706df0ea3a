"""Questions about evidence beyond one line's own: what it can rest on, the same file elsewhere, all of it as a list."""

from collections import namedtuple
from datetime import date

from sqlalchemy import and_, case, func, or_, select
from sqlalchemy.orm import aliased

from actions.db import db
from actions.models import Evidence, Meeting, Withdrawal, Words
from actions.permissions import Viewer
from actions.queries import EvidenceView, held_by, may_see_evidence
from actions.standing import Plan

Held = namedtuple("Held", "id day name")
Shelf = namedtuple("Shelf", "pieces total due")
Same = namedtuple("Same", "number row standing")
AT_ONCE = 50


def meetings(day: date) -> list[Held]:
    """The meetings held by `day`, the latest first, with their names."""
    named = and_(Words.row_id == Meeting.id, Words.field == "name")
    query = held_by(day).with_only_columns(Meeting.id, Meeting.day, Words.text).outerjoin(Words, named)
    return [Held(*row) for row in db.session.execute(query)]


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


def shelf(
    day: date, plan: Plan, viewer: Viewer, *, due_only: bool = False, agency_id: int | None = None, start: int = 0
) -> Shelf:
    """What stands as evidence on `day` and this person may see, the latest first, from the place `start` on, 50 at most;
    how many there are, and how many of them wanted another look by that day (`due_only`: these, the longest waiting first).

    `agency_id`: only what that agency added. `plan`: today's, by which rights are judged."""
    standing = select(Evidence).outerjoin(
        Withdrawal, and_(Withdrawal.evidence_id == Evidence.id, Withdrawal.counts_from <= day)
    )
    standing = standing.where(Evidence.counts_from <= day, Withdrawal.id.is_(None), _visible(day, plan, viewer))
    standing = standing if agency_id is None else standing.where(Evidence.agency_id == agency_id)
    order = (Evidence.recheck_on, Evidence.id) if due_only else (Evidence.id.desc(),)
    listed = standing.where(Evidence.recheck_on <= day) if due_only else standing
    page = listed.order_by(*order).offset(start).limit(AT_ONCE)
    return Shelf(_with_words(page, order, day), *_counted(standing, day))


def _with_words(query, order, day) -> list[EvidenceView]:
    """The pieces of a query in this order, with their words, in one question."""
    chosen = query.with_only_columns(Evidence.id).subquery()
    title = aliased(Words)
    asked = (
        select(Evidence, title.text, Words.field, Words.text)
        .join(chosen, chosen.c.id == Evidence.id)
        .outerjoin(title, and_(title.row_id == Evidence.by_id, title.field == "title"))
        .outerjoin(Words, Words.row_id == Evidence.id)
        .order_by(*order)
    )
    found: dict = {}
    for row, by, field, text in db.session.execute(asked):
        found.setdefault(row.id, EvidenceView(row, {}, None, day, by)).words[field] = text
    return list(found.values())


def _visible(day, plan, viewer):
    """What is not restricted, and of what is, the pieces that this person may see."""
    restricted = db.session.scalars(select(Evidence).where(Evidence.restricted, Evidence.counts_from <= day))
    leaves = [(row, plan.leaf(row.action_id, row.cell_id)) for row in restricted]
    seen = [row.id for row, leaf in leaves if leaf and may_see_evidence(viewer, leaf, row)]
    return or_(Evidence.restricted.is_(False), Evidence.id.in_(seen))


def _counted(standing, day) -> tuple[int, int]:
    """How many there are, and how many of them want another look."""
    all_of_it = standing.with_only_columns(func.count(), func.count(case((Evidence.recheck_on <= day, 1))))
    return tuple(db.session.execute(all_of_it).one())
