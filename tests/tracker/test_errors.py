"""Error pages in plain words: what happened, what to do, nothing of what somebody typed and nothing of the machine."""

import logging

import pytest
from people import viewer_of

from actions.db import db
from actions.models import JournalLine
from tracker.pages import plan


@pytest.fixture
def reader(client, app):
    return client.as_person(viewer_of("executive").id)


def test_an_unknown_address_is_not_found(reader):
    page = reader.page("/no-such-page", status=404)
    assert page.h1 == "Page not found"
    assert page.links()["Go to your start page"] == "/"


def test_and_is_not_found_for_who_is_not_signed_in(client):
    assert client.page("/no-such-page", status=404).h1 == "Page not found"


def test_what_a_role_may_not_do_is_refused_and_noted(reader):
    page = reader.page("/redaction", status=403)
    assert page.h1 == "You may not do this"
    noted = db.session.query(JournalLine).filter_by(kind="refused").one()
    assert noted.detail == "redaction.redaction: redact"


def test_a_form_without_its_token_is_sent_back(client, app):
    office = client.as_person(viewer_of("business_manager").id)
    answer = office.post("/redaction", data={"word": "abc", "reason": "x"})
    assert answer.status_code == 400
    assert "The page could not be understood, or it was open for too long." in answer.text


@pytest.mark.parametrize(
    ("method", "address"), [("post", "/plan"), ("put", "/reports"), ("delete", "/lines"), ("get", "/redaction/places")]
)
def test_what_an_address_does_not_do_is_said(reader, method, address):
    answer = getattr(reader, method)(address)
    assert answer.status_code == 405
    assert "problem with what was sent" in answer.text


def test_a_fault_is_a_page_that_says_what_to_do_and_tells_nothing(reader, monkeypatch, caplog):
    def break_down(*_):
        raise RuntimeError("secret words")

    monkeypatch.setattr(plan.glance, "at", break_down)
    with caplog.at_level(logging.ERROR):
        answer = reader.get("/plan?q=typed-by-somebody")
    assert answer.status_code == 500
    assert "Something went wrong" in answer.text
    assert "secret words" not in answer.text
    assert "Traceback" not in answer.text
    assert "typed-by-somebody" not in caplog.text


def test_too_much_at_once_is_refused(client, app):
    office = client.as_person(viewer_of("business_manager").id)
    app.config["MAX_CONTENT_LENGTH"] = 10_000
    answer = office.post("/redaction", data={"word": "a" * 20_000})
    assert answer.status_code == 413
    assert "too large" in answer.text


@pytest.mark.parametrize("address", ["/no-such-page", "/redaction", "/plan?as-at=x"])
def test_error_pages_carry_the_marking_and_are_kept_nowhere(reader, address):
    answer = reader.get(address)
    assert answer.text.count("OFFICIAL-SENSITIVE") == 2
    assert answer.headers["Cache-Control"] == "no-store"
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
