"""Evidence kept in a bucket holds what the folder's holds: whole or not at all, checked when read, never lost unsaid."""

import hashlib
import io
import os
from contextlib import contextmanager
from datetime import timedelta

import a_card
import pytest
from a_board import Board, rows_now
from a_pack import INSPECTORS, TODAY, Unpacked
from an_s3 import BUCKET, SECRET
from board_apps import EXAMPLE_TODAY, settings
from the_example import run

from actions import files, leftovers, queries, stores
from actions.db import begin_writing, db
from actions.errors import RuleBroken
from actions.verify import verify
from tracker import beats, clock, create_app, kept_files
from tracker.config import BadSetting, evidence_setting
from tracker.packs import queue

pytestmark = pytest.mark.usefixtures("as_served")
WORDS = b"what was agreed"
HASH = hashlib.sha256(WORDS).hexdigest()


@pytest.fixture
def server(objects, in_a_bucket, app):
    """The store's server, and this test's board keeping its files there."""
    files.use(in_a_bucket)
    app.config["EVIDENCE_URL"] = in_a_bucket
    return objects


@pytest.fixture
def board(server):
    board = Board()
    board.own("2.16")
    return board


@pytest.fixture
def officer(client, board):
    return client.as_person(board.officer.id)


def lying(server) -> list[str]:
    """The names of what is kept there for this test."""
    return server.names(f"{files.store().prefix}/")


def spoil(server, content):
    """What is kept under the one name becomes something else; nothing, if None."""
    key = f"{files.store().prefix}/{files.name_of(HASH)}"
    server.kept.pop(key) if content is None else server.put(key, content)


def faults() -> list[str]:
    return [finding.sentence for finding in verify() if finding.fault]


class TestAnUpload:
    def test_is_there_under_its_hash_and_is_handed_out_again(self, server, board, officer):
        a_card.send(officer, {**a_card.GREEN, "evidence_file": a_card.upload(), "evidence_name": "Minutes"})
        ((row, words),) = a_card.evidence()
        assert (words["file"], lying(server)) == (HASH, [files.name_of(HASH)])
        assert officer.get(f"/evidence/{row.id}").data == WORDS
        assert faults() == []

    def test_leaves_nothing_on_the_host(self, server, board):
        board.proves("2.16")
        assert list(files.store().working().glob("incoming-*")) == []

    def test_that_was_withdrawn_is_taken_away(self, server, board, officer):
        number = board.proves("2.16")
        officer.send(f"/evidence/{number}/withdraw", {"reason": "It was the wrong file."})
        assert lying(server) == []

    @pytest.mark.parametrize("method", ["PUT", "GET"])
    def test_to_a_store_that_fails_is_refused_and_nothing_is_saved(self, server, board, officer, method):
        before = rows_now()
        server.failing[method] = 503
        page = a_card.send(officer, {**a_card.GREEN, "evidence_file": a_card.upload()}, status=400)
        server.failing.clear()
        assert "cannot be kept just now, and nothing was saved" in str(page.errors())
        assert rows_now() == before

    def test_that_the_store_keeps_altered_is_refused(self, server):
        server.altering = True
        with pytest.raises(RuleBroken, match="cannot be kept"):
            files.keep(io.BytesIO(WORDS))

    def test_that_is_there_already_is_not_sent_again_and_one_that_was_altered_there_is(self, server):
        files.keep(io.BytesIO(WORDS))
        server.failing["PUT"] = 503
        files.keep(io.BytesIO(WORDS))
        server.failing.clear()
        spoil(server, b"something else")
        files.keep(io.BytesIO(WORDS))
        assert files.read(HASH) == WORDS

    def test_that_somebody_took_away_as_unused_before_the_ledger_was_locked_is_kept_again(self, server, monkeypatch):
        def meanwhile():
            spoil(server, None)
            begin_writing()

        monkeypatch.setattr(kept_files, "lock_ledger", meanwhile)
        ((_, kept),) = kept_files.keep([a_card.upload()])
        assert files.read(kept.sha256) == WORDS


class TestWhatIsKept:
    @pytest.mark.parametrize(("content", "said"), [(None, "is missing"), (b"something else", "was changed")])
    def test_missing_or_altered_verify_says_so_and_it_is_not_handed_out(self, server, board, officer, content, said):
        number = board.proves("2.16")
        spoil(server, content)
        assert faults() == [f"evidence {number}: file {HASH[:12]} {said}"]
        assert officer.get(f"/evidence/{number}").status_code == 500

    def test_in_a_store_that_does_not_answer_is_not_said_to_be_missing(self, server, board, officer):
        number = board.proves("2.16")
        server.failing["GET"] = 503
        assert "could not be looked at: the bucket does not answer" in faults()[0]
        assert officer.get(f"/evidence/{number}").status_code == 503

    def test_that_cannot_be_taken_away_stays_for_the_sweep(self, server, board, officer):
        number = board.proves("2.16")
        server.failing["DELETE"] = 503
        officer.send(f"/evidence/{number}/withdraw", {"reason": "It was the wrong file."})
        server.failing.clear()
        assert leftovers.take_away(at=clock.real_now()) == 0
        server.grow_older(days=2)
        assert (leftovers.take_away(at=clock.real_now()), lying(server)) == (1, [])


@pytest.fixture(params=["folder", "bucket"])
def either_store(request, app):
    """A board whose files are in a folder, or in a bucket; what makes them older."""
    if request.param == "bucket":
        return request.getfixturevalue("server").grow_older
    return age_folder


def age_folder(**by):
    for path in files.folder("").rglob("*"):
        moment = path.stat().st_mtime - timedelta(**by).total_seconds()
        os.utime(path, (moment, moment))


def test_a_folder_does_not_list_what_goes_meanwhile(tmp_path, monkeypatch):
    folder = stores.Folder(tmp_path)
    folder.touch("incoming-1")
    folder.touch("ab/there")
    there = folder.changed("ab/there")
    monkeypatch.setattr(stores.Folder, "changed", gone_when_looked_at)
    assert [*folder.listed()] == [stores.Kept("ab/there", there)]


def test_an_upload_that_ends_meanwhile_was_not_broken_off(app, monkeypatch):
    files.folder("incoming-1").parent.mkdir(exist_ok=True)
    files.folder("incoming-1").touch()
    age_folder(days=2)
    assert len(leftovers.broken_off(at=clock.real_now())) == 1
    monkeypatch.setattr(stores.Folder, "changed", gone_when_looked_at)
    assert leftovers.broken_off(at=clock.real_now()) == []


CHANGED = stores.Folder.changed


def gone_when_looked_at(folder, name):
    if str(name) == "incoming-1":
        folder.remove(name)
    return CHANGED(folder, name)


class TestTheSweep:
    def test_takes_what_no_row_names_once_it_is_a_day_old(self, app, either_store):
        board = Board()
        board.own("2.16")
        board.proves("2.16", content=b"named")
        kept = files.keep(io.BytesIO(WORDS))
        beats.ran("send")
        either_store(hours=23)
        assert "0 files" in run(app, "sweep")
        assert "no row names" not in run(app, "doctor")
        either_store(hours=2)
        assert "1 file that no row names lie there. Run flask sweep" in run(app, "doctor")
        assert "1 file of no row taken away." in run(app, "sweep")
        assert (files.holds(kept.sha256), faults()) == (False, [])
        assert beats.last("send") is not None

    def test_spares_what_a_row_came_to_name_meanwhile(self, app, either_store, monkeypatch):
        board = Board()
        board.own("2.16")
        files.keep(io.BytesIO(WORDS))
        either_store(days=2)
        found = leftovers.unnamed(at=clock.real_now())
        board.proves("2.16")
        monkeypatch.setattr(leftovers, "unnamed", lambda **_at: found)
        assert leftovers.take_away(at=clock.real_now()) == 0
        assert faults() == []

    def test_takes_nothing_where_the_files_are_of_another_record(self, app, either_store):
        kept = files.keep(io.BytesIO(WORDS))
        either_store(days=2)
        assert "are not of this record. Look at EVIDENCE_URL" in run(app, "sweep", code=1)
        board = Board()
        board.own("2.16")
        board.proves("2.16", content=b"named")
        files.remove(hashlib.sha256(b"named").hexdigest())
        assert "are not of this record" in run(app, "sweep", code=1)
        assert files.holds(kept.sha256)


@contextmanager
def place(folder, evidence):
    """An empty database, with its evidence at an address."""
    app = create_app(settings(f"sqlite:///{folder / 'else.db'}", folder, EXAMPLE_TODAY, EVIDENCE_URL=evidence))
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()


class TestTheDeployment:
    @pytest.mark.sqlite  # the drill does the same on both engines
    def test_backup_brings_the_files_down_and_restore_puts_them_into_an_empty_place(self, app, board, server, tmp_path):
        number = board.proves("2.16")
        run(app, "backup", tmp_path / "kept")
        assert (tmp_path / "kept" / "evidence" / HASH[:2] / HASH).read_bytes() == WORDS
        with place(tmp_path, app.config["EVIDENCE_URL"].replace("?", "/else?")) as elsewhere:
            assert run(elsewhere, "restore", tmp_path / "kept").endswith("All well.\n")
            assert files.read(queries.words_of([number])[number]["file"]) == WORDS

    @pytest.mark.sqlite
    def test_restore_refuses_a_place_that_is_not_empty(self, app, board, tmp_path):
        board.proves("2.16")
        run(app, "backup", tmp_path / "kept")
        with place(tmp_path, app.config["EVIDENCE_URL"]) as elsewhere:
            assert "is not empty. Restore into a new place" in run(elsewhere, "restore", tmp_path / "kept", code=1)

    def test_doctor_and_ready_know_that_it_is_well_and_that_it_is_not(self, app, client, server):
        assert f"good  storage   Evidence can be kept in s3://{BUCKET}/" in run(app, "doctor")
        assert client.get("/ready").status_code == 200
        assert lying(server) == []
        server.failing["GET"] = 403
        said = run(app, "doctor", code=1)
        assert "fault storage   Evidence cannot be kept in" in said
        assert "Look at EVIDENCE_URL" in said
        assert client.get("/ready").status_code == 503

    def test_wrong_credentials_are_a_fault_and_are_not_shown(self, app, server, monkeypatch):
        monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "another-secret-key")
        files.use(app.config["EVIDENCE_URL"])
        said = run(app, "doctor", code=1)
        assert "fault storage" in said
        assert "another-secret-key" not in said
        assert SECRET not in said

    def test_a_job_that_ran_on_one_host_is_known_on_all(self, app, server):
        beats.ran("send")
        assert abs(beats.last("send") - clock.real_now()).total_seconds() < 60


class TestTheAddress:
    @pytest.mark.parametrize(
        ("environ", "url"),
        [
            ({"EVIDENCE_URL": "s3://bucket/prefix"}, "s3://bucket/prefix"),
            (
                {"EVIDENCE_URL": "s3://bucket", "AWS_ENDPOINT_URL_S3": "https://objects.example"},
                "s3://bucket?endpoint=https%3A%2F%2Fobjects.example",
            ),
            (
                {"EVIDENCE_URL": "s3://bucket?endpoint=https://a.example", "AWS_ENDPOINT_URL_S3": "https://b.example"},
                "s3://bucket?endpoint=https://a.example",
            ),
            (
                {"EVIDENCE_URL": "file:///srv/evidence", "AWS_ENDPOINT_URL_S3": "https://b.example"},
                "file:///srv/evidence",
            ),
        ],
    )
    def test_names_the_store_and_the_endpoint_may_be_named_as_for_other_programs(self, environ, url):
        assert evidence_setting(environ) == url

    @pytest.mark.parametrize(
        "url",
        ["ftp://host/folder", "s3:///prefix", "s3://bucket?region=x", "s3://bucket?endpoint=http://objects.example"],
    )
    def test_that_cannot_be_used_or_is_not_over_tls_is_refused(self, url):
        with pytest.raises(BadSetting, match="EVIDENCE_URL cannot be used"):
            evidence_setting({"EVIDENCE_URL": url})

    @pytest.mark.parametrize(
        "url",
        [
            "s3://AKIAKEY:very-secret@bucket",
            "s3://very-secret@bucket",
            "s3://bucket?endpoint=https://a:very-secret@b.example",
        ],
    )
    def test_with_credentials_in_it_is_refused_without_repeating_them(self, url):
        """The address of a store stands in what flask doctor says, on the page of checks, and in error messages."""
        with pytest.raises(BadSetting, match="AWS_ACCESS_KEY_ID") as refusal:
            evidence_setting({"EVIDENCE_URL": url})
        assert "secret" not in str(refusal.value)


class TestAPack:
    def test_is_made_sent_and_opened_and_leaves_nothing_else(self, app, board, server, client):
        board.proves("2.16")
        begin_writing()
        number = queue.ask(INSPECTORS, TODAY, by=board.office).id
        db.session.commit()
        assert queue.work() == [queue.Became(number, "ready")]
        assert lying(server) == [files.name_of(HASH), f"packs/{number}.zip"]
        content = client.as_person(board.office.id).get(f"/packs/{number}.zip").data
        assert len([name for name in Unpacked(io.BytesIO(content)).names if name.startswith("evidence/")]) == 1
        assert list((files.store().working() / "packs").glob("*")) == []

    def test_that_is_large_goes_and_comes_in_parts(self, server, tmp_path):
        content = bytes(range(256)) * 160_000
        (tmp_path / "large").write_bytes(content)
        assert len(content) > stores.bucket.AT_ONCE
        files.store().put(tmp_path / "large", "packs/1.zip", hashlib.sha256(content).hexdigest())
        assert files.store().read("packs/1.zip") == content
