"""Inviting somebody. No mail is set up, so the link is shown once, to who made it."""

from flask import flash, g, redirect, render_template, session, url_for

from actions import changes, journal
from actions.db import lock_ledger
from actions.errors import RuleBroken
from actions.models import ROLES
from actions.permissions import Permission
from actions.settings import as_at
from actions.standing import plan_on
from tracker import accounts, choosing, clock
from tracker.forms import BaseForm, DayField, Email, Line, Needed, Select, Ticks, choice
from tracker.guard import ALWAYS, requires, viewer
from tracker.mail_address import is_an_address
from tracker.pages.people.group import pages
from tracker.saving import saved
from tracker.words.people import ROLE_MEANS, called

LINK = "invitation_link"
DAYS_ARE_FOR = {
    f"{which}_day": f"A {which} day is for an inspector. Leave it empty, or choose the role Inspector"
    for which in ("first", "last")
}


class InviteForm(BaseForm):
    email = Email("E-mail address", [Needed("Enter the e-mail address"), is_an_address], limit=254)
    title = Line(
        "What the person is",
        [Needed("Enter what the person is, such as Lead officer, Police")],
        description="By role, never by name, such as Lead officer, Police. Everybody sees this in the history.",
    )
    agency = Select("Agency", description="Not needed for an executive, a business manager or an inspector.")
    role = Ticks("Roles", [Needed("Choose at least one role")])
    first_day = DayField(
        "First day of the inspection", description="For an inspector only. Today, unless you enter one."
    )
    last_day = DayField("Last day of the inspection", description="For an inspector only.")


@pages.route("/people/invite", methods=["GET", "POST"])
@requires(Permission.LOOK_AFTER_PEOPLE, confirmed=ALWAYS)
def invite():
    form = InviteForm()
    names = called(as_at(g.day))
    form.role.choices = [choice(role, names[role], ROLE_MEANS[role]) for role in ROLES]
    form.agency.choices = choosing.agencies(plan_on(g.day), "No agency")
    made = []
    if form.validate_on_submit() and saved(form, lambda: made.append(_invite(form))):
        return show_link(*made[0])
    return render_template("people/invite.html", form=form), 400 if form.problems else 200


def _invite(form):
    lock_ledger()
    if accounts.email_is_taken(form.email.data):
        raise RuleBroken("email", "Somebody with that e-mail address has an account already")
    insist_on_days(form, "inspector" in form.role.data)
    agency = choosing.agency_called(plan_on(g.day), form.agency.data)
    person = changes.add_person(title=form.title.data, agency_id=agency and agency.id, by=viewer(), at=clock.now())
    for role in form.role.data:
        give(person, role, form)
    accounts.open_account(person.id, form.email.data)
    return person.id, new_invitation(person.id)


def insist_on_days(form, inspector: bool) -> None:
    """RuleBroken for days of an inspection that there is none of, or that begins in the past."""
    for name, message in DAYS_ARE_FOR.items():
        if form[name].data and not inspector:
            raise RuleBroken(name, message)
    if form.first_day.data and form.first_day.data < clock.today():
        raise RuleBroken("first_day", "Enter today or a later day: nobody can be let in for days that are past")


def give(person, role, form):
    """Appoint somebody from today; only an inspector's appointment may begin later, and ends by itself."""
    days = {"first_day": form.first_day.data, "last_day": form.last_day.data} if role == "inspector" else {}
    return changes.appoint(person, role, by=viewer(), at=clock.now(), **days)


def new_invitation(person_id: int) -> str:
    """The token of a new invitation, with its line in the journal. Who calls commits."""
    noted(person_id, "invited")
    return accounts.invite(person_id)


def noted(person_id: int, what: str) -> None:
    """A change of people is a security event: by number, never by content."""
    detail = f"person {person_id}: {what}"
    journal.security_event("people_changed", at=clock.now(), by_id=viewer().id, detail=detail)


def show_link(person_id: int, token: str):
    """Lead to the person's page, which shows the link once: it travels in the cookie of who made it."""
    session[LINK] = [person_id, accounts.invitation_link(token)]
    flash("The invitation is made.", "success")
    return redirect(url_for("people.person", number=person_id))


def link_for(person_id: int) -> str | None:
    """The link that was just made for this person, forgotten as it is shown."""
    held = session.pop(LINK, None)
    return held[1] if held and held[0] == person_id else None
