"""The agency workbook in a person's hands, for tests: downloaded, filled in, sent back; and what came of it."""

from io import BytesIO

import openpyxl
from a_board import the_action
from checked_page import Page
from sqlalchemy import select
from werkzeug.datastructures import FileStorage
from werkzeug.test import encode_multipart

from actions.db import db
from actions.models import Update
from tracker.workbook.layout import FIRST_ROW, LINES, PLACE
from tracker.workbook.models import WorkbookPreview


def downloaded(client):
    with client.get("/my-update/workbook.xlsx") as answer:
        assert answer.status_code == 200
        return answer.data


class Book:
    """A downloaded workbook in a person's hands."""

    def __init__(self, content):
        self.book = openpyxl.load_workbook(BytesIO(content))
        self.sheet = self.book[LINES]

    def row(self, number):
        rows = range(FIRST_ROW, self.sheet.max_row + 1)
        return next(row for row in rows if self.cell("number", row).value == number)

    def cell(self, key, row):
        return self.sheet.cell(row, PLACE[key] + 1)

    def fill(self, number, **values):
        for key, value in values.items():
            cell = self.cell(key, self.row(number))
            cell.value = value
            if isinstance(value, str):
                cell.data_type = "s"
        return self

    def bytes(self):
        target = BytesIO()
        self.book.save(target)
        return target.getvalue()


def upload(client, content, status=302, name="police.xlsx"):
    """Send the file; the body is built in memory, so that a large one leaves no temporary file behind."""
    content = content.bytes() if isinstance(content, Book) else content
    fields = {"workbook": FileStorage(BytesIO(content), name), "csrf_token": client.token()}
    boundary, body = encode_multipart(fields)
    answer = client.post("/my-update/workbook", data=body, content_type=f"multipart/form-data; boundary={boundary}")
    assert answer.status_code == status, f"{answer.status_code} {answer.location}"
    return answer if status == 302 else Page(answer)


def updates(number="2.16"):
    db.session.rollback()
    return db.session.scalars(select(Update).filter_by(action_id=the_action(number)).order_by(Update.id)).all()


def previews():
    db.session.rollback()
    return db.session.scalars(select(WorkbookPreview)).all()


def green(client, said="The agreement is signed."):
    return Book(downloaded(client)).fill("2.16", answer="Green", said=said)
