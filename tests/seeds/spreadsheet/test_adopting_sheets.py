"""A plan that was read from a sheet is adopted whole: document, owners and, as minuted, where it stood."""

from dataclasses import replace
from datetime import date

import pytest
from a_board import TODAY, Board
from sqlalchemy import func, select

from actions import changes
from actions.db import begin_writing, db
from actions.errors import NotAllowed, RuleBroken
from actions.models import Action, Assignment, Document, JournalLine, StartingPosition
from actions.periods import london_moment
from actions.standing import plan_on
from actions.verify import verify
from seeds.spreadsheet.adopting import Head, adopt_plan, title_of
from seeds.spreadsheet.reading import PlanRead, PlanRow

HEAD = Head(
    "Neglect plan 2016-17",
    "neglect-2016-17",
    date(2016, 12, 1),
    date(2016, 4, 1),
    date(2017, 3, 31),
    minute="Sub group, 12 December 2016, item 4",
    minuted_on=date(2016, 12, 12),
)
JUNE = date(2017, 6, 30)


def plan_read():
    rows = [
        PlanRow(9, "1.10", "Read it.", 1, None, "", "none"),
        PlanRow(4, "1.2", "Write a toolkit. Share it.", 1, JUNE, "police", "amber"),
        PlanRow(5, "2.1", "Train the staff", 2, JUNE, "ncc", "complete"),
    ]
    return PlanRead(rows, {1: ("Prevention", "Priority 1: Prevention"), 2: ("Training", "2. Training")})


@pytest.fixture
def board(app):
    return Board()


def of_nobody():
    """The same without owners or statuses, for which other rights would be asked."""
    plan = plan_read()
    return replace(plan, actions=[replace(each, owner="", status="none") for each in plan.actions])


def adopted(by, head=HEAD, plan=None):
    begin_writing()
    adopt_plan(head, plan or plan_read(), by=by, at=london_moment(TODAY))
    db.session.commit()
    return {each.number: each for each in plan_on(TODAY).of(head.reference)}


def test_every_line_stands_where_the_minute_left_it(board):
    lines = adopted(board.office)
    assert list(lines) == ["1.2", "1.10", "2.1"]
    assert [each.status for each in lines.values()] == ["at_risk", "date_to_be_set", "reported_complete"]
    owners = [plan_on(TODAY).agencies[each.owner_id].key if each.owner_id else None for each in lines.values()]
    assert owners == ["police", None, "ncc"]


def test_starting_positions_bear_the_minute_and_nothing_was_checked(board):
    adopted(board.office)
    rows = db.session.scalars(select(StartingPosition).order_by(StartingPosition.id)).all()
    assert [(row.rating, row.reported_complete, row.minuted_on) for row in rows] == [
        ("amber", False, date(2016, 12, 12)),
        (None, True, date(2016, 12, 12)),
    ]


def test_the_record_says_who_imported_it_and_verifies(board):
    adopted(board.office)
    ours = select(Document).filter_by(reference=HEAD.reference)
    assert db.session.scalars(ours).one().by_id == board.office.id
    assert verify() == []


def test_the_other_documents_are_as_they_were(board):
    before = {each.facts.key: each.status for each in plan_on(TODAY).standings}
    adopted(board.office)
    after = {each.facts.key: each.status for each in plan_on(TODAY).standings}
    assert before.items() <= after.items()
    assert len(after) == len(before) + 3


@pytest.mark.parametrize("who", ["officer", "chair", "deputy", "executive", "inspector"])
def test_nobody_but_the_business_manager_imports_a_plan(board, who):
    with pytest.raises(NotAllowed):
        adopted(getattr(board, who), plan=of_nobody())
    db.session.rollback()


def test_what_cannot_be_recorded_leaves_nothing_behind(board):
    lines = db.session.scalar(select(func.count(JournalLine.number)))
    begin_writing()
    later = replace(HEAD, minuted_on=date(2017, 2, 1))
    with pytest.raises(RuleBroken):
        adopt_plan(later, plan_read(), by=board.office, at=london_moment(TODAY))
    db.session.rollback()
    assert db.session.scalar(select(func.count(JournalLine.number))) == lines
    assert db.session.scalar(select(func.count()).select_from(Assignment)) == 0
    assert db.session.scalar(select(func.count()).select_from(Action).filter_by(number="1.10")) == 0


def test_an_action_of_the_plan_takes_updates_like_any_other(board):
    line = adopted(board.office)["1.2"]
    begin_writing()
    words = {"said": "It is written.", "why_better": "The author is back."}
    given = {"rating": "green", "words": words, "by": board.officer, "at": london_moment(TODAY)}
    changes.record_update(line.line.id, **given)
    db.session.commit()
    assert plan_on(TODAY).by_id[line.line.id].status == "on_track"


TITLES = [
    ("Write it", "Write it"),
    ("Write it. Share it.", "Write it"),
    ("Write it.", "Write it"),
    (".", "."),
    ("word " * 40, f"{' '.join(['word'] * 19)} …"),
    ("w" * 150, f"{'w' * 99} …"),
]


@pytest.mark.parametrize(("text", "title"), TITLES)
def test_a_title_is_the_first_sentence(text, title):
    assert title_of(text) == title
