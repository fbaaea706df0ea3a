"""The logical structure of a document: a tree of elements, written into the PDF beside its pages.

An element's children are elements, or pieces of page content known by page and number (MCID).
The tree is built in the order in which the author writes; where things are drawn does not matter to it.
"""

import re

from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFObject, PDFObjectReference

from tracker.charts.drawing import visible

ALWAYS_KEPT = {"TD", "TH"}  # an empty cell still holds its place in the row
ROLES = {"Lead": "P", "Fact": "P"}  # our own names, and the standard element each stands for


class Element:
    """One element. `attributes` is the PDF text of its attribute dictionary."""

    __slots__ = ("alternative", "attributes", "children", "parent", "tag")

    def __init__(self, tag, parent=None, *, alternative=None, attributes=None):
        self.tag, self.parent, self.children = tag, parent, []
        self.alternative, self.attributes = alternative, attributes

    def add(self, tag, **details):
        """A new last child."""
        child = Element(tag, self, **details)
        self.children.append(child)
        return child

    def kept(self):
        """Whether it holds anything that was drawn."""
        return self.tag in ALWAYS_KEPT or any(isinstance(child, tuple) or child.kept() for child in self.children)


class Tree:
    """The structure of one document, and the marked content of each of its pages."""

    def __init__(self):
        self.root = Element("Document")
        self.pages = []

    def mark(self, element, page):
        """Give `element` the next piece of content on `page` (from 0); returns the piece's MCID."""
        while len(self.pages) <= page:
            self.pages.append([])
        self.pages[page].append(element)
        element.children.append((page, len(self.pages[page]) - 1))
        return len(self.pages[page]) - 1

    def write(self, document):
        """Add the tree to a ReportLab PDFDocument; returns its StructTreeRoot."""
        root, written = PDFDictionary({}), {}
        reference = document.Reference(root)
        top = _written(self.root, reference, document, written)
        parents = [PDFArray([written[element] for element in page]) for page in self.pages]
        numbers = [part for number, page in enumerate(parents) for part in (number, document.Reference(page))]
        root.dict.update(
            {
                "Type": PDFName("StructTreeRoot"),
                "K": top,
                "RoleMap": PDFDictionary({ours: PDFName(standard) for ours, standard in ROLES.items()}),
                "ParentTree": document.Reference(PDFDictionary({"Nums": PDFArray(numbers)})),
                "ParentTreeNextKey": len(self.pages),
            }
        )
        return root


def _written(element, parent, document, written):
    structure = _Structure(element, parent)
    written[element] = reference = document.Reference(structure)
    structure.children = [
        child if isinstance(child, tuple) else _written(child, reference, document, written)
        for child in element.children
        if isinstance(child, tuple) or child.kept()
    ]
    return reference


class _Structure(PDFObject):
    """An element as a PDF object."""

    def __init__(self, element, parent):
        self.element, self.parent, self.children = element, parent, []

    def format(self, document):
        """Bytes for the file; its page is that of its first piece, others name theirs."""
        home = next((child[0] for child in self.children if isinstance(child, tuple)), None)
        parts = [b"<</Type/StructElem/S/", self.element.tag.encode(), b"/P ", self.parent.format(document)]
        if home is not None:
            parts += [b"/Pg ", _page(home).format(document)]
        parts += [b"/K[", b" ".join(_kid(child, home, document) for child in self.children), b"]"]
        if self.element.alternative is not None:
            words = text_string(self.element.alternative)
            parts += [b"/Alt ", words, b"/T ", words]
        if self.element.attributes:
            parts += [b"/A ", self.element.attributes.encode()]
        return b"".join([*parts, b">>"])


def _page(number):
    return PDFObjectReference(f"Page{number + 1}")


def _kid(child, home, document):
    if not isinstance(child, tuple):
        return child.format(document)
    page, mcid = child
    if page == home:
        return b"%d" % mcid
    return b"<</Type/MCR/Pg %s/MCID %d>>" % (_page(page).format(document), mcid)


def text_string(text):
    """Any Unicode as a PDF text string."""
    text = visible(text)
    if text.isascii():
        return b"(" + re.sub(rb"([\\()])", rb"\\\1", text.encode()) + b")"
    return b"<FEFF" + text.encode("utf-16-be").hex().upper().encode() + b">"
