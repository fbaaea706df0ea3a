"""Is a file a report or a meeting's paper of ours, every byte as it was? By the page and by the command."""

from io import BytesIO

import pytest
from board_apps import EXAMPLE_TODAY
from the_example import holder

from actions import changes
from actions.db import begin_writing, db
from actions.models import JournalLine, Meeting, PaperBytes
from actions.periods import london_moment
from tracker import papers

CHECK = "/reports/check"
REPORT = "/reports/quarterly/2016-17-Q2/1"
NAMED = "Quarterly report, Q2 2016-17 (July to September 2016), edition 1, as it was frozen on 1 November 2016."


@pytest.fixture
def executive(example_app):
    with example_app.app_context():
        yield example_app.test_client().as_person(holder("executive").id)


def checked(client, content):
    return client.send(CHECK, {"file": (BytesIO(content), "a.pdf")}, status=200).text


@pytest.mark.parametrize("ending", ["pdf", "html", "json"])
def test_every_form_of_a_frozen_report_is_known(executive, ending):
    text = checked(executive, executive.get(f"{REPORT}.{ending}").data)
    assert "It is unaltered" in text
    assert NAMED in text


def test_one_byte_changed_is_found(executive):
    content = bytearray(executive.get(f"{REPORT}.pdf").data)
    content[len(content) // 2] ^= 1
    assert "It is not one of ours as it was published" in checked(executive, bytes(content))


def test_what_was_never_kept_is_not_known(executive):
    for content in (b"something else", executive.get("/reports/exception.pdf").data):
        assert "It is not one of ours" in checked(executive, content)


def test_while_a_past_day_is_shown_it_leads_to_today(executive):
    page = executive.page(f"{CHECK}?as-at=2016-10-31")
    assert "Go to today" in page.links()
    assert "Check it" not in page.text


def test_without_a_file_it_is_told(executive):
    assert list(executive.send(CHECK, {}, status=400).errors()) == ["Choose the file"]


def test_nothing_is_kept_or_written(executive):
    db.session.rollback()
    content = executive.get(f"{REPORT}.pdf").data
    before = db.session.query(JournalLine).count()
    checked(executive, content)
    db.session.rollback()
    assert db.session.query(JournalLine).count() == before


def test_a_meetings_paper_is_known_by_its_meeting_and_edition(fresh_example):
    begin_writing()
    meeting = db.session.query(Meeting).filter_by(verb="hold_meeting").order_by(Meeting.day.desc()).first()
    changes.send_paper("agenda", meeting, by=holder("chair"), at=london_moment(EXAMPLE_TODAY), render=papers.draw)
    db.session.commit()
    word = db.session.query(PaperBytes).filter_by(form="docx").one().content
    client = fresh_example.test_client().as_person(holder("executive").id)
    said = "The agenda pack of the meeting on 14 February 2017, edition 1, as it was sent on 16 January 2017."
    assert said in checked(client, word)


def test_the_page_of_reports_leads_to_it(executive):
    links = executive.page("/reports").links()
    assert links["Check whether a file is one of ours, unaltered"] == CHECK
