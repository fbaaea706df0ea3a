"""Writing a pack: file by file into a ZIP on disk, never the whole of it in memory. The same facts and files give the same
bytes."""

import hashlib
import zipfile
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import select

from actions import files, reports
from actions.db import db
from actions.models import ReportBytes, Scan, Words
from tracker.packing import EPOCH, READABLE, UNIX
from tracker.packs import drawing

MANIFEST, FACTS = "manifest.sha256", "facts.json"
# What is worth compressing; all other kinds are compressed in themselves already.
PLAIN_ENDINGS = (".txt", ".csv", ".html", ".json", ".sha256")
CHANGED = "it is not as it was frozen"
HARMFUL = "a scanner found something harmful in it"
GONE = "it was withdrawn while the pack was made"


class Book:
    """A ZIP being written, and what is in it so far: path to SHA-256."""

    def __init__(self, packed: zipfile.ZipFile):
        self.packed, self.hashes = packed, {}

    def put(self, path: str, content: bytes):
        info = zipfile.ZipInfo(path, EPOCH)
        info.external_attr, info.create_system = READABLE, UNIX
        info.compress_type = zipfile.ZIP_DEFLATED if path.endswith(PLAIN_ENDINGS) else zipfile.ZIP_STORED
        self.packed.writestr(info, content)
        self.hashes[path] = hashlib.sha256(content).hexdigest()


def write(facts: dict, target: Path, tell: Callable[[int, int], None] = lambda done, of: None) -> None:
    """Write the pack of these facts. `tell`: how many of how many files are in. What cannot be read is named as missing."""
    wanted = [*_evidence(facts), *_reports(facts)]
    with zipfile.ZipFile(target, "w") as packed:
        book = Book(packed)
        for done, (entry, read) in enumerate(wanted):
            tell(done, len(wanted))
            _put_or_miss(book, entry, read)
        tell(len(wanted), len(wanted))
        kept = reports.to_bytes(facts)
        book.put(FACTS, kept)
        for path, content in drawing.pages(kept):
            book.put(path, content)
        book.put(MANIFEST, manifest(facts, book.hashes))


def _evidence(facts):
    harmful = _harmful()
    return [
        (each, lambda each=each: _sound(each, harmful))
        for group in facts["groups"]
        for each in group["evidence"]
        if "path" in each
    ]


def _harmful() -> frozenset:
    """The hashes of files in which a scanner found something."""
    named = select(Words.text).join(Scan, Scan.evidence_id == Words.row_id)
    found = frozenset(db.session.scalars(named.where(Words.field == "file", Scan.found.is_not(None))))
    db.session.rollback()
    return found


def _sound(each, harmful) -> bytes:
    if each["sha256"] in harmful:
        raise files.DamagedFile(HARMFUL)
    return files.read(each["sha256"])


def _reports(facts):
    return [
        (file, lambda report=report, file=file: _kept(report["row"], file))
        for report in facts["reports"]
        for file in report["files"]
    ]


def _kept(row, file) -> bytes:
    """A frozen report's bytes in one form, as they were frozen; DamagedFile if they are not."""
    found = db.session.get(ReportBytes, (row, file["form"]), populate_existing=True)
    content = found and found.content
    db.session.rollback()
    if content is None:
        raise files.DamagedFile(GONE)
    if hashlib.sha256(content).hexdigest() != file["sha256"]:
        raise files.DamagedFile(CHANGED)
    return content


def _put_or_miss(book, entry, read):
    try:
        content = read()
    except files.DamagedFile as damage:
        entry["missing"] = str(damage)
    else:
        book.put(entry["path"], content)


def manifest(facts: dict, hashes: dict) -> bytes:
    """The list that `sha256sum -c` reads; what begins with # is for people."""
    head = facts["head"]
    about = [
        f"# {facts['reference']}: SHA-256 of every other file of this pack. Check it with: sha256sum -c {MANIFEST}",
        f"# Head of the journal when it was made: line {head['number']}, {head['hash']}",
    ]
    lines = [f"{digest}  {path}" for path, digest in sorted(hashes.items())]
    return "\n".join([*about, *lines, ""]).encode()
