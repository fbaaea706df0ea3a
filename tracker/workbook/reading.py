"""An uploaded workbook as answers: all of them, or a sentence for each cell that cannot be used."""

from dataclasses import dataclass
from datetime import date, datetime

from wtforms.validators import StopValidation

from actions.changes.answering import NEEDS
from actions.periods import Quarter, month_end
from actions.permissions import Viewer
from actions.settings import open_quarters
from tracker.forms.text import LONGEST, one_newline, refuse_longer, refuse_stacked, refuse_unkeepable
from tracker.workbook.content import own_lines
from tracker.workbook.layout import (
    ANSWERS,
    COLUMNS,
    FIRST_ROW,
    HEADINGS_ROW,
    IDENTITY,
    LINES,
    MOST_ROWS,
    PLACE,
    WORDS,
    cell_name,
)
from tracker.workbook.opening import Refused, open_book

YEARS = range(2000, 2100)
FILLED_IN = ("answer", "forecast", *WORDS)
AGAIN = "Download the workbook again"


@dataclass(frozen=True)
class Answer:
    """What a row of the workbook says of a line; `seen` is the update that was the latest when it was made."""

    document: str
    number: str
    row: int
    seen: int
    answer: str
    forecast: date | None
    words: dict

    def as_data(self) -> dict:
        """Ready for JSON."""
        return {**self.__dict__, "forecast": self.forecast and self.forecast.isoformat()}

    @classmethod
    def from_data(cls, data: dict):
        return cls(**{**data, "forecast": data["forecast"] and date.fromisoformat(data["forecast"])})


@dataclass(frozen=True)
class Book:
    """A workbook that was read: the quarter it answers for, and the rows that were filled in."""

    quarter: Quarter
    answers: tuple[Answer, ...]


def read(content: bytes, name: str, viewer: Viewer, day: date) -> Book:
    """The answers of an uploaded file. Refused, naming cell and reason, if any of it cannot be used."""
    book = open_book(content, name)
    try:
        rows = {sheet: _rows(book, sheet) for sheet in (LINES, IDENTITY)}
    except Refused:
        raise
    except Exception:  # a damaged sheet shows as one of many errors
        raise Refused(f"The file is damaged or no Excel workbook. {AGAIN} and fill that in") from None
    finally:
        book.close()
    quarter, seen = _identity(rows[IDENTITY], viewer, day)
    _check_headings(rows[LINES])
    return Book(quarter, _answers(rows[LINES], seen, own_lines(viewer, day)))


def _rows(book, name) -> list:
    """A sheet's rows, as cells, without what lies beyond the last column."""
    if name not in book.sheetnames:
        raise Refused(f"The sheet “{name}” is missing: it was renamed or removed. {AGAIN} and fill that in")
    sheet = book[name]
    sheet.reset_dimensions()
    rows = list(sheet.iter_rows(max_row=MOST_ROWS + 1, max_col=len(COLUMNS) + 1))
    if len(rows) > MOST_ROWS and any(cell.value is not None for cell in rows[-1]):
        raise Refused(f"The sheet “{name}” has more than {MOST_ROWS} rows. {AGAIN} and fill that in")
    return rows


def _identity(rows, viewer, day):
    texts = [[str(cell.value or "") for cell in row[:3]] for row in rows]
    try:
        (_, agency, *_), (_, label, *_), *lines = texts
        quarter = Quarter.parse(label)
        seen = {(document, number): int(latest) for document, number, latest in lines}
    except ValueError:
        raise Refused(f"The workbook no longer says whose it is. {AGAIN} and fill that in") from None
    if agency != viewer.agency:
        raise Refused("The workbook was made for another agency, so you cannot answer with it")
    if quarter not in open_quarters(day):
        raise Refused(f"The workbook is for a quarter that is closed or not open yet. {AGAIN} and fill that in")
    return quarter, seen


def _check_headings(rows):
    found = rows[HEADINGS_ROW - 1] if len(rows) >= HEADINGS_ROW else ()
    headings = [cell.value for cell in found][: len(COLUMNS)]
    headings += [None] * (len(COLUMNS) - len(headings))
    for column, heading in zip(COLUMNS, headings, strict=True):
        if heading != column.heading:
            where = cell_name(column.key, HEADINGS_ROW)
            raise Refused(f"{where} should say “{column.heading}”. Columns must not be moved or renamed")
    if any(cell.value is not None for row in rows for cell in row[len(COLUMNS) :]):
        raise Refused("There is something to the right of the last column. Columns must not be added")


def _answers(rows, seen, own) -> tuple[Answer, ...]:
    """The rows that were filled in. Refused with the problems of all rows together."""
    found, problems, places = [], [], {}
    for number, cells in enumerate(rows[FIRST_ROW - 1 :], start=FIRST_ROW):
        if all(cell.value is None for cell in cells):
            continue
        row = _Row(number, cells)
        answer = row.answer(seen, own, places)
        problems += row.problems
        if answer:
            found.append(answer)
    if problems:
        raise Refused(*problems)
    return tuple(found)


class _Row:
    """One row being read; `problems` gathers a sentence for each cell that cannot be used."""

    def __init__(self, number, cells):
        self.number = number
        self.cells = {key: cells[place] for key, place in PLACE.items() if place < len(cells)}
        self.problems = []

    def answer(self, seen, own, places) -> Answer | None:
        """What the row says; None if nothing was filled in, or if something is wrong."""
        self._refuse_formulas()
        if not self.problems and not self._is_filled_in():
            return None
        key = self._key()
        if not self.problems:
            self._check_key(key, seen, own, places)
        values = {each: self._value(each) for each in FILLED_IN} if not self.problems else {}
        if values:
            self._check_answer(values)
        if self.problems:
            return None
        words = {name: values[name] for name in WORDS if values[name]}
        return Answer(*key, self.number, seen[key], values["answer"], values["forecast"], words)

    def _refuse(self, key, message):
        self.problems.append(f"{cell_name(key, self.number)}: {message}")

    def _raw(self, key):
        return self.cells[key].value if key in self.cells else None

    def _refuse_formulas(self):
        for key, cell in self.cells.items():
            if cell.value is not None and cell.data_type in ("f", "e"):
                self._refuse(key, "this holds a formula or an error. Enter the text itself")

    def _is_filled_in(self) -> bool:
        return any(str(self._raw(key) or "").strip() for key in FILLED_IN)

    def _key(self):
        return tuple(str(self._raw(key) or "").strip() for key in ("document", "number"))

    def _check_key(self, key, seen, own, places):
        if key not in own or key not in seen:
            self._refuse("number", "this is not an open line of your agency in this workbook")
        elif key in places:
            self._refuse("number", f"this line has a row already, row {places[key]}. Keep one of them")
        places.setdefault(key, self.number)

    def _value(self, key):
        raw = self._raw(key)
        if key == "forecast":
            return self._month(raw)
        text = self._text(key, raw)
        return self._chosen(text) if key == "answer" else text

    def _month(self, raw) -> date | None:
        if raw is None or (isinstance(raw, str) and not raw.strip()):
            return None
        if not isinstance(raw, date) or raw.year not in YEARS:
            self._refuse("forecast", "this is no date. Enter one such as 30/06/2017")
            return None
        return month_end(raw.date() if isinstance(raw, datetime) else raw)

    def _text(self, key, raw) -> str:
        """The text of a cell; a number counts as typed."""
        from openpyxl.utils.escape import unescape

        if raw is None:
            return ""
        if isinstance(raw, bool) or not isinstance(raw, str | int | float):
            self._refuse(key, "this should be text. Type it as words")
            return ""
        text = one_newline(unescape(raw) if isinstance(raw, str) else str(raw)).strip()
        try:
            refuse_unkeepable(text)
            refuse_longer(text, LONGEST)
            refuse_stacked(text)
        except StopValidation as refusal:
            self._refuse(key, str(refusal))
        return text

    def _chosen(self, text) -> str:
        if not text:
            return ""
        found = next((answer for answer, said in ANSWERS.items() if said.casefold() == text.casefold()), "")
        if not found:
            self._refuse("answer", "choose green, amber, red or nothing has changed")
        return found

    def _check_answer(self, values):
        """What the answer needs is there, and what belongs to another answer is not."""
        answer = values["answer"]
        if not answer:
            if not self.problems:
                self._refuse("answer", "choose an answer, or empty the row")
            return
        for field, message in NEEDS.get(answer, ()):
            if not values[field]:
                self._refuse(field, message)
        if answer in ("amber", "red") and values["forecast"] is None and not self.problems:
            self._refuse("forecast", "Enter the month by which it will be back on course")
        if answer in ("green", "unchanged") and values["forecast"]:
            self._refuse("forecast", "a month belongs to amber or red only. Empty it, or choose another answer")
        if answer == "unchanged":
            self._refuse_more_words(values)

    def _refuse_more_words(self, values):
        for key in WORDS:
            if key != "said" and values[key]:
                self._refuse(
                    key, "with “nothing has changed” only what was done may be said. Empty it or choose a colour"
                )
