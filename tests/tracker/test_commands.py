"""The flask commands: what they print, what they write, how they end (contract.md)."""

import json
import re
from datetime import date

import pytest
from the_example import STRATEGY, run

from actions import files, journal, queries
from actions.db import db
from actions.models import ReportBytes, Words
from seeds import load
from seeds.load import FOLDER

KEYS = "document number parent national status colour due original_due owner rating forecast last_update moves flags".split()
STATUSES = (
    "to_be_considered not_accepted merged stopped complete reported_complete overdue off_track no_update at_risk "
    "date_to_be_set on_track not_started"
).split()
COLOURS = "grey amber red green blue purple closed".split()
FLAGS = (
    "no_owner due_soon re_dated date_asked claimed_late completed_late no_evidence submission_late silent recheck_due "
    "challenge_open restricted repeat said_before green_while_overdue waiting_outside plan_ended"
).split()
PERIOD = "2016-17-Q2"
DAY = "2016-12-31"


@pytest.fixture
def example(example_app):
    files.use(example_app.config["EVIDENCE_URL"])
    with example_app.app_context():
        yield example_app


class TestStanding:
    def test_as_json_has_a_hundred_objects_with_exactly_the_keys_of_the_contract(self, example):
        rows = json.loads(run(example, "standing", "--as-at", "2017-01-16", "--json"))
        assert len(rows) == 100
        assert all(list(row) == KEYS for row in rows)
        assert sum(row["parent"] is None and not row["national"] for row in rows) == 43 + 42

    def test_its_values_are_those_of_the_contract(self, example):
        for row in json.loads(run(example, "standing", "--json")):
            assert row["document"] in ("strategy-2015-16", "profile-2016")
            assert row["status"] in STATUSES
            assert row["colour"] in COLOURS
            assert row["rating"] in (None, "green", "amber", "red")
            assert type(row["national"]) is bool
            assert type(row["moves"]) is int
            assert set(row["flags"]) <= set(FLAGS)
            assert [flag for flag in FLAGS if flag in row["flags"]] == row["flags"]
            for day in ("due", "original_due", "forecast", "last_update"):
                assert row[day] is None or date.fromisoformat(row[day])

    def test_before_the_profile_there_are_43_and_before_the_strategy_none(self, example):
        assert len(json.loads(run(example, "standing", "--as-at", "2016-10-25", "--json"))) == 43
        assert json.loads(run(example, "standing", "--as-at", "2015-01-31", "--json")) == []

    def test_for_people_is_a_line_each(self, example):
        lines = run(example, "standing").splitlines()
        assert len(lines) == 100
        assert re.match(r"strategy-2015-16 1\.1 +complete +due 2015-02-28", lines[0])

    def test_of_no_day_is_refused(self, example):
        assert "does not match the format" in run(example, "standing", "--as-at", "2015-04-31", code=2)


class TestLedgerAndHistory:
    def test_every_row_in_order_with_the_contract_s_names(self, example):
        rows = json.loads(run(example, "ledger", "--json"))
        assert [row["number"] for row in rows] == sorted(row["number"] for row in rows)
        assert all({"number", "at", "by", "verb", "document", "action"} <= row.keys() for row in rows)
        assert len(rows) == len(run(example, "ledger").splitlines())
        assert {"update", "claim", "accept", "assign", "adopt_action", "freeze"} <= {row["verb"] for row in rows}

    def test_holds_no_words_that_people_typed(self, example):
        printed = run(example, "ledger", "--json")
        typed = [text for (text,) in db.session.query(Words.text).filter(Words.field == "said") if text]
        assert typed
        assert not [text for text in typed if json.dumps(text, ensure_ascii=False)[1:-1] in printed]

    def test_history_of_a_line_is_told_oldest_first(self, example):
        rows = json.loads(run(example, "history", STRATEGY, "2.14", "--json"))
        assert [row["number"] for row in rows] == sorted(row["number"] for row in rows)
        assert set(rows[0]) == {"number", "counts_from", "verb", "words"}

    def test_history_of_an_unknown_line_ends_with_a_sentence(self, example):
        assert run(example, "history", STRATEGY, "2.15", code=1) == "There is no 2.15 in strategy-2015-16.\n"


class TestSeed:
    def test_twice_does_nothing(self, app):
        before = journal.head().number
        said = run(app, "seed")
        assert said.count("adopted already, nothing to do") == 2
        assert journal.head().number == before

    @pytest.mark.parametrize(
        ("find", "replace", "why"),
        [
            ("  counts: {", "  counts: [", "is not readable as YAML|YAML"),
            ('- number: "2.14"', '- number: "2.13"', r"2\.13"),
            ("  reference: strategy-2015-16", "  reference: 7", "reference"),
        ],
    )
    def test_a_broken_file_is_refused_whole_naming_it(self, app, tmp_path, monkeypatch, find, replace, why):
        for each in FOLDER.glob("*.yaml"):
            (tmp_path / each.name).write_text(each.read_text())
        broken = tmp_path / "strategy-2015-16.yaml"
        assert find in broken.read_text()
        broken.write_text(broken.read_text().replace(find, replace, 1))
        monkeypatch.setattr(load, "FOLDER", tmp_path)
        before = journal.head().number
        said = run(app, "seed", code=1)
        assert "strategy-2015-16.yaml" in said
        assert re.search(why, said)
        assert journal.head().number == before

    def test_a_changed_text_is_refused_naming_its_line(self, app, tmp_path, monkeypatch):
        for each in FOLDER.glob("*.yaml"):
            (tmp_path / each.name).write_text(each.read_text().replace("Map missing levels", "Chart missing levels"))
        monkeypatch.setattr(load, "FOLDER", tmp_path)
        said = run(app, "seed", code=1)
        assert "action 2.14: the text differs from what was adopted, which stays as it is." in said


class TestReport:
    def write(self, app, folder, *more, code=0):
        names = {form: folder / f"report.{form}" for form in ("pdf", "html", "json")}
        said = run(
            app,
            "report",
            "quarterly",
            *more,
            *(w for form, path in names.items() for w in (f"--{form}", path)),
            code=code,
        )
        return said, {form: path.read_bytes() for form, path in names.items() if path.exists()}

    def test_of_a_frozen_quarter_writes_the_kept_bytes(self, example, tmp_path):
        said, made = self.write(example, tmp_path, PERIOD)
        assert said == f"quarterly {PERIOD}, edition 1, as frozen\n"
        kept = {
            row.form: row.content
            for row in db.session.query(ReportBytes).filter(ReportBytes.report_id == _report(PERIOD))
        }
        assert made == {"pdf": kept["pdf"], "html": kept["html"], "json": kept["facts"]}

    def test_of_a_quarter_in_draft_is_drawn_as_at_today_until_its_cut_off(self, example, tmp_path):
        said, made = self.write(example, tmp_path, "2016-17-Q3")
        assert said == "quarterly 2016-17-Q3, a draft as at 2017-01-16\n"
        assert made["pdf"].startswith(b"%PDF")
        assert b"Draft: not frozen yet" in made["html"]
        facts = json.loads(made["json"])
        assert (facts["edition"], facts["cut_off"]) == (0, "2017-01-16")
        assert facts["words"]["verdict"].startswith("The plan is largely done")

    def test_with_another_cut_off_is_drawn_anew(self, example, tmp_path):
        said, made = self.write(example, tmp_path, PERIOD, "--cut-off", "2016-11-15")
        assert said == f"quarterly {PERIOD}, a draft as at 2016-11-15\n"
        assert json.loads(made["json"])["cut_off"] == "2016-11-15"

    def test_keeps_nothing(self, example, tmp_path):
        before = journal.head().number
        self.write(example, tmp_path, "2016-17-Q3")
        assert journal.head().number == before

    @pytest.mark.parametrize(
        ("asked", "sentence"),
        [
            (["2016-17-Q5"], "2016-17-Q5 is not a quarter. Enter one such as 2016-17-Q3."),
            (["2016-17-H1"], "2016-17-H1 is not a quarter. Enter one such as 2016-17-Q3."),
            (["9999-00-Q3"], "9999-00-Q3 is not a quarter. Enter one such as 2016-17-Q3."),
            (["2014-15-Q2"], "Nothing was in force in 2014-15-Q2 yet."),
            (["2016-17-Q4"], "A report on 2016-17-Q4 stands as at 31 March 2017 or later."),
            ([PERIOD, "--cut-off", "2016-09-29"], f"A report on {PERIOD} stands as at 30 September 2016 or later."),
            (["2016-17-Q3", "--cut-off", "2017-01-31"], "31 January 2017 has not come yet."),
        ],
    )
    def test_of_what_cannot_be_said_ends_with_a_sentence(self, example, tmp_path, asked, sentence):
        said, made = self.write(example, tmp_path, *asked, code=1)
        assert said.startswith(sentence)
        assert made == {}

    def test_of_a_half_is_opened_as_frozen_or_drawn_with_another_cut_off(self, example, tmp_path):
        path = tmp_path / "facts.json"
        said = run(example, "report", "six-monthly", "2016-17-H1", "--cut-off", "2016-11-15", "--json", path)
        assert said == "six-monthly 2016-17-H1, a draft as at 2016-11-15\n"
        assert json.loads(path.read_bytes())["reference"] == "NSCB-H1-2016-17-0"
        assert run(example, "report", "six-monthly", "2016-17-H1") == "six-monthly 2016-17-H1, edition 1, as frozen\n"

    def test_of_a_quarter_in_place_of_a_half_ends_with_a_sentence(self, example):
        said = run(example, "report", "six-monthly", "2016-17-Q3", code=1)
        assert said == "2016-17-Q3 is not a half. Enter one such as 2016-17-H1.\n"

    @pytest.mark.parametrize("asked", [["exception", DAY], ["agency", DAY, "--agency", "police"]])
    def test_of_a_day_is_made_from_the_record(self, example, tmp_path, asked):
        path = tmp_path / "facts.json"
        assert run(example, "report", *asked, "--json", path) == f"{asked[0]} as at {DAY}, made on demand\n"
        facts = json.loads(path.read_bytes())
        assert (facts["kind"], facts["as_at"]) == (asked[0], DAY)

    @pytest.mark.parametrize(
        ("asked", "sentence"),
        [
            (["exception", "2016-17-Q3"], "2016-17-Q3 is not a day. Enter one such as 2017-01-16."),
            (["exception", "2017-01-17"], "There is nothing to say as at 17 January 2017."),
            (["exception", "2014-12-31"], "There is nothing to say as at 31 December 2014."),
            (["agency", DAY], "Whose extract? Add --agency and one of: police, "),
            (["agency", DAY, "--agency", "nobody"], "Whose extract? Add --agency and one of: police, "),
        ],
    )
    def test_of_no_such_day_or_agency_ends_with_a_sentence(self, example, asked, sentence):
        assert run(example, "report", *asked, code=1).startswith(sentence)


def _report(period):
    return queries.report("quarterly", period, 1).id


class TestVerify:
    def test_of_the_example_all_is_well(self, example):
        assert run(example, "verify") == "All well.\n"

    def test_a_damaged_file_is_a_fault_with_its_evidence(self, fresh_example):
        path = _a_file()
        path.write_bytes(b"something else")
        assert re.fullmatch(
            r"(evidence \d+: file \w{12} was changed\n)+The record is not whole\.\n",
            run(fresh_example, "verify", code=1),
        )

    def test_a_missing_file_is_a_fault(self, fresh_example):
        _a_file().unlink()
        assert " is missing\n" in run(fresh_example, "verify", code=1)

    def test_damaged_bytes_of_a_report_are_a_fault(self, fresh_example):
        db.session.query(ReportBytes).filter_by(report_id=_report(PERIOD), form="pdf").update(
            {"content": b"%PDF-another"}
        )
        db.session.commit()
        said = run(fresh_example, "verify", code=1)
        assert (
            said
            == f"report quarterly {PERIOD} edition 1: its pdf was changed or is missing\nThe record is not whole.\n"
        )

    def test_changed_words_are_a_fault(self, fresh_example):
        db.session.query(Words).filter(Words.field == "verdict").delete()
        db.session.query(Words).filter(Words.field == "said").update({"text": "Something nicer."})
        db.session.commit()
        assert "said: the words were changed" in run(fresh_example, "verify", code=1)

    @pytest.mark.parametrize("form", ["pdf", "html", "facts"])
    def test_knows_a_frozen_report_s_file_again(self, example, tmp_path, form):
        path = tmp_path / "received"
        path.write_bytes(db.session.get(ReportBytes, (_report(PERIOD), form)).content)
        assert run(example, "verify", "--report", path) == f"Unaltered: quarterly {PERIOD}, edition 1.\n"
        path.write_bytes(path.read_bytes() + b"\n")
        assert "or it was altered" in run(example, "verify", "--report", path, code=1)

    def test_of_no_file_is_refused(self, example, tmp_path):
        assert "does not exist" in run(example, "verify", "--report", tmp_path / "none.pdf", code=2)


def _a_file():
    return next(files.path_of("0" * 64).parent.parent.glob("??/*"))
