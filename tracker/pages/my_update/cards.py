"""What the card of one line shows, and what may be entered on it."""

from dataclasses import dataclass

from flask import abort, g, request

from actions import last_said, queries
from actions.changes import is_open_for
from actions.last_said import LastSaid
from actions.permissions import Permission, may
from actions.standing import Plan, Standing, plan_on
from tracker import clock, guard, histories, lines
from tracker.names import Names
from tracker.pages.my_update.asking import Asking
from tracker.words import history as sentences

DECIDED = frozenset("send_back decline agree set_date accept reopen".split())


@dataclass(frozen=True)
class Card(Asking):
    """One line before an officer. `past`: its history as recorded, newest first."""

    plan: Plan
    standing: Standing
    past: list
    evidence: list
    as_owner: bool
    last: LastSaid
    names: Names

    @property
    def where(self) -> dict:
        return lines.where(self.standing, self.plan.agencies)

    @property
    def updates(self) -> list:
        return [entry for entry in self.past if entry.event.verb == "update"]

    @property
    def last_told(self) -> list:
        return sentences.details(self.last_words)

    @property
    def takes_updates(self) -> bool:
        return g.day == clock.today() and is_open_for("update", self.standing)

    @property
    def asked(self) -> list:
        """The words of the request for a new date that waits, told."""
        request_id = self.standing.facts.request and self.standing.facts.request.id
        return next((sentences.details(entry.words) for entry in self.past if entry.event.id == request_id), [])

    def told(self, entries) -> list:
        return histories.told(entries, self.names, {piece.row.id for piece in self.evidence})

    @property
    def decided(self) -> list:
        """What the chair decided since the owner's last update, told."""
        since = next((entry.event.id for entry in self.updates if entry.event.yes), 0)
        return self.told(entry for entry in self.past if entry.event.id > since and entry.event.verb in DECIDED)

    def added_after(self, number: int) -> list:
        """The updates that came after the one with this number, told."""
        return self.told(entry for entry in self.updates if entry.event.id > number)


def of(document: str, number: str) -> Card:
    """The card of a line to which this person's agency contributes; 404 or 403 else."""
    plan = plan_on(g.day)
    standing = _own(guard.line_or_404(document, number, request.args.get("agency")))
    today = lines.today(standing)
    guard.insist(Permission.CONTRIBUTE, today)
    return Card(
        plan=plan,
        standing=standing,
        past=queries.history(standing.line.id, g.day, standing.cell),
        evidence=queries.evidence_of(today, g.day, guard.viewer()),
        as_owner=may(guard.viewer(), Permission.UPDATE, today),
        last=last_said.of([standing], g.day)[standing.facts.key],
        names=Names(plan),
    )


def _own(standing: Standing) -> Standing:
    """The person's own cell of an action asked of each agency."""
    if not standing.line.each_agency or standing.cell:
        return standing
    return next((cell for cell in standing.cells if cell.cell == guard.viewer().agency_id), None) or abort(404)
