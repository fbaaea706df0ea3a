"""Parts and cells (rules.md section 4): a whole stands at its worst; examples are not owed; totals count it once."""

from datetime import date

import pytest
from paper_board import engage

from actions.standing import plan_on


@pytest.fixture
def considered(board):
    """January 2017: recommendation 16 accepted, its four parts along with it."""
    board.on(2017, 1, 5).takes_on("16")
    return board


def worst_and_where(board, number):
    standing = board.shown(number)
    return standing.status, standing.stands_at and standing.stands_at.number


def test_a_recommendation_stands_at_the_worst_of_its_parts(considered):
    considered.says("16a", "red")
    considered.says("16b", "amber")
    assert worst_and_where(considered, "16") == ("off_track", "16a")


def test_its_own_statement_is_one_of_its_parts(considered):
    considered.says("16", "red")
    for part in ("16a", "16b", "16c", "16d"):
        considered.says(part)
    assert worst_and_where(considered, "16") == ("off_track", None)


def test_each_part_stands_by_itself(considered):
    considered.says("16a", "red")
    assert (considered.shown("16a").status, considered.shown("16b").status) == ("off_track", "not_started")


def test_the_whole_by_itself_stands_where_its_own_statement_does(considered):
    considered.says("16a", "red")
    whole = considered.shown("16")
    assert (whole.status, whole.colour) == ("off_track", "red")
    assert (whole.by_itself.status, whole.by_itself.colour, whole.by_itself.stands_at) == ("not_started", "grey", None)
    part = considered.shown("16a")
    assert part.by_itself is part


def test_parts_that_are_closed_are_left_out(considered):
    considered.says("16a", "red")
    considered.stops("16a")
    assert considered.shown("16").status == "not_started"


def test_unless_all_are_closed(considered):
    for number in ("16", "16a", "16b", "16c", "16d"):
        considered.stops(number)
    assert considered.shown("16").status == "stopped"


def test_it_is_complete_when_every_part_is(considered):
    for number in ("16", "16a", "16b", "16c"):
        considered.completes(number)
    assert worst_and_where(considered, "16") == ("not_started", "16d")
    considered.completes("16d")
    assert considered.shown("16").status == "complete"


def test_parts_given_as_examples_are_not_owed_and_stand_with_the_whole(board):
    board.on(2017, 1, 5).takes_on("20")
    board.says("20")
    shown = [part.status for part in board.shown("20").parts]
    assert (board.shown("20").status, shown) == ("on_track", ["on_track"] * 3)
    assert [board.status(part) for part in ("20a", "20b", "20c")] == ["to_be_considered"] * 3


def test_totals_count_a_recommendation_once(board):
    lines = plan_on(date(2017, 1, 16))
    strategy, profile = lines.of("strategy-2015-16"), lines.of("profile-2016")
    assert (len(strategy), len(profile)) == (43, 42 + 13 + 2)
    assert sum(each.counted for each in strategy) == 43
    assert sum(each.counted for each in profile) == 42


# Asked of each agency: 1.3 and 2.3


def test_one_cell_for_each_agency_taking_part(board):
    cells = board.shown("1.3").cells
    assert [cell.cell for cell in cells] == list(plan_on(board.day).agencies)
    assert [cell.owner_id for cell in cells] == [cell.cell for cell in cells]


def test_the_action_stands_at_its_worst_cell_and_names_it(board):
    board.says("1.3", "amber", cell="health")
    board.says("1.3", "red", by=board.police, cell="police")
    standing = board.shown("1.3")
    assert (standing.status, standing.stands_at.cell) == ("off_track", board.agency("police"))


def test_each_agency_has_its_own_rating_claim_and_evidence(board):
    board.says("1.3", "green", cell="health")
    board.claims("1.3", cell="health")
    assert board.status("1.3", "health") == "reported_complete"
    assert board.status("1.3", "police") == "not_started"
    assert board.stands("1.3", "police").facts.evidence_ids == ()


def test_accepting_one_agencys_claim_leaves_the_others(board):
    board.claims("1.3", cell="health")
    board.accepts("1.3", cell="health")
    assert board.status("1.3", "health") == "complete"
    assert board.shown("1.3").status == "not_started"


def test_it_is_reported_complete_and_then_complete_when_every_cell_is(board):
    agencies = [taking.key for taking in plan_on(board.day).agencies.values()]
    for agency in agencies:
        board.claims("1.3", by=board.people.get(agency) or engage("officer", agency), cell=agency)
    assert board.shown("1.3").status == "reported_complete"
    for agency in agencies:
        board.accepts("1.3", by=board.deputy if agency == "police" else board.chair, cell=agency)
    assert board.shown("1.3").status == "complete"


def test_flags_of_a_cell_come_up_to_the_action(board):
    board.minuted("1.3", cell="health")
    assert "no_evidence" in board.stands("1.3", "health").flags
    assert "no_evidence" in board.shown("1.3").flags


def test_stopping_the_action_stops_every_cell(board):
    board.stops("1.3")
    assert {cell.status for cell in board.shown("1.3").cells} == {"stopped"}


def test_the_last_word_of_any_cell_is_the_actions(board):
    board.on(2015, 3, 2).says("1.3", cell="health")
    board.on(2015, 3, 9).says("1.3", by=board.police, cell="police")
    assert board.shown("1.3").last_update == date(2015, 3, 9)
