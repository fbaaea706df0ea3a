"""Commands that load and show the record: seed, standing, ledger, history."""

import json
from datetime import date

import click

from actions import ledger, queries
from actions.db import begin_writing, db
from actions.standing import plan_on
from seeds import load
from seeds.adopted import BadSeeds, read_all
from tracker import as_data, clock
from tracker.commands.ending import DAY, stop


@click.command("seed")
def seed_command():
    """Load the adopted documents of seeds/. Doing it again changes nothing."""
    begin_writing()
    try:
        for sentence in load.seed(read_all(load.FOLDER), at=clock.now()):
            click.echo(sentence)
    except (BadSeeds, load.ChangedText) as refusal:
        db.session.rollback()
        stop(str(refusal))
    db.session.commit()


def standing_as_json(day: date) -> list[dict]:
    """Every line in force on a day, as contract.md says."""
    plan = plan_on(day)
    return [{**as_data.standing(each, plan), **_gone_on(each, plan)} for each in plan.standings]


def _gone_on(standing, plan) -> dict:
    """What of it there is to say: nothing of a line that neither closed nor was carried."""
    told = as_data.gone_on(standing, plan)
    return {name: value for name, value in told.items() if value or (name == "fate" and standing.closed)}


@click.command("standing")
@click.option("--as-at", "day", type=DAY, help="today unless said")
@click.option("--json", "as_json", is_flag=True)
def standing_command(day, as_json):
    """Where everything stands on a day."""
    rows = standing_as_json(day.date() if day else clock.today())
    if as_json:
        click.echo(json.dumps(rows, indent=1, ensure_ascii=False))
        return
    for row in rows:
        flags = f" ({', '.join(row['flags'])})" if row["flags"] else ""
        click.echo(f"{row['document']} {row['number']:<5} {row['status']:<18} due {row['due'] or '-'}{flags}")


@click.command("ledger")
@click.option("--json", "as_json", is_flag=True)
def ledger_command(as_json):
    """Every row of the ledger, in order."""
    rows = list(ledger.rows())
    if as_json:
        click.echo(json.dumps(rows, ensure_ascii=False))
        return
    for row in rows:
        click.echo(f"{row['number']} {row['at']} {row['verb']} {row['document'] or ''} {row['action'] or ''}")


@click.command("history")
@click.argument("document")
@click.argument("number")
@click.option("--json", "as_json", is_flag=True)
def history_command(document, number, as_json):
    """What was done about one action, oldest first."""
    standing = plan_on(clock.today()).find(document, number)
    if standing is None:
        stop(f"There is no {number} in {document}.")
    entries = reversed(queries.history(standing.line.id, clock.today()))
    rows = [_told(entry.event, entry.words) for entry in entries]
    click.echo(json.dumps(rows, indent=1, ensure_ascii=False) if as_json else "\n".join(map(str, rows)))


def _told(event, words) -> dict:
    """One row of a history; of what was entered for somebody also who gave it (a person's number), how and when."""
    row = {"number": event.id, "counts_from": as_data.iso(event.counts_from), "verb": event.verb, "words": words}
    if event.given_how:
        given_on = as_data.iso(event.given_on)
        row |= {"given_how": event.given_how, "given_on": given_on, "given_person": event.given_person_id}
    return row


COMMANDS = (seed_command, standing_command, ledger_command, history_command)
