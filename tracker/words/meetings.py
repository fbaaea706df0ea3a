"""What a meeting decided and asked for, in a few words."""

from datetime import date

from actions.models import HOW_CAME
from actions.standing import Plan
from tracker.words import days
from tracker.words.challenges import ENDED
from tracker.words.people import lowered

OUTCOMES = {
    "accept_recommendation": lambda event, plan: f"Accepted, due {days.by_the_end(event.day)}",
    "accept_in_part": lambda event, plan: f"Accepted in part, due {days.by_the_end(event.day)}",
    "merge": lambda event, plan: f"Merged into {_number(event, plan)}",
    "not_accept": lambda event, plan: "Not accepted",
    "accept": lambda event, plan: "The claim was accepted",
    "check_again": lambda event, plan: "It was checked again, and holds",
    "send_back": lambda event, plan: "The claim was sent back",
    "agree": lambda event, plan: f"A new date was agreed: {days.by_the_end(event.day)}",
    "decline": lambda event, plan: "The request for a new date was declined",
    "set_date": lambda event, plan: f"A first date was set: {days.by_the_end(event.day)}",
    "reopen": lambda event, plan: f"Reopened, due {days.by_the_end(event.day)}",
    "stop": lambda event, plan: "Stopped",
    "supersede": lambda event, plan: "Superseded",
    "end_duty": lambda event, plan: "Its regular reporting was ended",
}
CAME = {"present": "Present", "apologies": "Apologies", "absent": "Absent"}
assert tuple(CAME) == HOW_CAME

# What a matter asks, after the number and title of its line.
ASKS = {
    "agree": "Done by the new date that was agreed.",
    "decline": "Done by its date: no new one was agreed.",
    "set_date": "Done by its first date.",
    "reopen": "Reopened: done by the new date.",
    "extend_line": "Done by the date given with the extension.",
    "send_back": "The claim was sent back.",
    "accept_recommendation": "Accepted.",
    "accept_in_part": "Accepted in part.",
    "assign": "Answers for it from now on.",
    "challenge": "Answer the question on record:",
    "escalate": "Put to the board:",
}
EACH = "Each agency"
WHY_NUMBERS_ONLY = (
    "Of a recommendation only its number and the meeting's own words are given: its originator's permission to use the "
    "profile's words is not recorded."
)


def outcome(event, plan: Plan) -> str:
    """Accepted, due by the end of March 2017; any other verb: its name in plain words."""
    say = OUTCOMES.get(event.verb)
    return say(event, plan) if say else event.verb.replace("_", " ").capitalize()


def _number(event, plan):
    into = plan.by_id.get(event.ref)
    return into.number if into else "another line"


def by_whom(row, office: str) -> str:
    """Who is to do it. `office`: what the business manager is called."""
    if row.verb == "escalate":
        return f"The {lowered(office)}, for the board"
    return row.agency or (EACH if row.number else "Nobody yet")


def when(row) -> str:
    """By when, of a matter as data."""
    return days.by_the_end(date.fromisoformat(row.by_when)) if row.by_when else "No day set"


def became(matter) -> str:
    """What became of a question, of an agency or of the board."""
    if matter.ended:
        ended = f": {ENDED[matter.ended.word].lower()}" if matter.ended.word else ""
        return (
            f"Ended on {days.day(matter.ended.counts_from)}{ended}."
            if ended
            else f"Answered on {days.day(matter.ended.day)}."
        )
    return f"Answered on {days.day(matter.answered.counts_from)}." if matter.answered else "No answer yet."


def stands(row) -> str:
    """What became of a question, of a matter as data."""
    if row.ended:
        return f"Ended on {days.day(date.fromisoformat(row.ended))}"
    return f"Answered on {days.day(date.fromisoformat(row.answered))}" if row.answered else "No answer yet"


def named(row) -> str:
    """2.14 Map missing levels, NCC; of what may not be quoted the number alone."""
    said = " ".join(filter(None, [row.number, row.title]))
    return said + (f", {row.cell}" if row.cell else "")


def what(row) -> str:
    """2.14 Map missing levels, NCC: The claim was sent back. The meeting's own words."""
    about = f"{named(row)}: " if row.number else ""
    return about + " ".join(filter(None, [ASKS[row.verb], row.words]))
