"""What people do, each by the request that does it: in a world of its own, since it makes the record grow."""

from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from itertools import count
from typing import NamedTuple
from urllib.parse import urlencode

import openpyxl
from werkzeug.datastructures import FileStorage

from actions import changes
from actions.changes import Word
from actions.db import begin_writing, db
from actions.standing import plan_on
from bench.addresses import CLAIMANT, CLAIMED, DECIDED_ON, DRAFT, FREEZE, PEOPLE, REPORT, SAVED_ON, UPLOAD, WORKBOOK
from bench.taking_turns import Key, Turn
from bench.worlds import STRATEGY, person
from tracker import clock
from tracker.workbook.layout import FIRST_ROW, LINES, PLACE

FIRST_OPENED = Key("A frozen report's PDF, first opened")
SAVING = Key("Saving an update with evidence")
DECIDING = Key("A decision: the chair accepts a claim")
FREEZING = Key("Freezing a quarterly report")
DOWNLOADING = Key("An agency's workbook, downloaded")
READING_BACK = Key("The workbook, read back and compared")
FILE = ("Minutes of the meeting at which it was agreed. " * 4_000).encode()
NUMBERS = count(1)


class Deed(NamedTuple):
    """Who does it where. `filled_in` gives what is sent, of the world and the visitor; without it the address is opened."""

    address: str
    who: str
    filled_in: Callable | None = None


def an_update(world, visitor) -> dict:
    """The card of a line filled in, with a file that nobody has sent before."""
    name = f"Minutes {next(NUMBERS)}"
    file = FileStorage(BytesIO(name.encode() + FILE), "minutes.txt")
    said = {"quarter": "2016-17-Q4", "rating": "green", "said": "The report was given.", "shows": "activity"}
    return _kept(visitor, SAVED_ON, "csrf_token", "seen") | said | {"evidence_name": name, "evidence_file": file}


def a_decision(world, visitor) -> dict:
    """The chair's form for a claim that was made just now."""
    with world.app.app_context():
        _claim_anew()
    said = {"outcome": "accept", "assurance": "checked", "checked_by": "The deputy read the register.", "recheck": "no"}
    return _kept(visitor, DECIDED_ON, "csrf_token", "claim", "taken_on") | said


def _claim_anew():
    """The officer reports the line complete, once it is reopened if it was accepted before."""
    begin_writing()
    standing = next(s for s in plan_on(clock.today()).standings if (s.line.document, s.number) == (STRATEGY, CLAIMED))
    if standing.facts.delivered:
        word = Word(by=person(PEOPLE["chair"]), at=clock.now())
        again = {"reason": "It is measured again.", "new_due": clock.today() + timedelta(days=90)}
        changes.reopen(standing.line.id, word=word, **again)
    changes.claim_complete(standing.line.id, by=person(CLAIMANT), at=clock.now())
    db.session.commit()


def a_freeze(world, visitor) -> dict:
    """What freezes the newest quarter's report once more, as a new edition."""
    token = visitor.token_of(DRAFT)["csrf_token"]
    return {"csrf_token": token, "freeze-csrf_token": token, "freeze-reason": "Measured"}


def a_workbook(world, visitor) -> dict:
    """The workbook as it comes back, with every line answered that was green when it went out."""
    book, filled_in = openpyxl.load_workbook(BytesIO(visitor.gets(WORKBOOK).body)), BytesIO()
    sheet = book[LINES]
    for row in range(FIRST_ROW, sheet.max_row + 1):
        if sheet.cell(row, PLACE["last_rating"] + 1).value == "Green":
            sheet.cell(row, PLACE["answer"] + 1).value = "Green"
            sheet.cell(row, PLACE["said"] + 1).value = "The meeting was held."
    book.save(filled_in)
    return _kept(visitor, UPLOAD, "csrf_token") | {"workbook": FileStorage(BytesIO(filled_in.getvalue()), "ours.xlsx")}


def _kept(visitor, address, *fields) -> dict:
    known = visitor.fields_of(address)
    return {name: known[name] for name in fields if name in known}


DEEDS = {
    FIRST_OPENED: Deed(REPORT, "executive"),
    SAVING: Deed(SAVED_ON, "officer", an_update),
    DECIDING: Deed(DECIDED_ON, "chair", a_decision),
    FREEZING: Deed(FREEZE, "manager", a_freeze),
    DOWNLOADING: Deed(WORKBOOK, "officer"),
    READING_BACK: Deed(UPLOAD, "officer", a_workbook),
}


def turns(world) -> dict:
    return {key: turn(world, deed) for key, deed in DEEDS.items()}


def turn(world, deed) -> Turn:
    """What is measured is the request alone; what is sent was filled in before."""
    visitor, ready = world.visitor(deed.who), {}
    if deed.filled_in is None:
        return Turn(lambda: visitor.gets(deed.address).took)
    return Turn(lambda: send(visitor, deed.address, ready), lambda: _anew(ready, deed.filled_in(world, visitor)))


def _anew(ready, filled_in):
    ready.clear()
    ready.update(filled_in)


def send(visitor, address, filled_in) -> float:
    """How long the answer took, in ms."""
    if any(isinstance(each, FileStorage) for each in filled_in.values()):
        return visitor.posts_parts(address, filled_in).took
    return visitor.posts(address, urlencode(filled_in).encode()).took
