"""The action sheet of a meeting: kept as the bytes that were sent, and what must not leave in it."""

import hashlib

import pytest
from a_board import PROFILE, TODAY, the_action
from at_a_meeting import AT, FEBRUARY, QUESTION, ask, attend, drawn, hold, kept, send, take_on

from actions import changes, verify
from actions.changes import Came
from actions.db import begin_writing, db
from actions.errors import RuleBroken
from actions.models import Attendance, Document, JournalLine, MeetingPaper, PaperBytes, Person
from actions.standing import plan_on


def test_what_is_sent_is_kept_as_bytes_with_their_hashes(board):
    meeting = hold(board)
    ask(board, meeting)
    first, second = send(board, meeting), send(board, meeting)
    assert (first.edition, second.edition) == (1, 2)
    for form, content in kept(first).items():
        assert hashlib.sha256(content).hexdigest() == getattr(first, f"{form}_sha256")
    assert QUESTION in kept(first)["facts"].decode()
    assert [finding.sentence for finding in verify.verify() if finding.fault] == []


def test_bytes_that_were_changed_are_found(board):
    meeting = hold(board)
    ask(board, meeting)
    paper = send(board, meeting)
    db.session.query(PaperBytes).filter_by(paper_id=paper.id, form="pdf").update({"content": b"other"})
    found = [finding.sentence for finding in verify.verify() if finding.fault]
    assert found == [f"sheet of meeting {meeting.id} edition 1: its pdf was changed or is missing"]


def test_without_anything_asked_for_there_is_no_sheet_to_send(board):
    with pytest.raises(RuleBroken, match="Nothing was asked for"):
        send(board, hold(board))
    db.session.rollback()
    with pytest.raises(RuleBroken, match="has not been held yet"):
        send(board, hold(board, FEBRUARY))


def test_a_sheet_is_in_the_journal_and_names_no_person(board):
    meeting = hold(board)
    ask(board, meeting)
    paper = send(board, meeting)
    assert db.session.get(JournalLine, paper.id).kind == "send_paper"
    titles = {row.id for row in db.session.query(Person)}
    assert titles
    assert "Lead officer" not in kept(paper)["facts"].decode()


def test_of_a_gated_recommendation_only_the_number_and_the_meetings_words_leave(board):
    meeting = hold(board)
    take_on(board, meeting)
    line = plan_on(TODAY).by_id[the_action("2", PROFILE)].line
    text = kept(send(board, meeting))["facts"].decode()
    assert "Train all." in text
    assert line.statement[:40] not in text
    assert not line.title or line.title not in text
    release(board, ("sub_group", "executives"))
    assert line.statement[:40] not in kept(send(board, meeting))["facts"].decode()
    release(board, ("inspectors",))
    assert (line.title or line.statement)[:40] in kept(send(board, meeting))["facts"].decode()


def release(board, audiences):
    begin_writing()
    document = db.session.query(Document).filter_by(reference=PROFILE).one()
    for audience in audiences:
        said = {"given_by": "The originator", "reference": "Letter", "given_on": TODAY, "by": board.office, "at": AT}
        changes.release(document, audience=audience, **said)
    db.session.commit()


def test_words_taken_out_leave_the_papers_too(board):
    meeting = hold(board, name="Sub group with Ann Example")
    ask(board, meeting)
    attend(board, meeting, police=Came("present", "Ann Example"))
    first, latest = send(board, meeting), send(board, meeting)
    begin_writing()
    changes.redact("ann example", reason="A name.", by=board.office, at=AT, render=drawn)
    db.session.commit()
    assert kept(first) == kept(latest) == {}
    (replaced,) = db.session.query(MeetingPaper).filter_by(edition=3)
    assert b"Sub group with [redacted]" in kept(replaced)["facts"]
    assert all(b"Ann Example" not in row.content for row in db.session.query(PaperBytes))
    assert db.session.query(Attendance).count() == 1
    assert [finding.sentence for finding in verify.verify() if finding.fault] == []
