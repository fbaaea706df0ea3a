"""Two days side by side: what got better, worse, new, re-dated, reopened."""

from collections import Counter, defaultdict, namedtuple
from datetime import date

from dateutil.relativedelta import relativedelta
from flask import Blueprint, abort, g, render_template, request

from actions import comparing, reports
from actions.periods import Quarter
from actions.permissions import Permission
from actions.standing import plan_on
from tracker import clock, days, paging, pictures, words
from tracker.guard import requires
from tracker.sheets import changes as sheets
from tracker.sheets import sending
from tracker.words import CHANGE

pages = Blueprint("compare", __name__)
NOT_COUNTED = "parts"
NARROWS = ("change", "document", "priority")
Preset = namedtuple("Preset", "words day")
Group = namedtuple("Group", "key title changes counts moved picture")
Asked = namedtuple("Asked", "first presets groups wanted shown counts")
MEANINGS = {kind.key: kind.meaning for kind in comparing.KINDS}

# Which changes an address asks for.
WANTED = {
    "changed": lambda change: change.kind != "unchanged",
    "moved": lambda change: change.moved,
    "forward": lambda change: change.direction == comparing.FORWARD,
    "back": lambda change: change.direction == comparing.BACK,
    "all": lambda change: True,
}


@pages.get("/compare")
@requires(Permission.READ_PLAN)
def compare():
    asked = _asked_for()
    groups, wanted, counts = asked.groups, asked.wanted, asked.counts
    listed = paging.cut(asked.shown, anchor="lines")
    return render_template(
        "compare/compare.html",
        first=asked.first,
        presets=asked.presets,
        groups=groups,
        heads=["What changed", *({"text": each.title, "number": True} for each in groups)],
        meanings=MEANINGS,
        moved=sum(each.moved for each in groups),
        wanted=wanted,
        wanted_group=next((each for each in groups if each.key == wanted["document"]), None),
        is_narrowed=any(request.args.get(name) for name in NARROWS),
        listed=listed,
        by_kind=[(kind, counts[kind], [each for each in listed.shown if each.kind == kind]) for kind in CHANGE],
        here=lambda **more: days.address("compare.compare", **{"from": asked.first.isoformat(), **more}),
        kept={"from": asked.first.isoformat(), **{name: value for name, value in wanted.items() if value}},
    )


@pages.get("/compare.<form>")
@requires(Permission.READ_PLAN)
def compare_sheet(form):
    asked = _asked_for()
    return sending.answer(sheets.sheet(asked.shown, asked.first, plan_on(g.day)), form, "changes")


def _asked_for() -> Asked:
    """What the address asks for; the second of its days is the day that is shown."""
    presets = _presets(_last_day())
    first, g.day = sorted((_first_day(presets), _last_day()))
    before, now = plan_on(first), plan_on(g.day)
    groups = now.kept(("compared with", before), lambda: _groups(before, now))
    wanted = _wanted()
    shown, counts = now.kept(("changes", before, *wanted.values()), lambda: _shown(groups, wanted))
    return Asked(first, presets, groups, wanted, shown, counts)


def _last_day() -> date:
    """The second day: `to`, or the day that the page is asked for."""
    return days.asked(request.args.get("to") or request.args.get("as-at"), clock.today())


def _first_day(presets) -> date:
    if request.args.get("from"):
        return days.asked(request.args["from"], clock.today())
    return presets[0].day if presets else _last_day()


def _presets(day: date) -> list[Preset]:
    """Days to compare with, the likeliest first; none before the first document."""
    report, ended = reports.latest(day), Quarter.containing(day).previous
    found = (
        [Preset(f"Since the report on {words.quarter(Quarter.parse(report.period))}", report.cut_off)] if report else []
    )
    found += [
        Preset(f"Since the end of the last quarter, {words.day(ended.last)}", ended.last),
        Preset("Since a year ago", day - relativedelta(years=1)),
        Preset("Since the beginning", days.first_day()),
    ]
    return [each for each in found if days.first_day() <= each.day < day]


def _groups(before, now) -> list[Group]:
    """The documents in force on the second day; beside them what no total counts: parts and national recommendations."""
    known = [each for each in days.documents() if each.in_force_from <= now.day]
    changes = defaultdict(list)
    for each in comparing.compared(before.in_force, now.in_force):
        changes[_key(each)].append(each)
    found = [_document(each, before.day, now.day, changes[each.reference]) for each in known]
    others = changes[NOT_COUNTED]
    return found + ([_group(NOT_COUNTED, "Parts and national recommendations", others)] if others else [])


def _group(key, title, changes, picture=None) -> Group:
    moved = sum(each.moved for each in changes)
    return Group(key, title, changes, comparing.counts(changes), moved, picture)


def _key(change) -> str:
    return change.line.document if change.counted else NOT_COUNTED


def _document(document, first, last, changes) -> Group:
    before = Counter(each.before.status for each in changes if each.before)
    rows = [(words.day(first), before)] if before and first != last else []
    rows.append((words.day(last), Counter(each.after.status for each in changes if each.after)))
    return _group(document.reference, document.title, changes, pictures.bars(document.title, rows, "Day"))


def _wanted() -> dict:
    """What the address narrows the list to."""
    wanted = {name: request.args.get(name) or None for name in NARROWS}
    wanted["change"] = wanted["change"] or "changed"
    return wanted if wanted["change"] in {**WANTED, **CHANGE} else abort(404)


def _shown(groups, wanted) -> tuple[list, Counter]:
    """The changes that are wanted, as the page lists them, and how many there are of each kind."""
    holds = WANTED.get(wanted["change"], lambda change: change.kind == wanted["change"])
    within = [each for group in groups if wanted["document"] in (None, group.key) for each in group.changes]
    priority = wanted["priority"]
    found = [each for each in within if holds(each) and (priority is None or priority == str(each.line.priority))]
    return _in_order(found), comparing.counts(found)


def _in_order(changes) -> list:
    """One kind of change after another, as the page lists them."""
    place = {kind: number for number, kind in enumerate(CHANGE)}
    return sorted(changes, key=lambda each: place[each.kind])
