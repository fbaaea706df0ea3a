"""The bridge from what people type to the design system's look: fields, their words, and where errors land."""

from tracker.forms.base import BaseForm, land
from tracker.forms.choices import Radios, Select, Tick, Ticks, choice
from tracker.forms.dates import DayField, MonthField
from tracker.forms.text import Email, Files, Hidden, Line, Needed, Password, Words, whole_number

__all__ = [
    "BaseForm",
    "DayField",
    "Email",
    "Files",
    "Hidden",
    "Line",
    "MonthField",
    "Needed",
    "Password",
    "Radios",
    "Select",
    "Tick",
    "Ticks",
    "Words",
    "choice",
    "land",
    "whole_number",
]
