"""The draft of a report: the chair's words, a look at it, and freezing it."""

from flask import abort, flash, g, redirect, render_template
from wtforms.validators import Optional

from actions import changes, queries, reports
from actions.db import db
from actions.errors import RuleBroken
from actions.models import ReportDraft
from actions.permissions import Permission, may
from tracker import clock, days, papers, still_missing
from tracker.forms import BaseForm, Line, land
from tracker.guard import requires, viewer
from tracker.pages.reports.draft_form import DECISIONS, form_of, typed
from tracker.pages.reports.group import ENDINGS, pages, period_or_404
from tracker.papers import sending
from tracker.saving import saved
from tracker.words.reports import name


class FreezeForm(BaseForm):
    reason = Line(
        "Why is there a new edition?", [Optional()], limit=500, description="Needed from the second edition on"
    )


@pages.route("/reports/<kind>/<period>/draft", methods=["GET", "POST"])
@requires(Permission.READ_DRAFTS)
def draft(kind, period):
    spoken_of = period_or_404(kind, period)
    kept = _kept(kind, period)
    form = form_of(kind, kept, spoken_of)
    if form.validate_on_submit() and saved(form, lambda: _save(form, kind, period)):
        flash("The draft is saved.", "success")
        return redirect(days.address("reports.draft", kind=kind, period=period))
    status = 400 if form.problems else 200
    return _page(form, FreezeForm(formdata=None, prefix="freeze"), kept, kind, period), status


def _kept(kind, period) -> ReportDraft | None:
    return db.session.get(ReportDraft, (kind, period))


def _page(form, freeze_form, kept, kind, period):
    editions = [each for each in queries.reports() if (each.kind, each.period) == (kind, period)]
    return render_template(
        "reports/draft.html",
        form=form,
        freeze_form=freeze_form,
        kept=kept,
        name=name(kind, period),
        kind=kind,
        period=period,
        edition=len(editions) + 1,
        may_freeze=may(viewer(), Permission.FREEZE_REPORT),
        decisions=range(1, DECISIONS + 1),
        missing=still_missing.of(reports.period_of(kind, period), kept, form.by_number, g.day),
    )


def _save(form, kind, period):
    said = {"cut_off": form.cut_off.data, "words": typed(form)}
    changes.save_draft(kind=kind, period=period, **said, by=viewer(), at=clock.now())


@pages.post("/reports/<kind>/<period>/freeze")
@requires(Permission.FREEZE_REPORT)
def freeze(kind, period):
    spoken_of = period_or_404(kind, period)
    freeze_form = FreezeForm(prefix="freeze")
    if freeze_form.validate_on_submit():
        try:
            frozen = _freeze(kind, period, freeze_form.reason.data or "")
        except RuleBroken as broken:
            land(freeze_form, broken)
        else:
            db.session.commit()
            flash(f"Edition {frozen.edition} is frozen.", "success")
            return redirect(days.address("reports.about", kind=kind, period=period, edition=frozen.edition))
    db.session.rollback()
    kept = _kept(kind, period)
    return _page(form_of(kind, kept, spoken_of, sent=False), freeze_form, kept, kind, period), 400


def _freeze(kind, period, reason):
    who = {"by": viewer(), "at": clock.now()}
    return changes.freeze(kind=kind, period=period, reason=reason, render=papers.draw, **who)


@pages.get("/reports/<kind>/<period>/preview.<ending>")
@requires(Permission.READ_DRAFTS)
def preview(kind, period, ending):
    """The draft as it would be frozen now, marked as a draft."""
    spoken_of = period_or_404(kind, period)
    kept = _kept(kind, period) or abort(404)
    form = ENDINGS.get(ending) or abort(404)
    if kept.cut_off > clock.today():
        abort(409, "The cut-off has not come yet, so there is nothing to preview. Choose an earlier one in the draft.")
    facts = _preview_facts(kind, spoken_of, kept)
    return sending.drawn(papers.in_form(facts, form) or abort(404), form)


def _preview_facts(kind, period, kept: ReportDraft) -> bytes:
    asked = reports.Asked(
        kind=kind,
        period=period,
        cut_off=kept.cut_off,
        edition=0,
        words=kept.words,
        reason="a draft, not yet frozen",
        recorded_on=clock.today(),
    )
    return reports.to_bytes(reports.facts(asked))
