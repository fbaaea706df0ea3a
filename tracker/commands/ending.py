"""How a command ends badly: with a sentence."""

import sys

import click

DAY = click.DateTime(["%Y-%m-%d"])


def stop(message: str):
    """End a command with a sentence, exit code 1."""
    click.echo(message, err=True)
    sys.exit(1)
