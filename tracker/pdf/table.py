"""Tables that go on over as many pages as they need; their head is repeated, and is said once."""

from typing import NamedTuple

from tracker.pdf import look
from tracker.pdf.blocks import Beside, Block, Stack, measured
from tracker.pdf.text import Text

_GUTTER = 7
_WORTH_STARTING = 60


class Column(NamedTuple):
    """A column: its head, its share of the width, "left" or "right"; `names_row` makes its cells row headers."""

    head: str
    width: float = 1
    align: str = "left"
    names_row: bool = False


class Cell(NamedTuple):
    """A cell that is more than plain text; `colour` is a colour key, shown as a shape before the text."""

    text: object
    bold: bool = False
    colour: str | None = None


class Band(NamedTuple):
    """A row that is one heading for the rows below it."""

    text: str


class Row(Block):
    """A row of a table: blocks side by side, with space above and below."""

    def __init__(self, inside, padding, *, keep_with_next=False):
        self.inside, self.padding, self.keep_with_next = inside, padding, keep_with_next

    def layout(self, width):
        return self.inside.measure(width) + 2 * self.padding

    def cut(self, room, force):
        parts = self.inside.cut(room - 2 * self.padding, force)
        return parts and tuple(measured(Row(part, self.padding), self.width) for part in parts)

    def draw(self, canvas, x, top):
        self.inside.draw(canvas, x, top - self.padding)


class Grid(Block):
    """The rows of a table under its head; `goes_on` where they continue a page before."""

    after = 8

    def __init__(self, head, rows, *, goes_on=False):
        self.head, self.rows, self.goes_on = head, rows, goes_on

    def layout(self, width):
        if self.head.measure(width) > look.BODY_HEIGHT / 3:
            self.head, self.rows = Row(Stack([]), 0), [self.head, *self.rows]
            self.head.measure(width)
        return self.head.height + sum(row.measure(width) for row in self.rows)

    def least(self, width):
        self.measure(width)
        needed = self.head.height
        for row in self.rows:
            needed += min(row.height, _WORTH_STARTING)
            if not row.keep_with_next:
                break
        return needed

    def cut(self, room, force):
        room -= self.head.height
        fitting = self._fitting(room)
        if fitting == len(self.rows):
            return self, Stack([])
        parts = self._cut_row(fitting, room, force)
        if parts is None:
            fitting = self._without_last_bands(fitting, force)
        if not fitting and parts is None:
            return None
        head, tail = ([parts[0]], [parts[1]]) if parts else ([], [self.rows[fitting]])
        return (
            measured(Grid(self.head, self.rows[:fitting] + head, goes_on=self.goes_on), self.width),
            Grid(self.head, tail + self.rows[fitting + 1 :], goes_on=True),
        )

    def _fitting(self, room):
        for number, row in enumerate(self.rows):
            room -= row.height
            if room < 0:
                return number
        return len(self.rows)

    def _cut_row(self, number, room, force):
        """Only a very high row is cut, or one that no page can hold."""
        row, left = self.rows[number], room - sum(row.height for row in self.rows[:number])
        must = force and number == 0
        if must or (row.height > look.BODY_HEIGHT / 3 and left > _WORTH_STARTING):
            return row.cut(left, must)
        return None

    def _without_last_bands(self, fitting, force):
        kept = fitting
        while kept and self.rows[kept - 1].keep_with_next:
            kept -= 1
        return kept or (fitting if force else 0)

    def draw(self, canvas, x, top):
        if self.goes_on:
            with canvas.artifact("<</Type /Pagination>>"):
                self.head.draw(canvas, x, top)
        else:
            self.head.draw(canvas, x, top)
        y, rules = top - self.head.height, []
        for row in self.rows:
            row.draw(canvas, x, y)
            y -= row.height
            rules.append(y)
        self._draw_rules(canvas, x, top - self.head.height, rules)

    def _draw_rules(self, canvas, x, under_head, under_rows):
        with canvas.artifact():
            for y in under_rows:
                canvas.rule((x, y), (x + self.width, y), look.RULE, 0.4)
            if self.head.height:
                canvas.rule((x, under_head), (x + self.width, under_head), look.STRONG_RULE, 0.8)


def grid(columns, rows, element, *, compact):
    """The block of a table whose Table element is `element`."""
    padding = 2 if compact else 5
    heads = element.add("THead").add("TR")
    cells = [
        Text(
            column.head,
            look.STYLES["compact head" if compact else "head"]._replace(align=column.align),
            heads.add("TH", attributes="<</O/Table/Scope/Column>>"),
        )
        for column in columns
    ]
    shares, body = [column.width for column in columns], element.add("TBody")
    style = look.STYLES["compact" if compact else "cell"]
    made = [
        _band(row, body, style, padding, len(columns))
        if isinstance(row, Band)
        else Row(Beside(list(_cells(row, columns, body.add("TR"), style)), shares, gutter=_GUTTER), padding)
        for row in rows
    ]
    return Grid(Row(Beside(cells, shares, gutter=_GUTTER), padding), made)


def _band(band, body, style, padding, columns):
    element = body.add("TR").add("TH", attributes=f"<</O/Table/Scope/Row/ColSpan {columns}>>")
    text = Text(band.text, style._replace(face="bold"), element)
    return Row(Stack([text]), padding + 2, keep_with_next=True)


def _cells(row, columns, element, style):
    for value, column in zip(row, columns, strict=True):
        cell = value if isinstance(value, Cell) else Cell(value)
        text = cell.text if isinstance(cell.text, str | list | tuple) else str(cell.text)
        holder = element.add("TH", attributes="<</O/Table/Scope/Row>>") if column.names_row else element.add("TD")
        face = "bold" if cell.bold else style.face
        yield Text(text, style._replace(face=face, align=column.align), holder, mark=cell.colour)
