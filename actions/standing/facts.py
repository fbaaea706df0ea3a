"""What the rules read: everything true of one line on a day, gathered but not yet judged."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property

from actions.periods import Quarter, due_days, months_after


@dataclass(frozen=True)
class Line:
    """A line as adopted. `id` is the action's row; amounts are days unless a name says months."""

    id: int
    document_id: int
    document: str
    number: str
    position: int
    title: str
    statement: str
    parent_id: int | None
    parent: str | None
    priority: int | None
    due: date | None
    recommendation: bool
    each_agency: bool
    national: bool
    recurring: bool
    example: bool
    in_force_from: date
    last_day: date | None

    @property
    def name(self) -> str:
        """What it is called: its title, or its statement where it has none."""
        return self.title or self.statement


@dataclass(frozen=True)
class Terms:
    """The day, and what the board's settings say on it: the latest quarter whose update day has passed, and how long before
    it is due a line is due soon."""

    day: date
    closed_quarter: Quarter
    due_soon: timedelta


@dataclass(frozen=True)
class Submission:
    """One occurrence of a duty. `state`: on_time, late, missed, unanswered (due and open still), to_come."""

    duty_id: int
    due: date
    state: str
    answered_on: date | None = None


@dataclass(frozen=True)
class DutyFacts:
    """A duty at the end of `day`: its submissions, those to come included."""

    id: int
    day: date
    every: int
    what: str
    is_the_action: bool
    running: bool
    submissions: tuple[Submission, ...]

    @cached_property
    def fallen_due(self) -> tuple[Submission, ...]:
        return tuple(each for each in self.submissions if each.due < self.day)

    @cached_property
    def behind(self) -> tuple[Submission, ...]:
        """The submissions that make the action overdue: the latest due unanswered; of a monthly duty, the latest two."""
        wanted = 2 if self.every == 1 else 1
        silent = [each for each in self.fallen_due[-wanted:] if each.answered_on is None]
        return tuple(silent) if len(silent) == wanted else ()

    def is_due(self, each: Submission) -> bool:
        """Whether it wants an answer now: it was not received, or the months on which it reports have ended."""
        return each.state == "unanswered" or (each.state == "to_come" and each.due.replace(day=1) <= self.day)

    @property
    def answerable(self) -> tuple[Submission, ...]:
        """The submissions that an update may answer: those not received, and the next one."""
        unanswered = [each for each in self.submissions if each.state == "unanswered"]
        to_come = [each for each in self.submissions if each.state == "to_come"]
        return (*unanswered, *to_come[:1])

    @property
    def latest_is_late(self) -> bool:
        return bool(self.fallen_due) and self.fallen_due[-1].answered_on is None

    @cached_property
    def next_due(self) -> date | None:
        """The latest unanswered submission's day, or that of the next one."""
        if self.latest_is_late:
            return self.fallen_due[-1].due
        return next((each.due for each in self.submissions if each.state == "to_come"), None)


def submissions(duty_id, first, every, day, answers, ended_on=None) -> tuple[Submission, ...]:
    """A duty's submissions as at the end of `day`, up to the first to come. `answers`: due day to the day answered."""
    days = due_days(first, every, day)
    while days[-1] in answers:
        days.append(months_after(first, every * len(days)))
    days.append(months_after(first, every * len(days)))
    each_with_next = zip(days[:-1], days[1:], strict=True)
    return tuple(
        _submission(duty_id, due, following, day, answers.get(due))
        for due, following in each_with_next
        if ended_on is None or due <= ended_on
    )


def _submission(duty_id, due, following, day, answered_on):
    if answered_on and answered_on <= following:
        return Submission(duty_id, due, "on_time" if answered_on <= due else "late", answered_on)
    if due >= day:
        return Submission(duty_id, due, "to_come")
    return Submission(duty_id, due, "missed" if following < day else "unanswered")


@dataclass(frozen=True)
class Rated:
    """The owner's latest word: a rating with its forecast, or the starting position's. `entered`: the update's event, where
    somebody else entered it."""

    rating: str
    forecast: date | None
    on: date
    update_id: int | None
    minuted: bool = False
    entered: object = None


@dataclass(frozen=True)
class ClaimFacts:
    """A claim on a day: waiting, accepted, sent_back or lapsed. `update_id`: the update that it came with; none as minuted.

    `evidence_ids`: what it rests on and still stands, with what was added for it while it waited."""

    id: int
    on: date
    state: str
    late: bool
    minuted: bool = False
    evidence_ids: tuple[int, ...] = ()
    assurance: str | None = None
    recheck_on: date | None = None
    accepted_on: date | None = None
    update_id: int | None = None


@dataclass
class LineFacts:
    """One line, or one agency's cell of it (`cell` is that agency's id), on the day of its `terms`.

    `closing`: the decision that closes its document, from the day on which it was recorded. `closed_on`: the document's last
    day, once it is closed; the line then stands as it stood at the end of `day`. `carried_into`, `carried_from`: lines."""

    line: Line
    terms: Terms
    cell: int | None = None
    due: date | None = None
    moves: list = field(default_factory=list)
    considered: str | None = None
    merged_into: int | None = None
    decision_id: int | None = None
    stopped: bool = False
    exempt: bool = False
    carried: bool = False
    carried_into: tuple[int, ...] = ()
    carried_from: tuple[int, ...] = ()
    unfinished: bool = False
    closing: object = None
    closed_on: date | None = None
    reopened: bool = False
    open_since: list = field(default_factory=list)
    last_day: date | None = None
    request: object = None
    exemption: object = None
    original_due: date | None = None
    claim: ClaimFacts | None = None
    rated: Rated | None = None
    last_update: date | None = None
    speaks_for: Quarter | None = None
    duties: tuple[DutyFacts, ...] = ()
    owner_id: int | None = None
    owner_person_id: int | None = None
    owner_since: date | None = None
    ended_owner_id: int | None = None
    covered_by_id: int | None = None
    covered_until: date | None = None
    contributors: frozenset = frozenset()
    evidence_ids: tuple[int, ...] = ()
    restricted_evidence: bool = False
    challenge_open: bool = False
    marks: frozenset = frozenset()

    @property
    def day(self) -> date:
        return self.terms.day

    @property
    def key(self):
        return self.line.id, self.cell

    @property
    def delivered(self) -> bool:
        return self.claim is not None and self.claim.state == "accepted"

    @property
    def duty_only(self) -> bool:
        """Whether it is nothing but its duty; what was reopened has a date of its own."""
        return any(duty.is_the_action for duty in self.duties) and not self.reopened

    @property
    def running(self) -> tuple[DutyFacts, ...]:
        return tuple(duty for duty in self.duties if duty.running)

    @property
    def deliverable_due(self) -> date | None:
        """The date by which the deliverable itself is owed; none once accepted, or where the duty is the whole action."""
        return None if self.delivered or self.duty_only else self.due

    @property
    def shown_due(self) -> date | None:
        """The deliverable's date until accepted, then the latest unanswered submission's, or the next one's."""
        if not (self.delivered or self.duty_only):
            return self.due
        days = [duty.next_due for duty in self.duties if duty.next_due]
        return min(days) if days else self.due

    @property
    def behind(self) -> tuple[Submission, ...]:
        return tuple(each for duty in self.running for each in duty.behind)

    def answers_for(self, quarter: Quarter) -> bool:
        """Whether an update of the owner speaks for that quarter or a later one."""
        return self.speaks_for is not None and self.speaks_for >= quarter

    def was_open_on(self, day: date) -> bool:
        """Whether the line was open at the end of that day."""
        changes = [is_open for since, is_open in self.open_since if since <= day]
        return bool(changes) and changes[-1]
