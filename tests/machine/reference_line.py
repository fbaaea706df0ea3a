"""Where a line stands, by rules.md sections 4 and 5: worked out afresh from what was recorded of it. Plain Python; it knows
nothing of how the product does it."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from reference_days import months_after, quarters, update_day

WORST_FIRST = (
    "overdue off_track no_update at_risk date_to_be_set to_be_considered not_started on_track reported_complete complete"
).split()
CLOSED = ("not_accepted", "merged", "stopped")
NOT_OPEN = (*CLOSED, "to_be_considered", "complete")
CLOSING = len(NOT_OPEN)  # the rows of section 4 that close a line come first


@dataclass(frozen=True)
class Plan:
    """A line as adopted. `duty`: every how many months, the first submission's day, whether the line is nothing but it."""

    number: str
    begins: date
    ends: date | None = None
    due: date | None = None
    duty: tuple | None = None
    owner: str | None = None
    recommendation: bool = False
    parent: str | None = None
    example: bool = False
    each_agency: bool = False
    practice: bool = False
    recurring: bool = False

    @property
    def document(self):
        return "profile" if self.recommendation else "plan"


@dataclass
class Duty:
    every: int
    first: date
    whole: bool
    ended: date | None = None
    answered: dict = field(default_factory=dict)

    def days(self, until):
        """The days on which submissions fall due, to the first after `until` that is not answered yet."""
        days, count = [self.first], 1
        while days[-1] <= until or days[-1] in self.answered:
            days.append(months_after(self.first, self.every * count))
            count += 1
        return [day for day in days if self.ended is None or day <= self.ended]

    def following(self, due):
        months = (due.year - self.first.year) * 12 + due.month - self.first.month
        return months_after(self.first, months + self.every)

    def fallen(self, day):
        return [due for due in self.days(day) if due < day]

    def is_behind(self, day):
        wanted = 2 if self.every == 1 else 1
        latest = self.fallen(day)[-wanted:]
        return len(latest) == wanted and not set(latest) & set(self.answered)

    def is_late(self, day):
        latest = self.fallen(day)[-1:]
        return bool(latest) and latest[0] not in self.answered

    def owed(self, day):
        """What an update may answer: not answered, and not missed."""
        return [due for due in self.days(day) if due not in self.answered and self.following(due) >= day]

    def shown_due(self, day):
        if self.is_late(day):
            return self.fallen(day)[-1]
        return next((due for due in self.days(day) if due >= day and due not in self.answered), None)


@dataclass
class Claim:
    id: int
    by: str
    late: bool
    rests_on: set
    with_update: int | None = None
    minuted: bool = False
    state: str = "waiting"
    assurance: str | None = None
    recheck: date | None = None


@dataclass
class Rating:
    rating: str
    forecast: date | None = None
    unchanged: bool = False
    minuted: bool = False
    entered: tuple | None = None


@dataclass
class Challenge:
    agency: str
    said: set = field(default_factory=set)


class Line:
    """A line, or one agency's own line, as it stands on a day. `was_open(day)` says so of an earlier day's end."""

    def __init__(self, plan: Plan, day: date, was_open, cell=None):
        self.plan, self.day, self.was_open, self.cell = plan, day, was_open, cell
        self.owner, self.officer = cell, None
        self.helpers, self.cover = set(), None
        self.due, self.moves, self.requests = plan.due, 0, {}
        self.considered, self.stopped, self.exempt, self.reopened, self.carried = None, False, False, False, False
        self.closing = False
        self.ends = plan.ends
        self.exemptions, self.challenges, self.marks = {}, {}, set()
        self.claim, self.rated, self.spoke_for = None, None, None
        self.updates, self.evidence, self.withdrawn = {}, {}, set()
        self.duties = {0: Duty(*plan.duty)} if plan.duty else {}

    # What is so

    @property
    def running(self):
        return {number: duty for number, duty in self.duties.items() if duty.ended is None}

    @property
    def standing_evidence(self):
        return set(self.evidence) - self.withdrawn

    @property
    def waiting(self):
        """The claim that waits: it lapses when all on which it rested is withdrawn."""
        claim = self.claim
        if claim is None or claim.state != "waiting":
            return None
        return claim if claim.minuted or claim.rests_on & self.standing_evidence else None

    @property
    def delivered(self):
        return self.claim is not None and self.claim.state == "accepted"

    @property
    def awaits_a_check(self):
        return self.delivered and self.claim.recheck is not None

    @property
    def only_duty(self):
        return any(duty.whole for duty in self.duties.values()) and not self.reopened

    @property
    def own_due(self):
        """The day by which what it delivers is owed."""
        return None if self.delivered or self.only_duty else self.due

    @property
    def shown_due(self):
        if not (self.delivered or self.only_duty):
            return self.due
        days = [duty.shown_due(self.day) for duty in self.duties.values()]
        return min(filter(None, days), default=self.due)

    @property
    def request(self):
        return max(self.requests, default=None)

    @property
    def claimed_by(self):
        return {self.waiting.by} if self.waiting else set()

    @property
    def once_claimed_by(self):
        """Who entered the latest claim, whatever became of it."""
        return {self.claim.by} if self.claim else set()

    @property
    def asked_by(self):
        """Who entered the request that waits, and for whom."""
        return self.requests[self.request].entered_by if self.request else set()

    @property
    def exemption(self):
        return max(self.exemptions, default=None)

    @property
    def open_challenges(self):
        return [number for number, each in self.challenges.items() if "end_challenge" not in each.said]

    @property
    def plan_is_over(self):
        return self.ends is not None and self.ends < self.day

    @property
    def silent(self):
        """Whether an update is owed for a quarter whose update day has passed and none speaks for it or a later one."""
        past = [each for each in quarters(self.plan.begins, self.day) if update_day(each) < self.day]
        unspoken = [each for each in past if self.spoke_for is None or each > self.spoke_for]
        return any(self.was_open(each) for each in reversed(unspoken))

    @property
    def is_open(self):
        return not any(holds() for _, holds in self._rows()[:CLOSING])

    # Section 4: the first row that holds

    @property
    def status(self):
        return next(status for status, holds in self._rows() if holds())

    def _rows(self):
        day, rating = self.day, self.rated and self.rated.rating
        return (
            ("to_be_considered", lambda: self.plan.recommendation and self.considered is None),
            ("not_accepted", lambda: self.considered == "not_accept"),
            ("merged", lambda: self.considered == "merge"),
            ("stopped", lambda: self.stopped or self.exempt),
            ("complete", lambda: self.delivered and not self.running),
            ("reported_complete", lambda: self.waiting is not None),
            ("overdue", lambda: self.own_due is not None and self.own_due < day),
            ("overdue", lambda: any(duty.is_behind(day) for duty in self.running.values())),
            ("overdue", lambda: self.due is None and not self.delivered and self.plan_is_over),
            ("off_track", lambda: rating == "red"),
            ("no_update", lambda: self.silent),
            ("at_risk", lambda: rating == "amber" or self._forecast_is_late()),
            ("date_to_be_set", lambda: self.shown_due is None),
            ("on_track", lambda: rating == "green" or self.delivered),
            ("not_started", lambda: True),
        )

    def _forecast_is_late(self):
        forecast = self.rated and self.rated.forecast
        return bool(forecast and self.shown_due and forecast > self.shown_due)

    @property
    def flags(self):
        """The flags that stand beside the status."""
        status, due, claim = self.status, self.shown_due, self.claim
        is_open, live = status not in NOT_OPEN, status not in CLOSED
        redated = self.due is not None and self.ends is not None and self.due > self.ends
        late_claim = claim is not None and claim.late
        soon = due is not None and self.day <= due <= self.day + timedelta(30)
        found = {
            "no_owner": is_open and self.owner is None,
            "due_soon": is_open and soon,
            "re_dated": self.moves > 0,
            "date_asked": is_open and bool(self.requests),
            "claimed_late": status == "reported_complete" and late_claim,
            "completed_late": live and self.delivered and late_claim,
            "no_evidence": status == "reported_complete" and not claim.rests_on & self.standing_evidence,
            "submission_late": is_open and any(duty.is_late(self.day) for duty in self.running.values()),
            "silent": is_open and self.silent,
            "recheck_due": live and self.awaits_a_check and claim.recheck <= self.day,
            "green_while_overdue": status == "overdue" and bool(self.rated) and self.rated.rating == "green",
            "waiting_outside": is_open and "waiting_outside" in self.marks,
            "plan_ended": is_open and self.plan_is_over and not (self.carried or redated),
        }
        return {flag for flag, holds in found.items() if holds} | self.flags_of_the_whole

    @property
    def flags_of_the_whole(self):
        """The flags that an action asked of each agency has as a whole."""
        open_ones = {"challenge_open"} if self.open_challenges else set()
        return open_ones | (self.marks - {"waiting_outside"})


def worst(statuses):
    """Closed ones are left out unless all are."""
    live = [status for status in statuses if status not in CLOSED]
    return min(live, key=WORST_FIRST.index) if live else statuses[0]
