"""A sheet as the answer to a request, with its access line."""

from flask import Response, abort

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
    detail = f"{name} as at {sheet.as_at}, {form}: {len(sheet.rows)} rows"
    return access.hand_over(drawn(sheet), media_type, f"{name}-{sheet.as_at}.{form}", kind="export", detail=detail)
