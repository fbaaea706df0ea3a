"""A sheet as the bytes of a file. Nothing typed becomes a formula, a link or a number."""

import csv
import re
from datetime import date
from io import BytesIO, StringIO

from tracker import excel
from tracker.packing import packed
from tracker.sheets import Book, Sheet
from tracker.words import day

# What a spreadsheet would take for the beginning of a formula; an apostrophe in front makes it text.
BEGINS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")
MARKED = "Marking"
# The marking and the title stand above the headings.
HEADINGS_ROW = 3


def as_csv(sheet: Sheet) -> bytes:
    """UTF-8 with a byte order mark, so that Excel reads it as such. The marking is the last column."""
    out = StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([*(column.head for column in sheet.columns), MARKED])
    writer.writerows(map(_plain, [*row, sheet.marking]) for row in sheet.rows)
    return out.getvalue().encode("utf-8-sig")


def _plain(cell):
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, str):
        return f"'{cell}" if cell.startswith(BEGINS_A_FORMULA) else cell
    return "" if cell is None else cell


def as_xlsx(sheet: Sheet, made) -> bytes:
    """`made`: the moment that its properties name."""
    return book_as_xlsx(Book(sheet.title, made, {"List": sheet}))


def book_as_xlsx(book: Book) -> bytes:
    """A sheet for each list."""
    target = BytesIO()
    file = excel.new_book(target, book.title, book.made)
    for name, sheet in book.sheets.items():
        _set_up(file, page := file.add_worksheet(name), sheet)
        _rows(file, page, sheet)
    file.close()
    return target.getvalue()


def book_as_zip(book: Book, reference: str) -> bytes:
    """A CSV for each list, all in one ZIP."""
    return packed((_file_name(reference, name), as_csv(sheet)) for name, sheet in book.sheets.items())


def _file_name(reference, name) -> str:
    """NSCB-Q3-2016-17-1-falls-due-next.csv."""
    return f"{reference}-{'-'.join(re.findall('[a-z0-9]+', name.lower()))}.csv"


def _set_up(book, page, sheet):
    """The marking, headings that stay, and filters."""
    headline = f"{sheet.title}, as at {day(sheet.as_at)}: {len(sheet.rows)}"
    excel.mark(page, sheet.marking, headline, book.add_format({"bold": True}), excel.badge(book, sheet.logo))
    page.repeat_rows(0, HEADINGS_ROW)
    page.freeze_panes(HEADINGS_ROW + 1, 0)
    page.autofilter(HEADINGS_ROW, 0, HEADINGS_ROW + max(1, len(sheet.rows)), len(sheet.columns) - 1)


def _rows(book, page, sheet):
    heading = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
    text = book.add_format({"text_wrap": True, "valign": "top"})
    days = book.add_format({"num_format": "d mmm yyyy", "align": "left", "valign": "top"})
    for place, column in enumerate(sheet.columns):
        page.set_column(place, place, column.width)
        page.write_string(HEADINGS_ROW, place, column.head, heading)
    for number, row in enumerate(sheet.rows, start=HEADINGS_ROW + 1):
        for place, cell in enumerate(row):
            _cell(page, number, place, cell, text, days)


def _cell(page, row, place, cell, text, days):
    if isinstance(cell, date):
        page.write_datetime(row, place, cell, days)
    elif isinstance(cell, str):
        page.write_string(row, place, excel.fitting(cell), text)
    elif cell is not None:
        page.write_number(row, place, cell, text)
