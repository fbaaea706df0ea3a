"""Asked again: an answer is the same while the record, the day, and the person's rights are."""

import hashlib

from flask import Response, g, request

from actions import journal
from actions.models import JournalLine
from tracker import clock
from tracker.guard import viewer

# Another number when what is answered is made up otherwise.
SHAPE = 2
LAST_ROW = journal.LINE.where(JournalLine.table.is_not(None)).order_by(JournalLine.number.desc()).limit(1)


def tag(form: str) -> str:
    """What names the answer in that form: the hash of the record's last row stands for all before it."""
    head, reader = journal.kept("last row", lambda: journal.line(LAST_ROW)), viewer()
    rights = sorted(reader.roles), reader.agency_id
    said = SHAPE, head.line_hash, g.day, clock.today(), rights, request.full_path, form
    return hashlib.sha256(repr(said).encode()).hexdigest()


def is_known(tag: str) -> bool:
    """Whether who asks has that answer already."""
    return tag in request.if_none_match.as_set(include_weak=True)


def stamped(answer: Response, tag: str) -> Response:
    """The answer, to be kept by who asked alone, and to be asked for again each time."""
    answer.set_etag(tag)
    answer.headers["Cache-Control"] = "private, no-cache"
    answer.vary.update(("Authorization", "Accept"))
    return answer
