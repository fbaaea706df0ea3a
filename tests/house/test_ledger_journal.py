"""Verification finds whatever was done to the record past the verbs, and names it in a sentence."""

import json
from datetime import date
from io import BytesIO

import pytest
from people import viewer_of
from sqlalchemy import select, text

from actions import changes, files, journal, triggers
from actions.changes import NewEvidence
from actions.db import begin_writing, db
from actions.models import Document, Evidence, JournalLine, Report, Setting, Words, ledger_classes
from actions.periods import london_moment
from actions.verify import edition_of, verify

PERIOD, CUT_OFF = "2016-17-Q3", date(2016, 12, 31)
KEY = "a key that only the board's office has"


@pytest.fixture
def record(app):
    """Some rows, a piece of evidence, a frozen report, and what came after it."""
    office = viewer_of("business_manager", on=date(2016, 11, 1))
    officer = viewer_of("officer", "police", on=date(2016, 11, 1))
    _some_rows(office, officer, london_moment(date(2017, 1, 5)))
    assert verify() == []
    yield office
    journal.use_key(None)


def _some_rows(office, officer, at):
    begin_writing()
    changes.set_setting("marking", "OFFICIAL", by=office, at=at)
    line = _line("2.6")
    changes.assign([(line, None)], agency_id=officer.agency_id, person=None, by=office, at=at)
    kept = files.keep(BytesIO(b"What was agreed"))
    changes.add_evidence(line, NewEvidence(kind="file", shows="activity", name="Minutes", file=kept), by=officer, at=at)
    draft = {"kind": "quarterly", "period": PERIOD}
    changes.save_draft(**draft, cut_off=CUT_OFF, words={"verdict": "It holds."}, by=office, at=at)
    changes.freeze(**draft, by=office, at=at, render=lambda facts: {"html": b"<p>", "pdf": b"%PDF"})
    journal.security_event("sign_in", at=at, by_id=office.id, detail="signed in")
    changes.set_setting("sub_group_name", "CSE Sub Group", by=office, at=at)
    db.session.commit()


def _line(number):
    return db.session.execute(text("SELECT id FROM actions WHERE number = :number"), {"number": number}).scalar()


def tamper(*statements, **values):
    """As somebody with the database in their hands: past the triggers, and these put back."""
    db.session.rollback()
    with db.engine.begin() as connection:
        PAST_THE_TRIGGERS[connection.dialect.name](connection)
        for statement in statements:
            assert connection.execute(text(statement), values).rowcount != 0, "nothing was changed"
        triggers.install(connection)
    db.session.expire_all()


def _without_triggers(connection):
    for name in triggers.existing(connection):
        connection.execute(text(f'DROP TRIGGER "{name}"'))
    connection.execute(text("PRAGMA defer_foreign_keys = ON"))


def _as_a_replica(connection):
    connection.execute(text("SET LOCAL session_replication_role = replica"))


PAST_THE_TRIGGERS = {"sqlite": _without_triggers, "postgresql": _as_a_replica}


def faults() -> str:
    db.session.expire_all()
    return "; ".join(each.sentence for each in verify() if each.fault)


def row(table, **named):
    return db.session.scalars(select(table).filter_by(**named)).one()


# Rows


def test_a_changed_row_is_named(record):
    number = row(Setting, key="marking").id
    tamper("UPDATE settings SET value = 'UNMARKED' WHERE id = :id", id=number)
    assert faults() == f"settings {number}: was changed after it was recorded"


@pytest.mark.parametrize("column", ["at", "counts_from", "by_id", "verb"])
def test_whatever_column_was_changed(record, column):
    number = row(Setting, key="marking").id
    new = {"at": "'2015-01-01 00:00:00.000000'", "counts_from": "'2015-01-01'", "by_id": "NULL", "verb": "'set'"}[
        column
    ]
    tamper(f"UPDATE settings SET {column} = {new} WHERE id = {number}")  # noqa: S608
    assert (f"settings {number}" in faults()) == (column != "verb")  # it had that verb already


def test_a_removed_row_is_named(record):
    number = row(Setting, key="marking").id
    tamper("DELETE FROM settings WHERE id = :id", id=number)
    assert faults() == f"settings {number}: the row is missing"


def test_an_added_row_is_named(record):
    tamper("INSERT INTO settings SELECT 'k', 'v', 90001, at, verb, counts_from, hashes, by_id FROM settings LIMIT 1")
    assert faults() == "settings 90001: stands in no line of the journal"


# Words


def test_swapped_words_are_named(record):
    number = row(Evidence).id
    tamper("UPDATE words SET text = 'Other minutes' WHERE row_id = :id AND field = 'name'", id=number)
    assert faults() == f"add_evidence {number}, name: the words were changed"


def test_words_taken_away_or_added_are_named(record):
    number = row(Evidence).id
    tamper("DELETE FROM words WHERE row_id = :id AND field = 'name'", id=number)
    assert faults() == f"add_evidence {number}, name: the words are missing"
    tamper("INSERT INTO words (row_id, field, salt, text) VALUES (:id, 'link', 's', 'https://elsewhere')", id=number)
    assert f"words of {number}, link: no row of the record has them" in faults()


# The chain


def test_a_changed_line_is_named(record):
    number = row(JournalLine, kind="sign_in").number
    tamper("UPDATE journal SET detail = 'never signed in' WHERE number = :number", number=number)
    assert f"journal: line {number} (sign_in) was changed" in faults()


def test_a_removed_line_is_named(record):
    number = row(JournalLine, kind="sign_in").number
    tamper("DELETE FROM journal WHERE number = :number", number=number)
    assert f"journal: line {number} is missing" in faults()


def test_a_line_cut_off_at_the_end_leaves_its_row_behind(record):
    number = journal.head().number
    tamper("DELETE FROM journal WHERE number = :number", number=number)
    assert faults() == f"settings {number}: stands in no line of the journal"


def test_a_tail_cut_off_with_its_rows_is_found_by_the_frozen_report(record):
    report = row(Report)
    head, number = report.head, report.id
    tamper(
        f"DELETE FROM evidence WHERE id = {head}",  # noqa: S608
        f"DELETE FROM words WHERE row_id = {head}",  # noqa: S608
        f"DELETE FROM journal WHERE number >= {head} AND number <> {number}",  # noqa: S608
    )
    assert f"report quarterly {PERIOD} edition 1: the journal was rewritten since line {head}" in faults()


def test_cut_off_before_the_report_its_bytes_are_of_no_edition(record):
    """The last anchor is outside: whoever holds the PDF can ask."""
    report = row(Report)
    assert edition_of(b"%PDF").id == report.id
    number = report.id
    tamper(
        "DELETE FROM report_bytes",
        f"DELETE FROM settings WHERE id > {number}",  # noqa: S608
        f"DELETE FROM reports WHERE id = {number}",  # noqa: S608
        f"DELETE FROM journal WHERE number >= {number}",  # noqa: S608
    )
    assert edition_of(b"%PDF") is None


def rewrite_chain():
    """Every hash anew, as somebody does who knows how (but has no key)."""
    kept, journal._Key.value = journal._Key.value, b""
    rows = {each.id: each for table in ledger_classes() for each in db.session.scalars(select(table))}
    previous, statements = journal.GENESIS, []
    for line in db.session.scalars(select(JournalLine).order_by(JournalLine.number)):
        if line.table:
            line.content_hash = journal.content_hash(journal.row_values(rows[line.number]))
        previous = line.line_hash = journal.line_hash(previous, line)
        hashes = f"content_hash = '{line.content_hash}', line_hash = '{line.line_hash}'"
        statements.append(f"UPDATE journal SET {hashes} WHERE number = {line.number}")  # noqa: S608
    journal._Key.value = kept
    db.session.expire_all()
    tamper(*statements)


def test_a_rewritten_chain_is_found_by_the_frozen_report(record):
    tamper("UPDATE settings SET value = 'UNMARKED' WHERE key = 'marking'")
    with db.session.no_autoflush:
        rewrite_chain()
    assert faults() == f"report quarterly {PERIOD} edition 1: the journal was rewritten since line {row(Report).head}"


def test_a_rewritten_chain_without_the_key_is_found_at_once(record):
    with db.session.no_autoflush:
        rewrite_chain()
    assert verify() == []  # nothing had been changed, and there was no key
    journal.use_key(KEY)
    assert faults().startswith("journal: line 1 (adopt_agency) was changed")


def test_with_a_key_the_chain_is_whole_and_bound_to_it(app):
    journal.use_key(KEY)
    try:
        line = journal.append(
            at=london_moment(date(2017, 1, 5)), by_id=None, kind="sign_in", content={"detail": "x"}, detail="x"
        )
        with_key = line.line_hash
        journal.use_key(None)
        previous = db.session.get(JournalLine, line.number - 1).line_hash
        assert journal.line_hash(previous, line) != with_key
    finally:
        journal.use_key(None)
        db.session.rollback()


# Files, reports, triggers, totals


def test_a_changed_file_and_a_missing_one_are_named(record):
    number = row(Evidence).id
    sha256 = row(Words, row_id=number, field="file").text
    path = files.path_of(sha256)
    path.write_bytes(b"What was not agreed")
    assert faults() == f"evidence {number}: file {sha256[:12]} was changed"
    path.unlink()
    assert faults() == f"evidence {number}: file {sha256[:12]} is missing"


@pytest.mark.parametrize("form", ["facts", "html", "pdf"])
def test_changed_bytes_of_a_report_are_named(record, form):
    tamper("UPDATE report_bytes SET content = :other WHERE form = :form", form=form, other=b"\0")
    assert faults() == f"report quarterly {PERIOD} edition 1: its {form} was changed or is missing"


def test_missing_bytes_of_a_report_are_named(record):
    tamper("DELETE FROM report_bytes WHERE form = 'pdf'")
    assert faults() == f"report quarterly {PERIOD} edition 1: its pdf was changed or is missing"


def test_a_missing_trigger_is_named(record):
    db.session.rollback()
    with db.engine.begin() as connection:
        of_table = " ON updates" if connection.dialect.name == "postgresql" else ""
        connection.execute(text(f'DROP TRIGGER "keep_updates_delete"{of_table}'))
    assert faults() == "database: the trigger keep_updates_delete is missing"


def test_totals_are_checked_against_the_documents(record):
    facts = db.session.scalars(select(Document.facts).filter_by(kind="plan")).one()
    facts = {**facts, "counts": {**facts["counts"], "actions": 44}}
    tamper("UPDATE documents SET facts = :facts WHERE kind = 'plan'", facts=json.dumps(facts))
    assert "strategy-2015-16: holds 43 lines, and the document has 44" in faults()
