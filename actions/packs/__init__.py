"""What an inspection pack holds for whom: chosen here by the rules, said and packed by the website."""

from actions.packs.contents import Contents, gather
from actions.packs.readers import INSPECTORS, Reader, may_open, permitted

__all__ = ["INSPECTORS", "Contents", "Reader", "gather", "may_open", "permitted"]
