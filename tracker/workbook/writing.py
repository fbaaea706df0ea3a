"""The workbook as it goes out: instructions, the agency's lines with locked and open columns, and whose it is."""

from io import BytesIO

from tracker import excel, words
from tracker.forms.text import LONGEST
from tracker.workbook.content import BookLine, Content
from tracker.workbook.layout import (
    ANSWERS,
    COLUMNS,
    FIRST_ROW,
    HEADINGS_ROW,
    IDENTITY,
    INSTRUCTIONS,
    LINES,
    PLACE,
    WORDS,
)

ADVICE = (
    "Fill in the white columns of the sheet “Lines”, then upload the file in the tracker under My update.",
    "Leave a line empty if you have nothing to say of it: only lines with an answer change.",
    "Choose your answer from the list: green, amber, red or nothing has changed.",
    "Green needs what was done. Amber needs why, what happens next and the month when it is back on course.",
    "Red needs also what help you ask for and what it means for children.",
    "A rating that is better than last time needs a sentence why.",
    "Do not rename sheets, move columns, or enter formulas: the tracker would refuse the file.",
    "No child's details belong here: no names, dates of birth, addresses or numbers.",
    "After the upload you see line by line what will change. Nothing is recorded before you agree.",
)


def write(content: Content, made) -> bytes:
    """The .xlsx; `made` is the moment that its properties name."""
    target = BytesIO()
    book = excel.new_book(target, _headline(content), made)
    looks = _looks(book)
    _instructions(book, content, looks)
    _lines(book, content, looks)
    _identity(book, content)
    book.close()
    return target.getvalue()


def _headline(content) -> str:
    return f"{content.agency_name}: update for {words.quarter(content.quarter)}"


def _marked(content) -> str:
    return " ".join(filter(None, (content.marking, content.example_line)))


def _looks(book) -> dict:
    shared = {"valign": "top", "text_wrap": True, "border": 1, "border_color": "#B1B4B6"}
    return {
        "bold": book.add_format({"bold": True}),
        "heading": book.add_format({**shared, "bold": True, "bg_color": "#D9E2EC"}),
        "locked": book.add_format({**shared, "bg_color": "#F3F2F1", "num_format": "@"}),
        "locked_month": book.add_format({**shared, "bg_color": "#F3F2F1", "num_format": "mmmm yyyy", "align": "left"}),
        "open": book.add_format({**shared, "locked": False, "num_format": "@"}),
        "month": book.add_format({**shared, "locked": False, "num_format": "mmmm yyyy", "align": "left"}),
    }


def _sheet(book, content, name, looks, badge=None):
    """A sheet that bears the marking in its first row and at top and bottom of every printed page."""
    sheet = book.add_worksheet(name)
    excel.mark(sheet, _marked(content), _headline(content), looks["bold"], badge)
    return sheet


def _instructions(book, content, looks):
    """The first sheet; it alone has room for the board's logo."""
    sheet = _sheet(book, content, INSTRUCTIONS, looks, excel.badge(book, content.logo))
    sheet.set_column(0, 0, 110)
    for row, advice in enumerate(ADVICE, start=3):
        sheet.write_string(row, 0, advice)
    sheet.protect()


def _lines(book, content, looks):
    sheet = _sheet(book, content, LINES, looks)
    for place, column in enumerate(COLUMNS):
        sheet.set_column(place, place, column.width)
        sheet.write_string(HEADINGS_ROW - 1, place, column.heading, looks["heading"])
    for row, line in enumerate(content.lines, start=FIRST_ROW - 1):
        _locked_cells(sheet, row, line, looks)
        _open_cells(sheet, row, line, looks)
    sheet.freeze_panes(HEADINGS_ROW, PLACE["title"])
    sheet.repeat_rows(0, HEADINGS_ROW - 1)
    sheet.protect(options={"format_columns": True, "format_rows": True})


def _locked_cells(sheet, row, line: BookLine, looks):
    texts = {
        "document": line.standing.line.document,
        "number": line.number,
        "title": line.title,
        "status": line.status,
        "last_rating": line.last_rating,
        "last_words": line.last_words,
    }
    for key, text in texts.items():
        sheet.write_string(row, PLACE[key], excel.fitting(text), looks["locked"])
    if line.standing.due:
        sheet.write_datetime(row, PLACE["due"], line.standing.due, looks["locked_month"])
    else:
        sheet.write_blank(row, PLACE["due"], None, looks["locked_month"])


def _open_cells(sheet, row, line: BookLine, looks):
    for key in ("answer", *WORDS):
        sheet.write_blank(row, PLACE[key], None, looks["open"])
    sheet.write_blank(row, PLACE["forecast"], None, looks["month"])
    offered = [said for answer, said in ANSWERS.items() if answer != "unchanged" or line.repeats]
    sheet.data_validation(row, PLACE["answer"], row, PLACE["answer"], {"validate": "list", "source": offered})
    for key in WORDS:
        shorter = {"validate": "length", "criteria": "<=", "value": LONGEST}
        sheet.data_validation(row, PLACE[key], row, PLACE[key], shorter)


def _identity(book, content):
    """Whose workbook it is, for which quarter, and which update of each line was the latest when it was made."""
    sheet = book.add_worksheet(IDENTITY)
    sheet.write_row(0, 0, ["agency", content.agency])
    sheet.write_row(1, 0, ["quarter", content.quarter.label])
    for row, line in enumerate(content.lines, start=2):
        sheet.write_row(row, 0, [*line.key, str(line.seen)])
    sheet.protect()
    sheet.very_hidden()
