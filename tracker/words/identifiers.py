"""What is said when something that was saved looks as if it told who a child is."""

from tracker.words.days import listed

KIND = {
    "nhs_number": "an NHS number",
    "pupil_number": "a unique pupil number",
    "date_of_birth": "a date of birth beside a name",
}


def warning(kinds) -> str:
    """The warning for the kinds found, which are named in the order of `KIND`."""
    named = listed(KIND[kind] for kind in KIND if kind in kinds)
    return (
        f"It is saved, and it seems to hold {named}. No child's details belong here. "
        "If it does, ask the business manager to take it out."
    )
