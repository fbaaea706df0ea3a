"""Starting positions: where lines without history stood by a minute, many at once."""

from flask import flash, g, redirect, render_template

from actions import changes
from actions.models import Rating
from actions.permissions import Permission
from actions.standing import plan_on
from tracker import clock, days, words
from tracker.forms import DayField, Line, Needed, Radios, choice
from tracker.guard import requires, viewer
from tracker.pages.ownership.choosing_lines import LinesForm, key_of, offer
from tracker.pages.ownership.group import pages
from tracker.saving import saved
from tracker.words import RATING

COMPLETE = "reported_complete"
POSITIONS = [
    *(choice(rating.value, f"Rated {RATING[rating].lower()}") for rating in Rating),
    choice(COMPLETE, "Reported complete", "It then waits for the chair to accept it or send it back"),
]


class StartingForm(LinesForm):
    rating = Radios("Where they stood", choices=POSITIONS, needed="Choose where they stood")
    minuted_on = DayField("Day of the meeting", [Needed("Enter the day of the meeting")])
    minute = Line("Minute", [Needed("Name the minute")], description="Such as: sub group, 12 March 2015, item 4.")


@pages.route("/ownership/starting-position", methods=["GET", "POST"])
@requires(Permission.ENTER_STARTING_POSITION)
def starting_position():
    plan = plan_on(g.day)
    offered = offer(plan, viewer(), Permission.ENTER_STARTING_POSITION, _has_no_history)
    form, done = StartingForm(), []
    form.lines.choices = [choice(key_of(each), each.number) for each in plan.answerable()]
    if form.validate_on_submit() and saved(form, lambda: done.append(_enter(form, offered))):
        flash(done[0], "success")
        return redirect(days.this_page())
    page = render_template("ownership/starting_position.html", form=form, offered=offered, rows=offered.rows())
    return page, 400 if form.problems else 200


def _has_no_history(standing) -> bool:
    return standing.is_open and not (standing.facts.rated or standing.facts.claim)


def _enter(form, offered) -> str:
    chosen = form.chosen(offered.standings, offered.plan)
    for each in chosen:
        _position(each.facts.key, form)
    return f"The starting position of {words.count(len(chosen), 'line')} is recorded, as minuted and not checked."


def _position(key, form):
    action_id, cell_id = key
    changes.starting_position(
        action_id,
        cell_id=cell_id,
        minuted_on=form.minuted_on.data,
        minute=form.minute.data,
        rating=None if form.rating.data == COMPLETE else form.rating.data,
        by=viewer(),
        at=clock.now(),
    )
