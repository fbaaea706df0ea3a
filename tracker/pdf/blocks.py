"""The parts that a page is filled with. A block measures itself, can be cut in two, and draws itself.

measure(width) comes first and returns the height. cut(room, force) returns two blocks, or None where nothing
useful fits; with `force` (at the top of a page) some of it must be taken. draw(canvas, x, top) paints downwards,
in coordinates of the page. All lengths are points.
"""

from tracker.pdf import look


class Block:
    """What all blocks have in common."""

    before = after = height = 0
    width = None
    keep_with_next = False

    def measure(self, width):
        """The height at this width; worked out once."""
        if width != self.width:
            self.width = width
            self.height = self.layout(width)
        return self.height

    def layout(self, width):
        """The height at this width."""
        return 0

    def least(self, width):
        """The least height that is worth starting with at the foot of a page."""
        return self.measure(width)

    def cut(self, room, force):
        """The part that fits into `room`, and the rest."""

    def draw(self, canvas, x, top):
        """Paint it; its upper left corner is x, top."""


class PageBreak(Block):
    """The next block starts a page."""


class Stack(Block):
    """Blocks one below the other; with `together` they stay on one page if it can hold them."""

    def __init__(self, blocks, *, together=False):
        self.blocks, self.together = blocks, together

    @property
    def before(self):
        return self.blocks[0].before if self.blocks else 0

    @property
    def after(self):
        return self.blocks[-1].after if self.blocks else 0

    def layout(self, width):
        return sum(_gap(above, block) + block.measure(width) for above, block in self._pairs())

    def _pairs(self):
        return zip([None, *self.blocks], self.blocks, strict=False)

    def _unbreakable(self):
        return self.together and self.height <= look.BODY_HEIGHT

    def least(self, width):
        self.measure(width)
        return self.height if self._unbreakable() else min(self.height, _lead(self.blocks, width))

    def cut(self, room, force):
        if self._unbreakable() and not force:
            return None
        for number, (above, block) in enumerate(self._pairs()):
            room -= _gap(above, block)
            needed = block.height
            if block.keep_with_next and number:
                needed = _lead(self.blocks[number:], self.width)
            if needed > room:
                return self._cut_at(number, room, force and number == 0)
            room -= block.height
        return self, Stack([])

    def _cut_at(self, number, room, force):
        block = self.blocks[number]
        parts = block.cut(room, force) if force or not block.keep_with_next else None
        if parts is None and number == 0:
            return None
        head, tail = ([parts[0]], parts[1]) if parts else ([], block)
        return (measured(Stack(self.blocks[:number] + head), self.width), Stack([tail, *self.blocks[number + 1 :]]))

    def draw(self, canvas, x, top):
        for above, block in self._pairs():
            top -= _gap(above, block)
            block.draw(canvas, x, top)
            top -= block.height


def measured(block, width):
    """The block itself, measured."""
    block.measure(width)
    return block


def _gap(above, below):
    return max(above.after, below.before) if above else 0


def _lead(blocks, width):
    """The height of the leading blocks that stay with the next one, and the least of that one."""
    height, above = 0, None
    for block in blocks:
        height += _gap(above, block)
        if not block.keep_with_next:
            return height + block.least(width)
        height, above = height + block.measure(width), block
    return height


class Beside(Block):
    """Blocks side by side, wide in proportion to `shares`; or the first `label` points, the others as shared."""

    def __init__(self, cells, shares, *, gutter=look.GUTTER, label=0, before=0, after=0):
        self.cells, self.shares, self.gutter, self.label = cells, shares, gutter, label
        self.before, self.after = before, after

    def _placed(self, width):
        """Each cell with its offset and its width."""
        shares = self.shares[1:] if self.label else self.shares
        point = (width - self.label - self.gutter * (len(self.cells) - 1)) / sum(shares)
        widths = [share * point for share in shares]
        offset = 0
        for cell, wide in zip(self.cells, [self.label, *widths] if self.label else widths, strict=True):
            yield cell, offset, wide
            offset += wide + self.gutter

    def layout(self, width):
        return max(cell.measure(wide) for cell, _, wide in self._placed(width))

    def least(self, width):
        return max(cell.least(wide) for cell, _, wide in self._placed(width))

    def cut(self, room, force):
        parts = [(cell, Stack([])) if cell.height <= room else cell.cut(room, force) for cell in self.cells]
        if None in parts:
            return None
        heads, tails = zip(*parts, strict=True)
        return measured(self._with(heads), self.width), self._with(tails)

    def _with(self, cells):
        return Beside(
            list(cells), self.shares, gutter=self.gutter, label=self.label, before=self.before, after=self.after
        )

    def draw(self, canvas, x, top):
        for cell, offset, _ in self._placed(self.width):
            cell.draw(canvas, x + offset, top)


class Indented(Block):
    """A block moved to the right, with a thin rule at its left."""

    def __init__(self, inside, indent=12):
        self.inside, self.indent = inside, indent
        self.before, self.after = inside.before, max(inside.after, 10)

    def layout(self, width):
        return self.inside.measure(width - self.indent)

    def least(self, width):
        return self.inside.least(width - self.indent)

    def cut(self, room, force):
        parts = self.inside.cut(room, force)
        return parts and (measured(Indented(parts[0], self.indent), self.width), Indented(parts[1], self.indent))

    def draw(self, canvas, x, top):
        with canvas.artifact():
            canvas.rule((x + 1, top - 1), (x + 1, top - self.height + 1), look.RULE, 2)
        self.inside.draw(canvas, x + self.indent, top)
