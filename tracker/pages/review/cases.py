"""One line before the chair: what it rests on, what is asked, and who may decide it."""

from dataclasses import dataclass

from flask import g, request

from actions import queries
from actions.changes.deciding import is_own_entry
from actions.evidence import evidence_of, hidden_evidence
from actions.permissions import Permission, Viewer, may
from actions.standing import Plan, Standing, plan_on
from tracker import clock, everybody, guard, histories, lines
from tracker.names import Names
from tracker.pages.review.outcomes import OUTCOMES, Outcome, claim_waits
from tracker.words import history as sentences

DECIDER, BOARD = "decider", "board"
ABOUT_CLAIM = frozenset({"accept", "send_back"})
ABOUT_WHAT_WAS_CLAIMED = frozenset({"check_again"})
ABOUT_REQUEST = frozenset({"agree", "decline"})
ABOUT_EXEMPTION = frozenset({"exempt", "not_exempt"})
SETS_THE_DATE = frozenset("agree set_date extend_line reopen accept_recommendation accept_in_part".split())


@dataclass(frozen=True)
class Case:
    """A line to be decided. `past`: its history as recorded; `deciders`: who of chair and deputy is not barred from
    it by agency."""

    plan: Plan
    standing: Standing
    viewer: Viewer
    past: list
    evidence: list
    hidden: int
    may_decide: bool
    deciders: tuple[Viewer, ...]
    names: Names

    @property
    def where(self) -> dict:
        return lines.where(self.standing, self.plan.agencies)

    @property
    def nobody(self) -> bool:
        """Whether chair and deputy are both barred from the line."""
        return not self.deciders

    @property
    def records_for_board(self) -> bool:
        return may(self.viewer, Permission.RECORD_FOR_BOARD)

    def entry(self, number: int | None):
        """The row of the history with this number."""
        return next((entry for entry in self.past if entry.event.id == number), None)

    def _of_claim(self):
        claim = self.standing.facts.claim
        return self.entry(claim.id) if claim and claim.state == "waiting" else None

    def _of_request(self):
        return self.entry(self.standing.facts.request and self.standing.facts.request.id)

    def _of_exemption(self):
        return self.entry(self.standing.facts.exemption and self.standing.facts.exemption.id)

    @property
    def claim(self):
        """The claim that waits, told with the words of the update it came with."""
        entry = self._of_claim()
        if entry is None:
            return None
        update = self.entry(entry.event.ref)
        words = {**(update.words if update else {}), **entry.words}
        return self._told_one(entry._replace(words=words))

    @property
    def request(self):
        """The request for a new date that waits, told."""
        entry = self._of_request()
        return entry and self._told_one(entry)

    @property
    def exemption(self):
        """That it is said not to apply to the agency, while that waits, told."""
        entry = self._of_exemption()
        return entry and self._told_one(entry)

    def _told_one(self, entry):
        return self.told([entry])[0]

    def told(self, entries) -> list:
        return histories.told(entries, self.names, {piece.row.id for piece in self.evidence})

    @property
    def history(self) -> list:
        """The line's history as the history component draws it."""
        return [
            {"day": each.day, "sentence": each.sentence, "by": each.by, "detail": "\n\n".join(each.details)}
            for each in self.told(self.past)
        ]

    @property
    def moves(self) -> list:
        """Each time the date was moved: (the date before, the new one, the day it was agreed, the reason given)."""
        counted = {move.id for move in self.standing.facts.moves}
        aside = {event.ref for event, _ in self.past if event.verb == "set_aside"}
        due, found = self.standing.line.due, []
        for event, words in reversed(self.past):
            if event.id in counted:
                found.append((due, event.day, event.taken_on, sentences.details(words)))
            if event.verb in SETS_THE_DATE and event.id not in aside:
                due = event.day
        return found

    @property
    def claimed_evidence(self) -> list:
        claim = self.standing.facts.claim
        return [piece for piece in self.evidence if claim and piece.row.id in claim.evidence_ids]

    @property
    def other_evidence(self) -> list:
        """What stands beside the claim that waits; all of it where none does."""
        claimed = {piece.row.id for piece in self.claimed_evidence if claim_waits(self.standing)}
        return [piece for piece in self.evidence if piece.row.id not in claimed and not piece.withdrawn_on]

    def _is_own_entry(self, outcome: Outcome, person: Viewer) -> bool:
        entries = {
            ABOUT_CLAIM: self._of_claim(),
            ABOUT_WHAT_WAS_CLAIMED: self.entry(self.standing.facts.claim and self.standing.facts.claim.id),
            ABOUT_REQUEST: self._of_request(),
            ABOUT_EXEMPTION: self._of_exemption(),
        }
        entry = next((entry for keys, entry in entries.items() if outcome.key in keys), None)
        return entry is not None and is_own_entry(entry.event, person)

    def authority(self, outcome: Outcome) -> str | None:
        """In whose name this person may take an outcome: their own, the board's, or nobody's."""
        boards = outcome.is_the_boards(self.standing)
        if self.may_decide and not boards and not self._is_own_entry(outcome, self.viewer):
            return DECIDER
        nobody = all(self._is_own_entry(outcome, person) for person in self.deciders)
        return BOARD if self.records_for_board and (boards or nobody) else None

    @property
    def open(self) -> list[Outcome]:
        """The outcomes that the line is open to, whoever may take them."""
        return [outcome for outcome in OUTCOMES if outcome.is_open(self.standing)]

    @property
    def offered(self) -> list[Outcome]:
        """Those that this person may take today."""
        if g.day != clock.today():
            return []
        return [outcome for outcome in self.open if self.authority(outcome)]

    @property
    def for_the_board(self) -> list[str]:
        """The offered outcomes that are recorded as the board's, with its minute."""
        return [outcome.key for outcome in self.offered if self.authority(outcome) == BOARD]

    @property
    def boards_turn(self) -> bool:
        """Whether a third move is asked for, to which only the board may agree."""
        return any(outcome.is_the_boards(self.standing) for outcome in self.open)

    @property
    def own_entries(self) -> bool:
        """Whether what waits here is this person's own entry."""
        return any(self._is_own_entry(outcome, self.viewer) for outcome in self.open)


def of(document: str, number: str) -> Case:
    """The line (`?agency=`: one agency's cell of it) on the day shown, judged by today's rights."""
    plan, person = plan_on(g.day), guard.viewer()
    standing = guard.line_or_404(document, number, request.args.get("agency"))
    today = lines.today(standing)
    evidence = evidence_of(today, g.day, person)
    may_decide = may(person, Permission.DECIDE, today)
    people = everybody.on(clock.today()).values()
    return Case(
        plan=plan,
        standing=standing,
        viewer=person,
        past=queries.history(standing.line.id, g.day, standing.cell),
        evidence=evidence,
        hidden=hidden_evidence(standing, evidence, person, rights=today),
        may_decide=may_decide,
        deciders=tuple(each for each in people if may(each, Permission.DECIDE, today)),
        names=Names(plan),
    )
