"""Which report is to be drawn, and who it is for."""

from dataclasses import dataclass, field
from datetime import date

from actions import settings
from actions.models import AUDIENCES
from actions.periods import Half, Quarter

AUDIENCES_OF = {
    "quarterly": ("sub_group", "executives"),
    "six-monthly": ("sub_group", "executives"),
    "exception": AUDIENCES,
}
PERIODS = {"quarterly": Quarter, "six-monthly": Half}


def period_of(kind: str, label: str) -> Quarter | Half:
    """The period that a kind of report speaks of; ValueError for a label that is none, or whose update day is no day."""
    period = PERIODS[kind].parse(label)
    default_cut_off(period)
    return period


def default_cut_off(period: Quarter | Half) -> date:
    """The day as at which a period's report stands unless another is picked: its update day."""
    return settings.update_day(period)


@dataclass(frozen=True)
class Asked:
    """What is to be drawn: which report, of which period, as at which day, which edition and with which chair's words."""

    kind: str
    period: Quarter | Half
    cut_off: date
    edition: int
    words: dict = field(default_factory=dict)
    reason: str = ""
    recorded_on: date | None = None


def reference(asked: Asked) -> str:
    """NSCB-Q3-2016-17-1, by the board's short name as at the cut-off."""
    label = asked.period.label
    return settings.reference(asked.cut_off, label[8:], label[:7], asked.edition)
