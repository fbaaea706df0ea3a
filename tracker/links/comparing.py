"""What came by a link beside what stands, for whoever confirms it."""

from dataclasses import dataclass

from actions import last_said
from actions.changes import ByLink
from actions.last_said import LastSaid
from actions.permissions import Viewer
from actions.standing import Standing, plan_on
from tracker import clock, lines
from tracker.answer_form import UNCHANGED
from tracker.links import waiting
from tracker.links.models import LinkAnswer
from tracker.words.history import ANSWERED_WITH, details


@dataclass(frozen=True)
class Compared:
    """One answer that waits. `latest`: the number of the line's latest update (0: none); `words`: the owner's last."""

    row: LinkAnswer
    standing: Standing
    where: dict
    agency: str
    latest: int
    words: dict

    @property
    def said(self) -> ByLink:
        return waiting.said_by(self.row)

    @property
    def answer(self) -> str:
        return UNCHANGED if self.said.unchanged else self.said.rating

    @property
    def told(self) -> list:
        return details(self.said.words)

    @property
    def newer(self) -> bool:
        """Whether an update was added after the answer was given."""
        return self.latest != self.said.seen

    @property
    def field(self) -> str:
        """The name of the hidden field that says which update was shown."""
        return f"seen-{self.row.id}"

    @property
    def pairs(self) -> list:
        """(what is asked, what stands, what came) of each thing that either says; not said: nothing."""
        said = self.said.words
        return [
            (question, self.words.get(name) or "", said.get(name, ""))
            for name, question in ANSWERED_WITH.items()
            if self.words.get(name) or said.get(name)
        ]


def for_viewer(viewer: Viewer) -> list[Compared]:
    """Every answer that waits for this person, oldest first."""
    rows, plan = waiting.for_viewer(viewer), plan_on(clock.today())
    found = [(row, plan.leaf(*row.key)) for row in rows]
    said = last_said.of([standing for _, standing in found], plan.day)
    return [_compared(row, standing, plan, said.get(standing.facts.key, LastSaid())) for row, standing in found]


def _compared(row, standing, plan, last) -> Compared:
    agency = plan.known[row.link.agency_id].name
    where = lines.where(standing, plan.agencies)
    return Compared(row, standing, where, agency, last.latest, last.typed.get(last.owners, {}))
