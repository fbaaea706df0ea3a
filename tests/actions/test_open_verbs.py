"""Which verbs are open in which status (rules.md section 6): OPEN_IN as a table, and each verb tried in each status."""

from datetime import date

import pytest

from actions import changes
from actions.changes import OPEN_IN, is_open_for
from actions.errors import RuleBroken
from actions.standing import OPEN, STATUSES

EVERY_OPEN = set(OPEN)
RULES = [
    # updates stay possible while it is open, also while a claim waits
    ("update", EVERY_OPEN),
    ("contribute", EVERY_OPEN),
    # evidence goes with what is still owed, and with what is complete: it may be looked at again
    ("add_evidence", EVERY_OPEN | {"complete"}),
    # claimed once: while a claim waits there is no second
    ("claim", EVERY_OPEN - {"reported_complete"}),
    # only a claim is accepted or sent back
    ("accept", {"reported_complete"}),
    # what is delivered may have been accepted with a re-check
    ("check_again", EVERY_OPEN | {"complete"}),
    ("send_back", {"reported_complete"}),
    # without a date there is none to move
    ("ask_for_date", EVERY_OPEN - {"date_to_be_set"}),
    ("withdraw_request", EVERY_OPEN),
    ("agree", EVERY_OPEN),
    ("decline", EVERY_OPEN),
    ("set_date", EVERY_OPEN),
    ("stop", EVERY_OPEN),
    ("supersede", EVERY_OPEN),
    # only what is complete is reopened
    ("reopen", {"complete"}),
    ("end_duty", EVERY_OPEN),
    ("extend_line", EVERY_OPEN),
    ("carry", EVERY_OPEN),
    # a document is closed with a word on each line that is open or was not considered
    ("carry_into", EVERY_OPEN | {"to_be_considered"}),
    ("close_unfinished", EVERY_OPEN | {"to_be_considered"}),
    # a recommendation is considered once
    ("accept_recommendation", {"to_be_considered"}),
    ("accept_in_part", {"to_be_considered"}),
    ("merge", {"to_be_considered"}),
    ("not_accept", {"to_be_considered"}),
    ("starting_position", EVERY_OPEN),
    # a claim that waits is decided first
    ("ask_each_agency", EVERY_OPEN - {"reported_complete"}),
    ("ask_exemption", EVERY_OPEN - {"reported_complete"}),
    ("withdraw_exemption", EVERY_OPEN),
    ("exempt", EVERY_OPEN),
    ("not_exempt", EVERY_OPEN),
]


@pytest.mark.parametrize(("verb", "statuses"), RULES)
def test_a_verb_is_open_in_these_statuses(verb, statuses):
    assert OPEN_IN[verb] == statuses


def test_the_table_says_every_verb_once():
    assert sorted(OPEN_IN) == sorted(verb for verb, _ in RULES)


def test_nothing_but_a_meeting_or_the_end_of_its_document_moves_what_is_to_be_considered():
    considering = {"accept_recommendation", "accept_in_part", "merge", "not_accept"}
    moving = {verb for verb, statuses in OPEN_IN.items() if "to_be_considered" in statuses}
    assert moving == considering | {"carry_into", "close_unfinished"}


# Each status, brought about on paper


def not_started(board):
    board.own("2.6")


def with_a(rating):
    return lambda board: (not_started(board), board.says("2.6", rating))


def reported_complete(board):
    not_started(board)
    board.claims("2.6")


def complete(board):
    not_started(board)
    board.completes("2.6")


def stopped(board):
    not_started(board)
    board.stops("2.6")


def overdue(board):
    not_started(board)
    board.on(2015, 6, 1)


def no_update(board):
    not_started(board)
    board.on(2015, 2, 4).moves("2.6", 2016, 3)
    board.on(2015, 8, 1)


def in_2017(decide):
    def brought_about(board):
        board.on(2017, 1, 5).own("2.6")
        decide(board)

    return brought_about


LINE = {"date_to_be_set": "3.2", "to_be_considered": "27", "not_accepted": "27", "merged": "27"}
BROUGHT_ABOUT = {
    "to_be_considered": in_2017(lambda board: None),
    "not_accepted": in_2017(lambda board: board.turns_down("27")),
    "merged": in_2017(lambda board: board.merges("27", "2.6")),
    "stopped": stopped,
    "complete": complete,
    "reported_complete": reported_complete,
    "overdue": overdue,
    "off_track": with_a("red"),
    "no_update": no_update,
    "at_risk": with_a("amber"),
    "date_to_be_set": lambda board: board.own("3.2"),
    "on_track": with_a("green"),
    "not_started": not_started,
}
# What happens to the line only if the verb is open; each with all that it needs.
TRIED = {
    "update": lambda board, line: board.says(line),
    "claim": lambda board, line: board.claims(line),
    "accept": lambda board, line: board.accepts(line),
    "send_back": lambda board, line: board.sends_back(line),
    "stop": lambda board, line: board.stops(line),
    "supersede": lambda board, line: board.stops(line, verb="supersede"),
    "reopen": lambda board, line: board.reopens(line, 2017, 9),
    "accept_recommendation": lambda board, line: board.takes_on(line),
    "accept_in_part": lambda board, line: board.takes_on(line, in_part=True, reason="Only the first half"),
    "merge": lambda board, line: board.merges(line, "2.7"),
    "not_accept": lambda board, line: board.turns_down(line),
}


def test_every_status_is_brought_about():
    assert set(BROUGHT_ABOUT) == set(STATUSES)


@pytest.mark.parametrize("status", STATUSES)
def test_each_verb_in_each_status_is_open_or_refused(board, status):
    BROUGHT_ABOUT[status](board)
    line = LINE.get(status, "2.6")
    if status in ("to_be_considered", "not_accepted", "merged"):
        board.own(line)
    assert board.status(line) == status
    done = {verb for verb in TRIED if _is_done(board, verb, line)}
    assert done == {verb for verb in TRIED if status in OPEN_IN[verb]}
    assert all(is_open_for(verb, board.stands(line)) for verb in done)


def _is_done(board, verb, line):
    try:
        with board.rehearsal():
            TRIED[verb](board, line)
    except RuleBroken:
        return False
    return True


def test_what_is_not_in_force_yet_is_no_line(board):
    with pytest.raises(RuleBroken, match="no such line"):
        board.stops("27")
    with pytest.raises(RuleBroken, match="no such line"):
        board.own("27")


def test_an_action_asked_of_each_agency_is_answered_cell_by_cell(board):
    for verb in (board.says, board.claims, board.proves):
        with pytest.raises(RuleBroken, match="Each agency answers this for itself"):
            verb("1.3", by=board.health)


def test_only_a_line_that_is_behind_the_plan_is_extended(board):
    board.own("2.6")
    board.completes("2.6")
    lines = {**board.open_lines(), board.line("2.6"): date(2016, 9, 1)}
    with pytest.raises(RuleBroken, match="Only open lines"):
        board.extends(lines=lines)
    assert changes.CARRIED == "carried"
