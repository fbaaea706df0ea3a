"""A sheet as the answer to a request, with its access line."""

from io import BytesIO

from flask import Response, abort, send_file

from tracker import access, clock
from tracker.sheets import Sheet, drawing

FORMS = {
    "csv": ("text/csv; charset=utf-8", drawing.as_csv),
    "xlsx": (
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        lambda sheet: drawing.as_xlsx(sheet, clock.now()),
    ),
}


def answer(sheet: Sheet, form: str, name: str) -> Response:
    """The sheet as a file to keep, named after the list and its day. `form`: csv or xlsx, 404 for any other."""
    if form not in FORMS:
        abort(404)
    media_type, drawn = FORMS[form]
    content = BytesIO(drawn(sheet))
    access.note("export", f"{name} as at {sheet.as_at}, {form}: {len(sheet.rows)} rows")
    sent = send_file(content, media_type, as_attachment=True, download_name=f"{name}-{sheet.as_at}.{form}")
    sent.headers.update({"Content-Security-Policy": "sandbox", "Cache-Control": "no-store"})
    return sent
