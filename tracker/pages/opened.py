"""Who opened or took which evidence, report, pack or list, and what was refused to whom: the access lines of the journal."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial

from flask import Blueprint, abort, g, render_template, request
from sqlalchemy import String, cast, func, select

from actions import off_screen, queries
from actions.db import db
from actions.models import Evidence, JournalLine
from actions.periods import LONDON, london_day, london_moment
from actions.permissions import Permission
from actions.standing import plan_on
from tracker import clock, days, paging
from tracker.forms import whole_number
from tracker.guard import requires
from tracker.sheets import Column, marked, sending
from tracker.words import opened as say
from tracker.words.history import NOT_QUOTED, REDACTED

pages = Blueprint("opened", __name__)
COLUMNS = (Column("Day", 13), Column("Time", 8), Column("Who", 40), Column("What", 16), Column("Which", 70))
PACK = "inspection pack "
RESTRICTED = select("evidence " + cast(Evidence.id, String)).where(Evidence.restricted)

# What can be looked for: which lines of the journal that is.
LOOKED_FOR = {
    "evidence": (JournalLine.kind == "download",),
    "restricted": (JournalLine.kind == "download", JournalLine.detail.in_(RESTRICTED)),
    "reports": (JournalLine.kind == "report_opened",),
    "packs": (JournalLine.kind == "export", JournalLine.detail.startswith(PACK)),
    "lists": (JournalLine.kind == "export", ~JournalLine.detail.startswith(PACK)),
    "refused": (JournalLine.kind == "refused",),
}
assert tuple(say.LOOKED_FOR) == tuple(LOOKED_FOR)
KINDS = ("download", "report_opened", "export", "refused")


@dataclass(frozen=True)
class Wanted:
    """What the address asks for: a kind, a person, the first and the last day."""

    what: str | None
    who: int
    since: date | None
    until: date

    def lines(self):
        """The lines of the journal, the latest first."""
        query = select(JournalLine).where(JournalLine.kind.in_(KINDS), *LOOKED_FOR.get(self.what, ()))
        query = query.where(JournalLine.at < london_moment(self.until + timedelta(days=1), 0))
        if self.who:
            query = query.where(JournalLine.by_id == self.who)
        if self.since:
            query = query.where(JournalLine.at >= london_moment(self.since, 0))
        return query.order_by(JournalLine.number.desc())


@dataclass(frozen=True)
class Opened:
    """Once that somebody opened something: at which moment (London), who, a word for what, and which."""

    at: datetime
    who: str
    what: str
    which: str


def _wanted() -> Wanted:
    asked = request.args
    what = asked.get("what") or None
    if what and what not in LOOKED_FOR:
        abort(404)
    since = days.asked(asked["since"], clock.today()) if asked.get("since") else None
    until = min(days.asked(asked.get("until"), clock.today()), g.day)
    return Wanted(what, whole_number(asked.get("who")), since, until)


def _told(lines, may_quote=lambda _line: True) -> list[Opened]:
    """`may_quote`: whether what officers wrote about a line may be said; on the screen it may."""
    lines, titles = list(lines), queries.titles()
    pieces = _pieces(lines, may_quote)
    return [
        Opened(each.at.astimezone(LONDON), titles.get(each.by_id) or "Somebody", *_said(each, pieces)) for each in lines
    ]


def _said(line, pieces) -> tuple[str, str]:
    kind = "restricted" if pieces.get(line.detail, ("", False))[1] else _kind(line)
    return say.WORD[kind], pieces[line.detail][0] if line.detail in pieces else say.which(kind, line.detail)


def _kind(line) -> str:
    is_pack = line.kind == "export" and line.detail.startswith(PACK)
    return "packs" if is_pack else say.KIND[line.kind]


def _pieces(lines, may_quote) -> dict[str, tuple[str, bool]]:
    """Evidence as lines of the journal name it: what it is called, and whether it is restricted; then its name stays
    unsaid, as elsewhere to who may only know that it exists."""
    numbers = {whole_number(each.detail.removeprefix("evidence ")) for each in lines if each.kind == "download"}
    rows = db.session.scalars(select(Evidence).where(Evidence.id.in_(numbers))).all() if numbers else []
    words, plan = queries.words_of(row.id for row in rows), plan_on(clock.today())
    told = {row.id: _piece(row, words.get(row.id, {}), plan.by_id.get(row.action_id), may_quote) for row in rows}
    return {f"evidence {row.id}": (told[row.id], row.restricted) for row in rows}


def _piece(row, words, line, may_quote) -> str:
    number = line.number if line else "a line"
    if row.restricted:
        return f"Restricted evidence of {number}"
    return f"{(words.get('name') or REDACTED) if may_quote(line) else NOT_QUOTED} ({number})"


@pages.get("/opened")
@requires(Permission.SEE_ACCESS)
def listing():
    wanted = _wanted()
    total = db.session.scalar(select(func.count()).select_from(wanted.lines().order_by(None).subquery()))
    part = paging.asked(total)
    found = _told(db.session.scalars(wanted.lines().offset(part.first - 1).limit(paging.AT_ONCE)))
    people = sorted(queries.titles().items(), key=lambda each: (each[1] or "", each[0]))
    return render_template(
        "opened/list.html", found=found, part=part, wanted=wanted, people=people, kept=_kept(wanted), say=say
    )


def _kept(wanted) -> dict:
    """What of the address says which list it is."""
    said = {"what": wanted.what, "who": wanted.who or None, "since": wanted.since, "until": request.args.get("until")}
    return {name: value for name, value in said.items() if value}


@pages.get("/opened.<form>")
@requires(Permission.SEE_ACCESS)
def sheet(form):
    wanted = _wanted()
    found = _told(
        db.session.scalars(wanted.lines()), partial(off_screen.may_quote, quoted=off_screen.released(clock.today()))
    )
    rows = [[london_day(each.at), f"{each.at:%H:%M}", each.who, each.what, each.which] for each in found]
    return sending.answer(marked.sheet("who opened what", g.day, COLUMNS, rows), form, "opened")
