"""A recommendation is merged into an open line, and into nothing else."""

import pytest
from a_board import PROFILE, the_action
from setting import AT, accepts, address, decide, lines, merges, stands

from actions import changes
from actions.changes import Word
from actions.db import begin_writing, db


def test_only_open_lines_are_offered_to_merge_into(chair, meeting):
    page = chair.page(address("2", meeting))
    select = page.tree.find(".//select[@name='merged_into']")
    offered = {option.get("value") for option in select.iter("option")} - {""}
    assert str(the_action("2.16")) in offered
    assert not {str(each.line.id) for each in lines().values()} & offered


def closed(board, chair, meeting):
    begin_writing()
    changes.stop(the_action("2.16"), word=Word(by=board.deputy, at=AT), reason="Not needed.")
    db.session.commit()
    return the_action("2.16")


REFUSED_TARGETS = {
    "a closed action": closed,
    "one that waits itself": lambda board, chair, meeting: the_action("3", PROFILE),
    "itself": lambda board, chair, meeting: the_action("2", PROFILE),
}


@pytest.mark.parametrize("case", REFUSED_TARGETS)
def test_a_merge_into_anything_else_is_refused_on_its_field(chair, board, meeting, case):
    target = REFUSED_TARGETS[case](board, chair, meeting)
    page = decide(chair, "2", meeting, {**merges(), "merged_into": str(target)}, status=400)
    assert page.errors() == {"Choose an open action to merge it into": "#merged_into"}
    assert stands("2") == "to_be_considered"


def test_there_is_no_ring(chair, meeting):
    decide(chair, "3", meeting, accepts())
    decide(chair, "2", meeting, {**merges(), "merged_into": str(the_action("3", PROFILE))})
    page = decide(chair, "3", meeting, {**merges(), "merged_into": str(the_action("2", PROFILE))}, status=409)
    assert (stands("2"), stands("3")) == ("merged", "not_started")
    assert any(message.startswith("A decision on this stands already.") for message in page.errors())
