"""Tables as people's tools read them: each row of an Excel sheet or of a CSV by its headings, without the marking."""

import csv
import io
import zipfile
from datetime import datetime

import openpyxl

MARKED, HEADINGS_ROW = "Marking", 4


def book_of(content: bytes):
    return openpyxl.load_workbook(io.BytesIO(content))


def sheets_of(content: bytes) -> dict[str, list[dict]]:
    """The rows of each sheet of a workbook; a day is a date."""
    return {page.title: _rows(page) for page in book_of(content)}


def _rows(page):
    heads, *rows = page.iter_rows(min_row=HEADINGS_ROW, values_only=True)
    return [dict(zip(heads, map(_day, row), strict=True)) for row in rows]


def _day(cell):
    return cell.date() if isinstance(cell, datetime) else cell


def files_of(content: bytes) -> dict[str, list[dict]]:
    """The rows of each CSV of a ZIP, by the file's name; every cell is text."""
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        assert parts.testzip() is None
        return {name: csv_of(parts.read(name)) for name in parts.namelist()}


def csv_of(content: bytes) -> list[dict]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def as_csv_has_it(row: dict) -> dict:
    """A row of a sheet in the words of a CSV."""
    return {head: "" if cell is None else str(cell) for head, cell in row.items()}


def unmarked(row: dict) -> dict:
    return {head: cell for head, cell in row.items() if head != MARKED}
