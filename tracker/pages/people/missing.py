"""The business manager's start: what is missing, and where each is put right."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from flask import g, render_template
from sqlalchemy import select

from actions import changes, handover, queries
from actions.changes.deciding import MOVES_BEFORE_THE_BOARD
from actions.db import db
from actions.periods import Quarter
from actions.permissions import Permission
from actions.settings import update_day
from actions.standing import plan_on
from tracker import choosing, clock, days, everybody, lists, paging, words
from tracker.accounts.models import Account
from tracker.guard import requires, viewer
from tracker.lines import where
from tracker.links import waiting
from tracker.mail.models import WAITS, Message
from tracker.pages.people.group import pages
from tracker.pages.people.roll import state


@dataclass(frozen=True)
class Item:
    """One thing that is missing: its words, and its own page where there is one."""

    text: str
    href: str | None = None


class Board:
    """What the questions below are asked of: the plan, the people and the reports of a day, each read once."""

    def __init__(self, day: date):
        self.day = day
        self.plan = plan_on(day)
        self.people = everybody.on(day)
        self.quarter = Quarter.containing(day).previous

    @cached_property
    def undecidable(self) -> list:
        """The lines that still want deciding and on which neither chair nor deputy may."""
        people = self.people.values()
        barred = self.plan.where(lambda each: changes.nobody_may_decide(each, self.day, people))
        return [each for each in barred if each.is_open or each.own_status == "to_be_considered"]

    def lines(self, name, holds: Callable) -> list:
        """The lines that somebody answers for of which that holds, by the plan alone."""
        return self.plan.kept(("missing", name), lambda: [each for each in self.plan.answerable() if holds(each)])

    def item(self, found) -> Item:
        """What was found; a line by its number, a cell with its agency."""
        return found if isinstance(found, Item) else self._line(found)

    def _line(self, standing) -> Item:
        agency = self.plan.agencies.get(standing.cell)
        cell = f", {agency.name}" if agency else ""
        href = days.address("plan.action", **where(standing, self.plan.agencies))
        return Item(f"{standing.number} {standing.line.name}{cell}", href)


def orphans(board):
    return board.lines("owner", lambda each: "no_owner" in each.flags)


def left_behind(board):
    return handover.left_behind(board.plan, board.people)


def agencies_without_officer(board):
    held = choosing.officers(board.people, board.plan)
    return [Item(each.name) for number, each in board.plan.agencies.items() if not held[number]]


def silent_agencies(board):
    return [Item(name) for name in queries.silent_agencies(board.plan, board.quarter)]


def without_history(board):
    """Open lines of which nothing is on record: no update, no claim, no starting position."""
    return board.lines("history", lambda each: each.is_open and not (each.facts.rated or each.facts.claim))


def not_accepted(board):
    waiting = [
        each for each in db.session.scalars(select(Account).order_by(Account.person_id)) if state(each) == "waiting"
    ]
    return [
        Item(board.people[each.person_id].title, days.address("people.person", number=each.person_id))
        for each in waiting
        if each.person_id in board.people
    ]


def mail_that_does_not_leave(board):
    """Mails that were tried and could not be sent, each with the person and the reason."""
    tried = (*WAITS, Message.problem.is_not(None))
    return [
        Item(
            f"{board.people[each.person_id].title}: {each.problem}",
            days.address("people.person", number=each.person_id),
        )
        for each in db.session.scalars(select(Message).where(*tried, Message.day <= board.day).order_by(Message.id))
        if each.person_id in board.people
    ]


def undecidable(board):
    return board.undecidable


def waiting_for_the_board(board):
    """Requests for a date on which only the board can answer: a third move, or nobody who may decide."""
    barred = {each.facts.key for each in board.undecidable}
    asked = board.lines("request", lambda each: each.facts.request is not None)
    return [each for each in asked if each.moves >= MOVES_BEFORE_THE_BOARD or each.facts.key in barred]


def reports_due(board):
    """The quarterly report of the latest quarter that has ended, unless an edition of it is frozen."""
    frozen = {each.period for each in queries.reports(board.day) if each.kind == "quarterly"}
    return [] if board.quarter.label in frozen else [Item(f"Quarterly report, {words.quarter(board.quarter)}")]


def waiting_by_link(board):
    """The lines with an answer that came by link and waits, as it is now: what waits has no past."""
    if board.day != clock.today():
        return []
    return [board.plan.leaf(*row.key) for row in waiting.for_viewer(viewer())]


@dataclass(frozen=True)
class Check:
    """A question: `one` and `many` say what was found, `well` that nothing was; `why` it matters; where it is put right."""

    ask: Callable
    one: str
    many: str
    well: str
    why: str
    link: str
    endpoint: str
    values: dict = field(default_factory=dict)


CHECKS = (
    Check(
        orphans,
        one="open line has no owner",
        many="open lines have no owner",
        well="Every open line has an owner.",
        why="Nobody answers for what has no owner.",
        link="Give them an owner",
        endpoint="ownership.ownership",
        values={"owner": lists.NOBODY},
    ),
    Check(
        left_behind,
        one="open line names an officer who has left",
        many="open lines name an officer who has left",
        well="Every officer named for an open line is still there.",
        why="The agency answers for it, but nobody there by name.",
        link="Give them to somebody else",
        endpoint="ownership.ownership",
        values={"officer": "left"},
    ),
    Check(
        waiting_for_the_board,
        one="request for a date waits for the board",
        many="requests for a date wait for the board",
        well="No request waits for the board.",
        why="It is the third move, or chair and deputy are barred.",
        link="Record the board's answer",
        endpoint="review.queue",
    ),
    Check(
        undecidable,
        one="line has nobody who may decide on it",
        many="lines have nobody who may decide on them",
        well="Every line has somebody who may decide on it.",
        why="Nobody is chair or deputy, or whoever is comes from the agency that owns it.",
        link="Appoint a chair or deputy of another agency",
        endpoint="people.people",
    ),
    Check(
        reports_due,
        one="report is to be prepared and frozen",
        many="reports are to be prepared and frozen",
        well="The latest quarter's report is frozen.",
        why="Until it is frozen, what it says can still change.",
        link="Prepare the report",
        endpoint="reports.reports_page",
    ),
    Check(
        waiting_by_link,
        one="answer that came by link waits to be confirmed",
        many="answers that came by link wait to be confirmed",
        well="No answer that came by link waits to be confirmed.",
        why="Until it is confirmed it does not count, and after 30 days it is gone.",
        link="Compare and confirm",
        endpoint="by_link.confirm",
    ),
    Check(
        silent_agencies,
        one="agency that owns open lines has said nothing for that quarter",
        many="agencies that own open lines have said nothing for that quarter",
        well="Every agency that owes an update has said something for that quarter.",
        why="Not one of their open lines has an update for it.",
        link="See whom to ask",
        endpoint="people.agencies",
    ),
    Check(
        agencies_without_officer,
        one="agency has no officer",
        many="agencies have no officer",
        well="Every agency has an officer.",
        why="Nobody can send its updates.",
        link="Invite an officer",
        endpoint="people.invite",
    ),
    Check(
        without_history,
        one="open line has no history",
        many="open lines have no history",
        well="Every open line has a history.",
        why="No update, no claim and no minute is on record.",
        link="Enter where they stood, as minuted",
        endpoint="ownership.starting_position",
    ),
    Check(
        not_accepted,
        one="invitation is not accepted",
        many="invitations are not accepted",
        well="Every invitation is accepted.",
        why="Until it is accepted, nobody can sign in with it.",
        link="See who they are",
        endpoint="people.people",
        values={"only": "waiting"},
    ),
    Check(
        mail_that_does_not_leave,
        one="mail could not be sent",
        many="mails could not be sent",
        well="No mail is held up.",
        why="It is tried again. An address that is refused is tried once a day; find out by telephone whether it is right.",
        link="See what waits",
        endpoint="people.mail",
    ),
)


@dataclass(frozen=True)
class Gap:
    """An answered question: all that was found, and the first of it by name."""

    check: Check
    items: list
    named: list[Item]

    @property
    def title(self) -> str:
        return self.check.one if len(self.items) == 1 else self.check.many

    @property
    def href(self) -> str:
        return days.address(self.check.endpoint, **self.check.values)


@pages.get("/people/missing")
@requires(Permission.LOOK_AFTER_PEOPLE)
def missing():
    board = Board(g.day)
    gaps = [_gap(check, check.ask(board), board) for check in CHECKS]
    until = update_day(board.quarter)
    return render_template("people/missing.html", gaps=gaps, quarter=board.quarter, until=until)


def _gap(check, found, board) -> Gap:
    return Gap(check, found, [board.item(each) for each in found[: paging.AT_ONCE]])
