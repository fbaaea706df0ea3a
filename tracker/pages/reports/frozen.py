"""The frozen editions: which there are, what each is, and its kept bytes."""

import hashlib

from flask import abort, g, redirect, render_template
from sqlalchemy.orm import undefer

from actions import queries, reports
from actions.db import db
from actions.models import Report, ReportBytes, ReportDraft
from actions.permissions import Permission, may
from tracker import clock, days, papers
from tracker.guard import requires, viewer
from tracker.pages.reports.group import ENDINGS, has_something_to_say, pages
from tracker.papers import between, sending
from tracker.words.reports import name


@pages.get("/reports")
@requires(Permission.READ_REPORTS)
def reports_page():
    editions = queries.reports(g.day)
    frozen = {(each.kind, each.period) for each in editions}
    drafts = _drafts(frozen)
    begun = frozen | {(each.kind, each.period) for each in drafts}
    return render_template(
        "reports/reports.html",
        editions=editions,
        withdrawn=queries.withdrawn_reports(),
        drafts=drafts,
        to_draft=_to_begin(begun) if _may_draft() and g.day == clock.today() else [],
        report_name=name,
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


def _drafts(frozen):
    """The drafts of which no edition is frozen yet; a past day has none."""
    if not may(viewer(), Permission.READ_DRAFTS) or g.day != clock.today():
        return []
    return [each for each in db.session.query(ReportDraft).all() if (each.kind, each.period) not in frozen]


def _to_begin(begun) -> list[tuple[str, str]]:
    """Of each kind the period that ended last, if anything was in force in it and it is not begun."""
    ended = {kind: period.containing(clock.today()).previous for kind, period in reports.PERIODS.items()}
    found = [(kind, period.label) for kind, period in ended.items() if has_something_to_say(period)]
    return [each for each in found if each not in begun]


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
    kept = _kept(found, "facts")
    editions = [each for each in queries.reports(g.day) if (each.kind, each.period) == (kind, period)]
    return render_template(
        "reports/about.html",
        report=found,
        gone=kept is None,
        facts=kept and reports.from_bytes(kept.content),
        editions=editions,
        name=name(kind, period),
        changed=_changed(found, kept, editions),
        words=queries.words_of([found.id]).get(found.id, {}),
        sees_access=may(viewer(), Permission.SEE_ACCESS),
    )


@pages.get("/reports/<kind>/<period>/<int(max=2147483647):edition>.<ending>")
@requires(Permission.READ_REPORTS)
def open_edition(kind, period, edition, ending):
    """The kept bytes, or what is drawn from the kept facts; asked again with their ETag: 304. No line of the plan is read."""
    found = _known_edition(kind, period, edition)
    form = ENDINGS.get(ending) or abort(404)
    content, digest = _opened(found, form) or abort(404)
    detail, name = f"{kind} {period} {edition}, {form}", f"{kind}-{period}-{edition}.{ending}"
    return sending.answer(content, form, digest, name=name, detail=detail)


@pages.get("/reports/<kind>/<period>/<int(max=2147483647):edition>/redacted.<ending>")
@requires(Permission.READ_REPORTS)
def redacted(kind, period, edition, ending):
    """The edition for wider circulation, drawn from the kept facts by rule."""
    form = ending if ending in papers.CIRCULATED else abort(404)
    kept = _kept(_known_edition(kind, period, edition), "facts") or abort(404)
    content = papers.in_form(reports.circulated(kept.content), form)
    detail, name = f"{kind} {period} {edition}, {form}, redacted", f"{kind}-{period}-{edition}-redacted.{ending}"
    return sending.answer(content, form, hashlib.sha256(content).hexdigest(), name=name, detail=detail)


def _changed(report, kept, editions) -> list:
    """What this edition says otherwise than the one before it, where both are kept."""
    before = next((each for each in editions if each.edition == report.edition - 1), None)
    bytes_before = kept and before and _kept(before, "facts")
    if not bytes_before:
        return []
    return between.editions(*(reports.from_bytes(each.content) for each in (bytes_before, kept)))


def _opened(report, form) -> tuple[bytes, str] | None:
    """The edition in a form, with its SHA-256; none once its bytes were taken out."""
    kept = _kept(report, form if form in Report.FORMS else "facts")
    if kept is None:
        return None
    if kept.form == form:
        return kept.content, getattr(report, f"{form}_sha256")
    content = papers.in_form(kept.content, form)
    return content and (content, hashlib.sha256(content).hexdigest())
