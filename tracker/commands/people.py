"""Commands about people: invite, and the worked example with its people."""

import json
import os
import secrets

import click
from flask import current_app

from actions import changes, files, permissions
from actions.db import begin_writing, db
from actions.errors import RuleBroken
from actions.models import ROLES, Agency
from tracker import accounts, clock, config, first_run, papers
from tracker.accounts import factor
from tracker.accounts.models import Account
from tracker.commands.ending import DAY, stop

PEOPLE_FILE = "example-people.json"
PASSWORD_BYTES = 9
NO_FACTOR = (
    "Nobody is asked for a second factor in the worked example; with SECOND_FACTOR=roles set, it is as elsewhere."
)
ASKED_FOR = "A second factor is required: whoever must have one is led to set it up, with an authenticator app."


@click.command("invite")
@click.argument("email")
@click.option("--role", required=True, type=click.Choice(ROLES))
@click.option("--agency", help="the agency's key, such as police")
@click.option("--title", help="what the person is, such as Lead officer, Police")
@click.option("--first-day", type=DAY, help="for an inspector; today, unless given")
@click.option("--last-day", type=DAY, help="for an inspector")
def invite_command(email, role, agency, title, first_day, last_day):
    """Invite a person: prints the link with which they choose a password."""
    begin_writing()
    if accounts.email_is_taken(email):
        stop("Somebody with that e-mail address has an account already.")
    row = db.session.query(Agency).filter_by(key=agency).first() if agency else None
    if agency and row is None:
        stop(f"There is no agency {agency}.")
    title = title or role.replace("_", " ").capitalize() + (f", {row.name}" if row else "")
    try:
        person = changes.add_person(title=title, agency_id=row and row.id, by=None, at=clock.now())
        days = {"first_day": first_day and first_day.date(), "last_day": last_day and last_day.date()}
        changes.appoint(person, role, by=None, at=clock.now(), **days)
    except RuleBroken as refusal:
        stop(f"{refusal.message}.")
    accounts.open_account(person.id, email)
    link = accounts.invitation_link(accounts.invite(person.id))
    db.session.commit()
    click.echo(f"Give this link to {title}; it works once, for 14 days:\n{link}")


@click.command("first-run")
def first_run_command():
    """Print the code with which the first person opens a tracker in which nobody has an account yet."""
    if not first_run.is_open():
        click.echo("Somebody has an account. Who looks after people invites others, under People.")
        return
    click.echo("Nobody has an account yet. Open this address and enter the code; it works until somebody has one:")
    click.echo(f"  {current_app.config['BASE_URL']}/first-run\n  {first_run.code()}")


@click.command("example")
def example_command():
    """Load the worked example into an empty database, and print who can sign in."""
    from seeds import example

    begin_writing()
    try:
        people = example.load(keep_file=files.keep, render=papers.draw)
    except example.NotTheExample as refusal:
        db.session.rollback()
        stop(str(refusal))
    current_app.config["EXAMPLE"] = True
    path = config.INSTANCE / PEOPLE_FILE
    listed = _written_down(path)
    if not listed:
        listed = [_with_password(person) for person in people]
        db.session.commit()
        _write_down(listed, path)
    _print(listed)


def _written_down(path) -> list[dict]:
    """The people as written down earlier, if that was for this database: the first one's password still fits."""
    listed = json.loads(path.read_text(encoding="utf-8")) if path.exists() else []
    fits = listed and accounts.check_password(listed[0]["address"], listed[0]["password"])
    return listed if fits else []


def _with_password(person) -> dict:
    """The person with an account and a newly generated password."""
    password = secrets.token_urlsafe(PASSWORD_BYTES)
    account = db.session.get(Account, person.person_id) or accounts.open_account(person.person_id, person.email)
    accounts.set_password(account, password)
    holder = permissions.viewer(person.person_id, clock.EXAMPLE_TODAY)
    return {
        "title": person.title,
        "role": ", ".join(sorted(holder.roles)),
        "agency": holder.agency,
        "address": person.email,
        "password": password,
    }


def _write_down(listed, path):
    path.unlink(missing_ok=True)
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as kept:
        json.dump(listed, kept, indent=1, ensure_ascii=False)


def _print(listed):
    click.echo(f"The worked example: its today is {clock.EXAMPLE_TODAY.isoformat()}. Who can sign in:")
    for each in listed:
        click.echo(f"  {each['address']:<42} {each['password']:<14} {each['title']} ({each['role']})")
    click.echo(f"The same is in instance/{PEOPLE_FILE}, readable by you alone.")
    click.echo(NO_FACTOR if factor.rule_here() == "nobody" else ASKED_FOR)


COMMANDS = (invite_command, example_command, first_run_command)
