"""What the board chose: its names, marking, days and logo, each with what it was before; and changing one from a day on."""

from dataclasses import dataclass

from flask import Blueprint, abort, flash, g, redirect, render_template, url_for

from actions import changes, queries, settings
from actions.permissions import Permission
from actions.settings import Change, Setting
from actions.settings.kinds import OneOf
from tracker import clock, words
from tracker.forms import BaseForm, DayField, Line, Needed, Radios, Words, choice
from tracker.guard import requires, viewer
from tracker.saving import saved
from tracker.words.history import REDACTED

pages = Blueprint("settings", __name__)
LONGEST = 200


class SettingForm(BaseForm):
    """`value` is drawn as the setting's kind wants it."""

    first_day = DayField(
        "From which day it counts",
        [Needed("Enter the day from which it counts")],
        description="Today or a day to come. Days before it, and reports that are frozen, keep what held then.",
    )
    why = Words(
        "Why", [Needed("Say why")], limit=1_000, description="Everybody who looks after the board sees it here."
    )


@dataclass(frozen=True)
class Row:
    """A setting on a day: what holds, since when it was set (none: never), and what is set for a day to come."""

    setting: Setting
    value: str
    since: Change | None
    to_come: Change | None

    @property
    def said(self) -> str:
        return self.setting.said(self.value)


@dataclass(frozen=True)
class Earlier:
    """A change, in words. `replaced`: another one was entered since that counts from the same day or an earlier one."""

    change: Change
    said: str
    why: str
    by: str
    replaced: bool


def rows(day) -> list[Row]:
    """Every setting on a day, in the order of the table."""
    chosen = settings.as_at(day)
    return [_row(each, chosen[each.key], day) for each in settings.SETTINGS]


def _row(setting, value, day) -> Row:
    said = settings.changes_of(setting.key, day)
    counted = next((each for each in said if each.counts_from <= day), None)
    latest = said[0] if said and said[0].counts_from > day else None
    return Row(setting, value, counted, latest)


def earlier(setting: Setting, day) -> list[Earlier]:
    """What was recorded of a setting by the end of a day, the latest first."""
    said = settings.changes_of(setting.key, day)
    typed, titles = queries.words_of(each.number for each in said), queries.titles()
    return [
        Earlier(
            each,
            setting.said(each.value),
            _why(typed.get(each.number, {})),
            titles.get(each.by_id) or "The system",
            any(later.number > each.number and later.counts_from <= each.counts_from for later in said),
        )
        for each in said
    ]


def _why(typed) -> str:
    return (typed["why"] or REDACTED) if "why" in typed else ""


@pages.get("/settings")
@requires(Permission.CHANGE_SETTINGS)
def all_settings():
    found = rows(g.day)
    groups = [(name, [row for row in found if row.setting.group == key]) for key, name in settings.GROUPS.items()]
    return render_template("settings/all.html", groups=groups)


@pages.route("/settings/<key>", methods=["GET", "POST"])
@requires(Permission.CHANGE_SETTINGS)
def one(key):
    setting = settings.BY_KEY.get(key) or abort(404)
    row = _row(setting, settings.as_at(g.day)[key], g.day)
    form = _form(setting, row)
    if form.validate_on_submit() and saved(form, lambda: _set(setting, form)):
        flash(f"{setting.name}: {setting.said(settings.as_at(form.first_day.data)[key])}, {_from(form)}.", "success")
        return redirect(url_for("settings.all_settings"))
    shown = {"setting": setting, "row": row, "earlier": earlier(setting, g.day), "form": form}
    return render_template("settings/one.html", **shown), 400 if form.problems else 200


def _from(form) -> str:
    day = form.first_day.data
    return "from today on" if day == clock.today() else f"from {words.day(day)} on"


def _form(setting, row) -> SettingForm:
    """The form with a field that fits the setting and bears its name."""

    class ItsForm(SettingForm):
        value = _field(setting)

    return ItsForm(data={"value": row.value, "first_day": clock.today()})


def _field(setting):
    said = {"description": setting.hint}
    if isinstance(setting.kind, OneOf):
        answers = [choice(value, answer) for value, answer in setting.kind.answers.items()]
        return Radios(setting.name, choices=answers, needed="Choose one of the answers shown", **said)
    return Line(setting.name, limit=LONGEST, **said)


def _set(setting, form) -> None:
    changes.set_setting(
        setting.key,
        form.value.data or "",
        by=viewer(),
        at=clock.now(),
        first_day=form.first_day.data,
        why=form.why.data,
    )
