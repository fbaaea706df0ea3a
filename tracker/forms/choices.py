"""Choosing: one of several, several of many, or a single tick."""

from wtforms import BooleanField, RadioField, SelectChoice, SelectField, SelectMultipleField
from wtforms.validators import StopValidation

UNKNOWN = "Choose one of the answers shown"


def choice(value, label=None, hint=None, group=None):
    """One answer to choose, with a line under it that says what it will do."""
    return SelectChoice(value, label, {"hint": hint} if hint else {}, group)


class OneOf:
    """What radios and lists share: `needed` is what to say when nothing is chosen; without it none is needed."""

    def __init__(self, label=None, validators=None, *, choices=None, needed=None, **more):
        self.needed = needed
        super().__init__(label, validators, choices=choices or [], **more)

    def pre_validate(self, form):
        if self.data in (None, ""):
            self.data = None
            if self.needed:
                raise StopValidation(self.needed)
        elif not any(offered.selected for offered in self.iter_choices()):
            raise StopValidation(UNKNOWN)


class Radios(OneOf, RadioField):
    """One of a few answers, all of them in sight."""


class Select(OneOf, SelectField):
    """One of many, from a list. Put `choice("", "Choose …")` first where none is chosen yet."""


class Ticks(SelectMultipleField):
    """Any of several; `data` is always a list."""

    def __init__(self, label=None, validators=None, *, choices=None, **more):
        super().__init__(label, validators, choices=choices or [], **more)

    def process_data(self, value):
        super().process_data(value or [])
        self.data = self.data or []

    def pre_validate(self, form):
        offered = {str(one.value) for one in self.iter_choices()}
        if not {str(value) for value in self.data} <= offered:
            raise StopValidation(UNKNOWN)


class Tick(BooleanField):
    """One box to tick; its label is the sentence beside it."""
