"""Asked again: the same answer is not sent twice, until the record, the day or the reader's rights are others."""

from datetime import date

import pytest
from a_board import TODAY, Board
from a_program import Program
from counting import count_queries
from freezegun import freeze_time
from sqlalchemy import select

from actions import changes, journal
from actions.db import begin_writing, db
from actions.models import JournalLine, Person
from actions.periods import london_moment
from tracker import accounts, clock
from tracker.accounts.models import ApiToken

ALL = "actions"


@pytest.fixture
def board(app):
    board = Board()
    board.own("2.14")
    return board


@pytest.fixture
def program(app, board):
    return Program(app, board.officer)


def tag(program, address=ALL, **more):
    return program.ask(address, **more).headers["ETag"]


def again(program, tag, address=ALL):
    return program.ask(address, headers={"If-None-Match": tag})


def test_what_is_known_is_not_sent_again(program):
    known = tag(program)
    answer = again(program, known)
    assert (answer.status_code, answer.data, answer.headers["ETag"]) == (304, b"", known)
    assert again(program, f"W/{known}").status_code == 304
    assert again(program, '"another"').status_code == 200


def test_no_line_of_the_plan_is_read_for_it(program):
    known = tag(program)
    again(program, known)
    with count_queries() as sent:
        assert again(program, known).status_code == 304
    assert len(sent) == 2


def test_what_is_recorded_changes_it_and_who_signs_in_does_not(program, board):
    known = tag(program)
    begin_writing()
    journal.security_event("sign_in", at=clock.now(), by_id=board.chair.id, detail="signed in")
    db.session.commit()
    assert again(program, known).status_code == 304
    board.says("2.14", "amber", on=TODAY)
    answer = again(program, known)
    assert answer.status_code == 200
    assert [row["rating"] for row in answer.json["items"] if row["number"] == "2.14"] == ["amber"]


OTHERS = {
    "another day": {"address": f"{ALL}?as-at=2016-12-31"},
    "another part": {"address": f"{ALL}?offset=10"},
    "another form": {"headers": {"Accept": "text/csv"}},
    "another list": {"address": "documents"},
}


@pytest.mark.parametrize("case", OTHERS)
def test_another_answer_has_another_name(program, case):
    assert tag(program, **OTHERS[case]) != tag(program)


def test_so_has_the_same_for_somebody_with_other_rights(app, program, board):
    assert tag(Program(app, board.executive)) != tag(program)
    assert tag(Program(app, board.other)) != tag(program)
    same = board.person("officer", "police", title="Another officer, Police")
    known = tag(program)
    assert again(Program(app, same), known).status_code == 304


def test_a_role_that_is_given_changes_it(app, program, board):
    known = tag(program)
    begin_writing()
    changes.appoint(db.session.get(Person, board.officer.id), "chair", by=None, at=london_moment(TODAY))
    db.session.commit()
    assert again(program, known).status_code == 200


def test_it_is_kept_by_who_asked_alone_and_never_for_others(program):
    headers = program.ask(ALL).headers
    assert headers["Cache-Control"] == "private, no-cache"
    assert {"Authorization", "Accept"} <= {each.strip() for each in headers["Vary"].split(",")}
    assert program.ask("actions/nothing/1").headers["Cache-Control"] == "no-store"


# What is noted


def noted():
    db.session.rollback()
    lines = select(JournalLine.detail).where(JournalLine.kind == "export").order_by(JournalLine.number)
    return list(db.session.scalars(lines))


def test_the_record_names_what_was_asked_for_once_a_day(program, board):
    for address in (ALL, ALL, "documents", f"{ALL}?format=csv"):
        program.ask(address)
    number = db.session.scalar(select(ApiToken.id))
    assert noted() == [f"api.actions, token {number}", f"api.documents, token {number}"]
    db.session.scalars(select(ApiToken)).one().noted_on = date(2017, 1, 15)
    db.session.commit()
    program.ask(ALL)
    assert noted()[2:] == [f"api.actions, token {number}"]


def test_when_it_was_used_is_noted_at_most_once_a_minute(program):
    program.ask(ALL)
    first = db.session.scalar(select(ApiToken.last_used))
    with freeze_time(first + accounts.SEEN_AGAIN / 2):
        program.ask(ALL)
        assert db.session.scalar(select(ApiToken.last_used)) == first
    with freeze_time(first + accounts.SEEN_AGAIN):
        program.ask(ALL)
        assert db.session.scalar(select(ApiToken.last_used)) == first + accounts.SEEN_AGAIN
