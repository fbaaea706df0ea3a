"""What the API answers: the words of `flask standing`, what the pages show, in parts, narrowed, as JSON and CSV."""

import json
from datetime import date

import pytest
from a_program import FULL, GATED, LINE, LISTS, from_csv
from the_example import PROFILE, STRATEGY, TODAY, run

from actions.standing import plan_on
from tracker.api import ADDRESSES, resources, schemas

MARKING = "OFFICIAL-SENSITIVE Worked example: invented. Not a record of any agency."
IN_ORDER = (
    "document number parent national status colour due original_due owner rating forecast last_update moves flags"
)
CONTRACT = IN_ORDER.split()


def contract_of(rows):
    return [{name: row[name] for name in CONTRACT} for row in rows]


@pytest.mark.parametrize("day", ["2017-01-16", "2016-03-31", "2015-02-03"])
def test_actions_are_what_the_command_prints(example, program, day):
    printed = json.loads(run(example, "standing", "--as-at", day, "--json"))
    assert contract_of(program.rows(f"actions?as-at={day}&limit=40")) == printed
    assert list(printed[0]) == CONTRACT


def test_who_may_not_know_of_restricted_evidence_is_not_told_by_a_flag(example, officers):
    printed = json.loads(run(example, "standing", "--json"))
    shown = contract_of(officers.rows("actions?limit=1000"))
    differ = [(a, b) for a, b in zip(printed, shown, strict=True) if a != b]
    assert [(a["number"], set(a["flags"]) - set(b["flags"])) for a, b in differ] == [("2.16", {"restricted"})]


def test_one_action_has_its_parts_and_each_agency_s_answer(program):
    asked_of_each = program.read(f"actions/{STRATEGY}/1.3")
    cells = plan_on(TODAY).find(STRATEGY, "1.3").cells
    assert [(each["agency"], each["status"]) for each in asked_of_each["cells"]][:1] == [("police", cells[0].status)]
    assert len(asked_of_each["cells"]) == len(cells)
    assert program.read(f"actions/{PROFILE}/16")["parts"] == ["16a", "16b", "16c", "16d"]


HELD = {
    "updates": ("said", "next_steps", "rating", "quarter"),
    "evidence": ("name", "kind", "added_on"),
    "decisions": ("decided", "reason", "by"),
    "submissions": ("what", "due", "state", "reports_from"),
}


@pytest.mark.parametrize("name", HELD)
def test_what_was_done_about_an_action_is_read_with_its_words(program, name):
    rows = list(program.rows(FULL[name]))
    assert rows
    for field in HELD[name]:
        assert [row[field] for row in rows if row[field]], field


def test_reports_are_read_with_where_they_are_opened_and_their_hashes(program):
    first = next(program.rows("reports?kind=quarterly&period=2016-17-Q2"))
    assert first["pdf_url"] == "http://localhost/reports/quarterly/2016-17-Q2/1.pdf"
    assert len(first["pdf_sha256"]) == 64
    assert {row["kind"] for row in program.rows("reports?kind=six-monthly")} == {"six-monthly"}


@pytest.mark.parametrize("name", LISTS)
def test_each_row_holds_what_is_described(program, name):
    described = resources.api._docs[name]["get"]["response"]["responses"][200][0]["schema"]
    fields = list(described.fields["items"].inner.schema.fields)
    assert [list(row) for row in program.rows(LISTS[name])] == [fields] * len(list(program.rows(LISTS[name])))


def test_one_action_holds_what_is_described(program):
    assert program.read(LINE).keys() == schemas.OneAction().fields.keys()


# Narrowed


def line(row):
    return plan_on(TODAY).find(row["document"], row["number"])


NARROWED = {
    f"document={PROFILE}": lambda row: row["document"] == PROFILE,
    "status=overdue": lambda row: row["status"] == "overdue",
    "colour=amber": lambda row: row["colour"] == "amber",
    "owner=police": lambda row: row["owner"] == "police",
    "owner=nobody": lambda row: row["owner"] is None,
    "flag=re_dated": lambda row: "re_dated" in row["flags"],
    "due-before=2016-12-31": lambda row: row["due"] is not None and row["due"] < "2016-12-31",
    "due-after=2016-12-31": lambda row: row["due"] is not None and row["due"] > "2016-12-31",
    "status=overdue&owner=police": lambda row: (row["status"], row["owner"]) == ("overdue", "police"),
}


@pytest.mark.parametrize("asked", NARROWED)
def test_actions_are_narrowed(program, asked):
    every = list(program.rows("actions?limit=1000"))
    wanted = [row for row in every if NARROWED[asked](row)]
    assert 0 < len(wanted) < len(every)
    assert list(program.rows(f"actions?{asked}")) == wanted


def test_an_officer_does_not_find_restricted_evidence_by_its_flag(officers, program):
    assert "2.16" in [row["number"] for row in program.rows("actions?flag=restricted")]
    assert "2.16" not in [row["number"] for row in officers.rows("actions?flag=restricted")]


NOT_UNDERSTOOD = {
    "actions?state=open": "state",
    "actions?status=late": "status",
    "actions?limit=0": "limit",
    "actions?limit=1001": "limit",
    "actions?offset=-1": "offset",
    "actions?limit=many": "limit",
    "actions?due-before=Apr-15": "due-before",
    "actions?format=xlsx": "format",
    "reports?kind=exception": "kind",
    f"{LINE}?limit=1": "limit",
}


@pytest.mark.parametrize("address", NOT_UNDERSTOOD)
def test_what_is_not_understood_is_refused_and_named(program, address):
    assert list(program.refused(address, 400)["errors"]) == [NOT_UNDERSTOOD[address]]


DAYS = {
    "2017-01-17": "That day has not come yet",
    "2014-12-31": "Nothing was adopted by then",
    "31-12-2016": "There is no such day",
}


@pytest.mark.parametrize("day", DAYS)
def test_a_day_that_cannot_be_shown_is_refused_in_the_pages_words(program, day):
    assert DAYS[day] in program.refused(f"actions?as-at={day}", 400)["detail"]


@pytest.mark.parametrize(
    "address", [f"{LINE}5", "actions/nothing/2.14/updates", f"{GATED}?as-at=2016-10-25", "nothing"]
)
def test_what_is_not_there_on_the_day_is_not_found(program, address):
    program.refused(address, 404)


# In parts


def test_a_list_in_parts_has_each_row_once(program):
    whole = list(program.rows("actions?limit=1000"))
    assert list(program.rows("actions?limit=7")) == whole
    assert len(whole) == 100


PARTS = {
    0: {"next": 30, "last": 90},
    30: {"first": 0, "prev": 0, "next": 60, "last": 90},
    90: {"first": 0, "prev": 60},
    500: {"first": 0, "prev": 470},
}


@pytest.mark.parametrize("offset", PARTS)
def test_a_header_leads_to_the_other_parts(program, offset):
    answer = program.ask(f"actions?limit=30&offset={offset}&as-at=2017-01-16")
    at = "http://localhost/api/v1/actions?as-at=2017-01-16&limit=30&offset="
    leads = {rel: f'<{at}{place}>; rel="{rel}"' for rel, place in PARTS[offset].items()}
    assert answer.headers["Link"].split(", ") == list(leads.values())
    assert answer.json["total"] == 100
    assert answer.json["next"] == (f"{at}{PARTS[offset]['next']}" if "next" in PARTS[offset] else None)


def test_a_list_that_is_whole_leads_nowhere(program):
    assert "Link" not in program.ask("documents").headers


# As CSV


@pytest.mark.parametrize("name", LISTS)
def test_csv_says_the_same_and_each_row_bears_the_marking(program, name):
    rows = list(program.rows(f"{LISTS[name]}?limit=1000"))
    told = from_csv(program.ask(f"{LISTS[name]}?format=csv&limit=1000"))
    assert [as_cells(row) for row in rows] == [{k: v.removeprefix("'") for k, v in each.items()} for each in told]


def as_cells(row):
    return {name: as_cell(value) for name, value in row.items()} | {"Marking": MARKING}


def as_cell(value):
    if isinstance(value, bool) or value is None:
        return {True: "true", False: "false", None: ""}[value]
    return ", ".join(map(as_cell, value)) if isinstance(value, list) else str(value)


def test_csv_is_asked_for_by_the_address_or_by_the_header(program):
    assert program.ask("actions", headers={"Accept": "text/csv"}).mimetype == "text/csv"
    assert program.ask("actions?format=json", headers={"Accept": "text/csv"}).mimetype == "application/json"
    assert program.ask("actions", headers={"Accept": "text/html,*/*;q=0.8"}).mimetype == "application/json"
    assert (
        program.ask("actions?format=csv").headers["Content-Disposition"]
        == 'attachment; filename="actions-2017-01-16.csv"'
    )


# What every answer bears


@pytest.mark.parametrize("name", FULL)
def test_every_answer_bears_the_day_and_the_marking(program, name):
    told = program.read(f"{FULL[name]}?as-at=2016-12-31")
    assert (told["as_at"], told["marking"]) == ("2016-12-31", MARKING)


def test_what_programs_are_told_of_is_what_there_is(example):
    described = example.test_client().get("/api/v1/openapi.json").json
    assert described["openapi"] == "3.1.0"
    assert {path.replace("{", "<").replace("}", ">") for path in described["paths"]} == {
        f"/api/v1{each.rule}" for each in ADDRESSES.values()
    }


def test_a_day_is_a_day_of_the_record(program):
    rows = {row["number"]: row for row in program.rows(f"actions?document={STRATEGY}&as-at=2015-06-30&limit=1000")}
    for each in plan_on(date(2015, 6, 30)).of(STRATEGY):
        assert rows[each.number]["status"] == each.status
