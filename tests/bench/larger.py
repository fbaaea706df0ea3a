"""A plan of thousands of actions beside the example's, adopted after the example's last day; each has ten rows of history."""

from dataclasses import dataclass
from datetime import date

from dateutil.relativedelta import relativedelta

from actions import permissions
from actions.db import begin_writing, db
from actions.models import Action, Assignment, DateRequest, Decision, Document, Evidence, Priority, Update
from actions.periods import Quarter, london_moment, month_end
from bench.addresses import PEOPLE
from bench.bulk import Bulk
from bench.worlds import World, app_in, copy_of, person

TODAY, ADOPTED, FIRST_DUE = date(2018, 7, 16), date(2017, 2, 1), date(2017, 6, 30)
PRIORITIES = 7
VERIFYING = 3_600  # seconds; a hundred thousand lines take minutes
SILENT = 9  # every so many lines one whose updates stop
RATINGS = ("green", "green", "amber", "green", "red", "green", "amber")
WORDS = {
    "green": {"said": "The training was given and the register of who came was sent to the board office."},
    "amber": {"why": "The post was empty from May.", "next_steps": "It is filled in August; the work goes on then."},
    "red": {
        "why": "The money was not agreed.",
        "next_steps": "The head of service asks again in the autumn.",
        "help_asked": "That the board writes to the partners.",
        "children": "Children who come back are not asked where they were.",
    },
}


@dataclass
class Line:
    """A line while its history is written."""

    place: int
    number: str
    action: int
    due: date
    officer: permissions.Viewer
    decider: int
    update: int = 0
    request: int = 0

    def rating(self, quarter: int) -> str:
        return RATINGS[(self.place + quarter) % len(RATINGS)]

    @property
    def later(self) -> date:
        return month_end(self.due + relativedelta(months=6))


def beside_the_example(example, folder, items: int, copy_of=copy_of) -> World:
    """A copy of the example with a plan of so many actions, as at a later day, served."""
    place, document = copy_of(example, folder, TODAY.isoformat()), f"plan-of-{items}"
    with app_in(place):
        begin_writing()
        lines = _tell(Bulk(), document, items)
        db.session.commit()
        officers = person(PEOPLE["officer"]).agency_id
    place.insist("verify", patience=VERIFYING)
    return World(place, document, card=next(line.number for line in lines if line.officer.agency_id == officers))


def _tell(bulk, document, items) -> list[Line]:
    lines = _adopt(bulk, document, items)
    manager = person(PEOPLE["manager"]).id
    for day, happens in HISTORY:
        at = london_moment(day)
        for line in lines:
            happens(bulk, line, at, manager)
        bulk.write()
    return lines


def _adopt(bulk, reference, items) -> list[Line]:
    at = london_moment(ADOPTED)
    facts = {"counts": {"actions": items}, "owner": "The board", "aim": "Children are safe.", "readings": []}
    dated = {"in_force_from": ADOPTED, "first_day": ADOPTED, "last_day": date(2019, 3, 31)}
    titled = {"reference": reference, "kind": "plan", "title": f"A plan of {items:,} actions"}
    document = bulk.add(Document, at=at, counts_from=ADOPTED, facts=facts, **titled, **dated)
    named = {"document_id": document, "commitment": "Children are listened to."}
    headings = [
        bulk.add(Priority, at=at, counts_from=ADOPTED, number=number, name=f"Priority {number}", **named)
        for number in range(1, PRIORITIES + 1)
    ]
    officers, deciders = _officers(), [person(PEOPLE[who]) for who in ("chair", "deputy")]
    lines = [_line(bulk, document, headings, place, officers, deciders) for place in range(items)]
    bulk.write()
    return lines


def _officers() -> list[permissions.Viewer]:
    """One officer of each agency that has one."""
    found = permissions.viewers(TODAY).values()
    return list({each.agency_id: each for each in found if each.has("officer") and each.agency_id}.values())


def _line(bulk, document, headings, place, officers, deciders) -> Line:
    among, heading = divmod(place, PRIORITIES)
    number = f"{heading + 1}.{among + 1}"
    due = month_end(FIRST_DUE + relativedelta(months=place % 19))
    said = f"Agree how step {place + 1} is done by every team, who answers for it, and how the board will know."
    plain = dict.fromkeys(("recommendation", "each_agency", "national", "recurring", "example"), False)
    where = {"document_id": document, "priority_id": headings[heading], "number": number}
    text = {"title": f"Step {place + 1}", "statement": said, "position": heading * 100_000 + among, "bodies": []}
    at = london_moment(ADOPTED)
    action = bulk.add(Action, at=at, counts_from=ADOPTED, due=due, **where, **text, **plain)
    officer = officers[place % len(officers)]
    decider = next(each for each in deciders if each.agency_id != officer.agency_id)
    return Line(place, number, action, due, officer, decider.id)


def _assigned(bulk, line, at, manager):
    whom = {"agency_id": line.officer.agency_id, "person_id": line.officer.id}
    bulk.add(Assignment, at=at, by=manager, action_id=line.action, first_day=at.date(), **whom)


def _updated(quarter):
    """An officer's update for the quarter of that place; of a silent line for an earlier one."""

    def happens(bulk, line, at, manager):
        rating, before = line.rating(quarter), line.rating(quarter - 1)
        words = WORDS[rating] | ({"why_better": "It was done in the meantime."} if rating != before else {})
        spoken_of = quarter // 2 if line.place % SILENT == 0 else quarter
        forecast = None if rating == "green" else month_end(line.due + relativedelta(months=3))
        said = {"quarter": QUARTERS[spoken_of].first, "rating": rating, "forecast": forecast, "words": words}
        by = {"by": line.officer.id, "agency_id": line.officer.agency_id, "as_owner": True, "unchanged": False}
        line.update = bulk.add(Update, at=at, action_id=line.action, **said, **by)

    return happens


def _proved(bulk, line, at, manager):
    words = {"name": "The register", "link": f"https://records.example/{line.place}"}
    of = {"action_id": line.action, "update_id": line.update, "agency_id": line.officer.agency_id}
    bulk.add(Evidence, at=at, by=line.officer.id, words=words, kind="link", shows="practice", restricted=False, **of)


def _asked(bulk, line, at, manager):
    words = {"reason": "The post was empty.", "children": "Some wait longer to be heard."}
    asked = {"action_id": line.action, "new_due": line.later}
    line.request = bulk.add(DateRequest, at=at, by=line.officer.id, words=words, **asked)


def _agreed(bulk, line, at, manager):
    words = {"reason": "It cannot be done sooner."}
    agreed = {"action_id": line.action, "request_id": line.request, "new_due": line.later, "by_the_board": False}
    bulk.add(Decision, verb="agree", at=at, by=line.decider, taken_on=at.date(), words=words, **agreed)


QUARTERS = [
    Quarter.parse(label) for label in "2016-17-Q4 2017-18-Q1 2017-18-Q2 2017-18-Q3 2017-18-Q4 2018-19-Q1".split()
]
# Ten days, each with what happened on it to every line.
HISTORY = (
    (date(2017, 2, 2), _assigned),
    (date(2017, 4, 20), _updated(0)),
    (date(2017, 7, 20), _updated(1)),
    (date(2017, 10, 20), _updated(2)),
    (date(2017, 11, 1), _proved),
    (date(2017, 12, 1), _asked),
    (date(2018, 1, 8), _agreed),
    (date(2018, 1, 22), _updated(3)),
    (date(2018, 4, 20), _updated(4)),
    (date(2018, 7, 10), _updated(5)),
)
