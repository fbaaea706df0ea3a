"""What happens to single lines of the example: late minutes, dates, duties, claims and owners."""

from collections import Counter
from datetime import date

import pytest
from sqlalchemy import select
from the_example import STRATEGY, TODAY
from the_story import agency, cells, standing

from actions import changes
from actions.changes import Word
from actions.db import begin_writing, db
from actions.errors import RuleBroken
from actions.models import Decision, ExemptionRequest
from actions.periods import london_day, london_moment
from actions.permissions import viewers
from actions.standing import plan_on


def test_the_minute_came_late_so_that_the_plan_had_ended_for_three_days():
    ended = {
        day: {each.number for each in plan_on(day).of(STRATEGY) if "plan_ended" in each.flags}
        for day in (date(2016, 3, 31), date(2016, 4, 1), date(2016, 4, 3), date(2016, 4, 4))
    }
    assert not ended[date(2016, 3, 31)]
    assert not ended[date(2016, 4, 4)]
    assert ended[date(2016, 4, 1)] == ended[date(2016, 4, 3)] > {"3.2", "2.16"}
    assert standing("3.2", date(2016, 4, 3)).status == "overdue"
    row = db.session.scalars(select(Decision).filter_by(verb="extend_document")).one()
    assert (row.taken_on, london_day(row.at), row.by_the_board) == (date(2016, 3, 24), date(2016, 4, 4), True)


def test_a_first_date_for_3_2_starts_its_duty():
    assert standing("3.2", date(2015, 10, 26)).status == "date_to_be_set"
    assert standing("3.2", date(2016, 4, 12)).due == date(2016, 9, 30)
    now = standing("3.2")
    assert (now.status, now.due, now.moves) == ("on_track", date(2017, 3, 31), 0)


def test_2_14_was_delivered_in_june_2015_and_is_overdue_for_police_data():
    facts = standing("2.14").facts
    assert (facts.claim.state, facts.claim.accepted_on, facts.claim.late) == ("accepted", date(2015, 6, 26), False)
    assert [each.due for each in facts.behind] == [date(2016, 11, 30), date(2016, 12, 31)]


@pytest.mark.parametrize(
    ("number", "every", "states"),
    [
        ("2.9", 12, {"on_time": 1, "late": 1}),
        ("2.11", 3, {"on_time": 4, "late": 1, "missed": 1}),
        ("2.14", 3, {"on_time": 4, "late": 2}),
        ("2.14", 1, {"on_time": 14, "late": 3, "missed": 2, "unanswered": 1}),
        ("5.2", 6, {"on_time": 2, "late": 1}),
        ("5.3", 6, {"on_time": 1, "late": 1, "unanswered": 1}),
    ],
)
def test_submissions(number, every, states):
    duty = next(each for each in standing(number).facts.duties if each.every == every)
    assert Counter(each.state for each in duty.fallen_due) == states


def test_a_third_date_is_asked_for_and_only_the_board_may_agree():
    now = standing("4.2")
    assert now.moves == 2
    assert {"date_asked", "re_dated", "due_soon"} <= set(now.flags)
    begin_writing()
    word = Word(by=next(each for each in viewers(TODAY).values() if each.has("chair")), at=london_moment(TODAY))
    with pytest.raises(RuleBroken, match="only the board"):
        changes.agree(now.line.id, now.facts.request.id, word=word, reason="Once more")
    db.session.rollback()


def test_a_claim_as_minuted_waits_without_evidence_and_late():
    now = standing("6.2")
    assert now.facts.claim.minuted
    assert {"claimed_late", "no_evidence"} <= set(now.flags)


def test_the_owner_changed_once_and_7_5_was_left_without_one():
    owners = [agency(standing("2.12", day).owner_id) for day in (date(2015, 9, 9), date(2015, 9, 10))]
    assert owners == ["ncc", "voluntary"]
    assert "no_owner" in standing("7.5", date(2015, 7, 5)).flags
    assert "no_owner" not in standing("7.5", date(2015, 7, 6)).flags
    assert not [each.number for each in plan_on(TODAY).standings if "no_owner" in each.flags]


def test_a_claim_lapsed_with_its_evidence():
    facts = [standing("2.8", day).facts for day in (date(2015, 5, 5), date(2015, 5, 6))]
    assert [each.claim.state for each in facts] == ["waiting", "lapsed"]


# Of each agency


def test_agencies_answer_1_3_and_2_3_for_themselves():
    assert Counter(cell.status for cell in cells("1.3").values()) == {
        "complete": 13,
        "at_risk": 1,
        "reported_complete": 1,
    }
    states = {key: cell.status for key, cell in cells("2.3").items() if cell.status != "complete"}
    assert states == {
        "daventry": "reported_complete",
        "wellingborough": "reported_complete",
        "east-northamptonshire": "at_risk",
        "south-northamptonshire": "overdue",
        "cps": "stopped",
        "secure-training-centres": "overdue",
    }


def test_what_does_not_apply_to_an_agency_was_said_four_times_and_decided_twice():
    decided = {row.verb: agency(row.cell_id) for row in db.session.scalars(select(Decision)) if row.exemption_id}
    assert decided == {"not_exempt": "secure-training-centres", "exempt": "cps"}
    said = Counter(row.verb for row in db.session.scalars(select(ExemptionRequest)))
    assert said == {"ask_exemption": 4, "withdraw_exemption": 1}
    assert [key for key, cell in cells("2.3").items() if cell.facts.exempt] == ["cps"]
    assert [key for key, cell in cells("2.3").items() if cell.facts.exemption] == ["south-northamptonshire"]
