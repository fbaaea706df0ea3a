"""An agency joins, or gets another name, from a day on."""

from flask import flash, g, redirect, render_template, url_for

from actions import changes
from actions.changes.agencies import LONGEST_NAME
from actions.permissions import Permission
from actions.standing import plan_on
from tracker import clock, words
from tracker.forms import BaseForm, DayField, Line, Needed, Words
from tracker.guard import requires, viewer
from tracker.pages.agencies.group import pages
from tracker.pages.agencies.one import agency_or_404
from tracker.pages.agencies.stepping import CHANGE, SURE, check, rehearsed, step
from tracker.saving import saved

A_DAY = "Today or a day to come. Days before it, and reports that are frozen, show what was so then."
WHY = "Such as: sub group, 12 January 2017, minute 3. Everybody who looks after the board sees it here."


class NameForm(BaseForm):
    name = Line("Name", [Needed("Enter the agency's name")], limit=LONGEST_NAME)
    short = Line(
        "Short name, if it has one", limit=60, description="For charts and narrow columns, such as Health or YJS."
    )
    first_day = DayField("From which day", [Needed("Enter the day from which it counts")], description=A_DAY)
    reason = Words("Why, or the minute", [Needed("Say why, or name the minute")], limit=1_000, description=WHY)

    @property
    def said(self) -> dict:
        return {
            "name": self.name.data,
            "short": self.short.data or "",
            "first_day": self.first_day.data,
            "reason": self.reason.data,
            "by": viewer(),
            "at": clock.now(),
        }

    @property
    def rows(self) -> list:
        return [
            {"key": "Name", "value": self.name.data},
            {"key": "Short name", "value": self.short.data or "The name itself"},
            {"key": "From", "value": words.day(self.first_day.data)},
            {"key": "Why", "value": self.reason.data},
        ]


@pages.route("/people/agencies/join", methods=["GET", "POST"])
@requires(Permission.LOOK_AFTER_PEOPLE)
def join():
    form = NameForm(data={"first_day": clock.today()})

    def verb():
        changes.join_agency(**form.said)

    done = f"{form.name.data} takes part {_from(form)}."
    asked = {"title": "Check before an agency joins", "button": "Yes, it joins", "will_happen": _joining}
    return _twice(form, verb, done, asked) or _page(form)


@pages.route("/people/agencies/<key>/rename", methods=["GET", "POST"])
@requires(Permission.LOOK_AFTER_PEOPLE)
def rename(key):
    agency = agency_or_404(key)
    form = NameForm(data={"first_day": clock.today(), "name": agency.name, "short": agency.short})

    def verb():
        changes.rename_agency(agency.id, **form.said)

    done = f"{agency.name}: called {form.name.data} {_from(form)}."
    asked = {"title": "Check the new name", "button": "Yes, it is called so", "agency": agency}
    answer = _twice(form, verb, done, {**asked, "will_happen": lambda form: _renaming(form, agency)})
    return answer or _page(form, agency)


def _twice(form, verb, done, asked):
    """The check, or that it is done; None while the form itself is to be shown."""
    if step() == CHANGE or not form.validate_on_submit():
        return None
    if step() != SURE:
        will_happen = asked.pop("will_happen")(form)
        return (
            check(form, rows=form.rows, will_happen=will_happen, back=CHANGE, **asked)
            if rehearsed(form, verb)
            else None
        )
    if not saved(form, verb):
        return None
    flash(done, "success")
    return redirect(url_for("people.agencies"))


def _page(form, agency=None):
    return render_template("agencies/naming.html", form=form, agency=agency), 400 if form.problems else 200


def _from(form) -> str:
    day = form.first_day.data
    return "from today on" if day == clock.today() else f"from {words.day(day)} on"


def _asked_of_each() -> str:
    return words.listed([each.number for each in plan_on(g.day).standings if each.cells])


def _joining(form) -> list[str]:
    each = _asked_of_each()
    return [
        f"{form.name.data} takes part {_from(form)}, after the others in every list. Days before it do not know it.",
        *(
            [f"It is asked for its own part of {each}, from that day on: for no quarter that began before."]
            if each
            else []
        ),
        "It owns no line until you give it one, and nobody answers for it until you invite somebody.",
    ]


def _renaming(form, agency) -> list[str]:
    return [
        f"Pages, reports and mail say {form.name.data} {_from(form)}.",
        f"Days before it, and reports that are frozen, go on saying {agency.name}.",
        f"What happened before is told as: {form.name.data} (then {agency.name}).",
        "Its people, its lines and its part in everything stay as they are.",
    ]
