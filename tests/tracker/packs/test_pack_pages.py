"""The pages and paths of a pack: they open offline, lead nowhere else, print well, and show what was typed as typed."""

import csv
import re
import subprocess
from io import StringIO
from pathlib import PurePosixPath

import pytest
from a_pack import checked, laid_out, unpacked, use_files_of
from sqlalchemy import select

from actions.db import db
from actions.models import Words
from tracker.packs import paths

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
