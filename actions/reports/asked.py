"""Which report is to be drawn, and who it is for."""

from dataclasses import dataclass, field
from datetime import date

from actions.models import AUDIENCES
from actions.periods import Quarter, update_day

AUDIENCES_OF = {"quarterly": ("sub_group", "executives"), "exception": AUDIENCES}


def default_cut_off(period: Quarter) -> date:
    """The day as at which a period's report stands unless another is picked: its update day."""
    return update_day(period)


@dataclass(frozen=True)
class Asked:
    """What is to be drawn: which report, of which period, as at which day, which edition and with which chair's words."""

    kind: str
    period: Quarter
    cut_off: date
    edition: int
    words: dict = field(default_factory=dict)
    reason: str = ""
    recorded_on: date | None = None


def reference(kind: str, period: Quarter, edition: int) -> str:
    """NSCB-Q3-2016-17-1."""
    return f"NSCB-{period.label[8:]}-{period.label[:7]}-{edition}"
