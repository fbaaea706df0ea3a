"""What the card of one line shows, and what may be entered on it."""

from dataclasses import dataclass

from flask import abort, g, request

from actions import leads, queries
from actions.changes import is_open_for, quarter_to_answer
from actions.changes.answering import BETTER
from actions.db import db
from actions.models import Update
from actions.permissions import Permission, may
from actions.standing import Plan, Standing, plan_on
from tracker import clock, guard, histories, lines
from tracker.names import Names
from tracker.words import cells as words
from tracker.words import history as sentences

DECIDED = frozenset("send_back decline agree set_date accept reopen exempt not_exempt ask_each_agency".split())


@dataclass(frozen=True)
class Card:
    """One line before an officer. `past`: its history as recorded, newest first; `proposed`: what the owner might say
    first, from the record."""

    plan: Plan
    standing: Standing
    past: list
    evidence: list
    as_owner: bool
    repeats: bool
    names: Names
    proposed: str

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
    def takes_a_claim(self) -> bool:
        facts = self.standing.facts
        barred = facts.delivered or facts.exemption or (facts.duty_only and facts.running)
        return is_open_for("claim", self.standing) and not barred

    @property
    def takes_a_request(self) -> bool:
        facts = self.standing.facts
        return is_open_for("ask_for_date", self.standing) and facts.deliverable_due is not None and not facts.request

    @property
    def takes_an_exemption(self) -> bool:
        waits = self.standing.facts.exemption is not None
        return bool(self.standing.cell) and is_open_for("ask_exemption", self.standing) and not waits

    @property
    def owed(self) -> list:
        """The submissions an update may answer, each with its duty: those not received, and the next of each."""
        return [pair for duty in self.standing.facts.running for pair in _answerable(duty)]

    @property
    def asked(self) -> list:
        """The words of the request for a new date that waits, told."""
        return self._words_of(self.standing.facts.request)

    @property
    def excused(self) -> list:
        """The reason, told, why the agency says that it does not apply, while that waits."""
        return self._words_of(self.standing.facts.exemption)

    def _words_of(self, event) -> list:
        found = (sentences.details(entry.words) for entry in self.past if event and entry.event.id == event.id)
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


def _answerable(duty):
    unanswered = [each for each in duty.submissions if each.state == "unanswered"]
    to_come = [each for each in duty.submissions if each.state == "to_come"]
    return [(duty, each) for each in (*unanswered, *to_come[:1])]


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
        proposed=_proposed(standing),
    )


def _proposed(standing: Standing) -> str:
    """Of a line that asks each agency to name its lead: the agency's lead as appointed, while nothing is said yet."""
    asks = (standing.line.document, standing.number) in leads.ASK_FOR_A_LEAD
    lead = leads.named_lead(standing.cell, g.day) if asks and standing.cell and not standing.facts.rated else None
    return words.named(lead) if lead else ""


def _own(standing: Standing) -> Standing:
    """The person's own cell of an action asked of each agency."""
    if not standing.line.each_agency or standing.cell:
        return standing
    return next((cell for cell in standing.cells if cell.cell == guard.viewer().agency_id), None) or abort(404)
