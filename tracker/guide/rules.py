"""The rules as the product applies them on a day, read from the tables by which it does."""

from datetime import date

from actions import files, settings
from actions.changes.answering import NEEDS
from actions.permissions import GRANTS, Permission, Scope
from actions.standing.rules import ANY, CLOSED, FLAGS, LONG_UNCONSIDERED, OPEN, RULES, WORST_FIRST
from tracker import accounts
from tracker.accounts import throttle
from tracker.words import FLAG, STATUS, day, file_size, listed, plain_tag, quarter
from tracker.words.keeping import period
from tracker.words.people import lowered, on_which

BESIDE = {
    ANY: "any line",
    ANY - CLOSED: "any line that is not closed",
    ANY - CLOSED - {"reported_complete"}: "any line that is neither closed nor reported complete",
    OPEN: "any open line",
}
IS_RATED = {"green": "Green", "amber": "Amber", "red": "Red"}
DAYS = ("update_day", "due_soon_days", "remind_due_days", "remind_update_days", "remind_lead_days", "remind_every_days")
# What is limited, as people meet it; the figures are throttle.MOST.
TRIES = {
    "account": "Wrong passwords for one account",
    "source": "Wrong passwords from one place",
    "code": "Wrong codes of a second factor",
    "token_source": "Wrong tokens of programs from one place",
    "reset": "Links for a new password, for one account",
    "reset_source": "Links for a new password, from one place",
}
assert set(TRIES) == set(throttle.MOST)


def statuses() -> list[tuple]:
    """(tag, when it holds, its colour, its place when parts are rolled up), the first row that holds from the top."""
    return [(plain_tag(rule.status), rule.meaning, _colour(rule), _place(rule)) for rule in RULES]


def _colour(rule) -> str:
    later = f"; amber from {LONG_UNCONSIDERED.days} days after its document came in force"
    return "white" if rule.colour == "closed" else f"{rule.colour}{later if rule.status == 'to_be_considered' else ''}"


def _place(rule) -> str:
    if rule.status in CLOSED:
        return "left out, unless all are closed"
    return f"{WORST_FIRST.index(rule.status) + 1} of {len(WORST_FIRST)}"


def flags() -> list[tuple[str, str, str]]:
    """(flag, what it means, beside which statuses it can stand)."""
    return [(FLAG[each.key], each.meaning, _among(each.among)) for each in FLAGS]


def _among(among) -> str:
    return BESIDE.get(among) or listed(STATUS[rule.status] for rule in RULES if rule.status in among)


def needs() -> list[tuple[str, list[str]]]:
    """What each rating asks for, as the form asks when it is missing."""
    forecast = "Say by which month it is back on course"
    return [
        (IS_RATED[rating], [message for _, message in asked] + ([] if rating == "green" else [forecast]))
        for rating, asked in NEEDS.items()
    ]


def days_on(on: date) -> list[tuple[str, str, str]]:
    """(setting, its value as at the day, what it does)."""
    chosen = settings.as_at(on)
    known = [settings.BY_KEY[key] for key in DAYS]
    return [(each.name, each.said(chosen[each.key]), each.hint) for each in known]


def open_quarters(on: date) -> list[str]:
    """Each quarter for which an update is welcome on the day, and until when."""
    return [f"{quarter(each)}, until {day(settings.update_day(each))}" for each in settings.open_quarters(on)]


def evidence() -> list[tuple[str, str]]:
    return [
        ("Kinds of file", listed(files.ALLOWED.values())),
        ("Judged by", "what is in the file, not by its name"),
        ("Largest file", file_size(files.LARGEST)),
        ("One agency's files in all", f"{files.ROOM / 1024**3:g} GB"),
    ]


def limits() -> list[tuple[str, str]]:
    """What ends by itself, and how often something may be tried."""
    tries = [(TRIES[kind], f"{most:,} in {period(window)}") for kind, (most, window) in throttle.MOST.items()]
    ends = [
        ("You are signed out when unused for", accounts.IDLE),
        ("You are signed out at the latest after", accounts.ABSOLUTE),
    ]
    return [*tries, *((what, period(after)) for what, after in ends)]


def who_may(names: dict) -> list[tuple[str, str]]:
    """(what may be done, by whom), as the board calls its roles."""
    return [(permission.value, _by_whom(names, GRANTS[permission])) for permission in Permission]


def _by_whom(names, grants) -> str:
    if set(grants) == set(names) and set(grants.values()) == {Scope.ANY}:
        return "Everybody who is signed in"
    said = [names[role] + on_which(scope) for role, scope in grants.items()]
    return ", ".join([*said[:1], *map(lowered, said[1:])])


def may(role: str) -> list[str]:
    """What somebody with the role may do, in the order of the policy."""
    return [each.value + on_which(GRANTS[each][role]) for each in Permission if role in GRANTS[each]]
