"""Which column holds what: guessed from the headings that boards give them, for somebody to check."""

from dataclasses import dataclass

from seeds.spreadsheet.cells import plain, words_of

# What a column may hold, with the headings that it goes by.
CALLED = {
    "number": ("no", "number", "ref", "reference", "action no", "action number", "item no", "item", "id"),
    "due": ("due", "date", "deadline", "timescale", "timescales", "by when", "when", "target date", "completion"),
    "status": ("status", "rag", "rating", "rag rating", "progress rating", "rag status", "colour"),
    "owner": (
        "owner",
        "lead",
        "lead agency",
        "responsible",
        "by whom",
        "who",
        "agency",
        "responsibility",
        "accountable",
    ),
    "priority": ("priority", "objective", "theme", "strand", "outcome", "aim"),
    "action": ("action", "actions", "action required", "what", "task", "activity", "commitment", "description"),
}
NEEDED = ("action", "due")
FIRST_ROWS = 40


@dataclass(frozen=True)
class Match:
    """In which row (from 1) the headings stand, and which column (from 0) holds what. The row 0: there are none."""

    headings: int
    columns: dict[str, int]


def guess(rows: list) -> Match:
    """The row that is most like a row of headings, and what its columns seem to hold."""
    tried = [(_guessed(cells), -place, place) for place, cells in enumerate(rows[:FIRST_ROWS], start=1)]
    columns, _, place = max(tried, key=lambda each: (len(each[0]), each[1]), default=({}, 0, 0))
    return Match(place, columns) if len(columns) >= len(NEEDED) else Match(0, {})


def _guessed(cells) -> dict[str, int]:
    texts = {place: plain(words_of(cell)) for place, cell in enumerate(cells)}
    found: dict[str, int] = {}
    for fits in (_is, _holds):
        for field in CALLED:
            places = [place for place, text in texts.items() if place not in found.values() and fits(text, field)]
            if field not in found and places:
                found[field] = places[0]
    return found


def _is(text, field) -> bool:
    return text in CALLED[field]


def _holds(text, field) -> bool:
    """Whether one of the words that the column goes by is among those of a short heading."""
    return len(text) <= 40 and any(f" {name} " in f" {text} " for name in CALLED[field])
