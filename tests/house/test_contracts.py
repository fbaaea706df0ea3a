"""What holds of the code itself: who may import whom, how long a file may be, who reads the clock, what is never written."""

import ast
import re
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
LONGEST = 350
BINARY = {".png", ".jpg", ".ttf", ".woff2", ".pdf", ".ico"}
CLOCKS = {
    ("date", "today"),
    ("datetime", "now"),
    ("datetime", "today"),
    ("datetime", "utcnow"),
    ("time", "time"),
    ("time", "localtime"),
    ("time", "monotonic"),
    ("func", "now"),
    ("func", "current_date"),
    ("func", "current_timestamp"),
}
MACHINE = re.compile(r"(?<![\w.])/(?:work|root|Users|home/[a-z]\w*)/")
REGISTRY = re.compile(
    r"https?://[^\s\"']*(?:pyp[i]|python[h]osted|registr[y]\.|/simple\b|artifactory|nexus)[^\s\"']*", re.IGNORECASE
)
SAFE = re.compile(r"\|\s*safe\b|\{%-?\s*autoescape\s+false|\bMarkup\(")


def python_files(*folders):
    return sorted(
        path for folder in folders for path in (ROOT / folder).rglob("*.py") if "migrations" not in path.parts
    )


def named(path) -> str:
    return str(path.relative_to(ROOT))


def tracked_files() -> list[Path]:
    """What is under version control, or about to be."""
    if not shutil.which("git") or not (ROOT / ".git").exists():
        pytest.skip("This is no git repository. Clone it to test what its files hold: git clone")
    listing = ("git", "ls-files", "--cached", "--others", "--exclude-standard")
    listed = subprocess.run(listing, cwd=ROOT, capture_output=True, text=True, check=True)
    files = [ROOT / name for name in listed.stdout.splitlines()]
    return [path for path in files if path.is_file() and path.suffix not in BINARY]


# Imports


def test_the_arrows_point_one_way():
    lint = shutil.which("lint-imports", path=str(Path(sys.executable).parent))
    result = subprocess.run([lint, "--no-logo", "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout
    assert re.search(r"Contracts: \d+ kept, 0 broken", result.stdout)


def imported(tree) -> set[str]:
    """The modules that a module imports, however deep inside."""
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found.add(node.module or "")
    return found


@pytest.mark.parametrize("path", python_files("actions"), ids=named)
def test_actions_does_not_know_that_there_is_a_website(path):
    tops = {name.split(".")[0] for name in imported(ast.parse(path.read_text()))}
    website = {"flask", "werkzeug", "wtforms", "flask_wtf", "flask_login", "jinja2", "reportlab", "tracker", "seeds"}
    assert not tops & website
    assert "flask_sqlalchemy" not in tops or path.name == "db.py"


def writes_the_ledger(path) -> bool:
    return bool({"actions.changes.recording"} & imported(ast.parse(path.read_text())))


def test_only_changes_writes_the_ledger():
    """Verification reads the one hash function of it; nobody else comes near."""
    outside = [path for path in python_files("actions", "seeds", "tracker") if "changes" not in path.parts]
    assert [named(path) for path in outside if writes_the_ledger(path)] == ["actions/verify.py"]


# Length


@pytest.mark.parametrize("folder", ["actions", "tracker"])
def test_no_file_is_too_long(folder):
    lengths = {named(path): len(path.read_text().splitlines()) for path in python_files(folder)}
    assert {name: length for name, length in lengths.items() if length > LONGEST} == {}


# The clock


def clock_reads(tree) -> list[int]:
    """The lines on which a clock is read: `date.today()`, `datetime.now()`, `time.time()`, `func.now()` and the like."""
    return [node.lineno for node in ast.walk(tree) if isinstance(node, ast.Attribute) and _is_clock(node)]


def _is_clock(node) -> bool:
    owner = node.value
    name = owner.id if isinstance(owner, ast.Name) else owner.attr if isinstance(owner, ast.Attribute) else ""
    return (name, node.attr) in CLOCKS


def test_only_the_clock_reads_the_clock():
    reads = {
        named(path): clock_reads(ast.parse(path.read_text())) for path in python_files("actions", "seeds", "tracker")
    }
    assert [name for name, lines in reads.items() if lines] == ["tracker/clock.py"]


@pytest.mark.parametrize("line", ["date.today()", "datetime.datetime.now(UTC)", "time.time()", "x = datetime.utcnow"])
def test_a_read_of_the_clock_is_seen(line):
    assert clock_reads(ast.parse(line)) == [1]


def test_asking_our_own_clock_is_none():
    assert clock_reads(ast.parse("clock.now(); clock.today(); self.today")) == []


# What is never written


def test_nothing_typed_is_called_safe():
    templates = [path for path in (ROOT / "templates").rglob("*") if path.is_file()]
    assert [named(path) for path in templates if SAFE.search(path.read_text())] == []


@pytest.mark.parametrize("text", ["{{ words|safe }}", "{{ words | safe }}", "{% autoescape false %}", "Markup(words)"])
def test_what_is_called_safe_is_seen(text):
    assert SAFE.search(text)


def test_no_file_names_a_package_registry_or_a_machine():
    found = {}
    for path in tracked_files():
        if path == Path(__file__):
            continue
        text = path.read_text(encoding="utf-8", errors="ignore")
        match = REGISTRY.search(text) or MACHINE.search(text)
        if match:
            found[named(path)] = match[0]
    assert found == {}


@pytest.mark.parametrize(
    "text",
    ["--index-url https://packages.example/simple", "see https://registry.example/x", "/root/x", "in /home/jo/x"],
)
def test_a_registry_or_a_machine_is_seen(text):
    assert REGISTRY.search(text) or MACHINE.search(text)


def test_no_two_files_of_tests_have_one_name():
    names = Counter(path.name for path in python_files("tests") if path.name.startswith("test_"))
    assert [name for name, times in names.items() if times > 1] == []


def test_no_test_sleeps_but_where_another_process_or_thread_is_to_get_somewhere_and_then_for_half_a_second_at_most():
    naps = {named(path): re.findall(r"\btime\.sleep\(([^)]*)\)", path.read_text()) for path in python_files("tests")}
    naps = {name: found for name, found in naps.items() if found and name != named(Path(__file__))}
    assert [name for name in naps if not name.startswith("tests/durable/")] == []
    assert all(float(each) <= 0.5 for found in naps.values() for each in found)
