"""The log: JSON lines that tell which request and where in the code, and nothing that anybody typed."""

import json
import logging
import sys

import pytest
from flask.logging import default_handler
from people import viewer_of

from tracker import logs
from tracker.pages import plan

SAID = "words of a child"


@pytest.fixture
def written(monkeypatch):
    """The lines that the handler writes."""
    lines = []
    monkeypatch.setattr(
        default_handler, "emit", lambda record: lines.append(json.loads(default_handler.format(record)))
    )
    return lines


@pytest.fixture
def reader(client):
    return client.as_person(viewer_of("executive").id)


@pytest.fixture
def broken(monkeypatch):
    def break_down(*_):
        raise RuntimeError(SAID)

    monkeypatch.setattr(plan.glance, "at", break_down)


def test_a_fault_is_a_line_with_its_request_its_kind_and_its_place(reader, broken, written):
    answer = reader.get(f"/plan?q={SAID}")
    (line,) = written
    assert (line["level"], line["fault"], line["endpoint"]) == ("ERROR", "RuntimeError", "plan.glance_page")
    assert line["request"] == answer.headers["X-Request-ID"]
    assert any(place.startswith("tracker/pages/plan.py:") for place in line["where"])
    assert SAID not in json.dumps(written)


def test_a_line_for_each_request_names_the_page_and_not_its_address(reader, app, written, monkeypatch):
    monkeypatch.setitem(app.config, "LOG_REQUESTS", True)
    monkeypatch.setattr(logs.asked, "level", logging.INFO)
    reader.get(f"/plan?q={SAID}")
    (line,) = written
    assert {name: line[name] for name in ("method", "status", "endpoint")} == {
        "method": "GET",
        "status": 200,
        "endpoint": "plan.glance_page",
    }
    assert line["ms"] >= 0
    assert "?q" not in json.dumps(line)


def test_without_the_setting_there_is_none(reader, written):
    reader.get("/plan")
    assert written == []


class TestTheIdOfARequest:
    GIVEN = "0123456789abcdef"

    def answer(self, client, given):
        return client.get("/health", headers={"X-Request-ID": given}).headers["X-Request-ID"]

    def test_is_the_proxy_s_where_one_is_believed(self, client, app):
        assert self.answer(client, self.GIVEN) != self.GIVEN
        app.config["PROXIES"] = 1
        assert self.answer(client, self.GIVEN) == self.GIVEN

    @pytest.mark.parametrize("given", ["", "short", "x" * 65, "with space and more", '"quoted-and-long"'])
    def test_is_our_own_where_that_is_not_fit(self, client, app, given):
        app.config["PROXIES"] = 1
        assert self.answer(client, given) not in ("", given)

    def test_is_another_each_time(self, client):
        assert self.answer(client, "") != self.answer(client, "")


def test_a_line_is_one_line_whatever_is_in_it():
    try:
        raise ValueError("a\nb")
    except ValueError:
        record = logging.LogRecord("x", logging.ERROR, __file__, 1, "two\nlines \u2028", (), sys.exc_info())
    assert len(logs.Lines().format(record).splitlines()) == 1
