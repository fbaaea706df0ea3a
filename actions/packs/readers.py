"""For whom a pack is made, and who may open it.

A pack is read away from the tracker, so its reader is taken by the audience alone: with no agency, none of those that a
pack can be made for may see restricted evidence. Chair and deputy may, so for them as such none is made.
"""

from dataclasses import dataclass
from datetime import date

from actions import queries
from actions.models import AUDIENCES
from actions.permissions import Permission, Viewer, may

INSPECTORS = "inspectors"
# As whom an audience reads, and whose holders it is: a person of a later role is not in it unawares.
READS_AS = {"sub_group": "officer", "executives": "executive", INSPECTORS: "inspector"}
HOLDERS = {
    "sub_group": ("officer", "agency_lead", "chair", "deputy"),
    "executives": ("executive",),
    INSPECTORS: ("inspector",),
}
assert tuple(READS_AS) == tuple(HOLDERS) == AUDIENCES


@dataclass(frozen=True)
class Reader:
    """An audience; of inspectors, the one for whom the pack is made."""

    audience: str
    person_id: int | None = None

    @property
    def viewer(self) -> Viewer:
        """As whom evidence is chosen: the role of the audience, of no agency."""
        return Viewer(0, "", None, None, frozenset({READS_AS[self.audience]}))


def may_open(viewer: Viewer, reader: Reader) -> bool:
    """Whether the person may open what was made for this reader: themselves by today's roles, or who makes packs."""
    if may(viewer, Permission.MAKE_PACK):
        return True
    return viewer.has(*HOLDERS[reader.audience]) and reader.person_id in (None, viewer.id)


def permitted(reader: Reader, today: date) -> set[int]:
    """The documents that the originator permits to be quoted to this reader, by what is recorded today."""
    return queries.released_to((reader.audience,), today)
