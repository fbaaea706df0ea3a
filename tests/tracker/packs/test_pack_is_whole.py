"""A pack is whole in itself: its manifest, files that could not be read, what was taken out, the same bytes again."""

import re
import time
import zipfile
from datetime import date
from io import BytesIO

import pytest
from a_board import the_action, the_agency
from a_pack import INSPECTORS, TODAY, Unpacked, checked, facts_for, laid_out, unpacked, use_files_of, written
from sqlalchemy import select
from the_example import run

from actions import changes, files, journal, queries, verify
from actions.db import begin_writing, db
from actions.models import Evidence, Words
from actions.periods import london_moment
from tracker.packs import writing


class TestTheManifest:
    def test_standard_tools_find_every_file_as_it_was(self, pack, tmp_path):
        done = checked(laid_out(pack, tmp_path))
        assert (done.returncode, done.stdout, done.stderr) == (0, "", "")

    def test_it_lists_every_file_but_itself_once(self, pack):
        listed = re.findall(r"^[0-9a-f]{64}  (.+)$", pack.files["manifest.sha256"].decode(), re.MULTILINE)
        assert sorted(listed) == sorted(set(pack.names) - {"manifest.sha256"})
        assert len(pack.names) == len(set(pack.names))

    def test_one_byte_altered_is_found(self, pack, tmp_path):
        folder = laid_out(pack, tmp_path)
        with (folder / "index.html").open("r+b") as page:
            page.seek(100)
            page.write(b"#")
        done = checked(folder)
        assert done.returncode == 1
        assert "index.html: FAILED" in done.stdout

    def test_it_names_the_journals_head(self, pack):
        head = journal.head()
        assert f"line {head.number}, {head.line_hash}" in pack.files["manifest.sha256"].decode()

    def test_the_frozen_reports_in_it_are_ones_that_verify_accepts(self, pack, example_app, tmp_path):
        folder = laid_out(pack, tmp_path)
        named = [name for name in pack.names if name.startswith("reports/")]
        assert all(verify.edition_of(pack.files[name]) for name in named)
        assert "Unaltered" in run(example_app, "verify", "--report", folder / named[0])


class TestFilesThatCannotBeRead:
    def damage(self, act):
        row = db.session.scalars(select(Evidence).where(Evidence.kind == "file").order_by(Evidence.id)).first()
        act(files.path_of(queries.words_of([row.id])[row.id]["file"]))
        db.session.rollback()
        return row.id

    @pytest.mark.parametrize("act", [lambda path: path.unlink(), lambda path: path.write_bytes(b"other")])
    def test_are_named_as_missing_and_break_nothing(self, board, tmp_path, act):
        board.proves("2.14", name="Lost", content=b"lost")
        board.proves("2.14", name="Kept", content=b"kept")
        number = self.damage(act)
        pack = unpacked(tmp_path)
        [evidence] = [name for name in pack.names if name.startswith("evidence/")]
        assert pack.files[evidence] == b"kept"
        assert str(number) not in evidence
        for page in ("index.html", "pages/1-strategy-2015-16-priority-2.html"):
            text = " ".join("".join(pack.tree(page).find(".//main").itertext()).split())
            assert re.search(r"Lost.{0,20}file [0-9a-f]{12} (is missing|was changed)", text), page
        assert checked(laid_out(pack, tmp_path / "out")).returncode == 0

    def test_what_was_withdrawn_later_is_named_without_its_file(self, board, tmp_path):
        number = board.proves("2.14", name="Taken back", on=date(2017, 1, 3))
        begin_writing()
        row = db.session.get(Evidence, number)
        changes.withdraw_evidence(row, reason="The wrong file.", by=board.officer, at=london_moment(TODAY))
        db.session.commit()
        pack = unpacked(tmp_path, day=date(2017, 1, 4))
        assert [name for name in pack.names if name.startswith("evidence/")] == []
        [piece] = [each for group in pack.facts["groups"] for each in group["evidence"]]
        assert (piece["name"], piece["withdrawn_on"]) == ("Taken back", "2017-01-16")


class TestRedaction:
    def test_words_that_were_taken_out_are_in_no_byte(self, board, tmp_path):
        board.says("2.14", "amber", words={"said": "", "why": "We met Quillfeather.", "next_steps": "Meet again."})
        board.proves("2.14", name="Letter to Quillfeather", content=b"Dear Quillfeather, come home.")
        assert "quillfeather" in unpacked(tmp_path / "before").readable()
        begin_writing()
        gone = changes.redact("Quillfeather", reason="A person.", by=board.office, at=london_moment(TODAY), render=None)
        db.session.commit()
        for sha256 in gone:
            files.remove(sha256)
        pack = unpacked(tmp_path / "after")
        assert "quillfeather" not in pack.readable()
        assert "[redacted]" in pack.readable()


def test_the_same_facts_and_files_give_the_same_bytes(board, tmp_path):
    board.proves("2.14")
    first, second = (written(tmp_path / name).read_bytes() for name in ("a", "b"))
    assert first == second


def test_nothing_in_it_tells_of_the_moment_it_was_made(pack, example_app, tmp_path):
    use_files_of(example_app)
    path = written(tmp_path)
    with zipfile.ZipFile(path) as packed:
        assert {each.date_time for each in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert Unpacked(path).files == pack.files


def five_hundred_files():
    """500 files of 10 kB as evidence on one line: their files kept, their rows put in past the verbs, which take longer."""
    line, agency = the_action("2.14"), the_agency("police")
    for number in range(100_000, 100_500):
        kept = files.keep(BytesIO(f"Minutes {number}\n".encode() + b"what was agreed\n" * 640))
        row = Evidence(id=number, at=london_moment(TODAY), verb="add_evidence", counts_from=TODAY, restricted=False)
        row.action_id, row.agency_id, row.kind, row.shows = line, agency, "file", "activity"
        row.size, row.media_type = kept.size, kept.media_type
        db.session.add(row)
        for field, text in (("name", f"Minutes {number}"), ("file", kept.sha256)):
            db.session.add(Words(row_id=number, field=field, salt="", text=text))
    db.session.commit()


def test_five_hundred_files_take_seconds(board, tmp_path):
    five_hundred_files()
    told, began = [], time.perf_counter()
    writing.write(facts_for(), tmp_path / "pack.zip", lambda done, of: told.append((done, of)))
    assert time.perf_counter() - began < 15
    assert told[0] == (0, 500)
    assert told[-1] == (500, 500)
    assert len([name for name in Unpacked(tmp_path / "pack.zip").names if name.startswith("evidence/")]) == 500


def test_never_the_whole_is_held_in_memory(board, tmp_path, monkeypatch):
    """Each file is read when it is its turn, after the one before is in the ZIP on disk."""
    for n in range(3):
        board.proves("2.14", name=f"Minutes {n}", content=bytes([65 + n]) * 100_000)
    sizes, read = [], files.read

    def reading(sha256):
        sizes.append((tmp_path / "pack.zip").stat().st_size)
        return read(sha256)

    monkeypatch.setattr(files, "read", reading)
    written(tmp_path, INSPECTORS)
    assert sizes == sorted(sizes)
    assert len(set(sizes)) == 3


def test_a_pack_of_a_day_before_anything_was_done_is_empty_and_sound(app, tmp_path):
    use_files_of(app)
    pack = unpacked(tmp_path, day=date(2015, 2, 2))
    assert pack.facts["reports"] == []
    assert "No report had been frozen by that day." in pack.files["index.html"].decode()
    for name in pack.html_pages():
        pack.tree(name)
    assert db.session.scalars(select(Words).where(Words.field == "file")).all() == []
