"""What the stores have in common."""

import errno
from datetime import datetime
from typing import NamedTuple


class Kept(NamedTuple):
    """A file that is in a store, and when it was put there."""

    name: str
    changed: datetime


class Unreachable(OSError):
    """The store does not answer, or not as it should; `strerror` says it in a sentence without its full stop."""

    def __init__(self, sentence: str):
        super().__init__(errno.EIO, sentence)
