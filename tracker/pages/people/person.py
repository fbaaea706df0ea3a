"""One person: roles given and taken, the account, a new invitation."""

from flask import abort, flash, g, redirect, render_template, url_for

from actions import changes
from actions.db import db, lock_ledger
from actions.handover import has_left, lines_of
from actions.models import ROLES, Person
from actions.permissions import Permission, viewers
from actions.permissions import viewer as person_today
from actions.settings import as_at
from actions.standing import plan_on
from tracker import accounts, clock
from tracker.accounts import lost_factors
from tracker.accounts.models import Account
from tracker.forms import BaseForm, DayField, Radios, choice
from tracker.guard import WRITING, requires, viewer
from tracker.lines import where
from tracker.pages.people.group import pages
from tracker.pages.people.inviting import give, insist_on_days, link_for, new_invitation, noted, show_link
from tracker.pages.people.roll import entry_or_404
from tracker.saving import saved
from tracker.words.people import ROLE_MEANS, called

NUMBER = "<int(max=2147483647):number>"
LAST_MANAGER = (
    "Nobody else who can sign in is business manager. Invite another one, and wait until the invitation is accepted, "
    "before you give up the role."
)
YOURSELF = "You cannot record that you have left yourself. Ask another business manager to do it."
OWN_ACCOUNT = "You cannot disable your own account. Ask another business manager to do it."


class RoleForm(BaseForm):
    role = Radios("Role", needed="Choose the role")
    first_day = DayField(
        "First day of the inspection", description="For an inspector only. Today, unless you enter one."
    )
    last_day = DayField("Last day of the inspection", description="For an inspector only.")


def person_or_404(number: int) -> Person:
    return db.session.get(Person, number) or abort(404)


def _account_or_404(number: int) -> Account:
    return db.session.get(Account, person_or_404(number).id) or abort(404)


@pages.route(f"/people/{NUMBER}", methods=["GET", "POST"])
@requires(Permission.LOOK_AFTER_PEOPLE, confirmed=WRITING)
def person(number):
    entry = entry_or_404(number)
    form = RoleForm()
    form.role.choices = _can_be_given(entry.person)
    if form.validate_on_submit() and saved(form, lambda: _give(number, form)):
        return _told(number, f"{_name(form.role.data)}: the role is given.")
    link = link_for(number) if not form.is_submitted() else None
    plan = plan_on(g.day)
    shown = {"lines": lines_of(number, plan.answerable()), "agencies": plan.agencies, "own": number == viewer().id}
    shown["lost"] = lost_factors.of_person(number)
    shown["left"] = any(has_left(each, {number: entry.person}) for each in shown["lines"])
    page = render_template("people/person.html", entry=entry, form=form, link=link, where=where, **shown)
    return page, 400 if form.problems else 200


def _can_be_given(holder):
    """Every role that is not held; an inspector's may be given again, to a later day."""
    open_to = [role for role in ROLES if role not in holder.roles or role == "inspector"]
    return [choice(role, _name(role), ROLE_MEANS[role]) for role in open_to]


def _name(role) -> str:
    """What the role is called today."""
    return called(as_at(clock.today()))[role]


def _give(number, form):
    insist_on_days(form, form.role.data == "inspector")
    give(person_or_404(number), form.role.data, form)
    _changed(number, f"{form.role.data} given")


def _changed(number, what):
    """Rights have changed: every session ends, and the journal says so."""
    accounts.end_sessions(number)
    noted(number, what)


def _told(number, sentence, category="success"):
    flash(sentence, category)
    return redirect(url_for("people.person", number=number))


@pages.post(f"/people/{NUMBER}/roles/<role>/end")
@requires(Permission.LOOK_AFTER_PEOPLE, confirmed=WRITING)
def end_role(number, role):
    lock_ledger()
    holder = person_or_404(number)
    if role not in person_today(number, clock.today()).roles:
        return _told(number, "That role is not held any more.", "note") if role in ROLES else abort(404)
    if role == "business_manager" and not _another_manager(number):
        return _told(number, LAST_MANAGER, "note")
    changes.end_appointment(holder, role, by=viewer(), at=clock.now())
    _changed(number, f"{role} taken")
    db.session.commit()
    return _told(number, f"{_name(role)}: the role is taken away.")


@pages.post(f"/people/{NUMBER}/left")
@requires(Permission.LOOK_AFTER_PEOPLE, confirmed=WRITING)
def leave(number):
    """Somebody has left: every role ends today and the account is disabled, at once."""
    lock_ledger()
    holder, held = person_or_404(number), person_today(number, clock.today()).roles
    if number == viewer().id:
        return _told(number, YOURSELF, "note")
    if "business_manager" in held and not _another_manager(number):
        return _told(number, LAST_MANAGER, "note")
    for role in sorted(held):
        changes.end_appointment(holder, role, by=viewer(), at=clock.now())
    _close_account(number)
    _changed(number, "left")
    db.session.commit()
    return _told(number, "They have left: every role is taken away, and nobody can sign in with the account.")


def _close_account(number):
    account = db.session.get(Account, number)
    if account:
        account.active = False


def _another_manager(number) -> bool:
    """Whether a business manager remains who can sign in."""
    others = accounts.can_sign_in() - {number}
    return any(each.has("business_manager") for each in viewers(clock.today()).values() if each.id in others)


@pages.post(f"/people/{NUMBER}/disable")
@requires(Permission.LOOK_AFTER_PEOPLE, confirmed=WRITING)
def disable(number):
    if number == viewer().id:
        return _told(number, OWN_ACCOUNT, "note")
    return _switch(number, False, "The account is disabled, and whoever was signed in with it is signed out.")


@pages.post(f"/people/{NUMBER}/enable")
@requires(Permission.LOOK_AFTER_PEOPLE, confirmed=WRITING)
def enable(number):
    return _switch(number, True, "The account is enabled again.")


def _switch(number, active, sentence):
    account = _account_or_404(number)
    if account.active != active:
        account.active = active
        _changed(number, "enabled" if active else "disabled")
        db.session.commit()
    return _told(number, sentence)


@pages.post(f"/people/{NUMBER}/invitation")
@requires(Permission.LOOK_AFTER_PEOPLE, confirmed=WRITING)
def invite_again(number):
    account = _account_or_404(number)
    if not account.active:
        return _told(number, "The account is disabled. Enable it before you invite the person.", "note")
    token = new_invitation(number)
    db.session.commit()
    return show_link(number, token)
