"""The generated pages say what the code says: nobody edits them by hand, and nobody forgets to make them again."""

import importlib.util
import subprocess
import sys
from pathlib import Path

import pytest

from actions.changes import OPEN_IN
from actions.permissions import GRANTS
from actions.standing import STATUSES
from actions.standing.rules import FLAGS, RULES

ROOT = Path(__file__).parent.parent.parent


def _load():
    spec = importlib.util.spec_from_file_location("generate_docs", ROOT / "docs" / "generate.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


generate = _load()


def cells(page: str) -> list[list[str]]:
    """The rows of all tables of a page, heads left out."""
    rows = [line.strip("| ").split(" | ") for line in page.splitlines() if line.startswith("| ")]
    return [row for row, after in zip(rows, [*rows[1:], [""]], strict=True) if "---" not in (row[0], after[0])]


@pytest.mark.parametrize("name", generate.PAGES)
def test_the_file_is_what_is_generated(name):
    kept = (generate.FOLDER / name).read_text(encoding="utf-8")
    assert kept == generate.PAGES[name](), "make it again: python docs/generate.py"


def test_there_is_no_other_page_in_the_folder():
    assert {path.name for path in generate.FOLDER.iterdir()} == set(generate.PAGES)


def test_every_status_and_every_verb_has_a_row():
    rows = {row[0]: row[1] for row in cells(generate.verbs())}
    assert set(rows) == {generate.sentence_case(each) for each in (*STATUSES, *OPEN_IN)}
    assert "accept, check again, send back" in rows["Reported complete"]
    assert rows["Stopped"] == "none"
    assert rows["Reopen"] == "complete"


def test_every_rule_and_every_flag_has_a_row():
    rows = cells(generate.rules())
    assert [row[1] for row in rows[: len(RULES)]] == [generate.sentence_case(rule.status) for rule in RULES]
    assert [row[0] for row in rows[len(RULES) :]] == [generate.sentence_case(flag.key) for flag in FLAGS]


def test_every_permission_has_a_row():
    assert [row[0] for row in cells(generate.permissions())] == [permission.value for permission in GRANTS]


def test_a_changed_table_makes_another_page(monkeypatch):
    before = generate.verbs()
    monkeypatch.setitem(OPEN_IN, "reopen", OPEN_IN["reopen"] | {"stopped"})
    assert generate.verbs() != before


def test_it_runs_by_itself_from_anywhere(tmp_path):
    made_by = [sys.executable, str(ROOT / "docs" / "generate.py"), str(tmp_path / "made")]
    result = subprocess.run(made_by, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (result.returncode, result.stderr) == (0, "")
    assert {path.name for path in (tmp_path / "made").iterdir()} == set(generate.PAGES)
