"""The kept bytes of a paper as the answer to a request, with an access line."""

from flask import Response, request

from tracker import access
from tracker.papers import html

MEDIA_TYPES = {
    "pdf": "application/pdf",
    "html": "text/html; charset=utf-8",
    "facts": "application/json",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "application/zip",
}
# What a browser can show is looked at in it; the others are saved.
SAVED = ("docx", "xlsx", "csv")


def answer(content: bytes, form: str, digest: str, *, name: str, detail: str) -> Response:
    """The bytes, to be looked at in the browser or saved. Asked again with their ETag, the `digest`: 304, and no line."""
    response = drawn(content, form)
    response.set_etag(digest)
    response.headers["Cache-Control"] = "private, no-cache"
    response.headers["Content-Disposition"] = f'{how(form)}; filename="{name}"'
    if not request.if_none_match.contains(digest):
        access.note("report_opened", detail)
    return response.make_conditional(request)


def how(form: str) -> str:
    """Whether a browser shows the form or saves it."""
    return "attachment" if form in SAVED else "inline"


def drawn(content: bytes, form: str) -> Response:
    """The bytes in one form, as what they are."""
    response = Response(content, content_type=MEDIA_TYPES[form])
    if form == "html":
        response.headers["Content-Security-Policy"] = html.content_policy(content)
    return response
