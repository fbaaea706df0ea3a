"""What a setting may hold. Each kind reads what was typed and gives what is kept, or says what to do (ValueError)."""

import re
from dataclasses import dataclass, field

LEAST_CONTRAST = 4.5


@dataclass(frozen=True)
class Text:
    """One line of words, at most so many characters."""

    most: int
    may_be_empty: bool = False

    def read(self, typed: str) -> str:
        text = " ".join(typed.split())
        if not (text or self.may_be_empty):
            raise ValueError("Enter the words")
        if len(text) > self.most:
            raise ValueError(f"This must be {self.most} characters or fewer")
        return text


@dataclass(frozen=True)
class Short:
    """A few letters and figures that may stand in the name of a file."""

    most: int

    def read(self, typed: str) -> str:
        text = typed.strip()
        if not re.fullmatch(rf"[A-Za-z0-9]{{1,{self.most}}}", text):
            raise ValueError(f"Enter up to {self.most} letters and figures, without spaces")
        return text


@dataclass(frozen=True)
class Lines:
    """Lines of documents, each as its document and its number; or none. Kept with commas between."""

    def read(self, typed: str) -> str:
        named = [" ".join(each.split()) for each in typed.split(",") if each.strip()]
        if not all(re.fullmatch(r"\S+ \S+", each) for each in named):
            raise ValueError("Enter each as its document and number, such as strategy-2015-16 1.3, with commas between")
        return ", ".join(named)


@dataclass(frozen=True)
class Days:
    """A number of days."""

    least: int
    most: int

    def read(self, typed: str) -> str:
        text = typed.strip()
        number = int(text) if text.isascii() and text.isdecimal() and len(text) <= 4 else None
        if number is None or not self.least <= number <= self.most:
            raise ValueError(f"Enter a number of days from {self.least} to {self.most}")
        return str(number)


@dataclass(frozen=True)
class OneOf:
    """One of a few answers: what is kept, and how it is said."""

    answers: dict = field(hash=False)

    def read(self, typed: str) -> str:
        if typed not in self.answers:
            raise ValueError("Choose one of the answers shown")
        return typed


@dataclass(frozen=True)
class Colour:
    """A colour dark enough for white words on it."""

    def read(self, typed: str) -> str:
        colour = f"#{typed.strip().removeprefix('#').lower()}"
        if not re.fullmatch("#[0-9a-f]{6}", colour):
            raise ValueError("Enter the colour as six figures or letters from a to f, such as #1f2a37")
        found = contrast_with_white(colour)
        if found < LEAST_CONTRAST:
            raise ValueError(
                f"White words on it would have a contrast of {cut(found)} to 1, and need at least {LEAST_CONTRAST} to 1. "
                "Choose a darker colour"
            )
        return colour


def contrast_with_white(colour: str) -> float:
    """How many times brighter white is than #rrggbb, as WCAG 2.2 reckons it: from 1 to 21."""
    red, green, blue = (_light(int(colour[place : place + 2], 16) / 255) for place in (1, 3, 5))
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)


def _light(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def cut(figure: float) -> str:
    """With two places, never rounded up: 4.496 must not be told as 4.5."""
    return f"{int(figure * 100) / 100:.2f}"
