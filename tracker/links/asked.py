"""What a link shows: the agency's lines that owe an answer for the quarter, how far it is, and nothing else of the plan."""

from dataclasses import dataclass
from datetime import date

from actions import queries
from actions.changes import ByLink
from actions.changes.answering import BETTER
from actions.periods import Quarter
from actions.standing import Plan, Standing, plan_on
from tracker import leaving, lines
from tracker.leaving import Leaving
from tracker.links import waiting
from tracker.links.models import AnswerLink, LinkAnswer
from tracker.words import history as sentences


@dataclass(frozen=True)
class Asked:
    """One line. `answer`: what came by this link, waiting or refused; `answered`: the record has one for the quarter."""

    told: Leaving
    answer: LinkAnswer | None
    answered: bool
    where: dict

    @property
    def standing(self) -> Standing:
        return self.told.standing

    @property
    def name(self) -> str:
        return f"{self.standing.number} {self.told.title}".strip()

    @property
    def waits(self) -> bool:
        return self.answer is not None and self.answer.waits

    @property
    def state(self) -> str:
        if self.waits:
            return "waits"
        return "answered" if self.answered else "to_answer"

    @property
    def refused(self) -> str | None:
        """Why the last answer was not taken, while the line wants another."""
        return self.answer.refused if self.answer and self.state == "to_answer" else None

    @property
    def said(self) -> ByLink | None:
        return waiting.said_by(self.answer) if self.waits else None

    @property
    def last_told(self) -> list:
        return sentences.details(self.told.last_words)

    @property
    def said_told(self) -> list:
        return sentences.details(self.said.words) if self.waits else []

    @property
    def version(self) -> str:
        """Which answer waits: it changes whenever one is saved."""
        return self.answer.made.isoformat() if self.waits else ""

    @property
    def better(self) -> list:
        """The ratings that are better than last time's."""
        last = self.standing.rating
        return [rating for rating, place in BETTER.items() if last and place > BETTER[last]]


@dataclass(frozen=True)
class Round:
    """All that a link asks for, most urgent first."""

    link: AnswerLink
    plan: Plan
    lines: list[Asked]

    @property
    def quarter(self) -> Quarter:
        return Quarter(self.link.quarter)

    @property
    def agency(self) -> str:
        return self.plan.known[self.link.agency_id].name

    def in_state(self, state: str) -> list[Asked]:
        return [each for each in self.lines if each.state == state]

    @property
    def done(self) -> int:
        return len(self.lines) - len(self.in_state("to_answer"))

    def find(self, document: str, number: str, agency: str | None) -> Asked | None:
        """The line that may be answered by this link."""
        where = {"document": document, "number": number, "agency": agency}
        return next((each for each in self.lines if each.where == where and each.state != "answered"), None)


def of(link: AnswerLink, day: date) -> Round:
    """What the link asks for as at today."""
    quarter, plan = Quarter(link.quarter), plan_on(day)
    owed, came = queries.owed_by_agency(link.agency_id, quarter, day), waiting.of_link(link)
    told = leaving.lines(owed, day)
    return Round(link, plan, [_asked(each, came, quarter, plan) for each in told])


def _asked(told, came, quarter, plan) -> Asked:
    facts = told.standing.facts
    return Asked(told, came.get(facts.key), facts.answers_for(quarter), lines.where(told.standing, plan.agencies))
