"""Commands about mail: remind, send, and the scheduler that runs both, makes the packs that were asked for, and sweeps."""

import signal

import click

from actions.db import db
from actions.errors import ReadOnlyNow
from tracker import beats, stopping, sweeping
from tracker.commands import packs
from tracker.commands.ending import stop
from tracker.commands.read_only import said
from tracker.mail import reminding, sending, transports
from tracker.words import count

NO_MAIL = "No mail is set up, so nothing was sent. Set MAIL_URL."


@click.command("remind")
def remind_command():
    """Put today's reminders in the outbox. Doing it again, or from two hosts, adds nothing."""
    click.echo(_remind())


def _remind() -> str:
    queued = reminding.remind()
    beats.ran("remind")
    if not queued.people:
        return "Nobody else is to be reminded today."
    return f"{count(queued.people, 'person', 'people')} to be reminded, of {count(queued.matters, 'matter')}."


@click.command("send")
def send_command():
    """Send what waits in the outbox. Exit code 1 if something did not leave, each a line."""
    transport = transports.current()
    if transport is None:
        stop(NO_MAIL)
    with stopping.held_back():
        failed = [outcome for outcome in _send(transport) if outcome.became == "failed"]
    if failed:
        stop(f"{count(len(failed), 'mail')} did not leave. Nothing is lost: they are tried again later.")


def _send(transport) -> list:
    outcomes = sending.send_all(transport)
    beats.ran("send")
    for outcome in outcomes:
        if outcome.problem:
            click.echo(f"Person {outcome.person_id}: {outcome.problem}.", err=True)
    sent, dropped = (sum(each.became == became for each in outcomes) for became in ("sent", "dropped"))
    nothing_left = f", {dropped} not sent: nothing was left to say, or it was no longer theirs" if dropped else ""
    click.echo(f"{count(sent, 'mail')} sent{nothing_left}. {sending.waiting()} waiting.")
    return outcomes


@click.command("schedule")
@click.option("--every", "minutes", type=click.FloatRange(min=0, min_open=True), default=10, show_default=True)
def schedule_command(minutes):
    """Remind, send, make packs and sweep again and again, until told to stop (SIGTERM or Ctrl+C)."""
    if transports.current() is None:
        stop(NO_MAIL)
    # Held back, a signal waits until the jobs are done: none is broken off, and no handler meets a lock that is held.
    signal.pthread_sigmask(signal.SIG_BLOCK, stopping.STOPS)
    click.echo(f"Reminds and sends every {minutes:g} minutes.")
    run_until(
        lambda: signal.sigtimedwait(stopping.STOPS, minutes * 60),
        (lambda: click.echo(_remind()), lambda: _send(transports.current()), packs.work, sweeping.sweep),
    )
    click.echo("Stopped.")


def run_until(told_to_stop, jobs) -> None:
    """Run the jobs in turn until `told_to_stop`, which waits, says so. What goes wrong is said, and tried next time."""
    while True:
        for job in jobs:
            try:
                job()
            except ReadOnlyNow as state:
                click.echo(f"{said(state)} This waits.")
            except Exception as fault:
                click.echo(f"This went wrong, and is tried again: {type(fault).__name__}", err=True)
            finally:
                db.session.remove()
        if told_to_stop():
            return


COMMANDS = (remind_command, send_command, schedule_command)
