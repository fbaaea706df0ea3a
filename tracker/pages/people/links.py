"""Links to answer without an account: made for one agency and quarter, shown once, listed, revoked."""

from dataclasses import dataclass

from flask import abort, flash, g, redirect, render_template, session, url_for
from sqlalchemy import select
from wtforms.validators import Optional

from actions import queries
from actions.db import db
from actions.errors import RuleBroken
from actions.periods import Quarter
from actions.permissions import Permission
from actions.settings import open_quarters, update_day
from actions.standing import plan_on
from tracker import choosing, clock, everybody, words
from tracker.forms import BaseForm, DayField, Email, Line, Needed, Radios, Select, choice
from tracker.guard import requires, viewer
from tracker.links import addresses, waiting
from tracker.links.models import AnswerLink
from tracker.pages.people.group import pages
from tracker.pages.people.inviting import is_an_address
from tracker.saving import saved
from tracker.words.links import state

SHOWN_ONCE = "answer_link"


class LinkForm(BaseForm):
    agency = Select("Agency", needed="Choose the agency")
    quarter = Radios("Quarter", needed="Choose the quarter")
    issued_to = Line(
        "Who gets it",
        [Needed("Say who gets it, such as Service manager, Housing")],
        description="By role, never by name. What comes back is recorded as given by them.",
    )
    email = Email(
        "Their e-mail address, if you like",
        [Optional(), is_an_address],
        limit=254,
        description="For your own list: the tracker sends nothing to it.",
    )
    last_day = DayField(
        "Last day on which it works",
        [Needed("Enter the last day on which it works")],
        description="At the latest the day on which the quarter closes.",
    )


@dataclass(frozen=True)
class Row:
    """A link as it is listed. `waiting`: how many answers by it wait to be confirmed."""

    link: AnswerLink
    agency: str
    made_by: str | None
    waiting: int

    @property
    def quarter(self) -> Quarter:
        return Quarter(self.link.quarter)

    @property
    def works(self) -> bool:
        return addresses.works(self.link)

    @property
    def state(self) -> str:
        return state(self.link, clock.today())


@pages.route("/people/links", methods=["GET", "POST"])
@requires(Permission.LOOK_AFTER_PEOPLE)
def links():
    form = _form()
    if form.validate_on_submit() and saved(form, lambda: _make(form)):
        flash("The link is made.", "success")
        return redirect(url_for("people.links"))
    shown = session.pop(SHOWN_ONCE, None) if not form.is_submitted() else None
    status = 400 if form.problems else 200
    return render_template(
        "people/links.html", form=form, rows=_rows(), link=shown, with_officers=_answered_for()
    ), status


def _answered_for() -> set[int]:
    """The agencies that have somebody who can upload a workbook."""
    held = choosing.officers(everybody.on(clock.today()), plan_on(clock.today()))
    return {number for number, people in held.items() if people}


def _form():
    quarters = open_quarters(clock.today())
    form = LinkForm(data={"quarter": quarters[0].label, "last_day": update_day(quarters[0])})
    form.agency.choices = choosing.agencies(plan_on(g.day), "Choose an agency")
    form.quarter.choices = [choice(each.label, words.quarter(each)) for each in quarters]
    return form


def _make(form):
    """The address travels in the cookie of who made it, to be shown once."""
    agency, quarter = choosing.agency_called(plan_on(g.day), form.agency.data), Quarter.parse(form.quarter.data)
    if not queries.owed_by_agency(agency.id, quarter, g.day):
        raise RuleBroken("agency", "This agency owes no answer for that quarter, so the link would show nothing")
    given = {"issued_to": form.issued_to.data, "email": form.email.data or "", "by": viewer()}
    session[SHOWN_ONCE] = addresses.address(addresses.make(agency.id, quarter, form.last_day.data, **given))


def _rows() -> list[Row]:
    """The links as they are now, newest first."""
    agencies, titles, came = plan_on(g.day).known, queries.titles(), waiting.counts()
    found = db.session.scalars(select(AnswerLink).order_by(AnswerLink.id.desc())).all()
    return [
        Row(each, agencies[each.agency_id].name, titles.get(each.made_by_id), came.get(each.id, 0))
        for each in found
        if each.agency_id in agencies
    ]


@pages.post("/people/links/<int(max=2147483647):link>/revoke")
@requires(Permission.LOOK_AFTER_PEOPLE)
def revoke_link(link):
    found = db.session.get(AnswerLink, link) or abort(404)
    if addresses.works(found):
        addresses.revoke(found, by=viewer())
        db.session.commit()
    flash("The link is revoked. What came back by it still waits.", "success")
    return redirect(url_for("people.links"))
