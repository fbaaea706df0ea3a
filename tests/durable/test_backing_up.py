"""flask backup and flask restore: a copy that is whole, put back into an empty place only, and checked."""

import json

import pytest
from a_board import Board
from board_apps import EXAMPLE_TODAY, settings
from sqlalchemy import select, text
from the_example import run

from actions import backups, files
from actions.backups import copying
from actions.db import db
from actions.models import JournalLine, Words
from actions.triggers import guarded_tables
from tracker import clock, create_app

WORDS = "The agreement is signed."
pytestmark = pytest.mark.sqlite  # its copy is a file, which is looked into; the drill does the same on both engines


@pytest.fixture
def board(app):
    board = Board()
    board.own("2.16")
    board.says("2.16", words={"said": WORDS})
    board.proves("2.16", name="The signed agreement")
    return board


@pytest.fixture
def backed_up(app, board, tmp_path):
    """A backup of the board."""
    run(app, "backup", tmp_path / "kept")
    return tmp_path / "kept"


@pytest.fixture
def elsewhere(tmp_path):
    """An empty place."""
    place = tmp_path / "elsewhere"
    place.mkdir()
    app = create_app(settings(f"sqlite:///{place / 'tracker.db'}", place, EXAMPLE_TODAY))
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()


def held():
    """Every row of the record and its words, as text."""
    tables = (db.metadata.tables[name] for name in (*guarded_tables(), "words", "accounts"))
    return {table.name: sorted(map(str, db.session.execute(select(table)))) for table in tables}


def the_file():
    return db.session.query(Words.text).filter_by(field="file").scalar()


class TestItIsAllThere:
    def test_what_is_restored_is_what_was_backed_up(self, app, backed_up, elsewhere, tmp_path):
        said = run(elsewhere, "restore", backed_up)
        assert "1 file of evidence are back" in said
        assert said.endswith("All well.\n")
        with elsewhere.app_context():
            there = held()
            assert WORDS in str(there["words"])
            assert files.read(the_file())
        with app.app_context():
            assert held() == there

    def test_the_manifest_names_every_file_with_its_hash(self, backed_up):
        found = json.loads((backed_up / "manifest.json").read_text())
        there = {str(each.relative_to(backed_up)) for each in backed_up.rglob("*") if each.is_file()}
        assert there == {"manifest.json", *found["hashes"]}
        assert len(there) == 3

    def test_nobody_else_of_the_machine_may_look_into_it(self, backed_up):
        assert backed_up.stat().st_mode & 0o077 == 0

    def test_its_triggers_are_there_too(self, backed_up, elsewhere):
        run(elsewhere, "restore", backed_up)
        with elsewhere.app_context(), pytest.raises(Exception, match="only ever added"):
            db.session.execute(text("DELETE FROM updates"))


class TestItIsNotMadeOverAnother:
    def test_of_a_folder_that_holds_something(self, app, backed_up):
        assert "is not empty" in run(app, "backup", backed_up, code=1)

    def test_while_another_is_being_made_or_was_broken_off(self, app, board, tmp_path):
        (tmp_path / "kept.unfinished").mkdir()
        assert "one was broken off" in run(app, "backup", tmp_path / "kept", code=1)
        assert not (tmp_path / "kept").exists()


class TestWhatWasDamagedAlready:
    @pytest.mark.parametrize(("damage", "said"), [("unlink", "is missing"), ("write_text", "was changed")])
    def test_is_named_and_the_rest_is_kept(self, app, board, tmp_path, damage, said):
        getattr(files.path_of(the_file()), damage)(*["other"] if damage == "write_text" else [])
        told = run(app, "backup", tmp_path / "kept", code=1)
        assert f"file {the_file()[:12]} {said}" in told
        assert json.loads((tmp_path / "kept" / "manifest.json").read_text())["missing"] == [the_file()]


class TestRedactedMeanwhile:
    def test_the_copy_is_made_anew_and_holds_neither_words_nor_file(self, app, board, tmp_path, monkeypatch):
        copy_out, gone = backups.sqlite.copy_out, []

        def then_redact(folder):
            copied = copy_out(folder)
            if not gone:
                gone.append(the_file())
                db.session.rollback()
                db.session.execute(text("UPDATE words SET text = NULL WHERE field = 'file'"))
                db.session.commit()
                files.remove(gone[0])
            return copied

        monkeypatch.setattr(backups.sqlite, "copy_out", then_redact)
        done = backups.backup(tmp_path / "kept", at=clock.real_now())
        assert (done.faults, len(done.manifest.hashes)) == ((), 1)
        assert gone[0].encode() not in (tmp_path / "kept" / "tracker.db").read_bytes()


class TestRestoringIsRefused:
    def test_where_there_is_a_record(self, app, backed_up):
        assert "The database is not empty" in run(app, "restore", backed_up, code=1)

    def test_where_there_are_files(self, backed_up, elsewhere):
        files.folder("").mkdir(parents=True)
        files.folder("left").write_text("here")
        assert "is not empty" in run(elsewhere, "restore", backed_up, code=1)

    def test_of_what_was_not_finished(self, backed_up, elsewhere):
        (backed_up / "manifest.json").unlink()
        assert "was not finished" in run(elsewhere, "restore", backed_up, code=1)

    @pytest.mark.parametrize("which", ["tracker.db", "evidence/*/*"])
    @pytest.mark.parametrize("damage", ["changed", "missing"])
    def test_of_what_was_damaged_and_nothing_is_put_there(self, backed_up, elsewhere, which, damage):
        (file,) = backed_up.glob(which)
        with file.open("ab") as stream:
            stream.write(b" ")
        if damage == "missing":
            file.unlink()
        assert "Missing or changed: " + str(file.relative_to(backed_up)) in run(elsewhere, "restore", backed_up, code=1)
        assert not files.folder("").exists()

    def test_of_a_manifest_that_leads_elsewhere(self, backed_up, elsewhere):
        path = backed_up / "manifest.json"
        path.write_text(path.read_text().replace("evidence/", "../evidence/"))
        assert "altered" in run(elsewhere, "restore", backed_up, code=1)

    def test_of_another_engine_s(self, backed_up, elsewhere):
        path = backed_up / "manifest.json"
        path.write_text(path.read_text().replace('"sqlite"', '"postgresql"'))
        assert "of postgresql" in run(elsewhere, "restore", backed_up, code=1)


def test_with_another_journal_key_the_restored_record_is_not_whole_and_it_says_so(backed_up, elsewhere, monkeypatch):
    from actions import journal

    monkeypatch.setattr(journal._Key, "value", b"another")
    assert "Is JOURNAL_KEY what it was" in run(elsewhere, "restore", backed_up, code=1)


@pytest.fixture
def of_an_earlier_version(app, board, tmp_path):
    """A backup of a database that was not brought up to date."""
    db.session.execute(text("UPDATE alembic_version SET version_num = 'earlier'"))
    db.session.commit()
    run(app, "backup", tmp_path / "kept")
    return tmp_path / "kept"


def test_a_restored_record_of_an_earlier_version_is_to_be_brought_up_to_date(of_an_earlier_version, elsewhere):
    assert "Now run: flask db upgrade" in run(elsewhere, "restore", of_an_earlier_version)


def test_a_full_disk_leaves_no_backup(app, board, tmp_path, monkeypatch):
    def full(*_args):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(copying, "write", full)
    assert "Nothing was kept: No space left on device." in run(app, "backup", tmp_path / "kept", code=1)
    assert [each.name for each in tmp_path.iterdir() if each.name.startswith("kept")] == []


def test_backing_up_writes_nothing_into_the_record(app, board, tmp_path):
    before = db.session.query(JournalLine).count()
    run(app, "backup", tmp_path / "kept")
    assert db.session.query(JournalLine).count() == before


def test_of_two_begun_at_once_the_second_takes_nothing_from_the_first(board, app, tmp_path, monkeypatch):
    aside = tmp_path / "copy.unfinished"

    def meanwhile(folder, unfinished):
        unfinished.mkdir()
        (unfinished / "theirs").write_text("half of it")

    monkeypatch.setattr(backups, "_insist_new", meanwhile)
    with pytest.raises(backups.BadBackup, match="is there"):
        backups.backup(tmp_path / "copy", at=clock.now())
    assert (aside / "theirs").exists()
