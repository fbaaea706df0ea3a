"""The one family of a report, embedded; and what is printed for a character that it lacks."""

import threading
import unicodedata
from functools import cache, lru_cache
from pathlib import Path

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFError, TTFont

from tracker.charts.drawing import visible

FOLDER = Path(__file__).resolve().parents[2] / "static" / "vendor" / "fonts"
FACES = {"regular": "LiberationSans-Regular", "bold": "LiberationSans-Bold", "italic": "LiberationSans-Italic"}
_FIXED_SPACES = {0x00A0, 0x2007, 0x202F}
_loading = threading.Lock()


@cache
def font(face):
    """The registered font of "regular", "bold" or "italic". Raises FileNotFoundError without its file."""
    name = FACES[face]
    with _loading:
        try:
            loaded = TTFont(name, FOLDER / f"{name}.ttf")
        except TTFError as error:
            raise FileNotFoundError(f"{name}.ttf is missing in static/vendor/fonts: run make setup") from error
        pdfmetrics.registerFont(loaded)
    return loaded


class _Printable(dict):
    """A table for str.translate: the character itself if the font has it, else its code point in words."""

    def __init__(self, face):
        super().__init__({9: " ", 10: "\n"})
        self.glyphs = font(face).face.charToGlyph

    def __missing__(self, code):
        if unicodedata.category(chr(code)) == "Zs":
            self[code] = "\u00a0" if code in _FIXED_SPACES else " "
        else:
            self[code] = chr(code) if self.glyphs.get(code) else f"[U+{code:04X}]"
        return self[code]


@cache
def _printable(face):
    return _Printable(face)


def printable(text, face):
    """`text` in characters that `face` has, line breaks as newlines; nothing is dropped."""
    text = "\n".join(visible(text).splitlines())
    return unicodedata.normalize("NFC", text).translate(_printable(face))


@lru_cache(maxsize=20_000)
def ems(word, face):
    """The width of printable text at a size of 1 point."""
    widths, default = font(face).face.charWidths, font(face).face.defaultWidth
    return sum(widths.get(ord(character), default) for character in word) / 1000
