"""How long each document's record is kept, what stops a purge of it, and what would go (rules.md section 7).

A purge takes the words that people typed on a document's lines, and their files. The rows, who, when and every hash stay;
so do frozen reports and meetings' papers, which speak of several documents."""

from collections import Counter, defaultdict, namedtuple
from dataclasses import dataclass
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta
from sqlalchemy import BigInteger, Date, Integer, and_, bindparam, cast, func, literal, null, select, union_all

from actions.db import db
from actions.models import MASK, Action, Document, Evidence, Hold, Ledger, Purge, Retention, Words, ledger_classes
from actions.standing import OPEN, plan_on

DAY = bindparam("day", type_=Date)
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
    past: tuple["Done", ...]
    retention: "Done | None"
    hold: "Done | None"
    asked: "Done | None"

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
    """Every document, the earliest first."""
    return _keepings(day, *_holdings())


def periods(day: date) -> list[Keeping]:
    """The same without what is held of each."""
    return _keepings(day, {}, {})


def _keepings(day, held, goes) -> list[Keeping]:
    plan, done = plan_on(day), defaultdict(list)
    for row in db.session.execute(DONE, {"day": day}):
        done[row.document_id].append(Done(*row))
    documents = db.session.scalars(select(Document).order_by(Document.in_force_from, Document.id))
    return [_keeping(each, plan, done[each.id], held, goes) for each in documents]


def keeping(reference: str, day: date) -> Keeping | None:
    """One document's record."""
    return next((each for each in keepings(day) if each.document.reference == reference), None)


# What was done about a document's record: a row of one of the three tables. `ref`: the hold or the request that it ends.
Done = namedtuple("Done", "id at verb counts_from by_id document_id ref years first_day texts files size")
LACKS = {"ref": Integer, "years": Integer, "first_day": Date, "texts": Integer, "files": Integer, "size": BigInteger}


def _done(table, ref=None):
    """The table's rows by the names of `Done`; what it has no column for is empty."""
    of = {name: getattr(table, name, cast(null(), kind)) for name, kind in LACKS.items()}
    of["ref"] = cast(null(), Integer) if ref is None else ref
    own = (getattr(table, name) for name in Done._fields if name not in LACKS)
    return select(*own, *(column.label(name) for name, column in of.items())).where(table.counts_from <= DAY)


_ALL = union_all(_done(Retention), _done(Hold, Hold.hold_id), _done(Purge, Purge.purge_id)).subquery()
DONE = select(_ALL).order_by(_ALL.c.id)


def _keeping(document, plan, past, held, goes) -> Keeping:
    ended = {row.ref for row in past}
    stand = {row.verb: row for row in past if row.id not in ended}
    asked = stand.get("ask_purge")
    return Keeping(
        document=document,
        day=plan.day,
        last_day=plan.last_day_of(document.reference) or document.last_day,
        open_lines=_open_lines(plan)[document.reference],
        holding=held.get(document.id, Holding()),
        goes=goes.get(document.id, Holding()),
        past=tuple(past),
        retention=stand.get("keep_for"),
        hold=stand.get("place_hold"),
        asked=asked if asked and plan.day <= asked.counts_from + ASKED_LASTS else None,
    )


def _open_lines(plan) -> Counter:
    """How many lines of each document are still to be done or decided."""
    return plan.kept("open lines", lambda: Counter(each.line.document for each in plan.answerable() if _goes_on(each)))


def _goes_on(standing) -> bool:
    """Whether something of the line is still to be done or decided. What is given as an example is not owed."""
    return standing.own_status in OPEN | {"to_be_considered"} and not standing.line.example


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
    counted, files = _counted(known), _files(known)
    documents = {document for document, _ in counted}
    held = {each: Holding(*_both(counted, each), *files.get(each, (0, 0))) for each in documents}
    goes = {each: Holding(0, counted.get((each, 1), (0, 0))[1], *files.get(each, (0, 0))) for each in documents}
    return held, goes


def _both(counted, document):
    """What goes and what stays together: rows and texts."""
    found = [counted.get((document, goes), (0, 0)) for goes in (0, 1)]
    return map(sum, zip(*found, strict=True))


def _counted(known) -> dict[tuple, tuple[int, int]]:
    """How many rows and texts, by document and whether a purge takes them."""
    is_text = and_(Words.row_id == known.c.id, Words.field != FILE, *STILL_THERE)
    query = select(known.c.document_id, known.c.goes, func.count(known.c.id.distinct()), func.count(Words.row_id))
    query = query.outerjoin(Words, is_text).group_by(known.c.document_id, known.c.goes)
    return {(document, goes): (rows, texts) for document, goes, rows, texts in db.session.execute(query)}


def _files(known) -> dict[int, tuple[int, int]]:
    """Each file once, however often it was added."""
    each = select(known.c.document_id, Words.text, func.max(Evidence.size).label("size"))
    each = each.join(Words, Words.row_id == known.c.id).join(Evidence, Evidence.id == known.c.id)
    each = each.where(Words.field == FILE, *STILL_THERE).group_by(known.c.document_id, Words.text).subquery()
    query = select(each.c.document_id, func.count(), func.sum(each.c.size)).group_by(each.c.document_id)
    return {document: (number, int(size or 0)) for document, number, size in db.session.execute(query)}
