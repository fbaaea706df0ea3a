"""Months and days, typed in boxes: whatever was typed comes back, however wrong."""

import calendar
from datetime import date

from wtforms import Field
from wtforms.utils import unset_value
from wtforms.widgets import TextInput

from tracker.forms.text import showable

MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_name) if name}
LETTERS = 3
YEARS = range(2000, 2100)
SAY = {
    "day": "Enter the day as a number, such as 30",
    "month": "Enter the month as a number, such as 4",
    "year": "Enter the year with four figures, such as 2015",
}
WIDTHS = {"day": 2, "month": 4, "year": 4}


class WrongPart(ValueError):
    """A box that holds something else than it asks for."""

    def __init__(self, part, message):
        super().__init__(message)
        self.part = part


def whole_number(typed, allowed):
    """The number typed, or None when it is none or outside `allowed`. Never fails, whatever is typed."""
    number = int(typed) if typed.isdecimal() and len(typed) <= 4 else None
    return number if number in allowed else None


def named_month(typed):
    """April, april, Apr, Sept. - or None."""
    letters = typed.rstrip(".").lower()
    if len(letters) < LETTERS:
        return None
    return next((number for name, number in MONTHS.items() if name.startswith(letters)), None)


READ = {
    "day": lambda typed: whole_number(typed, range(1, 32)),
    "month": lambda typed: whole_number(typed, range(1, 13)) or named_month(typed),
    "year": lambda typed: whole_number(typed, YEARS),
}


class InBoxes(Field):
    """A date in several boxes. `typed` is what each box holds, `wrong` the name of the box in error."""

    kind = "boxes"
    widget = TextInput()
    parts: tuple[str, ...] = ()
    wrong: str | None = None

    def process(self, formdata, data=unset_value, extra_filters=None):
        super().process(None, data, extra_filters)
        self.wrong = None
        self.typed = self._spelt(self.data)
        if formdata is not None:
            self._read(formdata)

    def _spelt(self, value):
        return {part: str(getattr(value, part)) if value else "" for part in self.parts}

    def _read(self, formdata):
        self.typed = {part: formdata.get(f"{self.name}-{part}", "").strip() for part in self.parts}
        self.raw_data = [text for text in self.typed.values() if text]
        self.data = None
        if not self.raw_data:
            return
        try:
            self.data = self._date({part: self._number(part) for part in self.parts})
        except WrongPart as wrong:
            self.wrong = wrong.part
            self.process_errors.append(str(wrong))

    def _number(self, part):
        number = READ[part](self.typed[part])
        if number is None:
            raise WrongPart(part, SAY[part])
        return number

    def _date(self, numbers):
        raise NotImplementedError

    @property
    def anchor(self):
        return f"{self.id}-{self.wrong or self.parts[0]}"

    @property
    def boxes(self):
        """Each box as name, id, label, what it holds, its width in characters and whether it is in error."""
        return [
            {
                "name": f"{self.name}-{part}",
                "id": f"{self.id}-{part}",
                "label": part.capitalize(),
                "value": showable(self.typed[part]),
                "width": WIDTHS[part],
                "wrong": bool(self.errors) and self.wrong in (None, part),
            }
            for part in self.parts
        ]


class MonthField(InBoxes):
    """Month and year; `data` is the last day of that month, or None."""

    parts = ("month", "year")

    def _date(self, numbers):
        year, month = numbers["year"], numbers["month"]
        return date(year, month, calendar.monthrange(year, month)[1])


class DayField(InBoxes):
    """Day, month and year; `data` is that day, or None."""

    parts = ("day", "month", "year")

    def _date(self, numbers):
        try:
            return date(numbers["year"], numbers["month"], numbers["day"])
        except ValueError:
            last = calendar.monthrange(numbers["year"], numbers["month"])[1]
            month = calendar.month_name[numbers["month"]]
            raise WrongPart("day", f"Enter a day that exists: {month} {numbers['year']} has {last} days") from None
