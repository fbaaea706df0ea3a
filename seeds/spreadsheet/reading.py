"""A sheet read row by row as a plan: its priorities, its actions, and everything about it that is doubtful."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date

from seeds.spreadsheet.asked import LEAVE_OUT, Asking, Doubt
from seeds.spreadsheet.cells import NO_POSITION, STATUSES, heading_of, number_of, owner_of, plain, status_of, words_of
from seeds.spreadsheet.columns import Match
from seeds.spreadsheet.dates import Period, read_due, said
from seeds.spreadsheet.numbering import Numbering

HEADING = "heading"
AS_AN_ACTION = "action"
DETAILS = ("number", "due", "owner", "status")
IN_ALL = ("number", "action", "due", "owner", "status", "priority")


@dataclass(frozen=True)
class PlanRow:
    """An action as it was read: its number and words, when it is due, whose it is, and where it stood."""

    row: int
    number: str
    text: str
    priority: int
    due: date | None
    owner: str  # the key of an agency; "": nobody
    status: str  # green, amber, red, complete, none


@dataclass
class PlanRead:
    """What a sheet says. `problems`: what is wrong with an answer, by the doubt that it settles."""

    actions: list[PlanRow] = field(default_factory=list)
    priorities: dict[int, tuple[str, str]] = field(default_factory=dict)  # by number: name, and heading in full
    doubts: list[Doubt] = field(default_factory=list)
    problems: dict[str, str] = field(default_factory=dict)
    left_out: list[str] = field(default_factory=list)

    @property
    def open_doubts(self) -> list[Doubt]:
        return [each for each in self.doubts if not each.answered]


def read(rows: list, match: Match, period: Period, agencies: dict, answers: dict) -> PlanRead:
    """The plan of a sheet. `agencies`: each key with its names. `answers`: what was said to a doubt, by its key."""
    reader = _Reader(rows, match, period, agencies, Asking(dict(answers)))
    for place, cells in enumerate(rows[match.headings :], start=match.headings + 1):
        reader.take(place, cells)
    return reader.plan()


def _headed(rows) -> set[int]:
    """The numbers of the priorities that have a heading in a row of its own."""
    alone = (texts for cells in rows if len(texts := {words_of(cell) for cell in cells} - {""}) == 1)
    return {found[0] for texts in alone if (found := heading_of(*texts))}


class _Reader:
    def __init__(self, rows, match, period, agencies, asking):
        self.rows = rows
        self.headings = [
            text for cell in (rows[match.headings - 1] if match.headings else ()) if (text := words_of(cell))
        ]
        self.columns, self.period, self.agencies, self.asking = match.columns, period, agencies, asking
        self.numbering = Numbering(asking, _headed(rows[match.headings :]))
        self.found = PlanRead()
        self.current: int | None = None  # the priority whose heading was read last
        self.heads: dict[int, int] = {}  # by priority: the row of its heading
        self.whole: dict[int, str] = {}  # by row: all that stands in it

    def take(self, row, cells):
        texts = [words_of(cell) for cell in cells]
        filled = [place for place, text in enumerate(texts) if text]
        if not filled or [texts[place] for place in filled] == self.headings:
            return
        whole = self.whole[row] = " | ".join(texts[place] for place in filled)
        self.cells = {name: cells[place] for name, place in self.columns.items() if place < len(cells)}
        self.texts = {name: words_of(self.cells.get(name)) for name in IN_ALL}
        if len({texts[place] for place in filled}) == 1 and not self._is_a_bare_number(texts[filled[0]]):
            self._alone(row, texts[filled[0]], filled[0], whole)
        elif any(self.texts[name] for name in (*DETAILS, "action")):
            self._heading_beside(row, whole)
            self._action(row, whole)
        else:
            self.found.left_out.append(f"Row {row}: nothing in the columns that are read.")

    def _is_a_bare_number(self, text) -> bool:
        return text.replace(".", "").isdecimal()

    # Headings

    def _heading_beside(self, row, whole):
        """A column of priorities: a heading merged over several rows stands in the first of them."""
        text = self.texts["priority"]
        if not text or any(text == full for _, full in self.found.priorities.values()):
            self._come_back_to(text)
        else:
            self._heading(row, text, whole)

    def _come_back_to(self, text):
        for number, (_, full) in self.found.priorities.items():
            if text and full == text:
                self.current = number

    def _alone(self, row, text, place, whole):
        """The only words of a row: a heading merged over all columns, an action that says nothing else, or a remark."""
        if place == self.columns.get("priority") and self.texts["priority"]:
            return self._heading(row, text, whole)
        if heading_of(text):
            return self._heading(row, text, whole)
        return self._uncertain(row, text, place, whole)

    def _uncertain(self, row, text, place, whole):
        likely = AS_AN_ACTION if place and place == self.columns.get("action") else HEADING
        why = "Nothing else stands in this row: it is the heading of a priority, an action, or a remark."
        said_of_it = self.asking.settle(row, HEADING, shown=text, why=why, read=likely, whole=whole)
        if said_of_it == HEADING:
            self._add_priority(row, self._next_priority(row), text, text)
        elif said_of_it == AS_AN_ACTION:
            self.texts |= {"action": text, "number": "", "due": "", "owner": "", "status": ""}
            self.cells = dict.fromkeys(self.cells)
            self._action(row, whole)
        elif said_of_it == LEAVE_OUT:
            self.found.left_out.append(f"Row {row}: “{text}”.")
        else:
            self.asking.refuse(row, HEADING, f"Row {row}: choose what this row is")

    def _next_priority(self, row) -> int:
        """The number of a priority without one: that with which the next action's begins, or one more than the last."""
        return self._ahead(row) or max(self.found.priorities, default=0) + 1

    def _ahead(self, row) -> int | None:
        """With what the first number from this row on begins, if no heading bears that yet."""
        place = self.columns.get("number")
        cells = (words_of(each[place]) for each in self.rows[row - 1 :] if place is not None and place < len(each))
        numbers = (number_of(text) for text in cells)
        begins = next((int(number.split(".")[0]) for number in numbers if number and "." in number), None)
        return None if begins in self.found.priorities else begins

    def _heading(self, row, text, whole):
        found = heading_of(text)
        if found and found[0] not in self.found.priorities:
            return self._add_priority(row, *found, text)
        if found is None and self._ahead(row):
            return self._add_priority(row, self._ahead(row), text, text)
        why = "The priority bears no number." if found is None else f"Priority {found[0]} has a heading already."
        name, suggested = (found[1] if found else text), str(self._next_priority(row))
        asked = {"shown": text, "why": why, "read": suggested, "line": "", "whole": whole}
        number = self.asking.settle(row, "priority", **asked)
        if not number.isascii() or not number.isdigit() or not 1 <= int(number) <= 99:
            self.asking.refuse(row, "priority", f"Row {row}: enter the number of the priority, such as {suggested}")
            number = suggested
        elif int(number) in self.found.priorities:
            self.asking.refuse(row, "priority", f"Row {row}: there is a priority {number} already")
            number = suggested
        return self._add_priority(row, int(number), name, text)

    def _add_priority(self, row, number, name, text):
        self.found.priorities[number] = (name, text)
        self.heads[number] = row
        self.current = number

    # Actions

    def _action(self, row, whole):
        text = self.texts["action"] or self._words(row, whole)
        if not text:
            self.found.left_out.append(f"Row {row}: it has no words.")
            return
        number = self.numbering.of(row, self.cells.get("number"), self.current, whole)
        due, owner = self._due(row, number, whole), self._owner(row, number, whole)
        status = self._status(row, number, whole)
        self.found.actions.append(PlanRow(row, number, text, self._priority(number), due, owner, status))

    def _words(self, row, whole) -> str:
        why = "There are no words for what is to be done. Left empty, the row is left out."
        return self.asking.settle(row, "text", shown="", why=why, read="", line=self.texts["number"], whole=whole)

    def _priority(self, number) -> int:
        return int(number.split(".")[0]) if "." in number else self.current or 1

    def _due(self, row, number, whole) -> date | None:
        cell = self.cells.get("due")
        found = read_due(cell, self.period)
        why = found.why or self._outside(found.day)
        if not why:
            return found.day
        asked = {"shown": words_of(cell), "why": why, "read": said(found.day), "line": number, "whole": whole}
        settled = read_due(self.asking.settle(row, "due", **asked), self.period)
        if settled.why:
            self.asking.refuse(row, "due", f"Row {row}: enter a date such as April 2015 or 30/04/2015, or tbc")
        return settled.day

    def _outside(self, day) -> str:
        return "" if day is None or self.period.holds(day) else "This day lies outside the plan's own days."

    def _owner(self, row, number, whole) -> str:
        text = self.texts["owner"]
        key, certain = owner_of(text, self.agencies) if text else ("", False)
        if certain:
            return key
        why = "This names no agency as the board calls it." if text else "No owner stands here."
        key = self.asking.settle(row, "owner", shown=text, why=why, read=key, line=number, whole=whole)
        if key and key not in self.agencies:
            self.asking.refuse(row, "owner", f"Row {row}: choose an agency, or nobody")
            return ""
        return key

    def _status(self, row, number, whole) -> str:
        text = self.texts["status"]
        status = status_of(text)
        if status is None:
            why = "This says neither a colour nor whether it is complete."
            status = self.asking.settle(row, "status", shown=text, why=why, read=NO_POSITION, line=number, whole=whole)
        if status not in STATUSES:
            self.asking.refuse(row, "status", f"Row {row}: choose where the action stood")
        return status if status in STATUSES else NO_POSITION

    # The whole

    def plan(self) -> PlanRead:
        used = Counter(each.priority for each in self.found.actions)
        for number, (_, text) in sorted(self.found.priorities.items()):
            if not used[number]:
                self.found.left_out.append(f"Row {self.heads[number]}: “{text}”, under which there is no action.")
        self.found.priorities = {number: self._named(number) for number in sorted(used)}
        self.found.doubts = sorted(self.asking.doubts, key=lambda each: each.row)
        self.found.problems = self.asking.problems
        return self.found

    def _named(self, number) -> tuple[str, str]:
        """The priority's name and heading; where there is none, what somebody calls it."""
        if number in self.found.priorities:
            return self.found.priorities[number]
        first = next(each for each in self.found.actions if each.priority == number)
        why = f"No heading of priority {number} stands over its actions."
        asked = {"shown": "", "why": why, "read": f"Priority {number}", "line": str(number)}
        given = self.asking.settle(first.row, "name", **asked, whole=self.whole[first.row])
        if not plain(given):
            self.asking.refuse(first.row, "name", f"Row {first.row}: enter what priority {number} is called")
        return given, given
