"""What the author of a report writes with: headings, texts, lists, tables, figures, in reading order."""

import threading
from typing import NamedTuple

from tracker.pdf import look
from tracker.pdf.blocks import Beside, Indented, PageBreak, Stack
from tracker.pdf.canvas import TaggedCanvas
from tracker.pdf.pages import fill, furniture
from tracker.pdf.picture import Picture
from tracker.pdf.table import grid
from tracker.pdf.tags import Tree
from tracker.pdf.text import Strong, Text

_STYLES_OF_PARAGRAPHS = {"text": "P", "lead": "Lead", "muted": "P"}
_drawing = threading.Lock()  # ReportLab's fonts are read by one document at a time


class Heading(NamedTuple):
    """An entry of the bookmarks."""

    key: str
    title: str
    level: int


class Flow:
    """A run of blocks. Texts may be a string, or a list of strings of which some are Strong."""

    def __init__(self, element, headings):
        self.blocks, self._headings, self._sections = [], headings, [(0, element)]

    @property
    def _here(self):
        return self._sections[-1][1]

    def h1(self, text):
        """The title of the report, or of one of its parts."""
        self._heading(text, 1)

    def h2(self, text):
        """The heading of a section."""
        self._heading(text, 2)

    def h3(self, text):
        """A heading within a section."""
        self._heading(text, 3)

    def _heading(self, text, level):
        while self._sections[-1][0] >= level:
            self._sections.pop()
        self._sections.append((level, self._here.add("Sect")))
        last = self._headings[-1].level if self._headings else -1
        heading = Heading(f"heading-{len(self._headings) + 1}", text, min(level - 1, last + 1))
        self._headings.append(heading)
        self._text(text, f"h{level}", self._here.add(f"H{level}"), bookmark=heading.key).keep_with_next = True

    def _text(self, content, style, element, **details):
        block = Text(content, look.STYLES[style], element, **details)
        self.blocks.append(block)
        return block

    def para(self, content, style="text"):
        """A paragraph. style: "text", "lead" (larger, for the verdict) or "muted"."""
        self._text(content, style, self._here.add(_STYLES_OF_PARAGRAPHS[style]))

    def quote(self, content, source=""):
        """Somebody's own words, and whose they are."""
        element = self._here.add("BlockQuote")
        texts = [Text(content, look.STYLES["quote"], element.add("P"))]
        if source:
            texts.append(Text(source, look.STYLES["muted"], element.add("P")))
        self.blocks.append(Indented(Stack(texts)))

    def bullets(self, items):
        """A list without order."""
        self._list([("•", item) for item in items], "Disc", 11)

    def numbered(self, items, start=1, style="item"):
        """A list in order. style: "item" or "small item"."""
        self._list([(str(number), item) for number, item in enumerate(items, start)], "Decimal", 16, style)

    def _list(self, items, numbering, room, style="item"):
        element = self._here.add("L", attributes=f"<</O/List/ListNumbering/{numbering}>>")
        style = look.STYLES[style]
        for label, content in items:
            item = element.add("LI")
            cells = [
                Text(Strong(label) if numbering == "Decimal" else label, style, item.add("Lbl")),
                Text(content, style, item.add("LBody")),
            ]
            self.blocks.append(Beside(cells, [1, 1], gutter=0, label=room, after=style.after))

    def table(self, caption, columns, rows, *, compact=True):
        """A table. columns: Column. rows: as many values as columns (text, number or Cell), or a Band.

        Raises ValueError for a row of another length.
        """
        element = self._here.add("Table")
        if caption:
            self._text(caption, "caption", element.add("Caption")).keep_with_next = True
        self.blocks.append(grid(columns, rows, element, compact=compact))

    def figure(self, chart):
        """A drawing of tracker.charts, with its alternative text."""
        self.blocks.append(Picture(chart, self._here.add("Figure", alternative=chart.alternative)))

    def facts(self, items):
        """Large figures side by side. items: (figure, what it counts)."""
        cells = []
        for figure, words in items:
            element = self._here.add("Fact")
            cells.append(
                Stack([Text(str(figure), look.STYLES["figure"], element), Text(words, look.STYLES["muted"], element)])
            )
        if cells:
            self.blocks.append(Beside(cells, [1] * len(cells), before=12, after=12))

    def columns(self, left=1, right=1):
        """Two flows side by side, wide in proportion to `left` and `right`; the left one is read first."""
        flows = [Flow(self._here.add("Div"), self._headings) for _ in range(2)]
        self.blocks.append(Beside([Stack(flow.blocks) for flow in flows], [left, right], before=8, after=6))
        return flows

    def keep(self):
        """A flow whose blocks stay on one page, if one page can hold them."""
        flow = Flow(self._here, self._headings)
        self.blocks.append(Stack(flow.blocks, together=True))
        return flow

    def page_break(self):
        """What follows starts on a new page. Not inside columns or what is kept together."""
        self.blocks.append(PageBreak())


class Paper(Flow):
    """A tagged PDF. Everything given is text as it is to be printed; `author` is the board, `logo` its words and
    colour (tracker/logo.py), or None."""

    def __init__(self, *, title, reference, marking, edition, as_at, author, second_line="", lang="en-GB", logo=None):
        self.tree, self._file = Tree(), None
        self.title, self.reference, self.marking, self.second_line = title, reference, marking, second_line
        self.logo = logo
        self.edition, self.as_at, self.author, self.lang = edition, as_at, author, lang
        super().__init__(self.tree.root, [])

    def bytes(self):
        """The file. Nothing can be added once it has been asked for."""
        if self._file is None:
            with _drawing:
                canvas = TaggedCanvas(
                    self.tree, title=self.title, author=self.author, subject=self.reference, language=self.lang
                )
                fill(canvas, self.blocks)
                self._file = canvas.finish(furniture(self), self._headings)
        return self._file
