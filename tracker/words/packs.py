"""How an inspection pack and where it stands are said."""

from tracker.packs import KEPT
from tracker.words import days

STATE = {
    "waiting": "It waits to be made.",
    "making": "It is being made.",
    "ready": "It is ready.",
    "failed": "It could not be made.",
    "withdrawn": "It was withdrawn, because words were redacted after it was made. Ask for it again.",
    "removed": f"It was removed: a pack is kept for {KEPT.days} days. Ask for it again.",
}
STOPPED = {
    "waiting": "It waits, and nobody has begun it yet.",
    "making": "It was begun, and whoever made it was ended.",
}
AUDIENCE = {
    "sub_group": "Members of the sub group",
    "executives": "Executives of the board",
    "inspectors": "An inspector",
}


def kept() -> str:
    return f"{KEPT.days} days"


def state(pack, stopped: bool) -> str:
    """Where a pack stands, in a sentence or two."""
    if stopped:
        return STOPPED[pack.state]
    return f"{STATE[pack.state]} {pack.problem}" if pack.problem else STATE[pack.state]


def progress(pack) -> str:
    """12 of 500 files; before they are counted: what is done first."""
    if pack.state == "waiting":
        return "Not begun yet"
    return f"{pack.done:,} of {days.count(pack.total, 'file')}" if pack.total else "Gathering what it will hold"


def missing(number: int) -> str:
    return (
        f"{days.count(number, 'file')} could not be read and {'is' if number == 1 else 'are'} named in it as missing."
    )
