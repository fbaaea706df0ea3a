"""Uploads are scanned, where SCANNER_URL names a scanner, before anything is done with them. What cannot be scanned is not
taken in."""

from flask import current_app, g, request
from flask_login import current_user

from actions import journal
from actions.db import begin_writing, db
from tracker import clock, read_only
from tracker.kept_files import clean_name
from tracker.scanner import CannotScan, scan

WITHIN = 60  # seconds for all that is sent at once: a proxy waits no longer than twice that
HARMFUL = (
    "{}: The scanner found something harmful in it ({}), so it was not taken in. Do not open it or send it on, and tell "
    "whoever looks after your computer"
)
UNSCANNED = (
    "{}: It could not be scanned for viruses just now, so it was not taken in. Try again in a few minutes, or say where it "
    "is held. If it goes on, tell the board office"
)
TOO_LARGE = (
    "{}: It is larger than the scanner takes, so it was not taken in. Send a smaller one, or say where it is held"
)


def scan_what_was_sent() -> None:
    """Scan every file of this request. What came of each waits for the field that takes it (forms.Files) and for who keeps
    it (kept_files). Nobody waits for us meanwhile: the transaction ends, and another begins."""
    uploads = [upload for name in request.files for upload in request.files.getlist(name) if upload.filename]
    if not current_app.config.get("SCANNER_URL") or not uploads or "not_saved" in g:
        return
    db.session.rollback()
    g.refused_files, g.scanned, until = {}, {}, WITHIN + clock.real_now().timestamp()
    for upload in uploads:
        _judge(upload, until - clock.real_now().timestamp())
    read_only.begin_to_write()


def _judge(upload, within):
    name = clean_name(upload.filename)
    try:
        found = scan(current_app.config["SCANNER_URL"], upload.stream, within=within)
    except CannotScan as reason:
        current_app.logger.error("an upload was refused: %s", reason)
        g.refused_files[id(upload)] = (TOO_LARGE if reason.too_large else UNSCANNED).format(name)
        return
    finally:
        upload.stream.seek(0)
    if found:
        _note(found)
        g.refused_files[id(upload)] = HARMFUL.format(name, found)
        return
    g.scanned[id(upload)] = clock.now()
    db.session.rollback()


def _note(found):
    """On record and in the log: what was found and by which page, nothing of the file, nor its name."""
    current_app.logger.warning("an upload was refused: %s", found)
    begin_writing()
    detail = f"{request.endpoint}: {found}"
    journal.security_event("upload_harmful", at=clock.now(), by_id=current_user.viewer.id, detail=detail)
    db.session.commit()
