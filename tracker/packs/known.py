"""What every part of a pack's facts is said from: the contents, asked once for names and words."""

from functools import cached_property

from actions import queries
from actions.packs import Contents
from actions.reports.documents import own_words_of
from tracker.names import Names

KINDS = {"plan": "actions", "profile": "recommendations"}
GATED_TITLE = "Recommendations of the problem profile"


class Known:
    """The contents of one pack, with what they are called."""

    def __init__(self, contents: Contents):
        self.contents, self.plan, self.day = contents, contents.plan, contents.plan.day
        self.names = Names(self.plan, queries.titles())
        self.documents = queries.documents(self.day)
        self.visible = {piece.row.id for piece in contents.pieces}

    def gated(self, standing) -> bool:
        return standing is not None and self.contents.gated(standing.line)

    def agency(self, number) -> str | None:
        return self.names.agency(number) if number else None

    def title_of(self, document) -> str:
        """A document's title; of one that may not be quoted only what it is."""
        quoted = document.kind == "plan" or document.id in self.contents.quoted
        return document.title if quoted else GATED_TITLE

    @cached_property
    def own_words(self) -> dict:
        """The meeting's own words on what will be done, by line."""
        return own_words_of(self.plan.standings)

    @cached_property
    def aside(self) -> set:
        """The decisions that were set aside."""
        entries = (entry for found in self.contents.history.values() for entry in found)
        return {entry.event.ref for entry in entries if entry.event.verb == "set_aside"}

    @cached_property
    def pieces(self) -> dict:
        """The evidence of each line."""
        found: dict = {}
        for piece in self.contents.pieces:
            found.setdefault(piece.row.action_id, []).append(piece)
        return found
