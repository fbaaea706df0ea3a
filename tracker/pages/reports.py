"""Drafts, frozen editions, and opening them. A frozen edition is opened as the bytes that were kept."""

from flask import Blueprint, abort, flash, g, redirect, render_template
from sqlalchemy.orm import undefer
from wtforms.validators import Optional

from actions import changes, queries, reports
from actions.db import db
from actions.errors import RuleBroken
from actions.models import REPORT_KINDS, ReportBytes, ReportDraft
from actions.periods import Quarter
from actions.permissions import Permission, may
from tracker import clock, days, papers
from tracker.forms import BaseForm, DayField, Line, Words, land
from tracker.guard import requires, viewer
from tracker.papers import sending
from tracker.saving import saved

pages = Blueprint("reports", __name__)
ENDINGS = {"pdf": "pdf", "html": "html", "json": "facts"}
LISTS = {"worries": 3, "successes": 3}
ASKED = ("who", "what", "by_when")
DECISIONS = 5


class DraftForm(BaseForm):
    cut_off = DayField("Stands as at", description="The cut-off: the period's last day or later")
    verdict = Words(
        "The chair's verdict", [Optional()], limit=2000, description="In a sentence or two; 60 words at most"
    )
    worries_1 = Line("First worry, in terms of children", [Optional()], limit=300)
    worries_2 = Line("Second worry", [Optional()], limit=300)
    worries_3 = Line("Third worry", [Optional()], limit=300)
    successes_1 = Line("First success, in terms of children", [Optional()], limit=300)
    successes_2 = Line("Second success", [Optional()], limit=300)
    successes_3 = Line("Third success", [Optional()], limit=300)


for _place in range(1, DECISIONS + 1):
    for _part, _label in zip(ASKED, ("Who decides", "what", "by when"), strict=True):
        setattr(DraftForm, f"decisions_{_place}_{_part}", Line(f"Decision {_place}: {_label}", [Optional()], limit=300))


class FreezeForm(BaseForm):
    reason = Line(
        "Why is there a new edition?", [Optional()], limit=500, description="Needed from the second edition on"
    )


@pages.get("/reports")
@requires(Permission.READ_REPORTS)
def reports_page():
    return render_template(
        "reports/reports.html",
        editions=queries.reports(g.day),
        withdrawn=queries.withdrawn_reports(),
        drafts=_drafts(),
        may_draft=_may_draft() and g.day == clock.today(),
        next_period=_next_period(),
        Quarter=Quarter,
    )


@pages.get("/reports/latest")
@requires(Permission.READ_REPORTS)
def latest():
    """The executive's start: the newest edition on screen."""
    gone = queries.withdrawn_reports()
    newest = next((each for each in queries.reports(g.day) if each.id not in gone), None)
    if newest is None:
        return redirect(days.address("reports.reports_page"))
    return redirect(days.address("reports.about", kind=newest.kind, period=newest.period, edition=newest.edition))


def _may_draft():
    return may(viewer(), Permission.WRITE_REPORT) or may(viewer(), Permission.FREEZE_REPORT)


def _drafts():
    """The drafts that have no frozen edition yet; a past day has none."""
    if not may(viewer(), Permission.READ_DRAFTS) or g.day != clock.today():
        return []
    frozen = {(each.kind, each.period) for each in queries.reports()}
    return [each for each in db.session.query(ReportDraft).all() if (each.kind, each.period) not in frozen]


def _next_period() -> Quarter | None:
    """The quarter that ended last, if anything was in force in it."""
    ended = Quarter.containing(clock.today()).previous
    return ended if _has_something_to_say(ended) else None


def _has_something_to_say(quarter: Quarter) -> bool:
    """Whether it has begun, and a document was in force by its end."""
    first = days.first_day()
    return first is not None and first <= quarter.last and quarter.first <= clock.today()


def _known_edition(kind, period, edition):
    found = queries.report(kind, period, edition) or abort(404)
    if found.counts_from > g.day:
        abort(404)
    return found


def _kept(report, form):
    """The bytes of an edition; none once they were taken out."""
    return db.session.get(ReportBytes, (report.id, form), options=[undefer(ReportBytes.content)])


@pages.get("/reports/<kind>/<period>/<int(max=2147483647):edition>")
@requires(Permission.READ_REPORTS)
def about(kind, period, edition):
    """An edition's own page: what it is, its hashes, and where to open it."""
    found = _known_edition(kind, period, edition)
    gone = found.id in queries.withdrawn_reports()
    kept = None if gone else _kept(found, "facts")
    editions = [each for each in queries.reports(g.day) if (each.kind, each.period) == (kind, period)]
    return render_template(
        "reports/about.html",
        report=found,
        gone=gone,
        facts=kept and reports.from_bytes(kept.content),
        editions=editions,
        quarter=Quarter.parse(found.period),
        words=queries.words_of([found.id]).get(found.id, {}),
    )


@pages.get("/reports/<kind>/<period>/<int(max=2147483647):edition>.<ending>")
@requires(Permission.READ_REPORTS)
def open_edition(kind, period, edition, ending):
    """The kept bytes; asked again with their ETag: 304. Nothing is worked out."""
    found = _known_edition(kind, period, edition)
    form = ENDINGS.get(ending) or abort(404)
    kept = _kept(found, form) or abort(404)
    detail, name = f"{kind} {period} {edition}, {form}", f"{kind}-{period}-{edition}.{ending}"
    return sending.answer(kept.content, form, getattr(found, f"{form}_sha256"), name=name, detail=detail)


def _insist_draft(kind, period):
    if kind not in REPORT_KINDS:
        abort(404)
    try:
        quarter = Quarter.parse(period)
    except ValueError:
        abort(404)
    return quarter if _has_something_to_say(quarter) else abort(404)


@pages.route("/reports/<kind>/<period>/draft", methods=["GET", "POST"])
@requires(Permission.READ_DRAFTS)
def draft(kind, period):
    quarter = _insist_draft(kind, period)
    kept = db.session.get(ReportDraft, (kind, period))
    form = DraftForm(data=_shown(kept, quarter))
    if form.validate_on_submit() and saved(form, lambda: _save(form, kind, period)):
        flash("The draft is saved.", "success")
        return redirect(days.address("reports.draft", kind=kind, period=period))
    status = 400 if form.problems else 200
    freeze_form = FreezeForm(formdata=None, prefix="freeze")
    return _draft_page(form, freeze_form, kept, quarter, kind), status


def _draft_page(form, freeze_form, kept, quarter, kind):
    editions = [each for each in queries.reports() if (each.kind, each.period) == (kind, quarter.label)]
    return render_template(
        "reports/draft.html",
        form=form,
        freeze_form=freeze_form,
        kept=kept,
        quarter=quarter,
        kind=kind,
        edition=len(editions) + 1,
        may_freeze=may(viewer(), Permission.FREEZE_REPORT),
        decisions=range(1, DECISIONS + 1),
    )


def _shown(kept, quarter) -> dict:
    if kept is None:
        return {"cut_off": reports.default_cut_off(quarter)}
    shown = {"cut_off": kept.cut_off, "verdict": kept.words.get("verdict")}
    for name, most in LISTS.items():
        shown.update({f"{name}_{place}": text for place, text in enumerate((kept.words.get(name) or [])[:most], 1)})
    for place, asked in enumerate(kept.words.get("decisions") or [], 1):
        shown.update({f"decisions_{place}_{part}": asked.get(part, "") for part in ASKED})
    return shown


def _typed(form) -> dict:
    words = {"verdict": (form.verdict.data or "").strip()}
    for name, most in LISTS.items():
        words[name] = [text for place in range(1, most + 1) if (text := form[f"{name}_{place}"].data)]
    asked = [
        {part: form[f"decisions_{place}_{part}"].data or "" for part in ASKED} for place in range(1, DECISIONS + 1)
    ]
    return {**words, "decisions": [each for each in asked if any(each.values())]}


def _save(form, kind, period):
    changes.save_draft(
        kind=kind, period=period, cut_off=form.cut_off.data, words=_typed(form), by=viewer(), at=clock.now()
    )


@pages.post("/reports/<kind>/<period>/freeze")
@requires(Permission.FREEZE_REPORT)
def freeze(kind, period):
    quarter = _insist_draft(kind, period)
    form = FreezeForm(prefix="freeze")
    if form.validate_on_submit():
        try:
            frozen = _freeze(kind, period, form.reason.data or "")
        except RuleBroken as broken:
            land(form, broken)
        else:
            db.session.commit()
            flash(f"Edition {frozen.edition} is frozen.", "success")
            return redirect(days.address("reports.about", kind=kind, period=period, edition=frozen.edition))
    db.session.rollback()
    kept = db.session.get(ReportDraft, (kind, period))
    return _draft_page(DraftForm(formdata=None, data=_shown(kept, quarter)), form, kept, quarter, kind), 400


def _freeze(kind, period, reason):
    return changes.freeze(
        kind=kind,
        period=period,
        by=viewer(),
        at=clock.now(),
        render=papers.draw,
        reason=reason,
    )


@pages.get("/reports/<kind>/<period>/preview.<ending>")
@requires(Permission.READ_DRAFTS)
def preview(kind, period, ending):
    """The draft as it would be frozen now, marked as a draft."""
    quarter = _insist_draft(kind, period)
    kept = db.session.get(ReportDraft, (kind, period)) or abort(404)
    form = ENDINGS.get(ending) or abort(404)
    if kept.cut_off > clock.today():
        abort(409, "The cut-off has not come yet, so there is nothing to preview. Choose an earlier one in the draft.")
    facts = _preview_facts(kind, quarter, kept)
    made = {"facts": facts, **papers.draw(facts)}
    return sending.drawn(made[form], form)


def _preview_facts(kind, quarter, kept: ReportDraft) -> bytes:
    asked = reports.Asked(
        kind=kind,
        period=quarter,
        cut_off=kept.cut_off,
        edition=0,
        words=kept.words,
        reason="a draft, not yet frozen",
        recorded_on=clock.today(),
    )
    return reports.to_bytes(reports.facts(asked))
