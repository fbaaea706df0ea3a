"""Text: broken into lines, cut between lines, drawn with its tag. Whatever is typed is printed, never read."""

import re
from typing import NamedTuple

from reportlab.lib.colors import HexColor

from tracker.pdf import look
from tracker.pdf.blocks import Block, measured
from tracker.pdf.fonts import ems, font, printable

_INSIDE_WORDS = re.compile(r"(?<=\w[-/–])(?=[^\W\d_])")  # a line may also end after these: Prevention/Communication
_TOKENS = re.compile(" +|[^ ]+")


class Strong(str):
    """Bold words within a text: para(["Overdue ", Strong("4")])."""

    __slots__ = ()


class _Unit(NamedTuple):
    """Pieces (text, face) between which no line ends."""

    spaced: bool
    pieces: list

    def ems(self):
        return sum(ems(*piece) for piece in self.pieces)


class Line:
    """What stands on one line: pieces (text, face) and their width at a size of 1."""

    def __init__(self):
        self.pieces, self.ems = [], 0

    def add(self, text, face):
        self.ems += ems(text, face)
        if self.pieces and self.pieces[-1][1] == face:
            text = self.pieces.pop()[0] + text
        self.pieces.append((text, face))

    def text(self):
        return "".join(text for text, _ in self.pieces)


def _rows(content, face):
    """Units of each line that the writer has ended."""
    rows, spaced = [[]], False
    for run in [content] if isinstance(content, str) else content:
        run_face = "bold" if isinstance(run, Strong) else face
        for number, line in enumerate(printable(run, run_face).split("\n")):
            if number:
                rows.append([])
            for token in _TOKENS.findall(line):
                if token[0] == " ":
                    spaced = True
                    continue
                _add_token(rows[-1], token, run_face, spaced)
                spaced = False
    return rows


def _add_token(row, token, face, spaced):
    for number, piece in enumerate(_INSIDE_WORDS.split(token)):
        if number or spaced or not row:
            row.append(_Unit(spaced and not number, []))
        row[-1].pieces.append((piece, face))


def broken(content, face, limit):
    """The lines of `content`, none wider than `limit` (at a size of 1)."""
    lines = []
    for row in _rows(content, face):
        lines.append(Line())
        for unit in row:
            _place(lines, unit, face, limit)
    return lines


def _place(lines, unit, face, limit):
    width = unit.ems()
    space = " " if unit.spaced and lines[-1].pieces else ""
    if lines[-1].pieces and lines[-1].ems + ems(space, face) + width > limit:
        lines[-1].pieces.append((space, lines[-1].pieces[-1][1]))
        lines.append(Line())
    elif space:
        lines[-1].add(space, face)
    for text, piece_face in unit.pieces:
        if width <= limit:
            lines[-1].add(text, piece_face)
        else:
            _chop(lines, text, piece_face, limit)


def _chop(lines, text, face, limit):
    """A word wider than a line goes on in the next ones."""
    start, width = 0, lines[-1].ems
    for end, character in enumerate(text):
        step = ems(character, face)
        if width + step > limit and width:
            lines[-1].add(text[start:end], face)
            lines.append(Line())
            start, width = end, 0
        width += step
    lines[-1].add(text[start:], face)


class Text(Block):
    """A text in one style, content of one element.

    mark: a colour key whose shape stands before it. bookmark: the key of a place to jump to.
    """

    def __init__(self, content, style, element, *, mark=None, bookmark=None):
        self.content, self.style, self.element = content, style, element
        self.mark, self.bookmark = mark, bookmark
        self.indent = look.MARK_ROOM if mark else 0
        self.before, self.after = style.before, style.after

    def layout(self, width):
        self.lines = broken(self.content, self.style.face, (width - self.indent) / self.style.size)
        return len(self.lines) * self.style.leading

    def least(self, width):
        self.measure(width)
        return self.height if self.keep_with_next else min(self.height, 2 * self.style.leading)

    def cut(self, room, force):
        fit = int(room / self.style.leading + 0.001)
        if fit == len(self.lines) - 1 and fit > 2:
            fit -= 1
        if fit < 1 or (fit == 1 and not force):
            return None
        head = self._part(self.lines[:fit], mark=self.mark, bookmark=self.bookmark)
        tail = self._part(self.lines[fit:])
        tail.keep_with_next = self.keep_with_next
        return head, tail

    def _part(self, lines, **details):
        part = _Part(lines, self.style, self.element, **details)
        part.indent = self.indent
        return measured(part, self.width)

    def draw(self, canvas, x, top):
        if self.bookmark:
            canvas.bookmarkPage(self.bookmark, fit="XYZ", left=0, top=round(top + 6, 2))
        if self.mark:
            _draw_mark(canvas, self.mark, x, top - self.style.leading / 2)
        if any(line.text().strip() for line in self.lines):
            with canvas.content(self.element):
                self._draw_lines(canvas, x + self.indent, top)

    def _draw_lines(self, canvas, x, top):
        size, leading, right = self.style.size, self.style.leading, self.style.align == "right"
        baseline = top - (leading + 0.7 * size) / 2
        text = canvas.beginText()
        text.setFillColor(HexColor(self.style.colour))
        for number, line in enumerate(self.lines):
            start = x + self.width - self.indent - line.ems * size if right else x
            text.setTextOrigin(start, baseline - number * leading)
            for piece, face in line.pieces:
                text.setFont(font(face).fontName, size)
                text.textOut(piece)
        canvas.drawText(text)


class _Part(Text):
    """Some lines of a text that was cut; they are as wide as they were."""

    def layout(self, width):
        self.lines = self.content
        return len(self.lines) * self.style.leading


def _draw_mark(canvas, colour, x, middle):
    size, foot = look.MARK_SIZE, middle - look.MARK_SIZE / 2
    path = canvas.beginPath()
    (across, up), *corners = look.MARKS[colour]
    path.moveTo(x + across * size, foot + up * size)
    for across, up in corners:
        path.lineTo(x + across * size, foot + up * size)
    path.close()
    with canvas.artifact():
        canvas.setFillColor(HexColor(look.MARK_COLOURS[colour]))
        canvas.drawPath(path, stroke=0, fill=1)
