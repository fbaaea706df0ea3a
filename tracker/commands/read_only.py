"""The command that makes the tracker read-only for an upgrade or a restore, and lets people write again."""

import click
from sqlalchemy.exc import OperationalError

from actions import read_only
from actions.db import db
from actions.errors import RuleBroken
from tracker import clock
from tracker.commands.ending import stop
from tracker.words import moment

BUSY = "Somebody is still saving. Nothing is changed; try again in a minute."
WRITABLE = "The tracker can be written in."


def said(state) -> str:
    return f"The tracker is read-only since {moment(state.since)}: {state.why}."


@click.group("read-only", invoke_without_command=True)
@click.pass_context
def read_only_command(context):
    """Say whether the tracker is read-only; `on` and `off` switch it, for all hosts at once."""
    if context.invoked_subcommand is None:
        state = read_only.now()
        click.echo(said(state) if state else WRITABLE)


@read_only_command.command("on")
@click.option(
    "--why", required=True, help="what everybody reads at the top of each page, such as: an upgrade, until 18:00"
)
def on_command(why):
    """Let nothing be saved. When this returns, whoever was saving has finished, and nothing more is written."""
    try:
        state = read_only.begin(why.rstrip(". "), at=clock.now(), since=clock.real_now())
    except RuleBroken as refusal:
        stop(f"{refusal.message}.")
    except OperationalError:
        db.session.rollback()
        stop(BUSY)
    click.echo(said(state))


@read_only_command.command("off")
def off_command():
    """Let people write again."""
    try:
        ended = read_only.end(at=clock.now())
    except OperationalError:
        db.session.rollback()
        stop(BUSY)
    click.echo("The tracker can be written in again." if ended else WRITABLE)


COMMANDS = (read_only_command,)
