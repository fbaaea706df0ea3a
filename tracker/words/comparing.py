"""How a change between two days is said."""

from tracker.words import days
from tracker.words.standing import because

# In the order in which changes are shown: what is worse first.
CHANGE = {
    "newly_overdue": "Newly overdue",
    "worse": "Worse",
    "reopened": "Reopened",
    "re_dated": "Re-dated",
    "better": "Better",
    "completed": "Completed",
    "new": "New",
    "left": "Left the plan",
    "unchanged": "Unchanged",
}
# Several kinds of change together.
CHANGES = {
    "changed": "Every change",
    "moved": "Dates moved",
    "forward": "Completed or better",
    "back": "Newly overdue, worse or reopened",
    "all": "Every line",
}


def change(key: str) -> str:
    """The words of a kind of change, or of several together."""
    return {**CHANGE, **CHANGES}[key]


def how_it_changed(change) -> str:
    """Why it stands where it does on the second day, and the date that was moved."""
    if change.after is None:
        return "It is in the plan no more."
    moved = f" Its date was moved {_from_to(change)}." if change.moved else ""
    return because(change.after) + moved


def _from_to(change) -> str:
    return f"from {days.month(change.before.due)} to {days.month(change.after.due)}"
