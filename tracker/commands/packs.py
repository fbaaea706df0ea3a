"""Commands that make inspection packs: packs (those asked for), pack (one, at once, to a file)."""

from pathlib import Path

import click
from sqlalchemy import select

from actions import packs
from actions.db import begin_reading, db
from actions.models import AUDIENCES
from actions.packs import INSPECTORS, Reader
from actions.permissions import viewer
from tracker import clock, days, stopping
from tracker.accounts.models import Account
from tracker.commands.ending import DAY, stop
from tracker.packs import drawing, queue, saying, writing
from tracker.words import count
from tracker.words.packs import missing as missing_said


@click.command("packs")
def packs_command():
    """Make the inspection packs that were asked for, and remove those kept long enough. Exit code 1 if one failed."""
    with stopping.held_back():
        failed = _work()
    if failed:
        stop(f"{count(failed, 'pack')} could not be made.")


def work() -> None:
    """The same as a job of the scheduler."""
    _work()


def _work() -> int:
    found = queue.work()
    for each in found:
        click.echo(f"Pack {each.number}: {each.problem or each.state}", err=each.state == "failed")
    click.echo(f"{count(sum(each.state == 'ready' for each in found), 'pack')} made.")
    return sum(each.state == "failed" for each in found)


@click.command("pack")
@click.argument("day", type=DAY)
@click.option("--for", "reader", required=True, help=f"{', '.join(AUDIENCES)}; or an inspector's e-mail address")
@click.option("--out", required=True, type=click.Path(dir_okay=False, path_type=Path))
def pack_command(day, reader, out):
    """Write an inspection pack as at a day to a file, at once. The tracker keeps no copy."""
    day, chosen = day.date(), _reader(reader)
    try:
        days.asked(day.isoformat(), clock.today())
    except days.BadDay as bad:
        stop(str(bad))
    begin_reading()
    facts = saying.facts(packs.gather(chosen, day, clock.today()))
    db.session.rollback()
    writing.write(facts, out)
    gone = drawing.missing_of(facts)
    click.echo(f"Pack as at {day.isoformat()} for {facts['made_for']}: {out}")
    if gone:
        click.echo(missing_said(len(gone)), err=True)


def _reader(text) -> Reader:
    if text in AUDIENCES:
        return Reader(text)
    person = db.session.scalar(select(Account.person_id).where(Account.email == text.strip().lower()))
    holder = person and viewer(person, clock.today())
    if not holder or not holder.has("inspector"):
        stop(
            f"For whom? Say one of: {', '.join(AUDIENCES)}; or the e-mail address of somebody who is an inspector today."
        )
    return Reader(INSPECTORS, person)


COMMANDS = (packs_command, pack_command)
