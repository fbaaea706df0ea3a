"""Owners and contributors, for any number of lines at once. An agency lead: within the agency."""

from flask import flash, g, redirect, render_template

from actions import changes
from actions.db import db
from actions.errors import RuleBroken
from actions.models import Person
from actions.permissions import Permission, may
from actions.standing import plan_on
from tracker import at_meeting, choosing, clock, days, words
from tracker.forms import DayField, Radios, Select, choice
from tracker.guard import insist, requires, viewer
from tracker.pages.ownership.choosing_lines import LinesForm, key_of, offer
from tracker.pages.ownership.group import pages
from tracker.saving import saved

DOING = {
    "assign": choice("assign", "Give them an owner", "From the first day on, this agency answers for them"),
    "contribute": choice("contribute", "Add a contributor", "It adds updates and evidence; the owner stays"),
    "end_contribution": choice("end_contribution", "Take a contributor off", "What it added stays"),
}
SAID = {
    "assign": "given to {}",
    "contribute": "helped by {} from now on",
    "end_contribution": "no longer helped by {}",
}
NOTHING_TO_DO = "It is so already for every line that you ticked"


class OwnersForm(LinesForm):
    doing = Radios("What to do with them", choices=list(DOING.values()), default="assign", needed="Choose what to do")
    agency = Select("Agency", needed="Choose the agency")
    person = Select("Officer", description="Leave it open if the agency has not said who.")
    first_day = DayField(
        "First day", description="Leave it empty for today. It never counts from before the day on which you enter it."
    )

    def offer(self, plan, today, person):
        """What may be chosen: any agency and line there is; whether this person may is for the verb to say."""
        within = None if person.has("business_manager") else person.agency_id
        self.lines.choices = [choice(key_of(each), each.number) for each in plan.answerable()]
        self.agency.choices = choosing.agencies(plan, "Choose an agency")
        self.person.choices = choosing.officer_choices(plan, today, "No officer named", within)


@pages.route("/ownership", methods=["GET", "POST"])
@requires(Permission.ASSIGN)
def ownership():
    plan, person = plan_on(g.day), viewer()
    offered = offer(plan, person, Permission.ASSIGN)
    form = OwnersForm()
    form.offer(plan, clock.today(), person)
    done, meeting = [], at_meeting.asked()
    if form.validate_on_submit() and saved(form, lambda: done.append(_do(form, offered, meeting))):
        flash(done[0], "success")
        return redirect(at_meeting.back_to(meeting, days.this_page()))
    return _draw(form, offered, person, meeting)


def _draw(form, offered, person, meeting):
    rows = offered.rows()
    own = None if person.has("business_manager") else offered.plan.agencies.get(person.agency_id)
    shown = {"offered": offered, "rows": rows, "own": own, "may_start": may(person, Permission.ENTER_STARTING_POSITION)}
    shown["meeting"] = meeting
    return render_template("ownership/ownership.html", form=form, **shown), 400 if form.problems else 200


def _do(form, offered, meeting) -> str:
    agency = choosing.agency_called(offered.plan, form.agency.data)
    person = db.session.get(Person, int(form.person.data)) if form.person.data else None
    lines = form.chosen(offered.standings, offered.plan)
    for each in lines:
        insist(Permission.ASSIGN, each)
    changed = [each for each in lines if _changes(each, form, agency, person)]
    if not changed:
        raise RuleBroken("lines", NOTHING_TO_DO)
    _pass_on([each.facts.key for each in changed], form, agency, person, meeting)
    return f"{words.count(len(changed), 'line is', 'lines are')} {SAID[form.doing.data].format(agency.name)}."


def _changes(standing, form, agency, person) -> bool:
    """Whether it is not so already."""
    facts = standing.facts
    helps = agency.id in facts.contributors
    if form.doing.data == "assign":
        same = (facts.owner_id, facts.owner_person_id) == (agency.id, person and person.id)
        return not same or form.first_day.data is not None
    return helps if form.doing.data == "end_contribution" else not helps and facts.owner_id != agency.id


def _pass_on(keys, form, agency, person, meeting):
    doing, asked = form.doing.data, {"agency_id": agency.id, "by": viewer(), "at": clock.now()}
    if doing == "assign":
        changes.assign(keys, person=person, first_day=form.first_day.data, meeting=meeting, **asked)
    elif person or form.first_day.data:
        raise RuleBroken("person" if person else "first_day", "Leave this empty: it belongs to an owner")
    else:
        changes.contribute(keys, ends=doing == "end_contribution", **asked)
