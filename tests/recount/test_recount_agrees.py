"""The tracker's standing and the recount come to the same, object by object, on every kind of day of the worked example."""

import random
from datetime import date, timedelta

import pytest
from days_compared import DAYS, FIRST_DAY, LAST_DAY
from the_example import holder
from two_answers import Example, by_line, differences, insist_same

from actions import changes
from actions.changes import Word
from actions.db import begin_writing, db
from actions.periods import london_moment
from actions.standing import plan_on


def test_there_are_enough_days_with_a_reason():
    assert len(DAYS) >= 40
    assert min(DAYS) == FIRST_DAY
    assert max(DAYS) == LAST_DAY


@pytest.mark.parametrize("day", DAYS, ids=[f"{day}: {why}" for day, why in DAYS.items()])
def test_the_tracker_and_the_recount_agree(example, day):
    insist_same(example.differences(day))


def test_they_agree_on_every_day_of_a_decision_and_the_day_before(example):
    decided = {date.fromisoformat(row["counts_from"]) for row in example.ledger if row["table"] == "decisions"}
    assert decided, "the example decides nothing"
    days = decided | {day - timedelta(days=1) for day in decided}
    insist_same([each for day in sorted(days - DAYS.keys()) for each in example.differences(day)])


def test_they_agree_on_days_drawn_by_lot(example):
    drawn = random.Random(20170116).sample(range((LAST_DAY - FIRST_DAY).days), 30)
    insist_same([each for days in drawn for each in example.differences(FIRST_DAY + timedelta(days=days))])


@pytest.mark.parametrize("number", ["4.2", "7.6", "2.16", "27"])
def test_they_agree_where_an_action_is_asked_of_each_agency_by_decision(fresh_example, number):
    ask_each_and_spare_one(number)
    told = Example(fresh_example)
    later = [LAST_DAY + timedelta(days=ahead) for ahead in (0, 1, 16, 106, 365)]
    insist_same([each for day in (LAST_DAY - timedelta(days=1), *later) for each in told.differences(day)])


def ask_each_and_spare_one(number):
    """What chair and deputy can still ask of each agency, on the last day; Health is spared, and the Police say green."""
    begin_writing()
    line, at = next(each for each in plan_on(LAST_DAY).standings if each.number == number), london_moment(LAST_DAY)
    decider = holder("deputy" if line.owner_id == holder("chair").agency_id else "chair")
    word, action = Word(by=decider, at=at), line.line.id
    if line.facts.request:
        changes.decline(action, line.facts.request.id, word=word, reason="No.")
    changes.ask_each_agency(action, word=word, reason="It is everybody's.")
    officer, police = holder("officer", "health"), holder("officer", "police")
    asked = changes.ask_exemption(action, cell_id=officer.agency_id, reason="No.", by=officer, at=at)
    changes.exempt(action, asked.id, cell_id=officer.agency_id, word=Word(by=holder("chair"), at=at), reason="No.")
    said = {"rating": "green", "words": {"said": "Done."}}
    changes.record_update(action, cell_id=police.agency_id, by=police, at=at, **said)
    db.session.commit()


def test_they_agree_where_agencies_change(fresh_example):
    agencies_change()
    told = Example(fresh_example)
    days = [LAST_DAY + timedelta(days=ahead) for ahead in (0, 1, 10, 20, 30, 40, 106)]
    insist_same([each for day in days for each in told.differences(day)])
    assert plan_on(days[-1]).agencies.keys() != plan_on(LAST_DAY).agencies.keys()


def agencies_change():
    """From days to come: the Police have another name, another agency joins, one leaves, one is merged, one is split."""
    begin_writing()
    said = {"reason": "Sub group, minute 3", "by": holder("business_manager"), "at": london_moment(LAST_DAY)}
    agencies = {each.key: each.id for each in plan_on(LAST_DAY).agencies.values()}
    day = {ahead: LAST_DAY + timedelta(days=ahead) for ahead in (1, 10, 20, 30)}
    changes.rename_agency(agencies["police"], name="Police and Crime", short="", first_day=day[1], **said)
    joined = changes.join_agency(name="Youth Justice", short="", first_day=day[1], **said).id
    ends = (
        (10, "leave_agency", "probation", []),
        (20, "merge_agency", "health", [agencies["ncc"]]),
        (30, "split_agency", "ncc", [agencies["police"], joined]),
    )
    for ahead, verb, key, into in ends:
        owned = [each.facts.key for each in plan_on(day[ahead]).answerable() if each.owner_id == agencies[key]]
        to = [*into, None]
        owners = {key: to[place % len(to)] for place, key in enumerate(owned) if key[1] is None}
        changes.end_agency(
            verb, agencies[key], into=into, owners=owners, first_day=day[ahead], people_move=True, **said
        )
    db.session.commit()


def test_they_agree_on_the_days_to_come(example):
    days = [LAST_DAY + timedelta(days=ahead) for ahead in (1, 8, 15, 16, 105, 106, 365)]
    insist_same([each for day in days for each in example.differences(day)])


def test_the_ledger_and_the_documents_give_the_same_lines(example):
    adopted = {(row["document"], row["action"]) for row in example.ledger if row["verb"] == "adopt_action"}
    assert adopted == by_line(example.recount(LAST_DAY)).keys()
    assert len(adopted) == 100


def test_a_difference_is_told_in_words():
    ours = [{"document": "plan", "number": "1.1", "status": "overdue", "flags": []}]
    theirs = [{"document": "plan", "number": "1.1", "status": "on_track", "flags": []}]
    assert differences(date(2015, 5, 1), ours, theirs) == [
        "2015-05-01 plan 1.1: status: the recount says overdue, the tracker on_track"
    ]
    assert differences(date(2015, 5, 1), ours, []) == ["2015-05-01 plan 1.1: only the recount has it"]
