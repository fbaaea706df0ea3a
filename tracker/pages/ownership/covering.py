"""Who stands in for an officer until a day, on any number of lines. An officer: on their own lines."""

from flask import flash, g, redirect, render_template

from actions import changes
from actions.errors import RuleBroken
from actions.permissions import Permission
from actions.standing import plan_on
from tracker import accounts, choosing, clock, days, words
from tracker.forms import DayField, Radios, Select, choice
from tracker.guard import requires, viewer
from tracker.pages.ownership.choosing_lines import LinesForm, key_of, offer
from tracker.pages.ownership.group import pages
from tracker.saving import saved

DOING = (
    choice("cover", "Somebody stands in", "They are shown with the officer until the end of the day that you enter"),
    choice("end_cover", "Nobody stands in any more", "From today on"),
)
EMPTY = "Leave this empty: it belongs to somebody who stands in"


class CoverForm(LinesForm):
    doing = Radios("What to do with them", choices=list(DOING), default="cover", needed="Choose what to do")
    person = Select("Who stands in", description="An officer of the agency that owns the line, who can sign in.")
    last_day = DayField("Until the end of which day?")

    def offer(self, plan, person):
        """Who can stand in: officers who can sign in; of the person's own agency, unless they look after all of them."""
        within = None if person.has("business_manager") else person.agency_id
        self.lines.choices = [choice(key_of(each), each.number) for each in plan.answerable()]
        self.person.choices = choosing.officer_choices(
            plan, clock.today(), "Choose who stands in", within, accounts.can_sign_in()
        )


@pages.route("/ownership/cover", methods=["GET", "POST"])
@requires(Permission.COVER)
def cover():
    plan, person = plan_on(g.day), viewer()
    offered = offer(plan, person, Permission.COVER, lambda each: each.is_open and changes.may_be_covered(each, person))
    form, done = CoverForm(), []
    form.offer(plan, person)
    if form.validate_on_submit() and saved(form, lambda: done.append(_do(form, offered))):
        flash(done[0], "success")
        return redirect(days.this_page())
    page = {"offered": offered, "rows": offered.rows(), "own": not person.has("business_manager")}
    return render_template("ownership/cover.html", form=form, **page), 400 if form.problems else 200


def _do(form, offered) -> str:
    lines = form.chosen(offered.standings, offered.plan)
    keys, who = [each.facts.key for each in lines], {"by": viewer(), "at": clock.now()}
    if form.doing.data == "end_cover":
        _insist_empty(form)
        changes.end_cover(keys, **who)
        return f"Nobody stands in any more on {words.count(len(lines), 'line')}."
    if not form.person.data:
        raise RuleBroken("person", "Choose who stands in")
    changes.cover(keys, person_id=int(form.person.data), last_day=form.last_day.data, **who)
    name = offered.names.person(int(form.person.data))
    return f"{name} stands in on {words.count(len(lines), 'line')} until {words.day(form.last_day.data)}."


def _insist_empty(form):
    filled = next((name for name in ("person", "last_day") if form[name].data), None)
    if filled:
        raise RuleBroken(filled, EMPTY)
