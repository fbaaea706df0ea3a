"""The last hour of a quarter: fifty officers send their updates while the chair reviews and a report freezes.

An open loop: one save a second, whether or not those before it have been answered.
"""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import cycle, islice
from threading import Event, Thread
from time import monotonic, sleep

from sqlalchemy import func, select

from actions import changes
from actions.db import begin_writing, db
from actions.models import Agency, Update, Words
from actions.standing import OPEN, plan_on
from actions.verify import verify
from bench import memory
from bench.taking_turns import Took, timed
from bench.visitor import Visitor
from tracker import accounts, clock

OFFICERS, A_SECOND, PAUSE = 50, 1.0, 3.0
PASSWORD = "a long password of an officer"
MARK = "Sent in the last hour, number"
IDLE = 20


@dataclass
class Loaded:
    """What became of it: saves while nothing else went on and while all did, the chair's pages, and what went wrong."""

    seconds: int
    idle: Took = field(default_factory=Took)
    busy: Took = field(default_factory=Took)
    chair: Took = field(default_factory=Took)
    froze: float = 0.0
    sent: int = 0
    found: int = 0
    errors: list[str] = field(default_factory=list)

    @property
    def lost(self) -> int:
        """Saves that were acknowledged and are not in the record."""
        return len(self.idle.times) + len(self.busy.times) - self.found

    @property
    def times_idle(self) -> float:
        """The slow end of saving, as a multiple of the same while nothing else goes on."""
        return self.busy.slow / self.idle.slow


@dataclass
class Officer:
    """Somebody with a line of their own."""

    email: str
    address: str
    visitor: Visitor | None = None

    def fill_in(self, number: int) -> dict:
        known = self.visitor.fields_of(self.address)
        said = {"quarter": "2016-17-Q3", "rating": "green", "said": f"{MARK} {number}.", "shows": "activity"}
        return {name: known[name] for name in ("csrf_token", "seen")} | said | {"why_better": "It was done since."}

    def save(self, number: int) -> float:
        filled_in = self.fill_in(number)
        return self.visitor.posts_parts(self.address, filled_in).took


def measure(world, seconds: int) -> Loaded:
    """It all, for so long."""
    officers = signed_in(world, engaged(world))
    loaded, numbers = Loaded(seconds), iter(range(1_000_000))
    for officer in islice(cycle(officers), IDLE):
        loaded.idle.times.append(officer.save(next(numbers)))
    over = Event()
    beside = [Thread(target=review, args=(world, over, loaded)), Thread(target=freeze, args=(world, seconds, loaded))]
    for each in beside:
        each.start()
    send(officers, numbers, seconds, loaded)
    over.set()
    for each in beside:
        each.join()
    loaded.found = found_in(world, loaded)
    return loaded


def engaged(world) -> list[Officer]:
    """Officers with an account, each of an agency that answers for an open line that no other of them has."""
    with world.app.app_context():
        begin_writing()
        plan = plan_on(clock.today())
        lines = [each for each in plan.answerable() if each.own_status in OPEN and each.owner_id and takes_green(each)]
        found = [_officer(number, line, plan) for number, line in enumerate(lines[:OFFICERS])]
        db.session.commit()
    return found


def takes_green(standing) -> bool:
    """Whether an update may come for it: no claim waits, and no agency says that it does not apply."""
    return standing.own_status != "reported_complete" and standing.facts.exemption is None


def _officer(number, line, plan) -> Officer:
    agency = db.session.get(Agency, line.owner_id)
    person = changes.add_person(title=f"Officer {number}, {agency.name}", agency_id=agency.id, by=None, at=clock.now())
    changes.appoint(person, "officer", by=None, at=clock.now())
    account = accounts.open_account(person.id, f"officer.{number}@load.example")
    accounts.set_password(account, PASSWORD)
    cell = plan.agencies.get(line.cell)
    address = f"/my-update/{line.line.document}/{line.number}" + (f"?agency={cell.key}" if cell else "")
    return Officer(account.email, address)


def signed_in(world, officers) -> list[Officer]:
    for each in officers:
        each.visitor = Visitor(world.served.address).signed_in(each.email, PASSWORD)
    return officers


def send(officers, numbers, seconds, loaded) -> None:
    """One save each second, at its time. An officer saves again only after fifty seconds."""

    def save(officer, number):
        try:
            loaded.busy.times.append(officer.save(number))
        except Exception as trouble:  # whatever it is, it is told
            loaded.errors.append(f"save {number}: {type(trouble).__name__} {str(trouble)[:300]}")

    begun = monotonic()
    with ThreadPoolExecutor(OFFICERS) as pool:
        for place, officer in enumerate(islice(cycle(officers), seconds)):
            sleep(max(begun + place * A_SECOND - monotonic(), 0))
            pool.submit(save, officer, next(numbers))
            loaded.sent += 1


def review(world, over, loaded) -> None:
    """The chair opens the queue and a line, again and again."""
    chair = world.visitor("chair")
    while not over.wait(PAUSE):
        for address in ("/review", "/review/strategy-2015-16/2.10"):
            try:
                loaded.chair.times.append(chair.gets(address).took)
            except Exception as trouble:
                loaded.errors.append(f"the chair: {type(trouble).__name__} {str(trouble)[:300]}")


def freeze(world, seconds, loaded) -> None:
    """In the middle of it a report is frozen."""
    sleep(seconds / 2)
    try:
        loaded.froze = timed(lambda: memory.freeze(world))
    except Exception as trouble:
        loaded.errors.append(f"freezing: {type(trouble).__name__} {str(trouble)[:300]}")


def found_in(world, loaded) -> int:
    """How many of the saves the record holds; what verification finds is an error."""
    with world.app.app_context():
        loaded.errors += [finding.sentence for finding in verify()]
        marked = select(func.count()).select_from(Update).join(Words, Words.row_id == Update.id)
        return db.session.scalar(marked.where(Words.field == "said", Words.text.startswith(MARK)))
