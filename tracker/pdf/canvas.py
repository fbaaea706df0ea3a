"""A ReportLab canvas on which everything drawn is either content of an element or an artifact."""

from contextlib import contextmanager
from hashlib import md5
from io import BytesIO

from reportlab.lib.colors import HexColor
from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFInfo, PDFName
from reportlab.pdfgen.canvas import Canvas

from tracker.charts.drawing import visible
from tracker.pdf import look
from tracker.pdf.fonts import font
from tracker.pdf.tags import text_string


class _Info(PDFInfo):
    """Title and author; no dates, so that the same report is the same bytes."""

    def format(self, document):
        named = {"Title": self.title, "Author": self.author, "Subject": self.subject, "Producer": "ReportLab"}
        return PDFDictionary({key: text_string(value) for key, value in named.items()}).format(document)


class TaggedCanvas(Canvas):
    """Drawing goes inside `content(element)` or `artifact()`; bookmarks are added at the end, in order."""

    def __init__(self, tree, *, title, author, subject, language):
        self.tree, self._inside, self._out = tree, None, BytesIO()
        super().__init__(
            self._out,
            pagesize=(look.PAGE_WIDTH, look.PAGE_HEIGHT),
            invariant=1,
            pageCompression=1,
            pdfVersion=(1, 7),
            lang=language,
            initialFontName=font("regular").fontName,
        )
        self._doc.info = info = _Info()
        info.title, info.author, info.subject = visible(title), visible(author), visible(subject)

    @contextmanager
    def content(self, element):
        """What is drawn in here belongs to `element`; inside an artifact it stays part of that."""
        number = None if self._inside else self.tree.mark(element, len(self._doc.Pages.pages))
        yield from self._marked("content", f"/{element.tag} <</MCID {number}>> BDC")

    @contextmanager
    def artifact(self, properties="<</Type /Layout>>"):
        """What is drawn in here is no part of the text: rules, backgrounds, what stands on every page."""
        yield from self._marked("artifact", f"/Artifact {properties} BDC")

    def _marked(self, kind, opening):
        if self._inside == "artifact":
            yield
            return
        if self._inside:
            raise ValueError(f"{kind} inside content")
        self._inside = kind
        self._code.append(opening)
        yield
        self._code.append("EMC")
        self._inside = None

    def rule(self, start, end, colour, width):
        """A straight line; part of whatever it is drawn in."""
        self.setStrokeColor(HexColor(colour))
        self.setLineWidth(width)
        self.line(*start, *end)

    def finish(self, furniture, headings):
        """The file's bytes. furniture(canvas, page, pages) draws what stands on every page.

        headings: (key of a bookmark, title, level from 0) in reading order.
        """
        pages = self._doc.Pages.pages
        for number, page in enumerate(pages):
            self._code = []
            furniture(self, number + 1, len(pages))
            page.stream += "\n".join(self._code) + "\n"
            page.__NoDefault__ = [*page.__NoDefault__, "StructParents", "Tabs"]
            page.StructParents, page.Tabs = number, PDFName("S")
        self._code = []
        for key, title, level in headings:
            self.addOutlineEntry(visible(title), key, level)
        self._write_structure(pages)
        self.save()
        return self._out.getvalue()

    def _write_structure(self, pages):
        catalogue = self._doc.Catalog
        catalogue.StructTreeRoot = self.tree.write(self._doc)
        catalogue.MarkInfo = PDFDictionary({"Marked": "true"})
        self.setViewerPreference("DisplayDocTitle", "true")
        self._doc.signature = md5("".join(page.stream for page in pages).encode(), usedforsecurity=False)
