"""Long lists by fifty. The screen alone is cut: counts are those of the whole list, and so is what leaves as a file."""

from dataclasses import dataclass, replace

from flask import request

from tracker import days

AT_ONCE = 50
AROUND = 1  # pages named on either side of the one that is shown


@dataclass(frozen=True)
class Part:
    """What is shown of a list: its page of that `number`, which the address says by `name`; `by`: how many are on one.
    `anchor`: where the list stands on the screen."""

    shown: list
    total: int
    number: int
    name: str
    anchor: str
    by: int = AT_ONCE

    @property
    def pages(self) -> int:
        return max(-(-self.total // self.by), 1)

    @property
    def is_cut(self) -> bool:
        return self.pages > 1

    @property
    def first(self) -> int:
        return (self.number - 1) * self.by + 1

    @property
    def last(self) -> int:
        return min(self.number * self.by, self.total)

    @property
    def named(self) -> list[int | None]:
        """The pages to which links lead: the first, the last and those around this one; None where some are left out."""
        near = {1, self.pages, *range(self.number - AROUND, self.number + AROUND + 1)}
        named = sorted(each for each in near if 1 <= each <= self.pages)
        gaps = [None if after - before > 1 else 0 for before, after in zip(named, named[1:], strict=False)]
        return [each for pair in zip(named, [*gaps, 0], strict=True) for each in pair if each != 0]

    def address(self, number: int) -> str:
        """This page's address with another part of the list; of the first nothing is said."""
        wanted = {self.name: number if number > 1 else None}
        return days.this_page_with(wanted) + (f"#{self.anchor}" if self.anchor else "")

    def each(self, make) -> "Part":
        """The same with something made of each that is shown."""
        return replace(self, shown=[make(one) for one in self.shown])

    def said(self, what: str) -> str:
        """What is shown: Lines; of a list that is cut: Lines 51 to 100 of 1,234."""
        return f"{what} {self.first:,} to {self.last:,} of {self.total:,}" if self.is_cut else what

    @property
    def in_title(self) -> str:
        """What the page's title adds."""
        return f" (page {self.number:,} of {self.pages:,})" if self.is_cut else ""


def asked(total: int, name="page", anchor="", by=AT_ONCE) -> Part:
    """The part of a list that the address asks for, still empty; beyond either end: the nearest."""
    wanted = request.args.get(name, default=1, type=int)
    part = Part([], total, 1, name, anchor, by)
    return replace(part, number=min(max(wanted, 1), part.pages))


def cut(found: list, name="page", anchor="", by=AT_ONCE) -> Part:
    """The part of these that the address asks for."""
    part = asked(len(found), name, anchor, by)
    return replace(part, shown=found[part.first - 1 : part.last])


def together(lists: dict[str, list]) -> dict[str, Part]:
    """Several lists on one page, each by its name: what is too long for one list is shared between them."""
    full = [found for found in lists.values() if found]
    by = AT_ONCE if sum(map(len, full)) <= AT_ONCE else AT_ONCE // len(full)
    return {name: cut(found, name, name, by) for name, found in lists.items()}
