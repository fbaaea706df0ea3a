"""What the card of one line shows, and what may be entered on it."""

from dataclasses import dataclass

from flask import abort, g, request

from actions import queries
from actions.changes import is_open_for, quarter_to_answer
from actions.changes.answering import BETTER
from actions.db import db
from actions.models import Update
from actions.permissions import Permission, may
from actions.standing import Plan, Standing, plan_on
from tracker import clock, guard, histories, lines
from tracker.names import Names
from tracker.words import history as sentences
from tracker.words.evidence import update_named, waiting_claim_named

DECIDED = frozenset("send_back decline agree set_date accept reopen".split())


@dataclass(frozen=True)
class Card:
    """One line before an officer. `past`: its history as recorded, newest first."""

    plan: Plan
    standing: Standing
    past: list
    evidence: list
    as_owner: bool
    repeats: bool
    names: Names

    @property
    def where(self) -> dict:
        return lines.where(self.standing, self.plan.agencies)

    @property
    def updates(self) -> list:
        return [entry for entry in self.past if entry.event.verb == "update"]

    @property
    def latest(self) -> int:
        """The number of the latest update, whoever gave it; 0 before a first."""
        return self.updates[0].event.id if self.updates else 0

    @property
    def last_words(self) -> dict:
        """The owner's words of last time; of the time before where nothing had changed."""
        return next((entry.words for entry in self.updates if entry.event.yes and entry.words), {})

    @property
    def last_told(self) -> list:
        return sentences.details(self.last_words)

    @property
    def quarter(self):
        return quarter_to_answer(self.standing, self.plan.day)

    @property
    def better(self) -> list:
        """The ratings that are better than last time's."""
        last = self.standing.rating
        return [rating for rating, place in BETTER.items() if last and place > BETTER[last]]

    @property
    def takes_updates(self) -> bool:
        return g.day == clock.today() and is_open_for("update", self.standing)

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
        facts = self.standing.facts
        return is_open_for("claim", self.standing) and not facts.delivered and not (facts.duty_only and facts.running)

    @property
    def takes_a_request(self) -> bool:
        facts = self.standing.facts
        return is_open_for("ask_for_date", self.standing) and facts.deliverable_due is not None and not facts.request

    @property
    def owed(self) -> list:
        """The submissions an update may answer, each with its duty: those not received, and the next of each."""
        return [(duty, each) for duty in self.standing.facts.running for each in duty.answerable]

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
    rated = standing.facts.rated
    row = db.session.get(Update, rated.update_id) if rated and rated.update_id else None
    return Card(
        plan=plan,
        standing=standing,
        past=queries.history(standing.line.id, g.day, standing.cell),
        evidence=queries.evidence_of(today, g.day, guard.viewer()),
        as_owner=may(guard.viewer(), Permission.UPDATE, today),
        repeats=row is not None and not row.unchanged,
        names=Names(plan),
    )


def _own(standing: Standing) -> Standing:
    """The person's own cell of an action asked of each agency."""
    if not standing.line.each_agency or standing.cell:
        return standing
    return next((cell for cell in standing.cells if cell.cell == guard.viewer().agency_id), None) or abort(404)
