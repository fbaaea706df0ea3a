"""What a reminder says: its headings, its reasons in a sentence each, and why somebody other than the officer gets it."""

from tracker.words import days
from tracker.words.history import HOW
from tracker.words.people import lowered
from tracker.words.reports import name
from tracker.words.standing import RHYTHM

HEADING = {
    "overdue": "Overdue",
    "challenge": "Asked on record",
    "sent_back": "Claim sent back",
    "update": "The quarter's update",
    "submission": "Submission due",
    "due_soon": "Due soon",
    "date_answered": "New date answered",
    "paper": "Sent from a meeting",
    "report": "Published",
    "entered": "Entered for you",
}
COUNTED = {
    "overdue": ("overdue", None),
    "challenge": ("question asked on record", "questions asked on record"),
    "sent_back": ("claim sent back", "claims sent back"),
    "update": ("update of the quarter", "updates of the quarter"),
    "submission": ("submission due", "submissions due"),
    "due_soon": ("due soon", None),
    "date_answered": ("date answered", "dates answered"),
    "paper": ("paper of a meeting", "papers of meetings"),
    "report": ("published report", "published reports"),
    "entered": ("entry made for them", "entries made for them"),
}
NAMED_AT_MOST = 20


def counts(reasons) -> str:
    """2 overdue, 1 claim sent back: what a mail was about, in the order of the headings."""
    found = list(reasons)
    return ", ".join(
        days.count(found.count(key), one, many or one) for key, (one, many) in COUNTED.items() if key in found
    )


def subject(number: int) -> str:
    """No title, no name, nothing typed: only how much there is."""
    return f"Action tracker: {days.count(number, 'matter')} for you"


def due_soon(due, day) -> str:
    return f"It is due {days.by_the_end(due)}: {_left(due, day)}."


def _left(due, day):
    return f"{days.count((due - day).days, 'day')} left" if due > day else "today is the last day"


def overdue_date(due, day) -> str:
    return f"Overdue by {days.lateness(due, day)}: it was due {days.by_the_end(due)}."


def overdue_submissions(dues) -> str:
    dues = list(dues)
    named = days.listed(days.by_the_end(due) for due in dues)
    return f"Overdue: the submission{'s' if len(dues) > 1 else ''} due {named} {'have' if len(dues) > 1 else 'has'} not come."


def overdue_undated(last_day) -> str:
    return f"Overdue: it has no date, and its document ended on {days.day(last_day)}."


def submission(every, due, day) -> str:
    if due < day:
        return f"The {RHYTHM[every]} submission has not come: it was due {days.by_the_end(due)}."
    return f"The {RHYTHM[every]} submission is due {days.by_the_end(due)}: {_left(due, day)}."


def update(quarter, until, numbers, day) -> str:
    numbers = list(numbers)
    more = len(numbers) - NAMED_AT_MOST
    named = f"{', '.join(numbers[:NAMED_AT_MOST])}{f' and {more} more' if more > 0 else ''}"
    lines = days.count(len(numbers), "line has", "lines have")
    welcome = f"Updates for {days.quarter(quarter)} are welcome {days.by_the_end(until)}"
    return f"{welcome}: {_left(until, day)}. {lines} none yet: {named}."


def paper(kind, day, number) -> str:
    """The action sheet of the meeting on 10 January 2017 asks 2 things of your agency."""
    if kind == "agenda":
        return f"The agenda pack for the meeting on {days.day(day)} is there."
    return f"The action sheet of the meeting on {days.day(day)} asks {days.count(number, 'thing')} of your agency."


def report(kind, label, edition) -> str:
    """The quarterly report, Q3 2016-17 (October to December 2016), is published. Of a later edition: as edition 2."""
    named = name(kind, label)
    again = f" as edition {edition}, in the place of an earlier one" if edition > 1 else ""
    return f"The {named[:1].lower()}{named[1:]}, is published{again}."


def sent_back(decision) -> str:
    return f"Its claim was sent back on {days.day(decision.counts_from)}. The reason is on its page."


def date_answered(decision, due) -> str:
    on = days.day(decision.counts_from)
    if decision.verb == "agree":
        return (
            f"A new date was agreed on {on}: it is due {days.by_the_end(decision.new_due)}. The reason is on its page."
        )
    return f"A new date was declined on {on}: it stays due {days.by_the_end(due)}. The reason is on its page."


def challenge(asked) -> str:
    until = days.day(asked.row.due_day)
    late = f"was due by {until}" if asked.overdue else f"is wanted by {until}"
    return f"On {days.day(asked.row.counts_from)} your agency was asked a question on record. The answer {late}."


def entered(row) -> str:
    """What came by telephone on 3 May 2017 was entered for you on 4 May 2017."""
    came = f"What came {HOW[row.given_how]} on {days.day(row.given_on)}" if row.given_how else "What you gave"
    return f"{came} was entered for you on {days.day(row.counts_from)}. Look whether it says what you said."


def told_as(role: str, first_told) -> str:
    """Why somebody above the officer is told."""
    return f"You are told as {lowered(role)}, because it has waited since {days.day(first_told)} without an answer."


def state(message) -> str:
    """Where a message stands, for the business manager."""
    if message.sent:
        return f"Sent on {days.day(message.sent_on)}"
    if message.dropped:
        return "Not sent: by then nothing of it was left, or it was no longer theirs to know"
    if message.problem:
        return f"Waits. {message.problem}. Tried {days.times(message.tries)}"
    return "Waits to be sent"
