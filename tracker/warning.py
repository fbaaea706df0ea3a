"""A warning when what was just saved looks as if it told who a child is. It never stops anybody, and keeps no text."""

from itertools import chain

from flask import flash

from actions import identifiers
from tracker import clock
from tracker.forms import Email, Files, Hidden, Line, Password, Words
from tracker.words.identifiers import warning

MOST_OF_A_FILE = 1024 * 1024
NOT_WORDS = (Email, Hidden, Password)


def warn_of_identifiers(form) -> None:
    """Tell the person, on the next page, what kinds of identifier their words or text files look like."""
    today = clock.today()
    found = {kind for text in _texts(form) for kind in identifiers.kinds(text, today)}
    if found:
        flash(warning(found), "warning")


def _texts(form):
    typed = (field.data or "" for field in form if _is_new(field))
    files = (upload for field in form if isinstance(field, Files) for upload in field.data or [])
    return chain(typed, *(_of_file(upload) for upload in files))


def _is_new(field) -> bool:
    """Whether somebody typed words in it: what was filled in, such as last time's words, was warned of then."""
    if not isinstance(field, Words | Line) or isinstance(field, NOT_WORDS):
        return False
    return (field.data or "").strip() != (field.object_data or "").strip()


def _of_file(upload):
    """The name of a file, and what stands at the beginning of it if it is text."""
    yield upload.filename or ""
    upload.stream.seek(0)
    content = upload.stream.read(MOST_OF_A_FILE)
    if b"\0" not in content:
        yield content.decode("utf-8", "ignore")
