"""Purging a document's record from the command line: what would go, and the two steps of two people."""

import click

from actions import permissions, retention
from actions.db import begin_writing, db
from actions.errors import NotAllowed, RuleBroken
from actions.permissions import Viewer
from tracker import accounts, clock, purging
from tracker.accounts import factor, throttle
from tracker.accounts.models import Account
from tracker.commands.ending import stop
from tracker.words import keeping as say

WRONG = "The e-mail address, the password or the code is not right."
SECOND = (
    "This person may not do that. Somebody else than who asked confirms it: a chair, a deputy or a business manager."
)


@click.command("purge")
@click.argument("document", required=False)
@click.option("--by", "email", help="who does it, by their e-mail address; their password is asked for")
@click.option("--reason", help="why; with it the purge is asked for")
@click.option("--confirm", is_flag=True, help="confirm, as a second person, what was asked for")
def purge_command(document, email, reason, confirm):
    """Say what would be purged, of every document or of one; ask for a purge; or confirm one. Nothing within its years, in
    force or under a legal hold goes."""
    if not email:
        _tell(document)
        return
    found = _known(document)
    by = _who(email)
    try:
        _do(found, by, reason, confirm)
    except RuleBroken as refusal:
        db.session.rollback()
        stop(f"{refusal.message}.")
    except NotAllowed:
        db.session.rollback()
        stop(SECOND)


def _known(document):
    found = document and retention.keeping(document, clock.today())
    return found or stop("Which document? Say its reference, as flask purge lists them.")


def _tell(document):
    for each in [_known(document)] if document else retention.keepings(clock.today()):
        waits = " It waits for a second person." if each.asked else ""
        click.echo(f"{each.document.reference}: {say.kept(each)}. {say.would_go(each).rstrip('.')}.{waits}")


def _do(found, by, reason, confirm):
    document = found.document
    if confirm:
        purging.carry_out(document, by=by)
        click.echo(f"{document.reference} is purged: {say.amount(found.goes)}.")
        return
    purging.ask(document, reason=reason or "", by=by)
    db.session.commit()
    click.echo(f"The purge of {document.reference} is asked for. Somebody else confirms it within {say.LAPSES}.")


def _who(email) -> Viewer:
    """The person, once they have proved that it is they: by the password, and by a code if they have a second factor."""
    password = click.prompt("Password", hide_input=True)
    try:
        counted = throttle.count(account=accounts.plain_email(email))
    except throttle.TooMany:
        stop("There were too many wrong tries. Wait five minutes.")
    account = accounts.check_password(email, password) or stop(WRONG)
    number, sealed = account.person_id, account.factor_secret
    db.session.rollback()
    code = click.prompt("Code of your second factor", hide_input=True) if sealed else None
    begin_writing()
    if sealed and not factor.take(db.session.get(Account, number), code):
        stop(WRONG)
    throttle.take_back(counted)
    found = permissions.viewer(number, clock.today())
    if not sealed and factor.is_required(found):
        stop("Your role needs a second factor. Set it up on the website first.")
    db.session.commit()
    begin_writing()
    return found


COMMANDS = (purge_command,)
