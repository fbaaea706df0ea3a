"""Two web hosts on PostgreSQL, with evidence in a bucket: one dies in the middle of what people do, and they go on."""

import os
import re
import signal
from dataclasses import dataclass
from io import BytesIO

import psutil
import pytest
from a_front import Front
from an_s3 import CREDENTIALS, address
from answering import answering
from bench.visitor import Visitor
from places import Place
from serving import Served
from werkzeug.datastructures import FileStorage

pytestmark = [pytest.mark.postgres, pytest.mark.slow]

OFFICER, CHAIR = "lead.ncc@board.example", "chair@board.example"
OFFICE, EXECUTIVE = "business.manager@board.example", "board.chair@board.example"
CARD, ACTION = "/my-update/strategy-2015-16/2.11", "/plan/strategy-2015-16/2.11"
CLAIM, DECIDED = "/review/strategy-2015-16/2.10", "/plan/strategy-2015-16/2.10"
REPORT = "/reports/quarterly/2016-17-Q3"
SAID, NAMED, CHECKED = "Twelve homes were telephoned.", "Notes of the calls", "The deputy read the letters."
NOTES = b"Notes of twelve telephone calls to homes, 13 January 2017"
DOWNLOAD = re.compile(r'href="(/evidence/\d+)"[^>]*>\s*Download\s*(?:<[^>]+>\s*)*' + NAMED)


@dataclass(frozen=True)
class InABucket(Place):
    """A place whose evidence is in a bucket."""

    evidence: str = ""

    @property
    def settings(self) -> dict:
        return {**super().settings, **CREDENTIALS, "EVIDENCE_URL": self.evidence}


class Host(Served):
    """One of several, with a log of its own."""

    made = 0

    def __init__(self, place):
        Host.made += 1
        self.log_of = place.folder / f"gunicorn-{Host.made}.log"
        super().__init__(place)

    @property
    def log(self):
        return self.log_of

    @log.setter
    def log(self, path):
        """The place would have one log for all."""

    def dies(self):
        """With all its processes at once."""
        for each in [psutil.Process(self.process.pid), *self.workers]:
            os.kill(each.pid, signal.SIGKILL)
        self.process.wait()


@pytest.fixture
def place(on_postgres, objects, tmp_path):
    """The example, its evidence brought to a bucket."""
    copied, evidence = on_postgres.copy(tmp_path / "place"), address(objects)
    prefix = evidence.split("?")[0].rpartition("/")[2]
    for path in (copied.folder / "evidence").rglob("??/*"):
        objects.put(f"{prefix}/{path.parent.name}/{path.name}", path.read_bytes())
    return InABucket(copied.database, copied.folder, evidence=evidence)


@pytest.fixture
def hosts(place):
    running = [Host(place), Host(place)]
    yield running
    for each in running:
        each.stop()


@pytest.fixture
def front(hosts):
    with answering(Front()) as standing:
        standing.hosts = [each.address for each in hosts]
        yield standing


@pytest.fixture
def people(front, place):
    """Everybody, signed in once."""
    passwords = place.passwords
    known = {who: Visitor(front.address).signed_in(who, passwords[who]) for who in (OFFICER, CHAIR, OFFICE, EXECUTIVE)}
    yield known
    for each in known.values():
        each.connection.close()


def test_one_is_killed_and_nobody_notices(place, hosts, front, people):
    officer, chair, office, executive = people.values()
    card, claim = officer.fields_of(CARD), chair.fields_of(CLAIM)
    freezes(office)
    opened = executive.gets(f"{REPORT}/1.pdf").body
    assert set(front.answered) == set(front.hosts), "both were to answer before one dies"
    hosts[0].dies()
    answers(officer, card)
    decides(chair, claim)
    assert executive.gets(f"{REPORT}/1.pdf").body == opened
    hands_over_the_notes(chair)
    comes_back(place, hosts, front)
    hands_over_the_notes(executive)
    assert hosts[1].faults() + hosts[2].faults() == []
    assert place.insist("verify").endswith("All well.\n")


def freezes(office):
    draft = {"cut_off-day": "15", "cut_off-month": "1", "cut_off-year": "2017", "verdict": "The plan is largely done."}
    office.posts_parts(f"{REPORT}/draft", draft | office.token_of(f"{REPORT}/draft"))
    office.posts_parts(
        f"{REPORT}/freeze", {"freeze-reason": "Agreed by the chair."} | office.token_of(f"{REPORT}/draft")
    )


def answers(officer, card):
    """The card that a host now dead had shown is sent, with a file."""
    kept = {name: card[name] for name in ("csrf_token", "seen")}
    said = {"quarter": "2016-17-Q3", "rating": "green", "said": SAID, "why_better": SAID, "evidence_name": NAMED}
    file = FileStorage(BytesIO(NOTES), "calls.txt")
    officer.posts_parts(CARD, {**kept, **said, "shows": "activity", "evidence_file": file})
    assert SAID in officer.gets(ACTION).body.decode()


def decides(chair, claim):
    taken = {"taken_on-day": "16", "taken_on-month": "1", "taken_on-year": "2017"}
    kept = {name: claim[name] for name in ("csrf_token", "claim")}
    proved = {"outcome": "accept", "assurance": "checked", "checked_by": CHECKED, "recheck": "no"}
    chair.posts_parts(CLAIM, {**kept, **taken, **proved})
    assert CHECKED in chair.gets(DECIDED).body.decode()


def hands_over_the_notes(person):
    link = DOWNLOAD.search(person.gets(ACTION).body.decode())
    assert person.gets(link[1]).body == NOTES


def comes_back(place, hosts, front):
    """Another host takes the dead one's place, and is the only one: what was kept elsewhere is there."""
    hosts.append(Host(place))
    front.hosts = [hosts[2].address]
