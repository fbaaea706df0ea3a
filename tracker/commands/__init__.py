"""The flask commands (contract.md)."""

from functools import wraps

import click

from actions.db import db
from actions.errors import ReadOnlyNow
from tracker.commands import durable, keeping, mail, packs, people, proof, read_only, record
from tracker.commands.ending import stop

# What runs again soon: while the tracker is read-only it waits, and nothing is wrong.
WAIT = frozenset({"remind", "send", "packs", "sweep"})


def _refused_while_read_only(command):
    """What the command does; while the tracker is read-only a sentence instead."""
    do = command.callback

    @wraps(do)
    def asked(*given, **more):
        try:
            return do(*given, **more)
        except ReadOnlyNow as state:
            db.session.rollback()
            if command.name not in WAIT:
                stop(f"{read_only.said(state)} Nothing was done.")
            click.echo(f"{read_only.said(state)} This waits.")

    command.callback = asked
    return command


COMMANDS = tuple(
    _refused_while_read_only(command)
    for group in (record, people, proof, mail, packs, durable, keeping, read_only)
    for command in group.COMMANDS
)


def init_app(app):
    for command in COMMANDS:
        app.cli.add_command(command)
