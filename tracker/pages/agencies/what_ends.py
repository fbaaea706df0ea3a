"""What the end of an agency brings, told before it is done; and what ends beside the record: sessions, links."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select

from actions import journal, queries
from actions.agencies import Known
from actions.changes.people import NEEDS_AGENCY
from actions.db import db
from actions.permissions import viewers
from actions.standing import plan_on
from tracker import accounts, clock, words
from tracker.guard import viewer
from tracker.links import addresses
from tracker.links.models import AnswerLink


@dataclass(frozen=True)
class Ending:
    """An agency that takes part no more from a day on. `given`: each of its lines with who answers for it then."""

    agency: Known
    verb: str
    into: list
    day: date
    given: list
    people_move: bool

    @property
    def other(self) -> Known | None:
        """What it is merged into."""
        return self.into[0] if self.verb == "merge_agency" else None


def sentences(ending: Ending) -> list[str]:
    """What will happen, one thing each."""
    every = (_part, _lines, _waiting, _helped, _own_part, _people, _deciders, _questions, _links, _before)
    return [said for each in every for said in each(ending)]


def _part(ending):
    yield f"{ending.agency.name} takes part until the end of {words.day(ending.day - timedelta(days=1))}."


def _lines(ending):
    by_owner = defaultdict(list)
    for standing, other in ending.given:
        by_owner[other.name if other else None].append(standing.number)
    for name, numbers in by_owner.items():
        yield f"{name or 'Nobody yet'} answers for {words.listed(numbers)}."
    if not ending.given:
        yield "It owns no line of its own."
    if ending.day > clock.today():
        yield "A line that is given to it until then has no owner from that day on, until it is given to somebody."


def _waiting(ending):
    """Claims and requests stay with their lines."""
    claims = [each.number for each, _ in ending.given if each.own_status == "reported_complete"]
    requests = [each.number for each, _ in ending.given if each.is_open and each.facts.request]
    if claims:
        yield f"What is reported complete waits on as it is: {words.listed(claims)}."
    if requests:
        yield f"What was asked for waits on as it is: a new date for {words.listed(requests)}."


def _helped(ending):
    lines = [each for each in plan_on(ending.day).answerable() if ending.agency.id in each.facts.contributors]
    numbers = words.listed([each.number for each in lines])
    if numbers:
        who = f"{ending.other.name} contributes in its place" if ending.other else "It contributes no more"
        yield f"{who} to {numbers}."


def _own_part(ending):
    cells = [each for each in plan_on(ending.day).answerable() if each.cell == ending.agency.id]
    if cells:
        numbers = words.listed([each.number for each in cells])
        yield f"Its own part of {numbers} stands as it stood the day before, and counts no more from then on."


def _people(ending):
    for each in acting(ending):
        if ending.people_move:
            yield f"{each.title} acts for {ending.other.name}, with the same roles, and signs in anew."
        else:
            yield f"{each.title}: every role held for it ends."


def _questions(ending):
    plan = plan_on(clock.today())
    asked = [each for each in queries.challenges(clock.today()) if each.is_open]
    number = sum(plan.in_place_of(each.row.agency_id) == ending.agency.id for each in asked)
    if number:
        what = words.count(number, "open question")
        goes = f"for {ending.other.name} to answer" if ending.other else "until the chair ends it"
        yield f"{what} to it stays on record, {goes}."


def _links(ending):
    number = len(_links_to_end(ending))
    if number:
        yield f"{words.count(number, 'link', 'links')} to answer by without an account will work until the day before."


def _before(ending):
    yield "Days before it, and reports that are frozen, go on showing it as it was."


def _links_to_end(ending) -> list[AnswerLink]:
    found = db.session.scalars(select(AnswerLink).filter_by(agency_id=ending.agency.id)).all()
    return [each for each in found if addresses.works(each) and each.last_day >= ending.day]


def _deciders(ending):
    """Independence is judged by agency: whoever decides must be of another one than who answers."""
    moved = {each.id for each in acting(ending)} if ending.other and ending.people_move else set()
    held = viewers(ending.day).values()
    of = {
        role: {ending.other.id if each.id in moved else each.agency_id for each in held if role in each.roles}
        for role in ("chair", "deputy")
    }
    if moved and of["chair"] & of["deputy"]:
        yield f"Chair and deputy then both act for {ending.other.name}, so neither may decide on its lines."


def acting(ending: Ending) -> list:
    """Those who hold a role for it on that day, by what is recorded."""
    held = viewers(ending.day).values()
    return [each for each in held if each.agency_id == ending.agency.id and each.roles & NEEDS_AGENCY]


def sign_out_and_close(ending: Ending, people: list) -> None:
    """`people` sign in anew, with the rights that they have then; links work until the day before. Who calls commits."""
    for each in people:
        accounts.end_sessions(each.id)
        detail = f"person {each.id}: their agency ends"
        journal.security_event("people_changed", at=clock.now(), by_id=viewer().id, detail=detail)
    for link in _links_to_end(ending):
        if ending.day <= clock.today():
            addresses.revoke(link, by=viewer())
        else:
            link.last_day = ending.day - timedelta(days=1)
            addresses.noted(link, "shortened", viewer())
