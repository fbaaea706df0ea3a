"""An inspection pack, made and unpacked, for tests: its files, its pages, and all that can be read in it."""

import html
import io
import json
import subprocess
import zipfile
from datetime import date
from functools import cache

import html5lib
from pypdf import PdfReader

from actions import files, packs
from actions.db import db
from actions.packs import Reader
from tracker.packs import saying, writing

TODAY = date(2017, 1, 16)
INSPECTORS = Reader("inspectors")


def facts_for(reader=INSPECTORS, day=TODAY):
    found = saying.facts(packs.gather(reader, day, TODAY))
    db.session.rollback()
    return found


def pack_file(number):
    """Where a ready pack lies."""
    return files.folder(f"packs/{number}.zip")


def written(folder, reader=INSPECTORS, day=TODAY):
    """The pack as a file."""
    folder.mkdir(parents=True, exist_ok=True)
    writing.write(facts_for(reader, day), folder / "pack.zip")
    return folder / "pack.zip"


class Unpacked:
    """What is in a pack: path to bytes."""

    def __init__(self, path):
        with zipfile.ZipFile(path) as packed:
            self.names = packed.namelist()
            self.files = {name: packed.read(name) for name in self.names}

    @property
    def facts(self) -> dict:
        return json.loads(self.files["facts.json"])

    def html_pages(self) -> dict:
        """The pages that the pack draws itself, not those that were frozen."""
        return {n: content.decode() for n, content in self.files.items() if n.endswith(".html") and "reports/" not in n}

    def tree(self, name):
        """A page, parsed as strictly as it goes; it has one h1, a title, and each id once."""
        parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
        tree = parser.parse(self.files[name].decode())
        ids = [each.get("id") for each in tree.iter() if each.get("id")]
        assert len(ids) == len(set(ids)), name
        assert len(tree.findall(".//h1")) == 1, name
        assert (tree.find(".//title").text or "").strip(), name
        return tree

    def readable(self) -> str:
        """Every word that can be read in it, in small letters: names, texts, pages, and what PDFs print."""
        return " ".join(" ".join(text.split()) for text in self._texts()).lower()

    def _texts(self):
        yield " ".join(self.names)
        for name, content in self.files.items():
            text = content.decode("utf-8", "ignore")
            yield text
            yield html.unescape(text)
            if name.endswith(".json"):
                yield json.dumps(json.loads(text), ensure_ascii=False)
            if name.startswith("reports/") and name.endswith(".pdf"):
                yield printed_in(content)


@cache
def printed_in(pdf: bytes) -> str:
    return " ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)


def unpacked(folder, reader=INSPECTORS, day=TODAY) -> Unpacked:
    return Unpacked(written(folder, reader, day))


def use_files_of(app):
    """Packs and evidence of this app."""
    files.use(app.config["EVIDENCE_URL"])


def laid_out(pack, folder):
    for name, content in pack.files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return folder


def checked(folder):
    command = ["sha256sum", "--check", "--strict", "--quiet", "manifest.sha256"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
