"""The profile's gate (rules.md section 7): what leaves the screen of a recommendation before its originator permits more.

Reports go to the sub group and to executives, so both permissions are needed. And restricted evidence is never named.
"""

from datetime import date

import pytest
from sqlalchemy import select

from actions.db import db
from actions.models import Action, Document
from actions.periods import Quarter
from actions.reports import Asked, facts, to_bytes

OWN_WORDS = "Write to every school by June."
RESTRICTED, OPEN_NAME = "Minutes of case 7 for police eyes", "Minutes of the toolkit group"


@pytest.fixture
def board(board):
    """January 2017: two recommendations accepted, one merged, one turned down; evidence on an action, some restricted."""
    board.on(2017, 1, 5).own("2.6")
    board.takes_on("27", own_words=OWN_WORDS)
    board.takes_on("16", own_words=OWN_WORDS)
    board.merges("28", "2.6")
    board.turns_down("30")
    board.says("27", "amber", forecast=date(2017, 9, 1))
    board.proves("2.6", name=RESTRICTED, restricted=True)
    board.proves("2.6", name=OPEN_NAME)
    board.claims("2.6")
    return board


def the_facts(board) -> dict:
    asked = Asked(
        kind="quarterly",
        period=Quarter.parse("2016-17-Q3"),
        cut_off=date(2017, 1, 31),
        edition=1,
        words={"verdict": "It holds."},
        recorded_on=board.day,
    )
    return facts(asked)


def profile(board) -> dict:
    return next(each for each in the_facts(board)["documents"] if each["reference"] == "profile-2016")


def texts_of_the_profile():
    """Its titles, and every text of three words or more (the names of bodies stand in the strategy too)."""
    lines = db.session.scalars(select(Action).where(Action.recommendation)).all()
    document = db.session.scalars(select(Document).filter_by(kind="profile")).one()
    texts = {text for line in lines for text in (line.statement, line.found_in, line.differs, line.source) if text}
    long = {text for text in texts if len(text.split()) >= 3}
    return {document.title, document.handling, *long, *(line.title for line in lines)} - {""}


def said(board) -> str:
    return to_bytes(the_facts(board)).decode().casefold()


def leaking(board) -> list[str]:
    everything = said(board)
    return [text for text in texts_of_the_profile() if text.casefold() in everything]


def test_the_texts_that_must_not_leave_are_many(board):
    assert len(texts_of_the_profile()) > 100


@pytest.mark.parametrize(
    "audiences", [(), ("sub_group",), ("executives",), ("inspectors",), ("sub_group", "inspectors")]
)
def test_before_both_permissions_no_title_or_text_stands_anywhere_in_the_facts(board, audiences):
    for audience in audiences:
        board.releases(audience)
    assert leaking(board) == []
    assert (profile(board)["released"], profile(board)["title"]) == (False, None)


def test_its_number_status_owner_dates_and_the_meetings_own_words_are_there(board):
    rows = {row["number"]: row for row in profile(board)["rows"]}
    assert len(rows) == 42 + 13 + 2
    assert rows["27"]["text"] == OWN_WORDS
    assert (rows["27"]["status"], rows["27"]["due"], rows["27"]["owner"]) == ("at_risk", date(2017, 6, 30), "Health")
    assert (rows["28"]["text"], rows["28"]["merged_into"]) == ("", "2.6")
    assert (rows["1"]["text"], rows["30"]["text"]) == ("", "")


def test_once_both_are_given_titles_and_texts_are_there(board):
    board.releases("sub_group")
    board.releases("executives")
    found = profile(board)
    adopted = {line.number: line for line in db.session.scalars(select(Action).where(Action.recommendation))}
    assert (found["released"], found["title"]) == (
        True,
        db.session.scalars(select(Document.title).filter_by(kind="profile")).one(),
    )
    for row in found["rows"]:
        assert row["text"] == (adopted[row["number"]].title or adopted[row["number"]].statement)


def test_a_permission_counts_from_the_day_it_was_recorded(board):
    for audience in ("sub_group", "executives"):
        board.releases(audience)
    board.on(2017, 1, 4)
    assert leaking(board) == []


def test_the_boards_own_plan_needs_no_permission(board):
    strategy = the_facts(board)["documents"][0]
    assert strategy["released"]
    assert all(row["text"] for row in strategy["rows"])


@pytest.mark.parametrize("audiences", [(), ("sub_group", "executives")])
def test_restricted_evidence_is_never_named(board, audiences):
    for audience in audiences:
        board.releases(audience)
    assert RESTRICTED.casefold() not in said(board)
    assert all("restricted" not in row["flags"] for each in the_facts(board)["documents"] for row in each["rows"])
    assert "restricted" in board.shown("2.6").flags
