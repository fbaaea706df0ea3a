"""A chart on paper: the same shapes as on the page, one Figure with its alternative text."""

from reportlab.lib.colors import HexColor

from tracker.charts.drawing import Line, Rect, Text
from tracker.pdf import look
from tracker.pdf.blocks import Block
from tracker.pdf.fonts import ems, font, printable


class Picture(Block):
    """A drawing, made smaller where it is wider than its place or higher than a page."""

    before, after = 10, 5

    def __init__(self, drawing, element):
        self.drawing, self.element = drawing, element

    def layout(self, width):
        self.scale = min(1, width / self.drawing.width, look.BODY_HEIGHT / self.drawing.height)
        return self.drawing.height * self.scale

    def draw(self, canvas, x, top):
        right, foot = x + self.drawing.width * self.scale, top - self.height
        self.element.attributes = f"<</O/Layout/Placement/Block/BBox[{x:.2f} {foot:.2f} {right:.2f} {top:.2f}]>>"
        with canvas.content(self.element):
            canvas.saveState()
            canvas.translate(x, top)
            canvas.scale(self.scale, self.scale)
            for shape in self.drawing.shapes:
                _PAINT[type(shape)](canvas, shape)
            canvas.restoreState()


def _rect(canvas, shape):
    canvas.setFillColor(HexColor(shape.fill))
    canvas.rect(shape.x, -shape.y - shape.height, shape.width, shape.height, stroke=0, fill=1)


def _line(canvas, shape):
    canvas.rule((shape.x1, -shape.y1), (shape.x2, -shape.y2), shape.stroke, shape.width)


_LEFT_OF_ANCHOR = {"start": 0, "middle": 0.5, "end": 1}


def _text(canvas, shape):
    face = "bold" if shape.bold else "regular"
    text = printable(shape.text, face)
    canvas.setFillColor(HexColor(shape.fill))
    canvas.setFont(font(face).fontName, shape.size)
    canvas.drawString(shape.x - _LEFT_OF_ANCHOR[shape.anchor] * ems(text, face) * shape.size, -shape.y, text)


_PAINT = {Rect: _rect, Line: _line, Text: _text}
