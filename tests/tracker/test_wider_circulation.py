"""The edition for wider circulation: made by rule from what was frozen, without a word that it must not hold."""

import io
import json
import re
from datetime import date

import pytest
from drawn_papers import facts_with, said_in_html, said_in_pdf, tree_of
from pypdf import PdfReader
from sqlalchemy import select
from the_example import holder, run

from actions import changes, reports
from actions.db import begin_writing, db
from actions.models import Document, ReportDraft, Words
from actions.periods import Half, london_moment
from actions.standing import plan_on
from tracker import papers

QUARTER, CUT_OFF = "/reports/quarterly/2016-17-Q2/1", date(2017, 1, 16)
HALF = {"kind": "six-monthly", "period": Half.parse("2016-17-H2"), "cut_off": CUT_OFF}
CANARY = re.compile(r"CANARY-\d+")
VERDICT = "It goes on."


@pytest.fixture(params=[{}, HALF], ids=["quarterly", "six-monthly"])
def planted(request, fresh_example):
    """The facts of a report after every typed word of the record and of the draft but the verdict became a canary."""
    with fresh_example.app_context():
        for number, row in enumerate(db.session.scalars(select(Words).where(Words.text.is_not(None)))):
            row.text = f"CANARY-{number}"
        words = {"verdict": VERDICT, "worries": ["CANARY-1"], "successes": ["CANARY-2"], "priorities": {"2": VERDICT}}
        words["decisions"] = [{"who": "CANARY-3", "what": "CANARY-4", "by_when": "CANARY-5"}]
        yield facts_with(words, edition=2, reason="CANARY-6", **request.param)
        db.session.rollback()


@pytest.fixture
def executive(fresh_example):
    return fresh_example.test_client().as_person(holder("executive").id)


def drawn(facts):
    return {form: papers.in_form(reports.circulated(facts), form) for form in papers.CIRCULATED}


def everything_in(pdf: bytes) -> str:
    """Text, metadata, bookmarks, alternative texts: every string of every object, and what every stream holds."""
    reader = PdfReader(io.BytesIO(pdf))
    found = [
        str(reader.metadata),
        str(reader.xmp_metadata and reader.xmp_metadata.rdf_root.toxml()),
        str(reader.outline),
    ]
    found += [page.extract_text() for page in reader.pages]
    found += [text for _, text in said_in_pdf(pdf)]
    for number in range(1, len(reader.xref_objStm) + sum(map(len, reader.xref.values())) + 1):
        each = reader.get_object(number)
        found += [str(each), each.get_data().decode("latin-1") if hasattr(each, "get_data") else ""]
    return "\n".join(found)


def test_the_edition_itself_holds_canaries(planted):
    assert len(CANARY.findall(planted.decode())) > 8


def test_of_what_was_typed_none_is_in_it_in_text_metadata_bookmarks_or_alternative_texts(planted):
    made = drawn(planted)
    assert CANARY.findall(reports.circulated(planted).decode()) == []
    assert CANARY.findall(made["html"].decode()) == []
    assert CANARY.findall(everything_in(made["pdf"])) == []


def test_a_canary_in_the_pdf_would_be_found(planted):
    assert CANARY.findall(everything_in(papers.draw(planted)["pdf"]))


def test_what_the_chair_wrote_to_be_read_widely_and_every_figure_stay(planted):
    said = said_in_html(drawn(planted)["html"])
    facts = reports.from_bytes(planted)
    assert VERDICT in said
    for document in facts.documents:
        assert all(f"{each.count}" in said for each in document.counts)
    assert f"{facts.overdue.count}; the oldest is {facts.overdue.oldest.number}" in said
    assert "Nothing is named" not in said
    assert said.count("Left out of the edition for wider circulation.") == 3


def test_of_the_profile_no_word_is_in_it(planted):
    titles = {each.line.name for each in plan_on(CUT_OFF).of("profile-2016")}
    kept = reports.circulated(planted).decode()
    assert [title for title in titles if json.dumps(title)[1:-1] in kept] == []


def test_it_leads_nowhere(planted):
    assert list(tree_of(drawn(planted)["html"]).iter("a")) == []


def test_it_says_what_it_is_and_from_which_edition_it_was_made(planted):
    said = said_in_html(drawn(planted)["html"])
    assert "Redacted for wider circulation: nothing that people typed is in it but the chair's verdict." in said
    assert "Made from edition 2" in said
    assert "-redacted" in said
    assert "OFFICIAL-SENSITIVE" in said


def test_no_column_is_empty(planted):
    for table in tree_of(drawn(planted)["html"]).iter("table"):
        rows = [["".join(cell.itertext()) for cell in row] for row in table.findall("./tbody/tr")]
        columns = zip(*(row for row in rows if len(row) > 1), strict=True)
        assert all(set(column) != {"-"} for column in columns)


# Opened, and known again


def test_it_is_opened_from_the_page_of_the_edition_under_a_name_of_its_own(executive):
    link = executive.page(QUARTER).links()["PDF for wider circulation, redacted by rule"]
    answer = executive.get(link)
    assert (answer.status_code, answer.mimetype) == (200, "application/pdf")
    assert 'filename="quarterly-2016-17-Q2-1-redacted.pdf"' in answer.headers["Content-Disposition"]
    assert executive.get(link).data == answer.data


@pytest.mark.parametrize("ending", ["json", "docx", "xlsx", "exe"])
def test_it_has_no_other_forms(executive, ending):
    assert executive.get(f"{QUARTER}/redacted.{ending}").status_code == 404


def test_it_is_known_again_unless_it_was_altered(fresh_example, executive, tmp_path):
    content = executive.get(f"{QUARTER}/redacted.pdf").data
    path = tmp_path / "sent.pdf"
    path.write_bytes(content)
    said = run(fresh_example, "verify", "--report", str(path))
    assert said == "Unaltered: quarterly 2016-17-Q2, edition 1.\n"
    page = executive.send("/reports/check", {"file": (io.BytesIO(content), "sent.pdf")}, status=200)
    assert "made from it for wider circulation, redacted by rule" in page.text
    path.write_bytes(content.replace(b"Quarterly", b"Quarterlz", 1) if b"Quarterly" in content else content[:-1] + b"x")
    assert "or it was altered" in run(fresh_example, "verify", "--report", str(path), code=1)


def test_it_goes_with_the_edition_when_words_are_redacted(fresh_example, executive):
    with fresh_example.app_context():
        begin_writing()
        draft = db.session.get(ReportDraft, ("quarterly", "2016-17-Q3"))
        word = {"by": holder("business_manager"), "at": london_moment(CUT_OFF), "render": papers.draw}
        assert draft
        kept = json.loads(executive.get(f"{QUARTER}.json").data)["words"]["verdict"].split()[0:2]
        changes.redact(" ".join(kept), reason="It named somebody", **word)
        db.session.commit()
    assert executive.get(f"{QUARTER}/redacted.pdf").status_code == 404


def test_what_was_permitted_to_the_board_is_not_circulated(fresh_example):
    with fresh_example.app_context():
        begin_writing()
        document = db.session.scalars(select(Document).filter_by(reference="profile-2016")).one()
        said = {"given_by": "Its author", "reference": "letter 1", "given_on": CUT_OFF}
        for audience in ("sub_group", "executives"):
            by = {"by": holder("business_manager"), "at": london_moment(CUT_OFF)}
            changes.release(document, audience=audience, **said, **by)
        db.session.commit()
        facts = facts_with()
        titles = {each.line.name for each in plan_on(CUT_OFF).of("profile-2016")}
        assert any(json.dumps(title)[1:-1] in facts.decode() for title in titles)
        kept = reports.circulated(facts).decode()
    assert [title for title in titles if json.dumps(title)[1:-1] in kept] == []
