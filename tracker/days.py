"""The day a page shows: asked for in its address, carried along its links."""

from datetime import date
from functools import lru_cache
from urllib.parse import urlencode, urlsplit

from flask import g, request, url_for

from actions import queries
from actions.models import Document
from tracker import clock, words

SAYS_THE_DAY = ("as-at", "to")


class BadDay(Exception):
    """A day that cannot be shown; the message says why and what to enter."""


def asked(text: str | None, today: date) -> date:
    """The day asked for, or today. BadDay, with a sentence, for one that cannot be shown."""
    if not text:
        return today
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise BadDay(f"There is no such day. Enter one as year, month and day, such as {today.isoformat()}.") from None
    if day > today:
        raise BadDay(f"That day has not come yet. The latest day that can be shown is {words.day(today)}.")
    first = first_day()
    if first and day < first:
        raise BadDay(f"Nothing was adopted by then. The earliest day that can be shown is {words.day(first)}.")
    return day


def documents() -> list[Document]:
    """Every document, whatever the day, the earliest first. Asked once a request."""
    if "documents" not in g:
        g.documents = queries.documents(date.max)
    return g.documents


def first_day() -> date | None:
    """The day from which the first document is in force. Asked once a request."""
    if "first_day" not in g:
        g.first_day = queries.first_day()
    return g.first_day


def address(endpoint: str, **values) -> str:
    """The address of a page, on the day that this one shows."""
    return address_on(g.get("day"), endpoint, **values)


def address_on(day: date | None, endpoint: str, **values) -> str:
    """The address of a page, on a day (none: today)."""
    if day and day != clock.today():
        values["as-at"] = day.isoformat()
    return address_today(endpoint, **values)


def address_today(endpoint: str, **values) -> str:
    """The address of a page, whatever day this one shows."""
    if not request:
        return url_for(endpoint, **values)
    return _built(request.root_path, endpoint, tuple((name, str(it)) for name, it in values.items() if it is not None))


@lru_cache(maxsize=5_000)
def _built(root: str, endpoint: str, values: tuple) -> str:
    """Made once: a list has a link in every row, and the next page has most of them again. `root`: where the site begins."""
    return url_for(endpoint, **dict(values))


def this_page() -> str:
    """The path and query of the page asked for, to come back to."""
    return request.full_path.rstrip("?")


def with_day(day: date) -> str:
    """This page's address as at another day (today: without one)."""
    return this_page_with({}, day)


def this_page_with(changed: dict, day: date | None = None) -> str:
    """This page's address with something `changed` (None: left out), as at another day or the one that it shows."""
    day = day or g.day
    kept = [(name, value) for name, value in request.args.items(multi=True) if name not in {*SAYS_THE_DAY, *changed}]
    changed = {"as-at": None if day == clock.today() else day.isoformat(), **changed}
    asked = urlencode([*kept, *((name, value) for name, value in changed.items() if value is not None)])
    return f"{request.path}?{asked}" if asked else request.path


def stays_here(target: str | None) -> bool:
    """Whether an address leads to this site: a path of its own, with no host and nothing that browsers read as one."""
    if not target or not target.startswith("/") or target.startswith("//"):
        return False
    if "\\" in target or any(ord(letter) < 33 or ord(letter) == 127 for letter in target):
        return False
    return not urlsplit(target).netloc
