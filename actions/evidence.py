"""Questions about evidence: a line's own, what it can rest on, the same file elsewhere, all of it as a list."""

from collections import namedtuple
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache

from sqlalchemy import Integer, and_, bindparam, case, func, or_, select
from sqlalchemy.orm import aliased

from actions.db import db
from actions.models import Evidence, Meeting, Scan, Withdrawal, Words
from actions.permissions import Permission, Viewer, may
from actions.queries import DAY, ROWS, held_by
from actions.standing import Plan, Standing, plan_on

Held = namedtuple("Held", "id day name")
Shelf = namedtuple("Shelf", "pieces total due")
Same = namedtuple("Same", "number row standing")
AT_ONCE = 50

# `scanned`, `harmful`: when its file was last scanned, and what was found in it.
Piece = namedtuple("Piece", [*Evidence.__table__.c.keys(), "scanned", "harmful"], defaults=(None, None))
TITLE = aliased(Words)
# Pieces, each with what the person is who added it, and once for each of its words.
WORDED = (
    select(TITLE.text, Words.field, Words.text)
    .select_from(Evidence)
    .outerjoin(TITLE, (TITLE.row_id == Evidence.by_id) & (TITLE.field == "title"))
    .outerjoin(Words, Words.row_id == Evidence.id)
    .outerjoin(Scan, Scan.evidence_id == Evidence.id)
)
COLUMNS = (*Evidence.__table__.c, Scan.at, Scan.found)
PIECES = (
    WORDED.add_columns(Withdrawal.counts_from, *COLUMNS)
    .outerjoin(Withdrawal, (Withdrawal.evidence_id == Evidence.id) & (Withdrawal.counts_from <= DAY))
    .where(Evidence.action_id.in_(ROWS), Evidence.counts_from <= DAY)
    .order_by(Evidence.id)
)


@dataclass(frozen=True)
class EvidenceView:
    """A piece of evidence as somebody may see it on a day. `by`: what the person is who added it."""

    row: Piece
    words: dict
    withdrawn_on: date | None
    day: date
    by: str | None

    @property
    def name(self):
        return self.words.get("name")

    @property
    def recheck_due(self) -> bool:
        """Whether its day to be looked at again has come."""
        again = self.row.recheck_on
        return again is not None and again <= self.day and self.withdrawn_on is None


def may_see_evidence(viewer: Viewer, standing: Standing, evidence: Evidence) -> bool:
    """Restricted evidence: the agency that answers, and who may decide. Everything else: all who may read the plan."""
    if evidence.restricted:
        own = evidence.agency_id == viewer.agency_id and viewer.has("officer", "agency_lead")
        return own or may(viewer, Permission.READ_RESTRICTED, standing)
    return may(viewer, Permission.READ_PLAN, standing)


def rights_on(plan: Plan, piece) -> Standing | None:
    """The line on which rights to a piece are judged, once each agency is not asked any more too; none where it is gone."""
    whole = plan.by_id.get(piece.action_id)
    return whole and whole.answering(piece.cell_id)


def evidence_of(standing: Standing, day: date, viewer: Viewer) -> list[EvidenceView]:
    """The line's evidence on `day`, oldest first, that this person may see."""
    found: dict = {}
    for by, field, text, withdrawn_on, *row in db.session.execute(PIECES, {"rows": [standing.line.id], "day": day}):
        piece = Piece(*row)
        asked_for = standing.cell is None or piece.cell_id == standing.cell
        if asked_for and may_see_evidence(viewer, standing.answering(piece.cell_id), piece):
            found.setdefault(piece.id, EvidenceView(piece, {}, withdrawn_on, day, by)).words[field] = text
    return list(found.values())


def hidden_evidence(standing: Standing, shown: list, viewer: Viewer, rights: Standing | None = None) -> int:
    """How many pieces exist that this person may know of but not see. `rights`: the line on which rights are judged."""
    if not may(viewer, Permission.KNOW_RESTRICTED, rights or standing):
        return 0
    standing_ids = {each for leaf in (standing.cells or (standing,)) for each in leaf.facts.evidence_ids}
    return len(standing_ids - {view.row.id for view in shown})


def visible_flags(standing: Standing, viewer: Viewer) -> tuple[str, ...]:
    """The line's flags, without "restricted" for those who may not know that such evidence exists."""
    if may(viewer, Permission.KNOW_RESTRICTED, standing):
        return standing.flags
    return tuple(flag for flag in standing.flags if flag != "restricted")


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
        standing = rights_on(plan, row)
        if number not in found and standing and may_see_evidence(viewer, standing, row):
            found[number] = Same(number, row, standing)
    return list(found.values())


def shelf(
    day: date,
    plan: Plan,
    viewer: Viewer,
    *,
    due_only: bool = False,
    agency_id: int | None = None,
    start: Callable[[int], int] = lambda total: 0,
    most: int = AT_ONCE,
) -> Shelf:
    """What stands as evidence on `day` and this person may see, the latest first, `most` at most; how many there are, and how
    many of them wanted another look by that day (`due_only`: these, the longest waiting first).

    `agency_id`: only what that agency added. `plan`: today's, by which rights are judged. `start`: of a list so long, how
    many are passed over."""
    listed, counted = _standing(due_only, agency_id is not None)
    restricted = _restricted_but_seen(day, plan, viewer)
    asked = {"day": day, "agency": agency_id, "seen": [row.id for row in restricted]}
    open_to_all = plan_on(day).kept(
        ("evidence", agency_id), lambda: db.session.execute(counted, asked | {"seen": []}).one()
    )
    mine = [row for row in restricted if agency_id in (None, row.agency_id)]
    total = open_to_all[0] + len(mine)
    due = open_to_all[1] + sum(row.recheck_on is not None and row.recheck_on <= day for row in mine)
    found: dict = {}
    for by, field, text, *row in db.session.execute(
        listed, asked | {"start": start(due if due_only else total), "most": most}
    ):
        piece = Piece(*row)
        found.setdefault(piece.id, EvidenceView(piece, {}, None, day, by)).words[field] = text
    return Shelf(list(found.values()), total, due)


@cache
def _standing(due_only: bool, of_an_agency: bool):
    """The pieces with their words, and how many there are and want another look, as questions made once."""
    standing = select(Evidence.id).outerjoin(
        Withdrawal, and_(Withdrawal.evidence_id == Evidence.id, Withdrawal.counts_from <= DAY)
    )
    seen = or_(Evidence.restricted.is_(False), Evidence.id.in_(bindparam("seen", expanding=True)))
    standing = standing.where(Evidence.counts_from <= DAY, Withdrawal.id.is_(None), seen)
    standing = standing.where(Evidence.agency_id == bindparam("agency")) if of_an_agency else standing
    order = (Evidence.recheck_on, Evidence.id) if due_only else (Evidence.id.desc(),)
    listed = standing.where(Evidence.recheck_on <= DAY) if due_only else standing
    page = listed.order_by(*order).offset(bindparam("start", type_=Integer)).limit(bindparam("most", type_=Integer))
    # Named among, not joined with: joined, SQLite reads all pieces with their words, and finds the page in them.
    pieces = WORDED.add_columns(*COLUMNS).where(Evidence.id.in_(page)).order_by(*order)
    return pieces, standing.with_only_columns(func.count(), func.count(case((Evidence.recheck_on <= DAY, 1))))


RESTRICTED = (
    select(*Evidence.__table__.c)
    .outerjoin(Withdrawal, and_(Withdrawal.evidence_id == Evidence.id, Withdrawal.counts_from <= DAY))
    .where(Evidence.restricted, Evidence.counts_from <= DAY, Withdrawal.id.is_(None))
)


def _restricted_but_seen(day, plan, viewer) -> list[Piece]:
    """Of what is restricted and stands, the pieces that this person may see."""
    rows = plan_on(day).kept("restricted evidence", lambda: _restricted(day))
    leaves = [(row, rights_on(plan, row)) for row in rows]
    return [row for row, leaf in leaves if leaf and may_see_evidence(viewer, leaf, row)]


def _restricted(day) -> list[Piece]:
    return [Piece(*row) for row in db.session.execute(RESTRICTED, {"day": day})]
