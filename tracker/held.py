"""What is held about people, why, and who sees it: what the data-protection page says besides the periods."""

from dataclasses import dataclass

from actions.permissions import Permission


@dataclass(frozen=True)
class Held:
    """Something that is held, why, and for how long; `seen_by` names the permission of those who see it."""

    what: str
    why: str
    how_long: str
    seen_by: Permission | None


# What is kept for as long as the record, or as long as somebody is concerned.
HELD = (
    Held(
        "What was promised, said, proved, asked and decided: updates, evidence, decisions, challenges, meetings",
        "so that the board can hold agencies to account, and show what it did",
        "the years of each document, as below; then it may be purged by two people. The rows stay without their words",
        Permission.READ_PLAN,
    ),
    Held(
        "Evidence that is marked restricted",
        "so that what only some may see can still be proved",
        "the same",
        Permission.READ_RESTRICTED,
    ),
    Held(
        "Frozen reports and papers of meetings",
        "so that what the board was told can be read as it was",
        "for good, unless words in them are redacted",
        Permission.READ_REPORTS,
    ),
    Held(
        "Who you are to the board: your title, agency and roles, never your name",
        "so that each entry says who made it",
        "for good, as part of the record",
        Permission.READ_PLAN,
    ),
    Held(
        "Your e-mail address, your password as a hash, your second factor sealed",
        "so that you, and nobody else, can sign in, and mail reaches you",
        "until whoever runs the tracker deletes them; the board office can disable an account, which then opens nothing",
        Permission.READ_PEOPLE,
    ),
    Held(
        "Which evidence, reports, packs and lists you opened or downloaded, and when; when you signed in; what was refused",
        "so that the board can tell who saw what",
        "for good: these are lines of the journal's chain, and taking one out would break it",
        Permission.SEE_ACCESS,
    ),
    Held(
        "Of which matters you were told by mail, and when",
        "so that nobody is reminded twice",
        "as long as the record",
        None,
    ),
)
