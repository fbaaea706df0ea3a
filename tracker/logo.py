"""The board's logo: words in white on a colour."""

from dataclasses import dataclass

from actions import settings


@dataclass(frozen=True)
class Logo:
    """`colour` is #rrggbb."""

    words: str
    colour: str


def on(day) -> Logo | None:
    """The logo on a day, if the board has one."""
    found = settings.look(day)
    return Logo(**found) if found else None


def of(facts) -> Logo | None:
    """The logo as kept facts have it; those that were kept before there was one have none."""
    kept = facts.look
    return Logo(kept.words, kept.colour) if kept and kept.words else None
