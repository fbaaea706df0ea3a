"""The numbers of actions: as they stand, and as they must have stood before Excel took them for numbers."""

from seeds.spreadsheet.asked import Asking
from seeds.spreadsheet.cells import number_of, words_of

NEEDED = "enter a number such as 2.10, and each only once"


class Numbering:
    """Numbers in the order of the sheet; each is used once."""

    def __init__(self, asking: Asking, headed: set[int]):
        self.asking, self.headed = asking, headed  # headed: the priorities that have a heading somewhere
        self.row_of: dict[str, int] = {}
        self.before = ""

    def of(self, row: int, cell, priority: int | None, whole: str) -> str:
        """The number of the action in that row."""
        text = words_of(cell)
        number = None if isinstance(cell, dict) else number_of(text)
        number, why = self._doubt(number, text, priority)
        if why:
            number = self._settled(row, text, why, number, whole)
        self.row_of.setdefault(number, row)
        self.before = number
        return number

    def _doubt(self, number, text, priority) -> tuple[str, str]:
        """The number that is read, and why it is doubtful; "" if it is not."""
        following = self._following(priority)
        if number is None:
            return following, "This is no number of an action." if text else "The action bears no number."
        if self._lost_its_0(number, following):
            return f"{number}0", f"Excel drops the 0 at the end of {number}0, and this row follows {self.before}."
        if number in self.row_of:
            return following, f"{number} stands in row {self.row_of[number]} already."
        begins = int(number.split(".")[0]) if priority and "." in number else priority
        if begins != priority and begins in self.headed:
            return number, f"It stands under priority {priority}."
        return number, ""

    def _lost_its_0(self, number, following) -> bool:
        """2.1 after 2.9, or again after 2.9 was used somewhere: it was 2.10."""
        first, dot, last = number.partition(".")
        before = f"{first}.{int(last) * 10 - 1}" if dot and last.isdecimal() else None
        return following == f"{number}0" or (number in self.row_of and before in self.row_of)

    def _following(self, priority) -> str:
        """The number after the one before, or the first of its priority; one that is not used yet."""
        first, dot, last = self.before.rstrip("abcdefghijklmnopqrstuvwxyz").rpartition(".")
        if priority and first != str(priority) and (dot or not self.before):
            first, last = str(priority), "0"
        number = int(last or 0) + 1
        while f"{first}.{number}".lstrip(".") in self.row_of:
            number += 1
        return f"{first}.{number}".lstrip(".")

    def _settled(self, row, text, why, suggested, whole) -> str:
        asked = {"shown": text, "why": why, "read": suggested, "line": suggested, "whole": whole}
        number = number_of(self.asking.settle(row, "number", **asked))
        if number is None or number in self.row_of:
            self.asking.refuse(row, "number", f"Row {row}: {NEEDED}")
            return suggested
        return number
