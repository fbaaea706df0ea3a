"""Redacting (rules.md section 7): the words go wherever they are held; the rows, their hashes, who, when and why stay."""

import hashlib
import io
import zipfile
from datetime import date

import pytest
from engines import WHERE_WORDS_LIE, held_on_the_server
from paper_board import WORDS, forbidden, refused
from sqlalchemy import select

from actions import changes, files, standing, verify
from actions.changes.masking import pattern
from actions.db import db, wipe_overwritten
from actions.models import Redaction, Report, ReportBytes, ReportDraft, Words, ledger_classes

NAME = "Casey Marlowe"
WHY = "A child was named"
PERIOD, CUT_OFF = "2014-15-Q4", date(2015, 4, 30)


def render(facts: bytes):
    """The facts themselves, so that a word in them stands in every form."""
    return {"html": b"<html>" + facts, "pdf": b"%PDF" + facts}


def word_file(text: str) -> bytes:
    """A Word file as far as it matters here: a zip of XML in which the word is cut by a tag."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", compression=zipfile.ZIP_DEFLATED) as parts:
        parts.writestr(zipfile.ZipInfo("[Content_Types].xml"), "<Types/>")
        parts.writestr(zipfile.ZipInfo("word/document.xml"), f"<w:t>{text[:4]}</w:t><w:t>{text[4:]}</w:t>" + " " * 500)
    return packed.getvalue()


def freeze(board, edition=1, *, kind="quarterly", period=PERIOD, verdict=f"The work with {NAME} goes on.", **words):
    words = {"verdict": verdict, "worries": [f"{NAME} waits."]} | words
    at = board.on(2015, 5, edition).at
    changes.save_draft(kind=kind, period=period, cut_off=CUT_OFF, words=words, by=board.office, at=at)
    return changes.freeze(kind=kind, period=period, by=board.office, at=at, render=render, reason="Corrected")


@pytest.fixture
def board(kept_board):
    """The name stands in an update, a file's name, a text file, a Word file, a draft and two frozen editions."""
    board = kept_board
    board.own("2.6")
    board.says("2.6", words={**WORDS, "said": f"We met casey   MARLOWE twice. {NAME}'s mother came."})
    board.files_a("2.6", f"Letter about {NAME}.txt", b"The letter, without the name")
    board.files_a("2.6", "Minutes", f"{NAME} was discussed".encode())
    board.files_a("2.6", "Plan", word_file(NAME))
    board.files_a("2.6", "Agenda", b"Nothing about anybody")
    freeze(board, 1)
    freeze(board, 2)
    db.session.commit()
    return board


def redact(board, word=NAME, *, reason=WHY, by=None):
    """As the page does it: after the commit the files go, and what the engine still holds."""
    gone = changes.redact(word, reason=reason, by=by or board.office, at=board.on(2015, 5, 20).at, render=render)
    db.session.commit()
    for sha256 in gone:
        files.remove(sha256)
    wipe_overwritten()
    return gone


def held_on_disk(board) -> list[str]:
    """The files, database and its side files included, or tables of the server, in which the name can be read."""
    found = pattern(NAME)
    texts = {each: each.read_bytes().decode("utf-8", "ignore") for each in board.folder.rglob("*") if each.is_file()}
    return [each.name for each, text in texts.items() if found.search(text)] + [*held_on_the_server(db.engine, NAME)]


def test_before_it_the_name_can_be_read_in_the_database_and_in_a_file(board):
    assert WHERE_WORDS_LIE in held_on_disk(board)
    assert len([name for name in held_on_disk(board) if len(name) == 64]) == 1


def test_where_the_word_stands_is_shown_first(board):
    found = changes.places(NAME, by=board.office)
    assert {(row.field) for row in found.words} == {"said", "name"}
    assert len(found.files) == 2
    assert [report.edition for report in found.editions] == [1, 2]
    assert len(found.drafts) == 1
    assert found.count == 7


def test_afterwards_it_stands_nowhere(board):
    redact(board)
    assert changes.places(NAME, by=board.office).count == 0


def test_no_file_of_the_product_holds_it_any_more(board):
    redact(board)
    assert held_on_disk(board) == []


def test_the_words_around_it_stay(board):
    redact(board)
    texts = set(db.session.scalars(select(Words.text)))
    assert "We met [redacted] twice. [redacted]'s mother came." in texts
    assert "Letter about [redacted].txt" in texts
    assert db.session.scalars(select(ReportDraft)).one().words["worries"] == ["[redacted] waits."]


def test_files_with_it_inside_are_gone_and_the_others_stay(board):
    inside = {hashlib.sha256(content).hexdigest() for content in (f"{NAME} was discussed".encode(), word_file(NAME))}
    assert set(redact(board)) == inside
    for sha256 in inside:
        with pytest.raises(files.DamagedFile):
            files.read(sha256)
    assert files.read(hashlib.sha256(b"Nothing about anybody").hexdigest())


def test_rows_and_their_first_hashes_stay_and_what_stands_there_has_a_new_salt(board):
    rows = {
        row.id: dict(row.hashes)
        for table in ledger_classes()
        for row in db.session.scalars(select(table))
        if row.hashes
    }
    salts = {(row.row_id, row.field): row.salt for row in db.session.scalars(select(Words))}
    redact(board)
    db.session.expire_all()
    after = {row.id: row.hashes for table in ledger_classes() for row in db.session.scalars(select(table))}
    assert all(after[number] == hashes for number, hashes in rows.items())
    changed = {key for key, salt in salts.items() if db.session.get(Words, key).salt != salt}
    redactions = db.session.scalars(select(Redaction)).all()
    assert changed == {(row.target_id, row.field) for row in redactions}
    assert all(row.by_id == board.office.id and row.at == board.at for row in redactions)


def test_standing_is_untouched(board):
    before = repr(board.shown("2.6", day=date(2015, 5, 19)))
    redact(board)
    standing.forget()
    assert repr(board.shown("2.6", day=date(2015, 5, 19))) == before


def test_frozen_editions_are_withdrawn_and_the_latest_is_replaced(board):
    redact(board)
    editions = db.session.scalars(select(Report).order_by(Report.edition)).all()
    kept = {row.report_id for row in db.session.scalars(select(ReportBytes))}
    assert [(each.edition, each.id in kept) for each in editions] == [(1, False), (2, False), (3, True)]
    assert b"The work with [redacted] goes on." in db.session.get(ReportBytes, (editions[2].id, "html")).content


def test_the_replacement_is_an_edition_like_any_other(board):
    redact(board)
    latest = db.session.scalars(select(Report).filter_by(edition=3)).one()
    for form in ("facts", "html", "pdf"):
        content = db.session.get(ReportBytes, (latest.id, form)).content
        assert hashlib.sha256(content).hexdigest() == getattr(latest, f"{form}_sha256")
    said = changes.freezing.reports.from_bytes(db.session.get(ReportBytes, (latest.id, "facts")).content)
    assert (said.edition, said.reason, said.reference) == (3, WHY, "NSCB-Q4-2014-15-3")


def test_six_monthly_reports_are_too_whatever_they_quote(kept_board):
    board = kept_board
    board.own("5.2")
    board.says("5.2", words={**WORDS, "said": f"{NAME} was met."})
    asked = {"agency_id": board.health.agency_id, "due_day": date(2015, 6, 1), "by": board.chair, "at": board.at}
    changes.challenge(question=f"Who sees {NAME}?", **asked)
    words = {"verdict": "It goes on.", "worries": [], "priorities": {"5": f"{NAME} is safer."}}
    freeze(board, kind="six-monthly", period="2014-15-H2", **words)
    db.session.commit()
    assert latest_facts().count(NAME.encode()) == 4
    redact(board)
    assert latest_facts().count(b"[redacted]") == 4
    assert NAME.encode() not in latest_facts()
    assert [each.sentence for each in verify.verify() if each.fault] == []


def latest_facts():
    newest = select(ReportBytes).filter_by(form="facts").order_by(ReportBytes.report_id.desc()).limit(1)
    return db.session.scalars(newest).one().content


def test_with_a_six_monthly_report_that_does_not_hold_it_the_rest_is_redacted(board):
    freeze(board, kind="six-monthly", period="2014-15-H2", verdict="It goes on.", worries=[])
    db.session.commit()
    assert len(changes.places(NAME, by=board.office).editions) == 2
    redact(board)
    assert changes.places(NAME, by=board.office).count == 0


def test_verification_finds_no_fault_and_says_redacted(board):
    assert verify.verify() == []
    redact(board)
    findings = verify.verify()
    assert [each.sentence for each in findings if each.fault] == []
    said = [each.sentence for each in findings]
    assert len([each for each in said if each.startswith("update ") and each.endswith("redacted")]) == 1
    assert len([each for each in said if each.startswith("add_evidence ")]) == 3
    assert len([each for each in said if "edition" in each and "redacted, withdrawn and replaced" in each]) == 2


def test_redacting_another_word_in_the_same_place_verifies_too(board):
    redact(board)
    redact(board, "mother")
    assert [each.sentence for each in verify.verify() if each.fault] == []
    assert "We met [redacted] twice. [redacted]'s [redacted] came." in set(db.session.scalars(select(Words.text)))


def test_one_who_changes_the_words_behind_its_back_is_found_out(board):
    redact(board)
    words = next(row for row in db.session.scalars(select(Words)) if row.text and "[redacted] twice" in row.text)
    words.text = "We met nobody."
    db.session.flush()
    assert any("the words were changed" in each.sentence for each in verify.verify() if each.fault)


NEEDS = [
    ({"word": ""}, "word"),
    ({"word": " ab "}, "word"),  # too short to be looked for
    ({"word": "Robin Nobody"}, "word"),  # stands nowhere
    ({"reason": " "}, "reason"),
    ({"reason": "casey marlowe was named"}, "reason"),  # it would stand there again
]


@pytest.mark.parametrize(("wrong", "field"), NEEDS)
def test_what_redacting_needs(board, wrong, field):
    with refused(field):
        redact(board, **wrong)


@pytest.mark.parametrize("who", ["chair", "health", "executive", "inspector"])
def test_only_the_office_redacts_or_looks(board, who):
    with forbidden():
        redact(board, by=board.people[who])
    with forbidden():
        changes.places(NAME, by=board.people[who])


def test_what_was_rolled_back_was_not_redacted(board):
    changes.redact(NAME, reason=WHY, by=board.office, at=board.at, render=render)
    db.session.rollback()
    assert changes.places(NAME, by=board.office).count == 7


def test_withdrawn_evidence_is_redacted_too(board):
    piece = board.files_a("2.6", "Note", f"About {NAME}.".encode())
    changes.withdraw_evidence(piece, reason="Wrong", by=board.health, at=board.at)
    db.session.commit()
    redact(board)
    assert held_on_disk(board) == []


@pytest.mark.parametrize(
    ("word", "text", "found"),
    [
        ("Casey Marlowe", "casey\n  MARLOWE", True),
        ("Casey Marlowe", "Casey A Marlowe", False),
        ("J. (Smith)", "j. (smith) said", True),  # never a pattern of its own
        ("J. (Smith)", "ja smith", False),
        ("Łódź", "ŁÓDŹ", True),
    ],
)
def test_a_word_is_found_whatever_its_case_and_spaces(word, text, found):
    assert bool(pattern(word).search(text)) == found
