"""What a new plan is called, and when it is in force: asked on every way in which one comes about."""

import re
from collections.abc import Iterator

from seeds.spreadsheet.adopting import Head, is_taken
from tracker.forms import BaseForm, DayField, Line, Needed

REFERENCE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
TAKEN = "Another document has this reference. Choose one of its own"
DAYS = ("in_force_from", "first_day", "last_day")


def head_fields() -> tuple:
    """The fields of a form: title, reference, in_force_from, first_day, last_day; they stand where they are made."""
    return (
        Line("Name of the plan", [Needed("Enter the name of the plan")], description="Such as: Neglect plan 2017-18"),
        Line(
            "Short reference",
            [Needed("Enter a short reference")],
            limit=60,
            description="It stands in addresses and files. Small letters, figures and hyphens, such as neglect-2017-18.",
        ),
        DayField("In force from", [Needed("Enter the day from which the plan is in force")]),
        DayField("First day of the plan", [Needed("Enter the first day of the plan")]),
        DayField("Last day of the plan", [Needed("Enter the last day of the plan")]),
    )


def wrong_days(form: BaseForm) -> Iterator[tuple[str, str]]:
    """What is wrong with the days together: (name of a field, message)."""
    starts, first, last = (form[name].data for name in DAYS)
    if first and last and last < first:
        yield "last_day", "Enter a last day after the first day"
    elif starts and last and last < starts:
        yield "last_day", "Enter a last day after the day from which the plan is in force"


def wrong_reference(form: BaseForm) -> Iterator[tuple[str, str]]:
    if not REFERENCE.fullmatch(form.typed("reference")):
        yield "reference", "Write the reference in small letters, figures and hyphens, such as neglect-2017-18"
    elif is_taken(form.typed("reference")):
        yield "reference", TAKEN


def head_of(form: BaseForm) -> Head:
    return Head(form.title.data, form.reference.data, **{name: form[name].data for name in DAYS})
