"""What the card of one line shows, and what may be entered on it."""

from dataclasses import dataclass
from functools import cached_property

from flask import abort, g, request

from actions import last_said, queries
from actions.changes import is_open_for
from actions.evidence import evidence_of
from actions.last_said import LastSaid
from actions.permissions import Permission, may
from actions.standing import Plan, Standing, plan_on
from tracker import clock, guard, histories, lines
from tracker.names import Names
from tracker.pages.my_update.asking import Asking, proposed
from tracker.words import history as sentences
from tracker.words.evidence import update_named, waiting_claim_named
from tracker.words.people import cover

DECIDED = frozenset(
    "send_back decline agree set_date accept check_again reopen exempt not_exempt ask_each_agency".split()
)


@dataclass(frozen=True)
class Card(Asking):
    """One line before an officer. `past`: its history as recorded, newest first. `entering`: before the business manager,
    who enters what the officer said. `proposed`: what the owner might say first, from the record."""

    plan: Plan
    standing: Standing
    past: list
    as_owner: bool
    last: LastSaid
    names: Names
    entering: bool = False
    proposed: str = ""

    @cached_property
    def evidence(self) -> list:
        """The pieces that this person may see."""
        return evidence_of(lines.today(self.standing), g.day, guard.viewer())

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
    def last_given(self) -> str | None:
        """Who gave the owner's last update, where somebody else entered it."""
        words = next((entry.words for entry in self.updates if entry.event.yes), {})
        return sentences.given(self.standing.facts.rated, words, self.names)

    @property
    def cover(self) -> str | None:
        return cover(self.standing.facts, self.names, guard.viewer())

    @property
    def takes_updates(self) -> bool:
        somebody = not self.entering or self.standing.owner_id is not None
        return g.day == clock.today() and somebody and is_open_for("update", self.standing)

    @property
    def takes_evidence(self) -> bool:
        return g.day == clock.today() and is_open_for("add_evidence", self.standing)

    @property
    def supports(self) -> list:
        """What evidence can be added to: the claim that waits, and the updates of the person's own agency."""
        claim = self.standing.facts.claim
        waits = claim is not None and claim.state == "waiting"
        own = [entry.event for entry in self.updates if entry.event.ref == guard.viewer().agency_id]
        claimed = [(f"claim:{claim.id}", waiting_claim_named(claim))] if waits else []
        return claimed + [
            (str(each.id), update_named(each)) for each in own if not (waits and each.id == claim.update_id)
        ]

    @property
    def takes_a_claim(self) -> bool:
        return super().takes_a_claim and not self.entering

    @property
    def takes_a_request(self) -> bool:
        return super().takes_a_request and (not self.entering or self.takes_updates)

    @property
    def asked(self):
        """The request for a new date that waits, told."""
        request = self.standing.facts.request
        return next(iter(self.told(entry for entry in self.past if request and entry.event.id == request.id)), None)

    @property
    def excused(self) -> list:
        """The reason, told, why the agency says that it does not apply, while that waits."""
        asked = self.standing.facts.exemption
        found = (sentences.details(entry.words) for entry in self.past if asked and entry.event.id == asked.id)
        return next(found, [])

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
    standing = _own(guard.line_or_404(document, number, request.args.get("agency")))
    today = lines.today(standing)
    guard.insist(Permission.CONTRIBUTE, today)
    return _card(standing, as_owner=may(guard.viewer(), Permission.UPDATE, today))


def to_enter(document: str, number: str) -> Card:
    """The card of a line on which something may be entered for its owner's officer; 404 where each agency has its own."""
    standing = guard.line_or_404(document, number, request.args.get("agency"))
    return abort(404) if standing.cells else _card(standing, as_owner=True, entering=True)


def _card(standing, **more) -> Card:
    plan = plan_on(g.day)
    return Card(
        plan=plan,
        standing=standing,
        past=queries.history(standing.line.id, g.day, standing.cell),
        last=last_said.of([standing], g.day)[standing.facts.key],
        names=Names(plan),
        proposed="" if more.get("entering") else proposed(standing),
        **more,
    )


def _own(standing: Standing) -> Standing:
    """The person's own cell of an action asked of each agency."""
    if not standing.line.each_agency or standing.cell:
        return standing
    return next((cell for cell in standing.cells if cell.cell == guard.viewer().agency_id), None) or abort(404)
