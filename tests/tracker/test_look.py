"""The components refuse what is missing, and nothing of GOV.UK's branding is served."""

import importlib.util
from collections import namedtuple
from datetime import date
from pathlib import Path

import pytest
from flask import Flask, get_template_attribute
from jinja2 import UndefinedError

from tracker import look

ROOT = Path(__file__).resolve().parents[2]
STATUSES = (
    "to_be_considered not_accepted merged stopped complete reported_complete overdue off_track no_update at_risk "
    "date_to_be_set on_track not_started"
).split()


@pytest.fixture(autouse=True)
def context():
    app = Flask("look", root_path=str(ROOT), template_folder="templates")
    look.init_app(app)
    app.add_template_filter(date.isoformat, "day")
    with app.test_request_context():
        yield


@pytest.fixture(scope="module")
def fetch():
    spec = importlib.util.spec_from_file_location("fetch", ROOT / "static" / "fetch.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def status(**parts):
    given = namedtuple("Status", parts)(**parts)
    return str(get_template_attribute("components/status.html", "status_tag")(given))


@pytest.mark.parametrize("key", STATUSES)
def test_every_status_has_a_word_a_shape_and_a_colour(key):
    html = status(key=key, word="Words", colour="red")
    assert "Words" in html
    assert "status--red" in html
    assert "<path" in html


def test_no_two_statuses_share_a_shape():
    assert len({status(key=key, word="Words", colour="red") for key in STATUSES}) == len(STATUSES)


@pytest.mark.parametrize("missing", ["key", "word", "colour"])
def test_a_status_refuses_a_missing_part(missing):
    parts = {"key": "overdue", "word": "Overdue", "colour": "red"}
    del parts[missing]
    with pytest.raises((ValueError, UndefinedError)):
        status(**parts)


@pytest.mark.parametrize("macro", ["summary_list", "data_table", "figure", "history", "empty", "inset", "submissions"])
def test_a_component_refuses_to_be_drawn_from_nothing(macro):
    with pytest.raises((ValueError, UndefinedError)):
        get_template_attribute("components/show.html", macro)()


def test_a_table_has_its_caption_heads_and_numbers():
    table = get_template_attribute("components/show.html", "data_table")
    html = str(table("Actions", ["Priority", {"text": "Number", "number": True}], [["<1>", 4]]))
    assert ">Actions</caption>" in html
    assert html.count('scope="col"') == 2
    assert '<th scope="row" class="govuk-table__header">&lt;1&gt;</th>' in html
    assert '<td class="govuk-table__cell govuk-table__cell--numeric">4</td>' in html


def test_the_history_escapes_what_was_typed():
    history = get_template_attribute("components/show.html", "history")
    html = str(history([{"day": date(2017, 1, 16), "sentence": "Sent back", "by": "Chair", "detail": "<script>"}]))
    assert "&lt;script&gt;" in html
    assert "<script>" not in html


BRANDED = (
    "@font-face{font-family:GDS Transport;src:url(/a.woff2)}.a{font-family:GDS Transport,arial,sans-serif}"
    ".b__crown{color:red}@media print{.c:before{background:url(/govuk-crest.svg)}}.d{color:blue}"
)


def test_branding_is_taken_out_and_nothing_else(fetch):
    assert fetch.unbranded(BRANDED) == ".a{font-family:arial,sans-serif}@media print{}.d{color:blue}"


@pytest.mark.parametrize("left", ["GDS Transport", "gdstransport", "Crown", "crest"])
def test_branding_that_is_left_is_found(fetch, tmp_path, left):
    (tmp_path / "some.css").write_text(f".a{{font-family:{left}}}")
    assert fetch.branded(tmp_path)
    (tmp_path / "some.css").write_text(".a{font-family:arial}")
    assert fetch.branded(tmp_path) == []


def test_what_is_served_carries_no_branding(fetch):
    served = ROOT / "static" / "vendor"
    assert (served / "govuk-frontend.min.css").exists()
    assert fetch.branded(served) == []
