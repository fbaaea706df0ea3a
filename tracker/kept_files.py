"""Files that people send as evidence: kept before their row is written, taken away again if nothing refers to them."""

import re
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import PurePath

from flask import g
from sqlalchemy import select

from actions import files, stores
from actions.db import begin_writing, db, lock_ledger
from actions.errors import RuleBroken
from actions.models import Evidence, Withdrawal, Words

UNFIT = re.compile(r'[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069<>:"/\\|?*]+')
LONGEST_NAME = 120
ENDINGS = {
    "application/pdf": (".pdf",),
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": (".docx",),
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": (".xlsx",),
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": (".pptx",),
    "application/vnd.oasis.opendocument.text": (".odt",),
    "application/vnd.oasis.opendocument.spreadsheet": (".ods",),
    "image/png": (".png",),
    "image/jpeg": (".jpg", ".jpeg"),
    "text/plain": (".txt", ".csv"),
}
PLAIN_NAME = "evidence"


def clean_name(name: str | None) -> str:
    """A file's name without folders, without what would act on a screen or in a folder, at most 120 characters."""
    return _fit((name or "").replace("\\", "/").rpartition("/")[2])


def _fit(name):
    return " ".join(UNFIT.sub(" ", name).split()).strip(" .")[:LONGEST_NAME].strip(" .") or PLAIN_NAME


def download_name(name: str | None, media_type: str) -> str:
    """What a downloaded piece of evidence is called: its name, with the ending that its content has."""
    fit = _fit(name or "")
    endings = ENDINGS[media_type]
    return fit if PurePath(fit).suffix.lower() in endings else f"{fit}{endings[0]}"


def keep(uploads) -> list[tuple[str, files.StoredFile]]:
    """Keep each upload: (name, file); the ledger is locked when this returns. If one is refused, none stays, and RuleBroken
    says why. They are sent to the store before the lock, so that nobody waits for that."""
    kept, uploads = [], list(uploads)
    try:
        for upload in uploads:
            kept.append(_keep_one(upload))
        lock_ledger()
        for upload, (_, file) in zip(uploads, kept, strict=True):
            _insist_kept(upload, file)
    except Exception:
        drop_unused(file.sha256 for _, file in kept)
        raise
    return kept


@contextmanager
def keeping(uploads):
    """The uploads kept, as `keep` gives them. If what is done with them is refused or fails, none stays."""
    kept = keep(uploads)
    try:
        yield kept
    except Exception:
        drop_unused(file.sha256 for _, file in kept)
        raise


def _keep_one(upload):
    name = clean_name(upload.filename)
    try:
        return name, replace(files.keep(upload.stream), scanned=g.get("scanned", {}).get(id(upload)))
    except RuleBroken as broken:
        raise RuleBroken(broken.field, f"{name}: {broken.message}") from None


def _insist_kept(upload, file):
    """Before the lock somebody else may have taken the same bytes away as unused."""
    if not files.holds(file.sha256):
        upload.stream.seek(0)
        _keep_one(upload)


def drop_unused(hashes) -> list[str]:
    """Take away the bytes to which no standing evidence refers. Ends the transaction; what was not committed is gone.

    Gives those that had to stay because the store did not answer; the sweep takes them (`actions.leftovers`)."""
    hashes = list(hashes)
    db.session.rollback()
    if not hashes:
        return []
    begin_writing()
    lock_ledger()
    stayed = [each for each in hashes if not _is_used(each) and not _removed(each)]
    db.session.rollback()
    return stayed


def _removed(sha256) -> bool:
    with suppress(stores.Unreachable):
        files.remove(sha256)
        return True
    return False


def _is_used(sha256: str) -> bool:
    """Whether evidence that was neither withdrawn nor redacted refers to these bytes."""
    named = select(Evidence.id).join(Words, (Words.row_id == Evidence.id) & (Words.field == "file"))
    standing = named.outerjoin(Withdrawal, Withdrawal.evidence_id == Evidence.id).where(Withdrawal.id.is_(None))
    return db.session.scalar(standing.where(Words.text == sha256).limit(1)) is not None
