"""Killed, cut off from power, or with the disk full while something is saved: a sample of what `make exhaustive` tries.

And the trying itself: a store that syncs nothing, and a save in two commits, are found out.
"""

from pathlib import Path

import pytest
from crashing.__main__ import told
from crashing.operations import OPERATIONS
from crashing.points import FULL, HOWS, KILLED, POWER
from crashing.trying import Boards, Outcome
from places import Databases

from actions import files, stores
from actions.changes import evidencing, recording
from actions.db import db

pytestmark = pytest.mark.slow
# The operation, how it fails, and at the last point of which name.
SAMPLE = [
    ("upload", KILLED, "write"),
    ("upload", KILLED, "replace"),
    ("upload", KILLED, "commit"),
    ("upload", POWER, "committed"),
    ("upload", FULL, "write"),
    ("upload", FULL, "fsync"),
    ("upload", FULL, "commit"),
    ("decision", KILLED, "commit"),
    ("decision", POWER, "committed"),
    ("decision", FULL, "insert journal"),
    ("freeze", KILLED, "insert report_bytes"),
    ("freeze", FULL, "commit"),
]
# On PostgreSQL: just before and just after the commit of each, and where a file is there and its row is not.
ON_POSTGRES = [
    ("upload", "insert evidence"),
    *((operation, name) for operation in OPERATIONS for name in ("commit", "committed")),
]


@pytest.fixture(scope="module")
def boards(tmp_path_factory):
    return Boards(tmp_path_factory.mktemp("crashing"))


@pytest.fixture(scope="module")
def points(boards):
    return {operation: boards.points_of(operation) for operation in OPERATIONS}


def last(names, name) -> int:
    return len(names) - names[::-1].index(name)


@pytest.mark.parametrize(("operation", "how", "name"), SAMPLE)
def test_nothing_acknowledged_is_lost_and_no_row_lacks_its_file(boards, points, operation, how, name):
    assert boards.try_at(operation, how, last(points[operation], name)).violations == ()


def test_every_write_sync_and_rename_of_the_store_is_a_point_and_so_is_each_side_of_the_commit(points):
    store = ["open", *["write"] * 6, "fsync", "mkdir", "replace", "open", "fsync", "open", "fsync", "unlink"]
    assert points["upload"][: len(store)] == store
    assert all(names[-2:] == ["commit", "committed"] and names.count("commit") == 1 for names in points.values())


@pytest.fixture(scope="module")
def in_postgres(postgres_url, tmp_path_factory):
    databases = Databases(postgres_url)
    boards = Boards(tmp_path_factory.mktemp("crashing-in-postgres"), databases)
    yield boards, {operation: boards.points_of(operation) for operation in OPERATIONS}
    databases.drop_all()


@pytest.mark.postgres
@pytest.mark.parametrize(("operation", "name"), ON_POSTGRES)
def test_killed_on_postgresql_nothing_acknowledged_is_lost_either(in_postgres, operation, name):
    boards, points = in_postgres
    assert boards.try_at(operation, KILLED, last(points[operation], name)).violations == ()


@pytest.mark.postgres
def test_on_postgresql_a_save_in_two_commits_is_found_out_too(in_postgres, monkeypatch):
    monkeypatch.setattr(evidencing, "record", commits_first)
    boards, _ = in_postgres
    found = boards.try_at("upload", KILLED, last(boards.points_of("upload"), "insert evidence")).violations
    assert found[0].startswith("torn: 1 updates")


def commits_first(*args, **more):
    db.session.commit()
    return recording.record(*args, **more)


class TestWhatIsBrokenIsFoundOut:
    def test_a_store_that_does_not_sync_its_folders(self, boards, points, monkeypatch):
        monkeypatch.setattr(stores.folder, "_sync", lambda _folder: None)
        names = boards.points_of("upload")
        found = boards.try_at("upload", POWER, last(names, "committed")).violations
        assert any("is missing" in each for each in found)

    def test_a_save_in_two_commits(self, boards, monkeypatch):
        monkeypatch.setattr(evidencing, "record", commits_first)
        names = boards.points_of("upload")
        found = boards.try_at("upload", KILLED, last(names, "insert evidence")).violations
        assert found[0].startswith("torn: 1 updates")

    def test_a_store_that_lets_go_of_a_file_that_is_named(self, boards, points, monkeypatch):
        monkeypatch.setattr(stores.folder, "_settle", lambda aside, _target: None)
        found = boards.try_at("upload", KILLED, last(boards.points_of("upload"), "committed")).violations
        assert any("a row names a file" in each for each in found)


def test_the_page_counts_each_way_and_names_the_day():
    tried = [Outcome("sqlite", "upload", how, 1, "write", ("lost",) if how == FULL else ()) for how in HOWS]
    tried.append(Outcome("postgresql", "upload", KILLED, 1, "write", ()))
    machine = {"Date": "1 May 2017", "System": "S", "Python": "P", "SQLite": "Q", "PostgreSQL": "R"}
    page = told({each: {"upload": ["write", "commit"]} for each in ("sqlite", "postgresql")}, tried, machine)
    assert "Last run: 1 May 2017, System S, Python P, SQLite Q, PostgreSQL R. 4 tries" in page
    assert "| SQLite | upload | disk full | 2 | 1 |" in page
    assert "| SQLite | upload | killed | 2 | 0 |" in page
    assert "| PostgreSQL | upload | killed | 2 | 0 |" in page
    assert "| PostgreSQL | upload | disk full" not in page


def test_a_folder_newly_made_for_evidence_is_synced_in_the_folder_above(tmp_path, monkeypatch):
    synced = []
    monkeypatch.setattr(stores.folder, "_sync", synced.append)
    monkeypatch.setattr(files._Chosen, "store", stores.Folder(tmp_path / "evidence"))
    with (Path(__file__)).open("rb") as stream:
        kept = files.keep(stream)
    assert synced == [tmp_path, files.path_of(kept.sha256).parent, tmp_path / "evidence"]
