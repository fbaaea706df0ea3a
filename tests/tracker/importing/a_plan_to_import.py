"""An import in the hands of the business manager, for tests: uploaded, matched, settled, adopted."""

from datetime import date
from io import BytesIO

import an_untidy_sheet as untidy
from checked_page import Page
from the_office import as_in_days
from werkzeug.datastructures import FileStorage
from werkzeug.test import encode_multipart

from actions.db import db
from tracker.importing.models import PlanImport

UPLOAD, COLUMNS, DOUBTS, PREVIEW = "/import", "/import/columns", "/import/doubts", "/import/preview"
REFERENCE = "neglect-2016-17"
HEAD = {
    "title": "Neglect plan 2016-17",
    "reference": REFERENCE,
    **as_in_days("in_force_from", date(2016, 9, 1)),
    **as_in_days("first_day", date(2016, 4, 1)),
    **as_in_days("last_day", date(2017, 3, 31)),
}
MINUTE = {"minute": "Sub group, 12 December 2016, item 4", **as_in_days("minuted_on", date(2016, 12, 12))}
MATCHED = {
    "headings": "4",
    "number": "0",
    "action": "1",
    "owner": "2",
    "due": "3",
    "status": "4",
    "priority": "",
    **MINUTE,
}


def send_file(client, content=None, name="plan.xlsx", status=302, **different):
    """Send the file; the body is built in memory, so that a large one leaves no temporary file behind."""
    content = untidy.workbook() if content is None else content
    fields = {**HEAD, **different, "spreadsheet": FileStorage(BytesIO(content), name), "csrf_token": client.token()}
    boundary, body = encode_multipart(fields)
    answer = client.post(UPLOAD, data=body, content_type=f"multipart/form-data; boundary={boundary}")
    assert answer.status_code == status, answer.get_data(as_text=True)[:3000]
    return answer if status == 302 else Page(answer)


def asked(page) -> dict:
    """What each field of the page of doubts is filled in with."""
    fields = [each for each in page.tree.iter() if (each.get("name") or "").startswith("row-")]
    return {each.get("name"): filled_in(page, each) for each in fields}


def filled_in(page, element):
    name = element.get("name")
    return (page.field(name) if element.tag == "input" else chosen_in(page, name)) or ""


def chosen_in(page, name):
    options = page.tree.findall(f".//select[@name='{name}']/option")
    return next((each.get("value") for each in options if each.get("selected") is not None), "")


def as_filled_in(client) -> dict:
    return asked(client.page(DOUBTS))


def settled(client, **answers):
    """As far as the preview, each doubt settled as it is filled in or as is said here."""
    client.send(COLUMNS, MATCHED)
    client.send(DOUBTS, {**as_filled_in(client), **answers})
    return client.page(PREVIEW)


def imports():
    db.session.rollback()
    return db.session.query(PlanImport).all()
