"""A plan's spreadsheet in the untidy style of real boards, made anew by each test: 60 actions under five priorities."""

from datetime import date
from io import BytesIO

import xlsxwriter

HEADINGS = ("No.", "Action required", "Lead agency", "By when", "RAG", "Progress / comments")
PRIORITIES = {
    1: ("Priority 1: Know the children", 12),
    2: ("PRIORITY 2 – Prevention", 20),
    3: ("Strategic objective 3: Protection", 12),
    4: ("Training and awareness", 10),
    5: ("5. Bringing offenders to justice", 6),
}
SURE_DATES = ("Sep-16", "Sep -16", "30/09/2016", "December 2016", "by end of March 2017", "tbc", date(2016, 11, 30))
OWNERS = ("Northamptonshire Police", "NCC", "police", "Probation", "Health")
STATUSES = ("G", "Amber", "R", "Complete", "", "Not started")
# By the number of the action: what stands in its cells in place of what is certain.
DATES = {
    "1.3": "ongoing",
    "1.7": "",
    "2.4": "Sep-16 (revised Dec-16)",
    "2.12": "Q3",
    "3.5": "15 April",
    "4.2": "Sep-19",
}
OWNED = {"1.2": "", "1.9": "", "2.6": "", "2.10": "RISE", "3.3": "Police / NCC", "4.4": "", "5.2": "All agencies"}
STOOD = {"2.8": "In progress", "3.4": "see minutes"}
# What Excel made of a number, and a number that somebody gave twice or not at all.
NUMBERS = {"2.10": 2.1, "2.20": 2.2, "3.8": "", "5.4": "5.3"}
UNFINISHED = "Figures of the last quarter are still awaited"
# What is read of them where it is in doubt, until somebody says otherwise.
READ = {
    "due": {"1.3": "tbc", "1.7": "tbc", "2.4": "September 2016", "2.12": "December 2016", "3.5": "15 April 2016"}
    | {"4.2": "September 2019"},
    "owner": {**dict.fromkeys(OWNED, ""), "3.3": "police"},
    "status": dict.fromkeys(STOOD, "none"),
    "number": {number: number for number in NUMBERS},
}
DOUBTS = [(kind, number, said) for kind, read in READ.items() for number, said in read.items()]
# The remark at the end might be an action; the heading without a number might be a remark.
OF_ROWS_ALONE = ["due", "heading", "heading", "number", "owner"]


def rows() -> list:
    """Every row of the sheet, from its title to its remark at the end."""
    found = [
        ["Safeguarding Children Board: action plan (DRAFT v7 FINAL)"],
        [],
        ["Updated by the board office"],
        list(HEADINGS),
    ]
    for priority, (heading, many) in PRIORITIES.items():
        found += [[heading], *(_action(priority, place) for place in range(1, many + 1)), []]
        if priority == 2:
            found.append(list(HEADINGS))
    return [*found, ["", UNFINISHED]]


def _action(priority, place) -> list:
    number, turn = f"{priority}.{place}", priority * 7 + place
    return [
        NUMBERS.get(number, number),
        f"Agree what {number} asks of every partner. Tell the sub group how it went.",
        OWNED.get(number, OWNERS[turn % len(OWNERS)]),
        DATES.get(number, SURE_DATES[turn % len(SURE_DATES)]),
        STOOD.get(number, STATUSES[turn % len(STATUSES)]),
        "",
    ]


def all_numbers() -> list:
    return [f"{priority}.{place}" for priority, (_, many) in PRIORITIES.items() for place in range(1, many + 1)]


def row_of(number) -> int:
    """In which row of the sheet that action stands, counted from 1."""
    texts = [str(cells[1]) if len(cells) > 1 else "" for cells in rows()]
    return next(place for place, text in enumerate(texts, start=1) if text.startswith(f"Agree what {number} asks"))


def workbook(error_in: int | None = None) -> bytes:
    """As an Excel file, with merged headings and a second sheet. `error_in`: the row in which a formula came to nothing."""
    target = BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True})
    sheet, notes = book.add_worksheet("Action plan"), book.add_worksheet("Notes")
    notes.write(0, 0, "Ask the chair about the new template")
    looks = {"month": book.add_format({"num_format": "dd/mm/yyyy"}), "title": book.add_format({"bold": True})}
    for place, cells in enumerate(rows()):
        _write(sheet, place, cells, looks)
    if error_in:
        sheet.write_formula(f"B{error_in}", "=#REF!", None, "#REF!")
    book.close()
    return target.getvalue()


def _write(sheet, row, cells, looks):
    if len(cells) == 1:
        sheet.merge_range(row, 0, row, len(HEADINGS) - 1, cells[0], looks["title"])
        return
    for column, cell in enumerate(cells):
        if isinstance(cell, date):
            sheet.write_datetime(row, column, cell, looks["month"])
        elif cell != "":
            sheet.write(row, column, cell)
