"""Commands that print a report and check the record: report, verify."""

from datetime import date
from pathlib import Path

import click

from actions import queries, reports, verify
from actions.db import db
from actions.models import REPORT_KINDS, Report, ReportBytes, ReportDraft
from actions.standing import plan_on
from tracker import circulation, clock, days, papers, words
from tracker.choosing import agency_called
from tracker.commands.ending import DAY, stop

FILE = click.Path(dir_okay=False, path_type=Path)
ANY_DAY = ("exception", "agency")
ENTERED_AS = {"quarterly": ("a quarter", "2016-17-Q3"), "six-monthly": ("a half", "2016-17-H1")}


@click.command("report")
@click.argument("kind", type=click.Choice((*REPORT_KINDS, *ANY_DAY)))
@click.argument("period")
@click.option("--agency", help="whose extract, by its key: police")
@click.option("--cut-off", type=DAY, help="stands as at this day; the update day unless said")
@click.option("--pdf", type=FILE)
@click.option("--html", type=FILE)
@click.option("--json", "facts", type=FILE)
@click.option("--docx", type=FILE, help="a Word file to work on")
@click.option("--xlsx", type=FILE, help="its tables, a sheet each")
@click.option("--csv", type=FILE, help="its tables as a ZIP, a CSV each")
def report_command(kind, period, agency, cut_off, **wanted):
    """Write a report's forms to files: the latest frozen edition, or, with a cut-off or before freezing, as it would be."""
    made = _of_a_day(kind, period, agency) if kind in ANY_DAY else _of_a_period(kind, period, cut_off)
    for form, path in wanted.items():
        if path is not None:
            path.write_bytes(made.get(form) or papers.in_form(made["facts"], form))


def _of_a_day(kind, period, agency) -> dict:
    day = _parsed(date.fromisoformat, period, "a day", "2017-01-16")
    if not (days.first_day() or date.max) <= day <= clock.today():
        stop(f"There is nothing to say as at {words.day(day)}.")
    facts = reports.to_bytes(
        reports.exception(day) if kind == "exception" else reports.extract(day, _agency(agency, day))
    )
    click.echo(f"{kind} as at {day.isoformat()}, made on demand")
    return {"facts": facts}


def _agency(key, day):
    plan = plan_on(day)
    keys = ", ".join(each.key for each in plan.agencies.values())
    return agency_called(plan, key) or stop(f"Whose extract? Add --agency and one of: {keys}.")


def _of_a_period(kind, period, cut_off) -> dict:
    spoken_of = _parsed(lambda label: reports.period_of(kind, label), period, *ENTERED_AS[kind])
    return _made(kind, spoken_of, cut_off and cut_off.date())


def _parsed(parse, text, what, example):
    try:
        return parse(text)
    except ValueError:
        stop(f"{text} is not {what}. Enter one such as {example}.")


def _made(kind, period, cut_off) -> dict:
    frozen = [each for each in queries.reports() if (each.kind, each.period) == (kind, period.label)]
    gone = queries.withdrawn_reports()
    standing = next((each for each in frozen if each.id not in gone), None)
    if standing is not None and cut_off in (None, standing.cut_off):
        click.echo(f"{kind} {period.label}, edition {standing.edition}, as frozen")
        return _kept(standing)
    return _drawn(kind, period, cut_off)


def _kept(report: Report) -> dict:
    rows = db.session.query(ReportBytes).filter_by(report_id=report.id)
    return {row.form: row.content for row in rows}


def _insist(period, day):
    """End with a sentence unless something can be said of the period as at the day."""
    if period.last < (days.first_day() or date.max):
        stop(f"Nothing was in force in {period.label} yet.")
    if day < period.last:
        stop(f"A report on {period.label} stands as at {words.day(period.last)} or later.")
    if day > clock.today():
        stop(
            f"{words.day(day)} has not come yet. The latest day as at which it can stand is {words.day(clock.today())}."
        )


def _drawn(kind, period, cut_off) -> dict:
    """A draft as at the day asked for, or its own cut-off, or (before that has come) today."""
    draft = db.session.get(ReportDraft, (kind, period.label))
    own = draft.cut_off if draft else reports.default_cut_off(period)
    day = cut_off or min(own, clock.today())
    _insist(period, day)
    asked = reports.Asked(
        kind=kind,
        period=period,
        cut_off=day,
        edition=0,
        words=draft.words if draft else {},
        reason="a draft, not yet frozen",
        recorded_on=clock.today(),
    )
    facts = reports.to_bytes(reports.facts(asked))
    click.echo(f"{kind} {period.label}, a draft as at {asked.cut_off.isoformat()}")
    return {"facts": facts}


@click.command("verify")
@click.option("--report", "path", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def verify_command(path):
    """Check that the record is whole, or whether a file is a frozen report of ours, unaltered."""
    if path is not None:
        _verify_file(path)
        return
    findings = verify.verify()
    for finding in findings:
        click.echo(finding.sentence)
    if any(finding.fault for finding in findings):
        stop("The record is not whole.")
    click.echo("All well.")


def _verify_file(path: Path):
    content = path.read_bytes()
    found = verify.edition_of(content) or circulation.edition_from(content)
    if found is None:
        stop("This file is not a frozen report of this tracker, or it was altered.")
    withdrawn = " It was withdrawn and replaced since." if found.id in queries.withdrawn_reports() else ""
    click.echo(f"Unaltered: {found.kind} {found.period}, edition {found.edition}.{withdrawn}")


COMMANDS = (report_command, verify_command)
