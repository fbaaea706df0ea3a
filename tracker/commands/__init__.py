"""The flask commands (contract.md)."""

from tracker.commands import durable, mail, packs, people, proof, record


def init_app(app):
    for group in (record, people, proof, mail, packs, durable):
        for command in group.COMMANDS:
            app.cli.add_command(command)
