"""The recount tried on small ledgers made by hand, one rule at a time (the tables in cases/), without the tracker's code."""

import ast
import sys
from pathlib import Path

import pytest
from cases import CASES
from cases.small_ledgers import standing_of
from plain.documents import entries_of, read_documents
from two_answers import PARTS, SEEDS


@pytest.mark.parametrize(
    ("events", "number", "day", "expected"), [case[1:] for case in CASES], ids=[c[0] for c in CASES]
)
def test_the_recount_says_what_the_rules_say(events, number, day, expected):
    found = standing_of(number, events, day)
    assert expected == (found and {name: found.get(name) for name in expected})


def test_the_recount_shares_no_code():
    nodes = [node for part in PARTS for node in ast.walk(ast.parse(Path(part.__file__).read_text(encoding="utf-8")))]
    named = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    named |= {node.module for node in nodes if isinstance(node, ast.ImportFrom) and not node.level}
    assert {name.split(".")[0] for name in named} <= {"yaml", "dateutil"} | sys.stdlib_module_names


def test_the_recount_reads_all_100_lines_of_the_seeds():
    documents = read_documents(SEEDS)
    assert [len(entries_of(each)) for each in documents] == [57, 43]
