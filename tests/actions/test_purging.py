"""How long a document's record is kept, legal holds, and purging by two people (rules.md section 7)."""

import hashlib
from datetime import date, timedelta

import an_old_plan
import pytest
from a_board import Board
from an_old_plan import HELD, LETTER, OLD, SAID, WHY
from board_apps import _adopt, make_tables, settings
from paper_board import PROFILE, STRATEGY, forbidden, refused
from postgres import new_database
from sqlalchemy import select
from sqlalchemy.exc import DBAPIError

from actions import changes, retention, standing, verify
from actions.changes.keeping import NOT_FREE
from actions.db import begin_writing, db
from actions.models import JournalLine, Purge, Redaction, ReportBytes, Words, ledger_classes
from actions.periods import london_moment
from actions.retention import BARS
from tracker import create_app, sweeping

YEARS = 5
LAST_KEPT = date(2015, 3, 31)  # five years after the plan's last day
DUE = "The schedule of the board says so."


@pytest.fixture
def old(board):
    """The plan of 2009, kept for five years, on a day after them; nothing of it is open."""
    document = an_old_plan.lived(board.office, board.health, board.deputy, board.day)
    changes.keep_for(document, YEARS, reason=DUE, by=board.office, at=board.at)
    board.on(2015, 4, 1)
    return document


def kept(board, reference=OLD):
    standing.forget()
    return retention.keeping(reference, board.day)


def ask(board, old, by=None):
    return changes.ask_purge(old, reason=DUE, by=by or board.office, at=board.at)


def purge(board, old):
    ask(board, old)
    return changes.confirm_purge(old, by=board.chair, at=board.at)


def faults():
    return [each.sentence for each in verify.verify() if each.fault]


def typed():
    return {row.text for row in db.session.scalars(select(Words)) if row.text}


# How long


def test_a_record_is_kept_for_its_years_after_the_documents_last_day(board, old):
    assert kept(board).until == LAST_KEPT
    assert kept(board).bars == ()
    assert kept(board.on(2015, 3, 31)).bars == ("within",)


def test_a_longer_period_counts_from_its_day_on_and_the_first_stays_on_record(board, old):
    changes.keep_for(old, 20, reason=DUE, by=board.office, at=board.at, first_day=date(2015, 5, 1))
    assert kept(board).until == LAST_KEPT
    assert kept(board.on(2015, 5, 1)).until == date(2030, 3, 31)


@pytest.mark.parametrize("years", [None, 0, -1, 101])
def test_a_period_is_a_number_of_years_that_can_be_meant(board, old, years):
    with refused("years"):
        changes.keep_for(old, years, reason=DUE, by=board.office, at=board.at)


def test_a_period_needs_a_reason_and_counts_from_no_past_day(board, old):
    with refused("reason"):
        changes.keep_for(old, 6, reason=" ", by=board.office, at=board.at)
    with refused("first_day"):
        changes.keep_for(old, 6, reason=DUE, by=board.office, at=board.at, first_day=date(2015, 3, 31))


def test_a_document_in_force_and_one_without_a_last_day_are_never_out_of_their_period(board, old):
    for reference in (STRATEGY, PROFILE):
        changes.keep_for(board.document(reference), 1, reason=DUE, by=board.office, at=board.at)
    board.on(2017, 1, 16)
    assert "in_force" in kept(board.on(2015, 4, 1), STRATEGY).bars
    assert "no_last_day" in kept(board.on(2017, 1, 16), PROFILE).bars


def test_while_a_line_is_open_the_document_is_not_done_with(board):
    document = an_old_plan.lived(board.office, board.health, board.deputy, board.day, closed=False)
    changes.keep_for(document, 1, reason=DUE, by=board.office, at=board.at)
    assert kept(board).bars == ("open_lines",)
    with refused("reason"):
        ask(board, document)


def test_where_nobody_has_said_how_long_it_is_kept_for_good(board):
    an_old_plan.lived(board.office, board.health, board.deputy, board.day)
    assert kept(board.on(2030, 1, 1)).bars == ("no_period",)


# Legal holds


def test_a_hold_stops_any_purge_until_it_is_lifted(board, old):
    changes.place_hold(old, reason="An inquiry asked for it.", by=board.office, at=board.at)
    assert kept(board).bars == ("held",)
    with refused("reason"):
        ask(board, old)
    changes.lift_hold(old, reason="The inquiry has ended.", by=board.office, at=board.at)
    assert kept(board).bars == ()


def test_a_hold_that_comes_after_the_request_stops_it_too(board, old):
    ask(board, old)
    changes.place_hold(old, reason="An inquiry asked for it.", by=board.office, at=board.at)
    with refused("reason"):
        changes.confirm_purge(old, by=board.chair, at=board.at)
    assert SAID in typed()


def test_a_hold_is_placed_once_and_lifted_once_each_with_a_reason(board, old):
    with refused("reason"):
        changes.place_hold(old, reason="", by=board.office, at=board.at)
    with refused("reason"):
        changes.lift_hold(old, reason="No need.", by=board.office, at=board.at)
    changes.place_hold(old, reason="An inquiry.", by=board.office, at=board.at)
    with refused("reason"):
        changes.place_hold(old, reason="Another inquiry.", by=board.office, at=board.at)


# By two people


def test_one_person_asks_and_another_confirms(board, old):
    ask(board, old)
    with forbidden():
        changes.confirm_purge(old, by=board.office, at=board.at)
    assert SAID in typed()
    changes.confirm_purge(old, by=board.deputy, at=board.at)
    assert SAID not in typed()


@pytest.mark.parametrize("who", ["chair", "deputy", "health", "health_lead", "executive", "inspector"])
def test_only_the_board_office_says_how_long_holds_and_asks(board, old, who):
    by = {"reason": DUE, "by": board.people[who], "at": board.at}
    for verb in (changes.ask_purge, changes.place_hold, changes.lift_hold):
        with forbidden():
            verb(old, **by)
    with forbidden():
        changes.keep_for(old, 6, **by)


@pytest.mark.parametrize("who", ["health", "health_lead", "executive", "inspector"])
def test_only_those_who_decide_are_the_second_person(board, old, who):
    ask(board, old)
    with forbidden():
        changes.confirm_purge(old, by=board.people[who], at=board.at)
    with forbidden():
        changes.refuse_purge(old, reason="No.", by=board.people[who], at=board.at)


def test_what_is_refused_or_taken_back_waits_no_more(board, old):
    ask(board, old)
    with refused("reason"):
        changes.refuse_purge(old, reason="", by=board.chair, at=board.at)
    changes.refuse_purge(old, reason="The archive wants it.", by=board.chair, at=board.at)
    with refused(None):
        changes.confirm_purge(old, by=board.chair, at=board.at)
    ask(board, old)
    changes.withdraw_purge(old, by=board.office, at=board.at)
    assert kept(board).asked is None
    assert SAID in typed()


def test_it_is_asked_once_and_a_request_lapses_after_a_fortnight(board, old):
    ask(board, old)
    with refused("reason"):
        ask(board, old)
    board.day += retention.ASKED_LASTS + timedelta(days=1)
    with refused(None):
        changes.confirm_purge(old, by=board.chair, at=board.at)


# What goes and what stays


def test_the_page_can_say_before_what_would_go(board, old):
    goes = kept(board).goes
    assert (goes.texts, goes.files, goes.size) == (7, 1, len(LETTER))


def test_words_and_file_names_go_and_the_bytes_are_named_for_removal(board, old):
    gone = purge(board, old)
    assert not {SAID, WHY, HELD, "Letter", "Minute book"} & typed()
    assert gone == [hashlib.sha256(LETTER).hexdigest()]
    assert not kept(board).goes
    assert kept(board).bars == ("nothing",)


def test_other_documents_keep_theirs(board, old):
    board.own("2.6")
    board.says("2.6", words={"said": "Of the plan in force."})
    held = kept(board, STRATEGY).goes
    purge(board, old)
    assert kept(board, STRATEGY).goes == held
    assert "Of the plan in force." in typed()


def test_every_row_and_every_line_of_the_journal_stays_as_it_was(board, old):
    def rows():
        return {
            (table.__tablename__, row.id): row.hashes
            for table in ledger_classes()
            for row in db.session.scalars(select(table))
        }

    def lines():
        return {each.number: each.line_hash for each in db.session.scalars(select(JournalLine))}

    rows_before, lines_before = rows(), lines()
    purge(board, old)
    assert rows_before.items() <= rows().items()
    assert lines_before.items() <= lines().items()


def test_the_record_is_still_whole_and_says_what_was_purged(board, old):
    assert faults() == []
    purge(board, old)
    assert faults() == []
    said = [each.sentence for each in verify.verify() if OLD in each.sentence]
    assert len(said) == 1
    assert said[0].startswith(f"{OLD}: purged, 7 texts and 1 files")


def test_a_frozen_report_keeps_its_bytes_and_its_hashes(board, old):
    board.on(2015, 5, 1)
    period = {"kind": "quarterly", "period": "2014-15-Q4", "by": board.office, "at": board.at}
    changes.save_draft(cut_off=date(2015, 4, 30), words={"verdict": "It goes on."}, **period)
    drawn = {"html": b"<html>", "pdf": b"%PDF"}
    changes.freeze(render=lambda facts: drawn, **period)
    kept_before = {(each.report_id, each.form): each.content for each in db.session.scalars(select(ReportBytes))}
    purge(board, old)
    assert {
        (each.report_id, each.form): each.content for each in db.session.scalars(select(ReportBytes))
    } == kept_before
    assert len(kept_before) == 3
    assert faults() == []


def test_a_row_says_what_was_purged_by_whom_and_why(board, old):
    purge(board, old)
    asked, done = db.session.scalars(select(Purge).order_by(Purge.id))
    assert (asked.by_id, done.by_id, done.purge_id) == (board.office.id, board.chair.id, asked.id)
    assert (done.texts, done.files, done.size) == (7, 1, len(LETTER))
    assert DUE in typed()
    redactions = db.session.scalars(select(Redaction)).all()
    assert {each.purge_id for each in redactions} == {done.id}
    assert len(redactions) == done.texts + 2


def test_a_purge_that_took_less_than_it_says_is_a_fault(board, old, monkeypatch):
    monkeypatch.setattr(retention, "words_that_go", lambda number, whole=retention.words_that_go: whole(number)[1:])
    purge(board, old)
    assert len(faults()) == 1


def test_words_put_back_after_a_purge_are_seen(board, old):
    purge(board, old)
    row = db.session.scalars(select(Words).where(Words.field == "said").order_by(Words.row_id)).first()
    row.text = SAID
    db.session.flush()
    assert any("the words were changed" in each for each in faults())


def test_the_rows_of_retention_holds_and_purges_are_only_ever_added(board, old):
    purge(board, old)
    with pytest.raises(DBAPIError), db.session.begin_nested():
        db.session.execute(db.text("DELETE FROM retentions"))


def test_where_every_line_stands_is_the_same_after_it(board, old):
    def stood():
        standing.forget()
        return {each.number: (each.status, each.flags) for each in standing.plan_on(board.day).of(OLD)}

    before = stood()
    purge(board, old)
    assert stood() == before


def test_there_is_a_sentence_for_each_bar():
    assert set(NOT_FREE) == set(BARS)


# On the other engine


@pytest.mark.postgres
def test_on_postgresql_the_same_is_counted_goes_and_is_verified(postgres_url, tmp_path):
    with new_database(postgres_url) as url:
        app = create_app(settings(url, tmp_path, date(2017, 1, 16)))
        with app.app_context():
            make_tables(example=True)
            _adopt()
            board = Board()
            begin_writing()
            at = london_moment(date(2017, 1, 16))
            document = an_old_plan.lived(board.office, board.officer, board.deputy, date(2017, 1, 16))
            changes.keep_for(document, YEARS, reason=DUE, by=board.office, at=at)
            changes.ask_purge(document, reason=DUE, by=board.office, at=at)
            gone = changes.confirm_purge(document, by=board.chair, at=at)
            db.session.commit()
            assert (len(gone), faults()) == (1, [])
            assert not {SAID, WHY, HELD} & typed()
            assert not retention.keeping(OLD, date(2017, 1, 16)).goes
            assert sweeping.sweep() == {}
            db.session.remove()
            db.engine.dispose()
