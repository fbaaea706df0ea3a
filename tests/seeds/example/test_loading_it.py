"""Where the example may be loaded: an empty database, once; never a board's own."""

import pytest
from the_example import TODAY
from the_story import load_here

from actions import journal, verify
from actions.db import begin_writing, db
from actions.errors import RuleBroken
from actions.models import Place
from actions.periods import london_moment
from seeds.adopted import read_all
from seeds.example import NotTheExample
from seeds.example.story import PLAYED
from seeds.load import FOLDER, seed


def test_verification_finds_no_fault():
    assert [finding.sentence for finding in verify.verify() if finding.fault] == []


def test_loading_again_does_nothing_and_names_the_same_people(told):
    head = journal.head()
    assert load_here() == told.people
    assert journal.head() == head
    db.session.rollback()


def test_a_boards_own_database_is_refused(empty):
    begin_writing()
    seed(read_all(FOLDER)[:1], at=london_moment(TODAY))
    db.session.commit()
    head = journal.head()
    with pytest.raises(NotTheExample, match="holds a board's own record"):
        load_here()
    assert journal.head() == head
    assert db.session.get(Place, 1) is None


def test_a_marked_database_with_something_else_in_it_is_refused(empty):
    begin_writing()
    db.session.add(Place(id=1, example=True))
    seed(read_all(FOLDER)[:1], at=london_moment(TODAY))
    db.session.commit()
    with pytest.raises(NotTheExample, match="something other"):
        load_here()


def test_a_story_that_breaks_a_rule_is_taken_back_whole(empty, monkeypatch):
    """The second step refuses: nothing stays, not even the mark, and the row is named."""

    def refuse(stage, row):
        raise RuleBroken("title", "No")

    monkeypatch.setattr("seeds.example.story.PLAYED", (PLAYED[1], ("people", refuse, "day")))
    with pytest.raises(RuleBroken) as refusal:
        load_here()
    assert "people, 2015-02-02" in refusal.value.__notes__[0]
    db.session.rollback()
    assert journal.head().number == 0
    assert db.session.get(Place, 1) is None
