"""How considering the profile's recommendations is said."""

from actions.crosswalk import CAME_TO, CONSIDERED, KINDS, OUTCOMES, TO_CONSIDER, Progress
from tracker.words import days

OUTCOME = {
    TO_CONSIDER: "To be considered",
    "accept_recommendation": "Accepted",
    "accept_in_part": "Accepted in part",
    "merge": "Merged",
    "not_accept": "Not accepted",
}
assert tuple(OUTCOME) == OUTCOMES

ASKED = {
    "accept_recommendation": "Accept",
    "accept_in_part": "Accept in part",
    "merge": "Merge",
    "not_accept": "Not accept",
}
DONE = {
    "accept_recommendation": "{} is accepted.",
    "accept_in_part": "{} is accepted in part.",
    "merge": "{} is merged.",
    "not_accept": "{} is not accepted.",
}
assert tuple(ASKED) == tuple(DONE) == CONSIDERED

MANY = {"recommendation": "recommendations", "part": "parts", "national": "national recommendations"}
HEADS = {"recommendation": "Recommendations", "part": "Parts", "national": "National"}
assert tuple(MANY) == tuple(HEADS) == KINDS

WILL = {
    "accept_recommendation": "It is open from now on, with an owner, a month and the meeting's own words.",
    "accept_in_part": "The same, with what is not accepted and why. Its parts are considered one by one.",
    "merge": "It stands with an action that is open already and answers it.",
    "not_accept": "It is closed, with the reason.",
}
PART_WILL = {**WILL, "accept_in_part": "The same, with what is not accepted and why."}

# What a recommendation came to, as the crosswalk says it; the last stands beside the others.
CROSSING = {
    TO_CONSIDER: "To be considered",
    "nothing_done": "Accepted, but nothing done yet",
    "something_done": "Accepted, and something done",
    "merge": "Answered by an action",
    "not_accept": "Not accepted",
    "said_before": "Said before",
}
assert tuple(CROSSING) == (*CAME_TO, "said_before")
CROSSING_ACTIONS = {
    "answers": "Answers a recommendation",
    "said_before": "Said one before the profile did",
    "neither": "Crosses with none",
}
HOW = {"merge": "Answered by", "said_before": "Said before by", "alike": "Shares words with"}
HOW_BACK = {"merge": "Answers", "said_before": "Said before"}


def progress(kind: str, known: Progress) -> str:
    """18 of 42 recommendations considered, 24 to go."""
    many = MANY[kind]
    said = f"{known.considered} of {known.total} {many} considered, {known.to_go} to go"
    if not known.examples:
        return said
    return f"{said} ({known.examples} of them only examples, on which no decision is owed)"


def elsewhere(numbers: list[str]) -> str:
    """Why fewer stand as to be considered than are to go."""
    stand = "stands" if len(numbers) == 1 else "stand"
    return f"{days.listed(numbers)} {stand} worse than to be considered, because of another part."


def listed_as(show: str | None, kind: str | None, from_actions: bool) -> str:
    """What the crosswalk lists, as its heading: Accepted, but nothing done yet: recommendations."""
    if from_actions:
        return CROSSING_ACTIONS[show] if show else "Every action"
    what = HEADS[kind] if kind else "All"
    return f"{CROSSING[show]}: {what.lower()}" if show else what if kind else "Every recommendation"
