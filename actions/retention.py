"""How long each document's record is kept, what stops a purge of it, and what would go (rules.md section 7).

A purge takes the words that people typed on a document's lines, and their files. The rows, who, when and every hash stay;
so do frozen reports and meetings' papers, which speak of several documents."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta
from sqlalchemy import func, literal, select, union_all

from actions.db import db
from actions.models import MASK, Action, Document, Evidence, Hold, Ledger, Purge, Retention, Words, ledger_classes
from actions.standing import OPEN, plan_on

ASKED_LASTS = timedelta(days=14)
FILE = "file"


@dataclass(frozen=True)
class Holding:
    """How much of a document is held: rows of the ledger, texts that people typed, files with their bytes. Without the
    rows, it is what a purge would take."""

    rows: int = 0
    texts: int = 0
    files: int = 0
    size: int = 0

    def __bool__(self) -> bool:
        return bool(self.texts or self.files)


@dataclass(frozen=True)
class Keeping:
    """A document's record on a day. `until`: the last day on which it must be kept; `hold` and `asked`: the rows of the
    legal hold that stands and of the purge that waits for a second person; `bars`: why nothing of it may be purged."""

    document: Document
    day: date
    last_day: date | None
    open_lines: int
    holding: Holding
    goes: Holding
    retention: Retention | None
    hold: Hold | None
    asked: Purge | None
    purged: tuple[Purge, ...]

    @property
    def until(self) -> date | None:
        if self.last_day is None or self.retention is None:
            return None
        return self.last_day + relativedelta(years=self.retention.years)

    @property
    def bars(self) -> tuple[str, ...]:
        return tuple(name for name, holds in BARS.items() if holds(self))


# Why a document's record may not be purged: each by itself is enough.
BARS = {
    "held": lambda each: each.hold is not None,
    "no_period": lambda each: each.retention is None,
    "no_last_day": lambda each: each.last_day is None,
    "in_force": lambda each: each.last_day is not None and each.last_day >= each.day,
    "open_lines": lambda each: each.open_lines > 0,
    "within": lambda each: each.until is not None and each.last_day < each.day <= each.until,
    "nothing": lambda each: not each.goes,
}


def keepings(day: date) -> list[Keeping]:
    """Every document that was adopted by the day, the earliest first."""
    plan = plan_on(day)
    known = {name: _by_document(table, day) for name, table in TABLES.items()}
    held, goes = _holdings()
    return [
        _keeping(document, plan, known, held, goes, day)
        for document in db.session.scalars(select(Document).order_by(Document.in_force_from, Document.id))
    ]


def keeping(reference: str, day: date) -> Keeping | None:
    """One document's record."""
    return next((each for each in keepings(day) if each.document.reference == reference), None)


TABLES = {"retention": Retention, "holds": Hold, "purges": Purge}


def _by_document(table, day) -> dict[int, list]:
    found = defaultdict(list)
    for row in db.session.scalars(select(table).where(table.counts_from <= day).order_by(table.id)):
        found[row.document_id].append(row)
    return found


def _keeping(document, plan, known, held, goes, day) -> Keeping:
    mine = {name: rows.get(document.id, []) for name, rows in known.items()}
    lifted = {row.hold_id for row in mine["holds"]}
    ended = {row.purge_id for row in mine["purges"]}
    placed = [row for row in mine["holds"] if row.verb == "place_hold" and row.id not in lifted]
    asked = [row for row in mine["purges"] if row.verb == "ask_purge" and row.id not in ended and _waits(row, day)]
    return Keeping(
        document=document,
        day=day,
        last_day=plan.last_day_of(document.reference) or document.last_day,
        open_lines=sum(_goes_on(each) for each in plan.answerable() if each.line.document == document.reference),
        holding=held.get(document.id, Holding()),
        goes=goes.get(document.id, Holding()),
        retention=mine["retention"][-1] if mine["retention"] else None,
        hold=placed[-1] if placed else None,
        asked=asked[-1] if asked else None,
        purged=tuple(row for row in mine["purges"] if row.verb == "confirm_purge"),
    )


def _goes_on(standing) -> bool:
    """Whether something of the line is still to be done or decided. What is given as an example is not owed."""
    return standing.own_status in OPEN | {"to_be_considered"} and not standing.line.example


def _waits(row, day) -> bool:
    return day <= row.counts_from + ASKED_LASTS


def rows_of_documents():
    """A row of the ledger, its document, and whether a purge takes its words: of all tables that speak of a document."""
    return union_all(*(query for table in ledger_classes() for query in _of_table(table))).subquery()


def _of_table(table: type[Ledger]):
    """What people do on lines is purged; what was adopted, and how it is kept and used, is not."""
    if table is Document:
        yield _row(table.id, table.id, goes=False)
    elif table is Action:
        yield _row(table.id, table.document_id, goes=False)
    elif hasattr(table, "action_id"):
        yield _row(table.id, Action.document_id, goes=True).join(Action, Action.id == table.action_id)
        if hasattr(table, "document_id"):
            yield _row(table.id, table.document_id, goes=True).where(table.action_id.is_(None), _speaks_of_one(table))
    elif hasattr(table, "document_id"):
        yield _row(table.id, table.document_id, goes=False).where(_speaks_of_one(table))


def _row(number, document, *, goes):
    return select(number.label("id"), document.label("document_id"), literal(int(goes)).label("goes"))


def _speaks_of_one(table):
    return table.document_id.is_not(None)


def words_that_go(document_id: int) -> list[Words]:
    """What a purge of the document takes, in the order of its rows: texts, and the names under which files are kept."""
    known = rows_of_documents()
    query = select(Words).join(known, known.c.id == Words.row_id)
    query = query.where(known.c.document_id == document_id, known.c.goes == 1, *STILL_THERE)
    return list(db.session.scalars(query.order_by(Words.row_id, Words.field)))


STILL_THERE = (Words.text.is_not(None), Words.text != MASK)


def _holdings() -> tuple[dict[int, Holding], dict[int, Holding]]:
    """By document: all that is held, and what would go."""
    known = rows_of_documents()
    rows = dict(db.session.execute(select(known.c.document_id, func.count()).group_by(known.c.document_id)).all())
    texts, files = _texts(known), _files(known)
    held = {
        number: Holding(rows[number], sum(texts.get((number, goes), 0) for goes in (True, False)), *_of(files, number))
        for number in rows
    }
    return held, {number: Holding(0, texts.get((number, True), 0), *_of(files, number)) for number in rows}


def _of(files, number):
    return files.get(number, (0, 0))


def _texts(known) -> dict[tuple[int, bool], int]:
    query = select(known.c.document_id, known.c.goes, func.count()).join(Words, Words.row_id == known.c.id)
    query = query.where(Words.field != FILE, *STILL_THERE).group_by(known.c.document_id, known.c.goes)
    return {(document, bool(goes)): number for document, goes, number in db.session.execute(query)}


def _files(known) -> dict[int, tuple[int, int]]:
    """Each file once, however often it was added."""
    each = select(known.c.document_id, Words.text, func.max(Evidence.size).label("size"))
    each = each.join(Words, Words.row_id == known.c.id).join(Evidence, Evidence.id == known.c.id)
    each = each.where(Words.field == FILE, *STILL_THERE).group_by(known.c.document_id, Words.text).subquery()
    query = select(each.c.document_id, func.count(), func.sum(each.c.size)).group_by(each.c.document_id)
    return {document: (number, int(size or 0)) for document, number, size in db.session.execute(query)}
