"""A pack is whole in itself: its manifest, its pages that open offline, its names, and files that could not be read."""

import csv
import re
import subprocess
import time
import zipfile
from datetime import date
from io import BytesIO, StringIO
from pathlib import PurePosixPath

import pytest
from a_board import Board, the_action, the_agency
from a_pack import INSPECTORS, TODAY, Unpacked, facts_for, unpacked, use_files_of, written
from sqlalchemy import select
from the_example import run

from actions import changes, files, journal, queries, verify
from actions.db import begin_writing, db
from actions.models import Evidence, Words
from actions.periods import london_moment
from tracker.packs import paths, writing

LONGEST_PATH = 100
RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)
HOSTILE = (
    "../../etc/passwd",
    "..\\..\\boot.ini",
    "CON",
    "nul.txt",
    "a" * 119,
    "Łódź – ﬁle \U0001f600.pdf",
    "\u202egnp.exe",
    "report.pdf.exe",
    "<script>alert(1)</script>",
    "trailing dots...",
    "???",
    "same name",
    "same name",
    "Same Name",
)


@pytest.fixture(scope="module")
def pack(example_app, tmp_path_factory):
    """The example's pack for inspectors."""
    use_files_of(example_app)
    with example_app.app_context():
        yield unpacked(tmp_path_factory.mktemp("pack"))


@pytest.fixture
def board(app):
    use_files_of(app)
    board = Board()
    board.own("2.14")
    return board


def laid_out(pack, folder):
    for name, content in pack.files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return folder


def checked(folder):
    command = ["sha256sum", "--check", "--strict", "--quiet", "manifest.sha256"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


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


class TestItsPages:
    def test_they_are_sound_and_have_what_a_reader_finds_their_way_by(self, pack):
        assert len(pack.html_pages()) > 9
        for name in pack.html_pages():
            tree = pack.tree(name)
            for landmark in ("header", "main", "footer"):
                assert len(tree.findall(f".//{landmark}")) == 1, (name, landmark)
            assert all(each.get("aria-label") for each in tree.iter("nav")), name
            assert tree.get("lang") == "en-GB"
            levels = [int(each.tag[1]) for each in tree.iter() if re.fullmatch("h[1-6]", str(each.tag))]
            assert all(after - before <= 1 for before, after in zip(levels, levels[1:], strict=False)), name

    def test_every_table_has_a_caption_and_its_cells_their_heads(self, pack):
        for name in pack.html_pages():
            for table in pack.tree(name).iter("table"):
                heads = table.findall("./thead/tr/th")
                assert "".join(table.find("caption").itertext()).strip(), name
                assert all(each.get("scope") == "col" for each in heads), name
                for row in table.findall("./tbody/tr"):
                    assert len(list(row)) == len(heads), name
                    assert [cell.get("scope") for cell in row][:1] == ["row"], name

    def test_nothing_in_them_leads_or_loads_from_outside_and_nothing_runs(self, pack):
        for name in pack.html_pages():
            tree, here = pack.tree(name), PurePosixPath(name).parent
            assert [each.tag for each in tree.iter() if each.tag in ("script", "form", "img", "link", "iframe")] == []
            assert "url(" not in pack.files[name].decode()
            ids = {each.get("id") for each in tree.iter()}
            for link in tree.iter("a"):
                path, _, anchor = link.get("href").partition("#")
                assert resolved(here, path) in pack.names if path else anchor in ids, (name, link.get("href"))

    def test_an_anchor_of_another_page_is_there(self, pack):
        plan = pack.tree("pages/plan.html")
        led_to = [each.get("href").partition("#") for each in plan.iter("a") if "#" in each.get("href")]
        assert len(led_to) > 90
        pages = {page for page, _, _ in led_to}
        ids = {page: {each.get("id") for each in pack.tree(f"pages/{page}").iter()} for page in pages}
        assert [each for each in led_to if each[2] not in ids[each[0]]] == []

    def test_every_one_bears_the_marking_at_its_top_and_bottom(self, pack):
        for name, page in pack.html_pages().items():
            for end in ("header", "footer"):
                [marked] = pack.tree(name).findall(f".//{end}")
                assert "OFFICIAL-SENSITIVE Worked example" in " ".join("".join(marked.itertext()).split()), name
            assert "table-header-group" in page
            assert "table-footer-group" in page

    def test_the_journal_bears_it_in_every_row(self, pack):
        lines = pack.files["journal/journal.csv"].decode("utf-8-sig").splitlines()
        assert len(lines) > 900
        assert all("OFFICIAL-SENSITIVE" in line for line in lines[1:])

    def test_they_say_what_the_facts_say(self, pack):
        group = next(each for each in pack.facts["groups"] if each["heading"].startswith("Priority 2"))
        page = " ".join("".join(pack.tree(group["page"]).find(".//main").itertext()).split())
        for each in group["chronology"]:
            assert " ".join(each["said"].split()) in page
        for line in group["lines"]:
            assert " ".join(line["because"].split()) in page


def resolved(folder, path):
    """Where a link leads, from the root of the pack."""
    parts = []
    for part in (folder / path).parts:
        if part == "..":
            parts.pop()
        else:
            parts.append(part)
    return "/".join(parts)


@pytest.mark.browser
def test_printed_every_sheet_bears_the_marking_at_top_and_bottom(pack, chromium, tmp_path):
    folder = laid_out(pack, tmp_path)
    page = chromium.new_page()
    for name in ("index.html", "pages/plan.html", "pages/1-strategy-2015-16-priority-1.html"):
        page.goto((folder / name).as_uri())
        page.pdf(path=tmp_path / "printed.pdf", prefer_css_page_size=True)
        text = subprocess.run(
            ["pdftotext", "-layout", tmp_path / "printed.pdf", "-"], capture_output=True, text=True, check=True
        )
        sheets = [[line for line in sheet.splitlines() if line.strip()] for sheet in text.stdout.split("\f")[:-1]]
        assert [(n, "OFFICIAL" in sheet[0], "OFFICIAL" in sheet[-1]) for n, sheet in enumerate(sheets)] == [
            (n, True, True) for n in range(len(sheets))
        ], name
    page.close()


@pytest.mark.browser
def test_on_a_narrow_window_no_page_is_wider_than_it_whatever_was_typed(fresh_example, chromium, tmp_path):
    use_files_of(fresh_example)
    for row in db.session.scalars(select(Words).where(Words.text.is_not(None), Words.field != "file")):
        row.text = "w" * 300
    db.session.commit()
    pack = unpacked(tmp_path)
    folder, page = laid_out(pack, tmp_path), chromium.new_page(viewport={"width": 320, "height": 800})
    widths = {}
    for name in pack.html_pages():
        page.goto((folder / name).as_uri())
        widths[name] = page.evaluate("document.documentElement.scrollWidth")
    page.close()
    assert {name: width for name, width in widths.items() if width > 320} == {}


class TestItsNames:
    def test_whatever_people_typed_every_path_is_safe_short_and_its_own(self, board, tmp_path):
        for name in HOSTILE:
            board.proves("2.14", name=name, content=b"what was agreed")
        pack = unpacked(tmp_path)
        folded = [name.lower() for name in pack.names]
        assert len(folded) == len(set(folded))
        for name in pack.names:
            assert len(name) <= LONGEST_PATH
            assert re.fullmatch(r"[a-zA-Z0-9._/-]+", name)
            assert not any(
                RESERVED.fullmatch(part) or part.startswith(".") or part.endswith(".") for part in name.split("/")
            )
        assert len([name for name in pack.names if name.startswith("evidence/")]) == len(HOSTILE)
        assert checked(laid_out(pack, tmp_path / "out")).returncode == 0

    def test_evidence_begins_with_its_number_in_the_folder_of_its_line(self, board, tmp_path):
        number = board.proves("2.14", name="Minutes of May.csv", content=b"a,b")
        assert f"evidence/1-strategy-2015-16/2.14/{number:05d}-minutes-of-may.csv" in unpacked(tmp_path).names

    @pytest.mark.parametrize(
        ("number", "folder"), [("2.14", "2.14"), ("N1", "n1"), ("CON", "line-con"), ("../x", "x"), ("…", "line")]
    )
    def test_the_folder_of_a_line(self, number, folder):
        assert paths.line_folder(number) == folder

    def test_the_page_shows_the_name_as_it_was_typed(self, board, tmp_path):
        board.proves("2.14", name="<Łódź> & co")
        page = unpacked(tmp_path).tree("pages/1-strategy-2015-16-priority-2.html")
        assert "<Łódź> & co" in [("".join(each.itertext())) for each in page.iter("a")]


HARM = "=1+1 <img src=//elsewhere.test/> & <script>alert(1)</script> \"'> {{ 7*7 }} Łódź \u202egnihton\u202c"


def test_what_people_typed_does_nothing_on_its_pages_and_is_shown_as_typed(fresh_example, tmp_path):
    use_files_of(fresh_example)
    for row in db.session.scalars(select(Words).where(Words.text.is_not(None), Words.field != "file")):
        row.text = f"{HARM} {row.row_id}"
    db.session.commit()
    pack = unpacked(tmp_path)
    shown = " ".join("".join(pack.tree(name).find(".//main").itertext()) for name in pack.html_pages())
    for name in pack.html_pages():
        tags = {each.tag for each in pack.tree(name).iter()}
        assert tags & {"img", "script", "iframe", "object", "form"} == set(), name
    assert shown.count(HARM) > 300
    rows = list(csv.reader(StringIO(pack.files["journal/journal.csv"].decode("utf-8-sig"))))
    assert [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@"))] == []
    assert any(HARM in cell for row in rows for cell in row)


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
