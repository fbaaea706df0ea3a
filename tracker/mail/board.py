"""What the reasons to write to somebody are asked of: the plan, the people and the news of a day, each read once."""

from datetime import date, timedelta
from functools import cached_property

from sqlalchemy import select

from actions import calendar, queries
from actions.calendar import Calendar
from actions.db import db
from actions.models import DateRequest, Decision, ExemptionRequest, MeetingPaper, PaperWithdrawal, Report, Update
from actions.permissions import Viewer, viewers
from actions.settings import as_at, latest_closed_quarter
from actions.standing import Standing, plan_on
from tracker import choosing
from tracker.accounts.models import Account

NEWS = timedelta(days=30)
MAIL_IS_FOR = "sub_group"
ENTERED = (Update, DateRequest, ExemptionRequest)


class Board:
    """A day. News (what is told once) is looked for from `NEWS` before `since` on, which is the day itself unless said."""

    def __init__(self, day: date, since: date | None = None):
        self.day = day
        self.news_from = (since or day) - NEWS
        self.plan = plan_on(day)
        self.quarter = latest_closed_quarter(day).following
        self.chosen = as_at(day)

    @property
    def before_due(self) -> timedelta:
        return timedelta(days=int(self.chosen["remind_due_days"]))

    @property
    def before_update_day(self) -> timedelta:
        return timedelta(days=int(self.chosen["remind_update_days"]))

    @cached_property
    def addresses(self) -> dict[int, str]:
        """The addresses of accounts that can be used, by person."""
        return dict(db.session.execute(select(Account.person_id, Account.email).where(Account.active)).all())

    @cached_property
    def people(self) -> dict[int, Viewer]:
        """Who holds a role today and can be written to."""
        known = viewers(self.day)
        return {number: person for number, person in known.items() if person.roles and number in self.addresses}

    @cached_property
    def managers(self) -> tuple[int, ...]:
        return tuple(number for number, person in self.people.items() if person.has("business_manager"))

    @cached_property
    def executives(self) -> tuple[int, ...]:
        return tuple(number for number, person in self.people.items() if person.has("executive"))

    @cached_property
    def _officers(self) -> dict:
        return choosing.officers(self.people, self.plan)

    def takes_part(self, agency_id: int) -> bool:
        """Whether anybody of the agency can be written to."""
        return bool(self._officers.get(agency_id))

    def leads(self, agency_id: int | None) -> tuple[int, ...]:
        return tuple(person.id for person in self._officers.get(agency_id, ()) if person.has("agency_lead"))

    def officers(self, agency_id: int | None) -> tuple[int, ...]:
        """The agency's officers; where it has none its leads, and where nobody answers the business manager."""
        own = tuple(person.id for person in self._officers.get(agency_id, ()) if person.has("officer"))
        return own or self.leads(agency_id) or self.managers

    def answering(self, standing: Standing) -> tuple[int, ...]:
        """Who answers for a line: who covers it, its officer, or else all of its agency's officers."""
        facts = standing.facts
        able = {person.id for person in self._officers.get(facts.owner_id, ())}
        named = next((each for each in (facts.covered_by_id, facts.owner_person_id) if each in able), None)
        return (named,) if named else self.officers(facts.owner_id)

    @cached_property
    def open_lines(self) -> list[Standing]:
        return [each for each in self.plan.answerable() if each.is_open]

    @cached_property
    def may_leave(self) -> frozenset[int]:
        """The documents whose titles and texts may leave the screen (rules.md section 7)."""
        plans = {each.id for each in queries.documents(self.day) if each.kind == "plan"}
        return frozenset(plans | queries.released_to((MAIL_IS_FOR,), self.day))

    @cached_property
    def sent_back(self) -> dict[int, Decision]:
        """The latest sending back of each claim."""
        rows = db.session.scalars(select(Decision).filter_by(verb="send_back").order_by(Decision.id))
        return {row.claim_id: row for row in rows if row.counts_from <= self.day}

    @cached_property
    def dates_answered(self) -> list[Decision]:
        """Answers to requests for a date that are news, without those that were set aside."""
        query = select(Decision).where(Decision.verb.in_(("agree", "decline")), *self._news(Decision))
        aside = select(Decision.decision_id).where(Decision.verb == "set_aside", Decision.counts_from <= self.day)
        return list(db.session.scalars(query.where(Decision.id.not_in(aside)).order_by(Decision.id)))

    @cached_property
    def entered_for_somebody(self) -> list:
        """Rows that are news and that somebody else entered for a person."""
        return [row for table in ENTERED for row in db.session.scalars(self._entered(table))]

    @cached_property
    def papers(self) -> list[MeetingPaper]:
        """Of each meeting's sheet and agenda the latest edition that is news and was not withdrawn."""
        gone = select(PaperWithdrawal.paper_id)
        query = select(MeetingPaper).where(MeetingPaper.id.not_in(gone), *self._news(MeetingPaper))
        rows = db.session.scalars(query.order_by(MeetingPaper.id))
        return list({(row.meeting_id, row.kind): row for row in rows}.values())

    @cached_property
    def reports(self) -> list[Report]:
        """Of each period's report the latest edition that is news and was not withdrawn."""
        gone = queries.withdrawn_reports()
        news = [
            each for each in queries.reports(self.day) if each.counts_from >= self.news_from and each.id not in gone
        ]
        return list({(each.kind, each.period): each for each in sorted(news, key=lambda each: each.edition)}.values())

    @cached_property
    def calendar(self) -> Calendar:
        return calendar.on(self.day)

    def _entered(self, table):
        given = (table.given_person_id.is_not(None), table.given_person_id.is_distinct_from(table.by_id))
        return select(table).where(*given, *self._news(table)).order_by(table.id)

    def _news(self, table):
        return table.counts_from >= self.news_from, table.counts_from <= self.day

    @cached_property
    def challenges(self) -> list:
        return [each for each in queries.challenges(self.day) if each.waits_for_agency]
