"""The recommendation setting meeting of a small board, for tests: its addresses, its answers, and what the record holds."""

import re
from collections import Counter
from datetime import date

from a_board import PROFILE, TODAY, the_action

from actions import changes
from actions.changes import Word
from actions.db import begin_writing, db
from actions.models import Decision, Meeting
from actions.periods import london_moment
from actions.standing import plan_on

AT = london_moment(TODAY)
OVERVIEW, CROSSWALK = "/recommendations/setting-meeting", "/recommendations/crosswalk"
OWN_WORDS = "<Smith, J> writes =1+1 page in Łódź."
RECURRING = ("10", "11", "13", "24", "31", "33")
EXAMPLES = ("20a", "20b", "20c")


def hold(board, day=TODAY, name="Recommendation setting meeting"):
    """A meeting on record, by its number."""
    begin_writing()
    meeting = changes.hold_meeting(name=name, day=day, by=board.office, at=london_moment(min(day, TODAY)))
    db.session.commit()
    return meeting.id


def address(number, meeting=None):
    return f"{OVERVIEW}/{PROFILE}/{number}" + (f"?meeting={meeting}" if meeting else "")


def accepts(owner="health", **more):
    answers = {"outcome": "accept_recommendation", "owner": owner, "own_words": OWN_WORDS, "every": "once"}
    return {**answers, "due-month": "6", "due-year": "2017", "parts": "together", **more}


def in_part(**more):
    return accepts(**{"outcome": "accept_in_part", "reason": "Not the second half: it is not ours.", **more})


def merges(into="2.16", **more):
    merged = {"outcome": "merge", "merged_into": str(the_action(into)), "parts": "together"}
    return {**merged, "reason": "It is the same.", **more}


def turns_down(**more):
    return {"outcome": "not_accept", "reason": "It cannot be done here.", "parts": "together", **more}


def decide(person, number, meeting, answers, status=302):
    return person.send(address(number, meeting), answers, status=status)


def decided_by(who, number, meeting, verb="not_accept", **more):
    """A decision taken elsewhere."""
    begin_writing()
    word, row = Word(by=who, at=AT), db.session.get(Meeting, meeting)
    decision = getattr(changes, verb)(the_action(number, PROFILE), word=word, meeting=row, **more)
    db.session.commit()
    return decision


def lines():
    """The 57 lines of the profile as they stand today, by number."""
    db.session.rollback()
    return {each.number: each for each in plan_on(TODAY).of(PROFILE)}


def stands(number):
    return lines()[number].own_status


def decisions(**columns):
    db.session.rollback()
    return db.session.query(Decision).filter_by(**columns).order_by(Decision.id).all()


def meeting_day(number) -> date:
    return db.session.get(Meeting, number).day


def statuses_said(page):
    """The counts by status that a page's lead says, as numbers by word."""
    lead = page.tree.find(".//main//p[@class='lead']")
    said = " ".join("".join(lead.itertext()).split()).rpartition(": ")[2]
    return Counter({word: int(number) for number, word in (part.split(" ", 1) for part in said.split(", "))})


def figures(page, caption):
    """The figures of a table, by the head of the row."""
    tables = [each for each in page.main.iter("table") if "".join(each.find("caption").itertext()) == caption]
    rows = [[" ".join("".join(cell.itertext()).split()) for cell in row] for row in tables[0].find("tbody")]
    return {row[0]: [int(re.match(r"\d+", cell)[0]) for cell in row[1:]] for row in rows}
