"""What holds of a meeting: who came, what is recorded against it, what it asked for, and the papers that are sent."""

import hashlib
from datetime import date

import pytest
from a_board import BEGINS, PROFILE, TODAY, Board, the_action, the_agency

from actions import calendar, changes, matters, reports, verify
from actions.changes import Acceptance, Came, Word
from actions.db import begin_writing, db
from actions.errors import NotAllowed, RuleBroken
from actions.models import Attendance, Decision, Document, JournalLine, MeetingPaper, PaperBytes, Person
from actions.periods import london_moment
from actions.standing import plan_on

HELD, FEBRUARY = date(2017, 1, 12), date(2017, 2, 14)
AT = london_moment(TODAY)
QUESTION = "Who reads them, <Smith, J>? =1+1 Łódź"


def drawn(facts):
    return {"html": b"<!doctype html>" + facts, "pdf": b"%PDF-" + facts, "docx": b"PK" + facts}


@pytest.fixture
def board(app):
    board = Board()
    board.own("2.14", on=BEGINS)
    return board


def hold(board, day=HELD, name="Sub group"):
    begin_writing()
    meeting = changes.hold_meeting(name=name, day=day, by=board.office, at=london_moment(date(2017, 1, 11)))
    db.session.commit()
    return meeting


def attend(board, meeting, *, by=None, on=TODAY, **came):
    begin_writing()
    rows = changes.attend(
        meeting, {the_agency(key): each for key, each in came.items()}, by=by or board.office, at=london_moment(on)
    )
    db.session.commit()
    return len(rows)


def agree(board, meeting, number="2.14", month=date(2017, 6, 30), taken_on=None):
    asked = board.asks(number, month, on=HELD)
    begin_writing()
    word = Word(by=board.deputy, at=AT, meeting=meeting, taken_on=taken_on)
    decision = changes.agree(the_action(number), asked, word=word, reason="It will be kept.")
    db.session.commit()
    return decision


def ask(board, meeting):
    begin_writing()
    asking = {"question": QUESTION, "due_day": date(2017, 2, 1), "by": board.chair, "at": AT, "meeting": meeting}
    asked = changes.challenge(agency_id=the_agency("ncc"), **asking)
    db.session.commit()
    return asked


def give(board, meeting, number="1.1", first_day=None):
    begin_writing()
    key = (the_action(number), None)
    changes.assign(
        [key], agency_id=the_agency("ncc"), person=None, by=board.office, at=AT, meeting=meeting, first_day=first_day
    )
    db.session.commit()


def escalate(board, meeting):
    begin_writing()
    changes.escalate(asked="Who pays?", options="One, or all.", by=board.chair, at=AT, meeting=meeting)
    db.session.commit()


def of(meeting, day=TODAY):
    known = calendar.on(day)
    sitting = known.find(meeting.id)
    known.read(known.at(sitting))
    return matters.of(sitting, known, plan_on(day))


# Who came


def test_what_is_new_or_different_is_recorded_and_nothing_else(board):
    meeting = hold(board)
    officer = Came("present", "Lead officer")
    assert attend(board, meeting, police=officer, ncc=Came("apologies")) == 2
    assert attend(board, meeting, police=officer, ncc=Came("apologies")) == 0
    assert attend(board, meeting, police=officer, ncc=Came("present", "Agency lead")) == 1
    known = calendar.on(TODAY)
    came = known.came(known.find(meeting.id))
    assert {number: event.word for number, event in came.items()} == {
        the_agency("police"): "present",
        the_agency("ncc"): "present",
    }


def test_before_its_day_only_apologies_are_recorded(board):
    meeting = hold(board, FEBRUARY)
    assert attend(board, meeting, ncc=Came("apologies")) == 1
    for how in ("present", "absent"):
        with pytest.raises(RuleBroken, match="only apologies"):
            attend(board, meeting, police=Came(how))
        db.session.rollback()
    assert attend(board, meeting, police=Came("present"), on=FEBRUARY) == 1


def test_how_an_agency_came_is_one_of_three(board):
    with pytest.raises(RuleBroken, match="Choose present"):
        attend(board, hold(board), police=Came("perhaps"))


@pytest.mark.parametrize("who", ["officer", "executive", "inspector"])
def test_others_record_nothing_of_a_meeting(board, who):
    meeting, person = hold(board), getattr(board, who)
    ask(board, meeting)
    refused = (
        lambda: changes.attend(meeting, {}, by=person, at=AT),
        lambda: changes.call_off(meeting, reason="No.", by=person, at=AT),
        lambda: changes.send_paper("sheet", meeting, by=person, at=AT, render=drawn),
    )
    for verb in refused:
        begin_writing()
        with pytest.raises(NotAllowed):
            verb()


# Against a meeting


def test_a_decision_at_a_meeting_was_taken_on_its_day(board):
    meeting = hold(board)
    decision = agree(board, meeting)
    assert (decision.meeting_id, decision.taken_on, decision.counts_from) == (meeting.id, HELD, TODAY)


def test_another_day_than_the_meetings_is_refused(board):
    with pytest.raises(RuleBroken) as refusal:
        agree(board, hold(board), taken_on=date(2017, 1, 13))
    assert refusal.value.field == "taken_on"
    db.session.rollback()
    assert db.session.query(Decision).count() == 0


@pytest.mark.parametrize("do", [agree, ask, give, escalate])
@pytest.mark.parametrize(("day", "off"), [(FEBRUARY, False), (HELD, True)])
def test_nothing_is_recorded_against_a_meeting_to_come_or_called_off(board, do, day, off):
    meeting = hold(board, day)
    if off:
        begin_writing()
        changes.call_off(meeting, reason="No room.", by=board.office, at=AT)
        db.session.commit()
    with pytest.raises(RuleBroken) as refusal:
        do(board, meeting)
    assert refusal.value.field == "meeting"


@pytest.mark.parametrize("do", [agree, ask, give, escalate])
def test_a_meeting_with_anything_against_it_is_not_called_off(board, do):
    meeting = hold(board)
    do(board, meeting)
    begin_writing()
    with pytest.raises(RuleBroken, match="cannot be called off"):
        changes.call_off(meeting, reason="No room.", by=board.office, at=AT)


# What it asked for


def test_a_meeting_asks_for_what_it_left_to_do_in_order(board):
    meeting = hold(board)
    agree(board, meeting)
    ask(board, meeting)
    give(board, meeting)
    escalate(board, meeting)
    found = [(each.event.verb, each.agency_id, each.due) for each in of(meeting)]
    assert found == [
        ("agree", the_agency("police"), date(2017, 6, 30)),
        ("challenge", the_agency("ncc"), date(2017, 2, 1)),
        ("assign", the_agency("ncc"), plan_on(TODAY).by_id[the_action("1.1")].due),
        ("escalate", None, None),
    ]


def test_what_is_settled_by_deciding_it_asks_for_nothing(board):
    meeting = hold(board)
    begin_writing()
    changes.stop(the_action("2.14"), word=Word(by=board.deputy, at=AT, meeting=meeting), reason="Overtaken.")
    db.session.commit()
    assert of(meeting) == []


def test_what_was_set_aside_is_no_longer_asked_for(board):
    meeting = hold(board)
    decision = agree(board, meeting)
    begin_writing()
    changes.set_aside(decision, word=Word(by=board.deputy, at=AT), reason="Too early.")
    db.session.commit()
    assert of(meeting) == []


def test_an_owner_from_a_day_to_come_is_on_the_sheet_at_once(board):
    meeting = hold(board)
    give(board, meeting, first_day=date(2017, 2, 1))
    assert [each.event.verb for each in of(meeting)] == ["assign"]


def test_an_acceptance_is_one_matter_though_it_gives_an_owner_too(board):
    meeting = hold(board)
    begin_writing()
    accepted = Acceptance(owner_agency_id=the_agency("ncc"), due=date(2017, 6, 30), own_words="Train all.", once=True)
    word = Word(by=board.chair, at=AT)
    changes.accept_recommendation(the_action("2", PROFILE), word=word, meeting=meeting, acceptance=accepted)
    db.session.commit()
    (found,) = of(meeting)
    assert (found.event.verb, found.agency_id) == ("accept_recommendation", the_agency("ncc"))


def test_on_an_earlier_day_it_had_asked_for_nothing_yet(board):
    meeting = hold(board)
    ask(board, meeting)
    assert of(meeting, date(2017, 1, 15)) == []


# The action sheet


def send(board, meeting, on=TODAY, kind="sheet"):
    begin_writing()
    paper = changes.send_paper(kind, meeting, by=board.office, at=london_moment(on), render=drawn)
    db.session.commit()
    return paper


def kept(paper):
    db.session.rollback()
    return {row.form: row.content for row in db.session.query(PaperBytes).filter_by(paper_id=paper.id)}


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


def test_of_a_gated_recommendation_only_the_number_and_the_meetings_words_leave(board):
    meeting = hold(board)
    begin_writing()
    accepted = Acceptance(owner_agency_id=the_agency("ncc"), due=date(2017, 6, 30), own_words="Train all.", once=True)
    word = Word(by=board.chair, at=AT)
    changes.accept_recommendation(the_action("2", PROFILE), word=word, meeting=meeting, acceptance=accepted)
    db.session.commit()
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


def test_a_sheet_is_in_the_journal_and_names_no_person(board):
    meeting = hold(board)
    ask(board, meeting)
    paper = send(board, meeting)
    assert db.session.get(JournalLine, paper.id).kind == "send_paper"
    titles = {row.id for row in db.session.query(Person)}
    assert titles
    assert "Lead officer" not in kept(paper)["facts"].decode()


# The agenda pack


def told(paper):
    return reports.from_bytes(kept(paper)["facts"])


def test_the_pack_of_a_meeting_to_come_holds_what_the_last_one_asked_for_and_the_days_exceptions(board):
    last, coming = hold(board), hold(board, FEBRUARY)
    agree(board, last)
    ask(board, last)
    escalate(board, None)
    board.asks("2.14", date(2017, 9, 30))
    facts = told(send(board, coming, kind="agenda"))
    assert [(each.verb, each.number) for each in facts.matters] == [("agree", "2.14"), ("challenge", None)]
    groups = {each.group: [line.number for line in each.lines] for each in facts.exceptions}
    assert groups["requests"] == ["2.14"]
    assert [each.words for each in facts.challenges] == [QUESTION]
    assert [each.words for each in facts.escalations] == ["Who pays?"]


def test_a_pack_is_of_the_day_on_which_it_is_sent(board):
    coming = hold(board, FEBRUARY)
    first = send(board, coming, kind="agenda", on=date(2017, 1, 13))
    board.asks("2.14", date(2017, 9, 30))
    second = send(board, coming, kind="agenda")
    asked = [[each.group for each in told(paper).exceptions].count("requests") for paper in (first, second)]
    assert (asked, [told(first).as_at, told(second).as_at]) == ([0, 1], ["2017-01-13", "2017-01-16"])


def test_a_pack_quotes_nothing_of_the_profile_without_its_originators_permission(board):
    board.own("2", agency="ncc", document=PROFILE)
    last, coming = hold(board), hold(board, FEBRUARY)
    begin_writing()
    accepted = Acceptance(owner_agency_id=the_agency("ncc"), due=date(2017, 6, 30), own_words="Train all.", once=True)
    word = Word(by=board.chair, at=AT)
    changes.accept_recommendation(the_action("2", PROFILE), word=word, meeting=last, acceptance=accepted)
    db.session.commit()
    text = kept(send(board, coming, kind="agenda"))["facts"].decode()
    profile = [each.line for each in plan_on(TODAY).of(PROFILE)]
    assert "Train all." in text
    assert not [line.number for line in profile if line.statement[:40] in text or (line.title and line.title in text)]


def test_no_pack_for_a_meeting_called_off_and_no_paper_of_another_kind(board):
    meeting = hold(board, FEBRUARY)
    with pytest.raises(RuleBroken, match="kind of paper"):
        send(board, meeting, kind="minutes")
    begin_writing()
    changes.call_off(meeting, reason="No room.", by=board.office, at=AT)
    db.session.commit()
    with pytest.raises(RuleBroken, match="called off"):
        send(board, meeting, kind="agenda")
