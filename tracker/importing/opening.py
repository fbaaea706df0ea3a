"""A plan's spreadsheet opened: XLSX or CSV, the sheet that looks like a plan, each cell ready for JSON."""

import csv
from dataclasses import dataclass
from datetime import date, datetime
from io import StringIO

from wtforms.validators import StopValidation

from seeds.spreadsheet.cells import column_name, words_of
from seeds.spreadsheet.columns import guess
from tracker.forms.text import refuse_longer, refuse_stacked, refuse_unkeepable
from tracker.workbook.opening import LARGEST_FILE, Again, Refused, open_book

MOST_ROWS, MOST_COLUMNS = 1000, 40
LONGEST_CELL = 4000
SHOWN_PROBLEMS = 20
THEIRS = Again(
    large="Upload a file with the plan alone",
    anew="Open it in Excel, save the plan anew as an Excel workbook (.xlsx) and upload that",
    room="a plan",
)
NOTHING = "There is nothing in the file. Upload the file that holds the plan"


@dataclass(frozen=True)
class Sheet:
    """The rows of a sheet as they stand; `unread`: the names of the workbook's other sheets that can be seen."""

    name: str | None
    rows: list
    unread: tuple[str, ...] = ()


def open_sheet(content: bytes, name: str, wanted: str = "") -> Sheet:
    """The sheet called `wanted`, or the one that looks most like a plan. Refused, naming row and reason."""
    sheet = _of_csv(content) if name.lower().endswith((".csv", ".txt")) else _of_workbook(content, name, wanted)
    problems = [problem for place, cells in enumerate(sheet.rows, start=1) for problem in _problems(place, cells)]
    if problems:
        raise Refused(*problems[:SHOWN_PROBLEMS])
    if not any(words_of(cell) for cells in sheet.rows for cell in cells):
        raise Refused(NOTHING)
    return sheet


def _problems(row, cells):
    for place, cell in enumerate(cells):
        if isinstance(cell, str):
            try:
                refuse_unkeepable(cell)
                refuse_longer(cell, LONGEST_CELL)
                refuse_stacked(cell)
            except StopValidation as wrong:
                yield f"Row {row}, column {column_name(place)}: {wrong}"


# Workbooks


def _of_workbook(content, name, wanted) -> Sheet:
    values, formulas = (open_book(content, name, again=THEIRS, values=each) for each in (True, False))
    try:
        seen = [sheet.title for sheet in values.worksheets if sheet.sheet_state == "visible"]
        chosen = [title for title in seen if title.strip().lower() == wanted.strip().lower()] if wanted else seen
        if not chosen:
            raise Refused(f"There is no sheet “{wanted}” in the workbook, which holds: {', '.join(seen)}")
        read = {title: _rows(values[title], formulas[title]) for title in chosen[:MOST_COLUMNS]}
    except Refused:
        raise
    except Exception:  # a damaged sheet shows as one of many errors
        raise Refused(f"The file is damaged or no Excel workbook. {THEIRS.anew}") from None
    finally:
        values.close()
        formulas.close()
    title = max(read, key=lambda each: (len(guess(read[each]).columns), len(read[each])))
    return Sheet(title, read[title], tuple(each for each in seen if each != title))


def _rows(values, formulas) -> list:
    for sheet in (values, formulas):
        sheet.reset_dimensions()
    limits = {"max_row": MOST_ROWS + 1, "max_col": MOST_COLUMNS + 1}
    rows = [
        [_cell(cell, as_written, row, place) for place, (cell, as_written) in enumerate(zip(*both, strict=False))]
        for row, both in enumerate(zip(values.iter_rows(**limits), formulas.iter_rows(**limits), strict=False), start=1)
    ]
    return _trimmed(rows, f"the sheet “{values.title}”")


def _trimmed(rows, what) -> list:
    """Without the empty rows at the end."""
    while rows and not any(words_of(cell) for cell in rows[-1]):
        rows.pop()
    if len(rows) > MOST_ROWS:
        raise Refused(f"{what[0].upper()}{what[1:]} has more than {MOST_ROWS:,} rows. Upload the plan alone")
    for place, cells in enumerate(rows, start=1):
        if any(words_of(cell) for cell in cells[MOST_COLUMNS:]):
            raise Refused(f"Row {place}: {what} has more than {MOST_COLUMNS} columns. Upload the plan alone")
    return rows


def _cell(cell, as_written, row, place):
    where = f"Row {row}, column {column_name(place)}"
    value = cell.value
    if cell.data_type == "e":
        raise Refused(f"{where}: holds the error {value}. Put right in Excel what it should say")
    if value is None and as_written.value is not None:
        raise Refused(
            f"{where}: holds a formula without its result. Open the file in Excel, save it, and upload it again"
        )
    if isinstance(value, datetime | date):
        return {"day": f"{value:%Y-%m-%d}", "shown": cell.number_format or ""}
    if value is None or isinstance(value, str) or type(value) in (int, float):
        return value
    return str(value)


# CSV


def _of_csv(content) -> Sheet:
    if len(content) > LARGEST_FILE:
        raise Refused(f"The file is larger than 8 MB. {THEIRS.large}")
    if content.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise Refused("The file is called .csv and is an Excel workbook. Give it the ending .xlsx")
    text = _decoded(content)
    try:
        rows = list(csv.reader(StringIO(text, newline=""), delimiter=_delimiter(text), strict=True))
    except csv.Error:
        raise Refused("The file is no CSV that can be read: a quotation mark is not closed. Save it anew") from None
    return Sheet(None, _trimmed([[cell or None for cell in row[: MOST_COLUMNS + 1]] for row in rows], "the file"))


def _decoded(content) -> str:
    """Excel writes CSV as UTF-8 with a mark, or in the code page of Western Windows."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    try:
        return content.decode("cp1252")
    except UnicodeDecodeError:
        raise Refused("The file holds characters that cannot be read. Save it anew as CSV UTF-8") from None


def _delimiter(text) -> str:
    lines = text.splitlines()[:50]
    return max(",;\t", key=lambda mark: sum(line.count(mark) for line in lines))
