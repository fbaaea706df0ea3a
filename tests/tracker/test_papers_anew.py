"""Drawn anew, a report has the same bytes; and whatever was typed, it is drawn."""

import hashlib
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from drawn_papers import facts_with, said_in_html, said_in_pdf

from actions.db import db
from actions.models import Report, ReportBytes
from tracker import papers

ROOT = Path(__file__).resolve().parents[2]
DRAW = """
import hashlib, sys
from pathlib import Path
from flask import Flask
from tracker import look, papers
app = Flask("anew", root_path=sys.argv[2], template_folder="templates")
look.init_app(app)
with app.app_context():
    print(*(hashlib.sha256(each).hexdigest() for each in papers.draw(Path(sys.argv[1]).read_bytes()).values()))
"""


@pytest.fixture(scope="module")
def facts(example):
    return facts_with()


@pytest.fixture(scope="module")
def drawn(facts):
    return papers.draw(facts)


class TestTheSameBytes:
    def test_from_the_same_facts(self, facts, drawn):
        assert papers.draw(facts) == drawn

    def test_in_another_process(self, facts, drawn, tmp_path):
        (tmp_path / "facts.json").write_bytes(facts)
        elsewhere = {"PYTHONHASHSEED": "77", "TZ": "Asia/Tokyo", "LC_ALL": "C.UTF-8"}
        command = [sys.executable, "-c", DRAW, tmp_path / "facts.json", ROOT]
        ran = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT, env=elsewhere)
        assert ran.stdout.split() == [hashlib.sha256(each).hexdigest() for each in drawn.values()]

    def test_every_frozen_edition_of_the_example_is_drawn_from_its_facts_again(self, example):
        for report in db.session.query(Report):
            kept = {row.form: row.content for row in db.session.query(ReportBytes).filter_by(report_id=report.id)}
            assert papers.draw(kept.pop("facts")) == kept


AWKWARD = [
    "<script>alert(1)</script> & </td></table>",
    "=1+1",
    "{{ 7 * 7 }} {% raw %}",
    "Łódź, Ŵrexham, \U0001f600, مرحبا, \u202eabc",
    "w" * 300,
    "A sentence that goes on. " * 800,
    "<b>bold</b> <font size=40>",
    "\ufeff\u200b",
]


class TestAwkwardWords:
    @pytest.mark.parametrize("text", AWKWARD)
    def test_never_break_a_report(self, example, text):
        words = {name: [text] for name in ("worries", "successes")} | {"verdict": text}
        words["decisions"] = [{"who": text, "what": text, "by_when": text}]
        made = papers.draw(facts_with(words))
        page, content = made["html"], made["pdf"]
        assert " ".join(text.split()) in said_in_html(page)
        assert "49" not in said_in_html(page).partition("What worked")[2][:10]
        read = "".join(text for _, text in said_in_pdf(content))
        visible = [letter for letter in text if letter.isascii() and not letter.isspace()]
        assert "".join(visible)[:200] in "".join(read.split()) or not text.isascii()

    def test_a_character_that_the_font_lacks_is_printed_as_its_number(self, example):
        drawn = papers.draw(facts_with({"verdict": "Well done \U0001f600"}))
        assert "[U+1F600]" in "".join(text for _, text in said_in_pdf(drawn["pdf"]))
        assert "\U0001f600" in said_in_html(drawn["html"])

    def test_a_report_without_any_words_says_so(self, example):
        before_anything_waits = date(2017, 1, 11)
        page = papers.draw(facts_with({"verdict": "Said."}, cut_off=before_anything_waits))["html"]
        assert "No decision is asked for." in said_in_html(page)
        assert said_in_html(page).count("Nothing is named.") == 2
