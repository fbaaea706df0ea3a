"""Asked of each agency (rules.md section 4): by decision too; and what does not apply to an agency leaves the count."""

from datetime import date

import pytest
from paper_board import engage, forbidden, refused

from actions import changes
from actions.db import db
from actions.errors import RuleBroken
from actions.models import Decision
from actions.queries import mine, waiting_for_chair
from actions.standing import plan_on

AWKWARD = "<Smith, J> says =1+1 in Łódź. " + "x" * 19_000


def cell_statuses(board, number="1.3"):
    return {cell.status for cell in board.shown(number).cells}


# Saying that it does not apply


def test_it_is_said_by_an_officer_of_that_agency_with_a_reason(board):
    asked = board.excuses(reason=f"  {AWKWARD}  ")
    assert (asked.verb, asked.cell_id, asked.request_id) == ("ask_exemption", board.agency("health"), None)
    assert board.stands("1.3", "health").facts.exemption.id == asked.id
    assert board.stands("1.3", "police").facts.exemption is None
    assert board.status("1.3", "health") == "not_started"


@pytest.mark.parametrize("who", ["police", "chair", "deputy", "office", "executive", "inspector"])
def test_nobody_says_it_for_another_agency(board, who):
    with forbidden():
        board.excuses(by=getattr(board, who))
    board.excuses()
    with forbidden():
        board.withdraws_excuse(by=getattr(board, who))


@pytest.mark.parametrize("reason", ["", "   ", None])
def test_it_needs_a_reason(board, reason):
    with refused("reason"):
        board.excuses(reason=reason)


def test_one_waits_at_a_time(board):
    board.excuses()
    with refused("reason"):
        board.excuses()
    board.withdraws_excuse()
    assert board.excuses().verb == "ask_exemption"


def test_not_while_a_claim_waits_nor_when_it_is_complete(board):
    board.claims("1.3", cell="health")
    with refused("reason"):
        board.excuses()
    board.accepts("1.3", cell="health")
    with refused("reason"):
        board.excuses()


def test_what_is_said_not_to_apply_is_not_reported_complete_as_well(board):
    board.proves("1.3", cell="health")
    board.excuses()
    with refused("claim"):
        board.claims("1.3", cell="health")
    board.withdraws_excuse()
    board.claims("1.3", cell="health")


def test_only_of_an_action_asked_of_each_agency(board):
    board.own("2.6")
    with refused("action"):
        board.excuses("2.6", cell=None)
    with refused("action"):
        board.excuses("2.6", cell="health")
    with refused("action"):
        board.excuses("1.3", cell=None)


def test_only_what_waits_is_withdrawn(board):
    with refused("reason"):
        board.withdraws_excuse()
    asked = board.excuses()
    assert board.withdraws_excuse().request_id == asked.id
    assert board.stands("1.3", "health").facts.exemption is None
    with refused("reason"):
        board.withdraws_excuse()


# Deciding on it


def test_what_does_not_apply_leaves_the_count(board):
    board.excuses()
    board.exempts()
    assert board.status("1.3", "health") == "stopped"
    assert board.shown("1.3").status == "not_started"
    assert board.stands("1.3", "health") not in mine(board.health, board.day)


def test_the_action_stands_at_the_worst_of_those_that_are_left(board):
    board.says("1.3", "red", cell="health")
    assert board.shown("1.3").status == "off_track"
    board.excuses()
    board.exempts()
    assert board.shown("1.3").status == "not_started"


def test_the_past_stays_as_it_was(board):
    board.says("1.3", "red", cell="health")
    board.on(2015, 2, 20).excuses()
    board.exempts()
    assert board.shown("1.3", date(2015, 2, 19)).status == "off_track"


def test_it_may_be_decided_that_it_does_apply(board):
    board.excuses()
    board.exempts(verb="not_exempt")
    assert board.status("1.3", "health") == "not_started"
    assert board.stands("1.3", "health").facts.exemption is None


@pytest.mark.parametrize("verb", ["exempt", "not_exempt"])
class TestBothWays:
    def test_it_needs_a_reason(self, board, verb):
        board.excuses()
        with refused("reason"):
            board.exempts(verb=verb, reason=" ")

    def test_chair_and_deputy_decide_and_nobody_else(self, board, verb):
        board.excuses()
        for who in (board.health, board.health_lead, board.office, board.executive, board.inspector, board.police):
            with forbidden():
                board.exempts(verb=verb, by=who)
        board.exempts(verb=verb, by=board.deputy)

    def test_not_for_their_own_agency(self, board, verb):
        board.excuses(by=board.police, cell="police")
        with forbidden():
            board.exempts(verb=verb, cell="police", by=board.chair)
        board.exempts(verb=verb, cell="police", by=board.deputy)

    def test_not_on_their_own_entry_even_where_nothing_else_bars_them(self, board, verb, monkeypatch):
        monkeypatch.setattr("actions.changes.deciding.require", lambda *_: None)
        board.excuses()
        with forbidden():
            board.exempts(verb=verb, by=board.health)
        board.exempts(verb=verb, by=board.probation)

    def test_only_what_waits_and_only_once(self, board, verb):
        with refused("outcome"):
            board.exempts(verb=verb)
        asked = board.excuses()
        board.exempts(verb=verb)
        with pytest.raises(RuleBroken, match="decided a moment ago"):
            board.exempts(verb=verb, exemption_id=asked.id)

    def test_not_one_that_was_withdrawn_or_is_anothers(self, board, verb):
        asked = board.excuses()
        board.withdraws_excuse()
        with refused("outcome"):
            board.exempts(verb=verb, exemption_id=asked.id)
        board.excuses(by=board.police, cell="police")
        with refused("outcome"):
            board.exempts(verb=verb, exemption_id=board.excuses().id, cell="police", by=board.deputy)

    def test_set_aside_it_waits_again(self, board, verb):
        board.excuses()
        decision = board.exempts(verb=verb)
        board.sets_aside(decision)
        assert board.status("1.3", "health") == "not_started"
        assert board.stands("1.3", "health").facts.exemption is not None
        board.exempts(verb=verb)


def test_it_waits_for_the_chair_until_it_is_decided(board):
    def waiting():
        return [each.cell for each in waiting_for_chair(board.day)["exemptions"]]

    board.excuses()
    assert waiting() == [board.agency("health")]
    board.exempts()
    assert waiting() == []


def test_with_all_of_them_exempt_it_is_closed(board):
    for key in (each.key for each in plan_on(board.day).agencies.values()):
        board.excuses(by=board.people.get(key) or engage("officer", key), cell=key)
        board.exempts(cell=key, by=board.deputy if key == "police" else board.chair)
    assert board.shown("1.3").status == "stopped"


# Asking it of each agency by decision


@pytest.fixture
def asked(board):
    """2.6, owned by Health and rated red, asked of each agency on 20 February 2015."""
    board.own("2.6")
    board.says("2.6", "red")
    board.on(2015, 2, 20).asks_each("2.6")
    return board


def test_from_that_day_each_agency_answers_for_itself(asked):
    shown = asked.shown("2.6")
    assert len(shown.cells) == len(plan_on(asked.day).agencies) == 15
    assert cell_statuses(asked, "2.6") == {"not_started"}
    with refused("action"):
        asked.says("2.6")
    asked.says("2.6", by=asked.police, cell="police")
    asked.claims("2.6", by=asked.police, cell="police")
    assert asked.status("2.6", "police") == "reported_complete"


def test_what_was_said_before_counts_no_more_and_is_still_there(asked):
    now, before = asked.shown("2.6"), asked.shown("2.6", date(2015, 2, 19))
    assert (now.status, now.rating, now.last_update) == ("not_started", None, None)
    assert (before.status, before.rating, before.cells) == ("off_track", "red", ())
    assert now.owner_id == asked.agency("health")


def test_no_agency_is_silent_for_a_quarter_before_it_was_asked(board):
    board.own("2.10")
    board.on(2015, 4, 10).asks_each("2.10")
    board.on(2015, 8, 3)
    assert "silent" not in board.stands("2.10", "police").flags
    board.on(2015, 11, 2)
    assert "silent" in board.stands("2.10", "police").flags


def test_dates_decided_for_the_whole_hold_for_each_and_are_not_their_moves(board):
    board.own("2.6")
    board.moves("2.6", 2015, 9)
    board.asks_each("2.6")
    cell = board.stands("2.6", "police")
    assert (cell.due, cell.moves, board.shown("2.6").moves) == (date(2015, 9, 30), 0, 1)
    assert "re_dated" not in cell.flags


def test_an_accepted_recommendation_can_be_asked_of_each(board):
    board.on(2017, 1, 5).takes_on("27")
    board.asks_each("27")
    assert cell_statuses(board, "27") == {"not_started"}
    assert {cell.due for cell in board.shown("27").cells} == {date(2017, 6, 30)}


def test_set_aside_it_stands_as_before(asked):
    decision = db.session.query(Decision).filter_by(verb="ask_each_agency").one()
    asked.says("2.6", by=asked.police, cell="police")
    asked.sets_aside(decision)
    shown = asked.shown("2.6")
    assert (shown.status, shown.rating, shown.cells) == ("off_track", "red", ())
    asked.says("2.6", "green")
    asked.asks_each("2.6")
    assert asked.stands("2.6", "police").rating == "green"


def test_evidence_given_before_can_still_be_withdrawn(board):
    board.own("2.6")
    piece = board.proves("2.6")
    board.asks_each("2.6")
    changes.withdraw_evidence(piece, reason="It named a child", by=board.health, at=board.at)
    assert board.shown("2.6").facts.evidence_ids == ()


def test_it_needs_a_reason_and_a_decider_of_another_agency(board):
    board.own("2.6", agency="police")
    for who in (board.chair, board.police, board.office, board.executive):
        with forbidden():
            board.asks_each("2.6", by=who)
    with refused("reason"):
        board.asks_each("2.6", by=board.deputy, reason=" ")
    board.asks_each("2.6", by=board.deputy)


@pytest.mark.parametrize(
    ("number", "before"),
    [
        ("1.3", lambda board: None),
        ("2.6", lambda board: board.asks_each("2.6")),
        ("2.6", lambda board: board.claims("2.6")),
        ("2.6", lambda board: board.asks("2.6", 2015, 9)),
        ("2.6", lambda board: board.completes("2.6")),
        ("2.6", lambda board: board.stops("2.6")),
        ("2.14", lambda board: None),
        ("16", lambda board: board.on(2017, 1, 5).takes_on("16")),
        ("16a", lambda board: board.on(2017, 1, 5).takes_on("16")),
    ],
    ids="adopted asked claimed date-asked complete stopped duty whole-of-parts part".split(),
)
def test_not_where_something_must_be_settled_first(board, number, before):
    board.own("2.6", "2.14")
    before(board)
    with refused("outcome"):
        board.asks_each(number)
