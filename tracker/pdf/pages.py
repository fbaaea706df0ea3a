"""Pages: filled from the top, and what stands on every one of them."""

from reportlab.lib.colors import HexColor

from tracker.pdf import look
from tracker.pdf.blocks import PageBreak, Stack
from tracker.pdf.fonts import ems, font, printable

_HEADER = "<</Type /Pagination /Subtype /Header /Attached [/Top]>>"
_FOOTER = "<</Type /Pagination /Subtype /Footer /Attached [/Bottom]>>"
_HEAD_LINE, _FOOT_LINE, _STEP, _BAND = look.PAGE_HEIGHT - 34, 40, 12, 18


def fill(canvas, blocks):
    """Draw the blocks on as many pages as they need; there is at least one."""
    for chapter in _chapters(blocks):
        rest = Stack(chapter)
        while True:
            rest.measure(look.WIDTH)
            page, rest = rest.cut(look.BODY_HEIGHT, force=True) or (rest, Stack([]))
            page.draw(canvas, look.MARGIN, look.TOP)
            canvas.showPage()
            if not rest.blocks:
                break


def _chapters(blocks):
    chapters = [[]]
    for block in blocks:
        if isinstance(block, PageBreak):
            chapters.append([])
        else:
            chapters[-1].append(block)
    return [chapter for chapter in chapters if chapter] or [[]]


def furniture(paper):
    """A function(canvas, page, pages) that draws the marking, reference, edition, day and page number."""

    def draw(canvas, page, pages):
        with canvas.artifact(_HEADER):
            _logo(canvas, paper.logo)
            _marking(canvas, paper, _HEAD_LINE)
            _right(canvas, f"As at {paper.as_at}", _HEAD_LINE)
            _right(canvas, f"Edition {paper.edition}", _HEAD_LINE - _STEP)
            _rule(canvas, _HEAD_LINE - 20)
        with canvas.artifact(_FOOTER):
            _rule(canvas, _FOOT_LINE + 14)
            _marking(canvas, paper, _FOOT_LINE)
            _right(canvas, f"page {page} of {pages}", _FOOT_LINE)
            _right(canvas, paper.reference, _FOOT_LINE - _STEP)

    return draw


def _logo(canvas, its):
    """Words in white on a band across the top of the page."""
    if its is None:
        return
    canvas.setFillColor(HexColor(its.colour))
    canvas.rect(0, look.PAGE_HEIGHT - _BAND, look.PAGE_WIDTH, _BAND, stroke=0, fill=1)
    canvas.setFillColor(HexColor("#ffffff"))
    _line(canvas, its.words, look.PAGE_HEIGHT - _BAND + 5, face="bold", room=look.WIDTH)


def _rule(canvas, y):
    canvas.rule((look.MARGIN, y), (look.MARGIN + look.WIDTH, y), look.RULE, 0.4)


def _marking(canvas, paper, y):
    canvas.setFillColor(HexColor(look.INK))
    _line(canvas, paper.marking, y, face="bold", room=0.6 * look.WIDTH)
    canvas.setFillColor(HexColor(look.MUTED))
    _line(canvas, paper.second_line, y - _STEP, room=0.6 * look.WIDTH)


def _right(canvas, text, y):
    _line(canvas, text, y, room=0.36 * look.WIDTH, at_right=True)


def _line(canvas, text, y, *, room, face="regular", at_right=False):
    """One line, set smaller where it would be wider than its room."""
    text = printable(text, face).replace("\n", " ")
    wide = ems(text, face) or 1
    size = min(look.SMALL, room / wide)
    canvas.setFont(font(face).fontName, size)
    canvas.drawString(look.MARGIN + (look.WIDTH - wide * size if at_right else 0), y, text)
