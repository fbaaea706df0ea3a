"""What every page shows around its content: marking, board, day, navigation, who is signed in."""

from dataclasses import dataclass
from datetime import date

from flask import current_app, g, request

from actions import place, queries
from actions.permissions import Permission, may
from actions.settings import as_at
from tracker import clock, days, guard, logo, read_only
from tracker.forms.text import showable
from tracker.words.people import called

OPEN_AIR_NOTE = "Served over plain http on this machine alone, so cookies are not marked Secure."


@dataclass(frozen=True)
class Item:
    """A link of the main navigation."""

    text: str
    href: str
    current: str | None
    count: int | None = None


@dataclass(frozen=True)
class Page:
    """The frame of a page."""

    board_name: str
    sub_group_name: str
    marking: str
    logo: logo.Logo | None
    roles: dict
    example_line: str | None
    nav: list
    as_at: date
    today: date
    is_past: bool
    today_href: str
    dated_href: str | None
    path: str
    query_args: list
    person_title: str | None
    nonce: str
    footer_note: str | None
    read_only: object


# Text, endpoint, and the permission it needs.
NAV = (
    ("My update", "my_update.my_update", Permission.CONTRIBUTE),
    ("Review", "review.queue", Permission.REVIEW),
    ("Plan", "plan.glance_page", Permission.READ_PLAN),
    ("Recommendations", "recommendations.recommendations", Permission.READ_PLAN),
    ("Meetings", "meetings.meetings", Permission.READ_PLAN),
    ("Challenges", "challenges.challenges", Permission.READ_PLAN),
    ("Escalations", "escalations.escalations_page", Permission.READ_PLAN),
    ("Reports", "reports.reports_page", Permission.READ_REPORTS),
    ("People", "people.people", Permission.LOOK_AFTER_PEOPLE),
    ("Owners", "ownership.ownership", Permission.ASSIGN),
)


def init_app(app):
    app.jinja_env.globals.update(address=days.address, url_for=days.address_today)
    app.context_processor(lambda: {"page": frame()})


def frame() -> Page:
    """The frame of the page being drawn."""
    today = clock.today()
    day = g.get("day", today)
    chosen = as_at(day)
    viewer = guard.viewer()
    return Page(
        board_name=chosen["board_name"],
        sub_group_name=chosen["sub_group_name"],
        logo=logo.on(day),
        roles=called(chosen),
        marking=chosen["marking"],
        example_line=example_line(),
        nav=_navigation(viewer, day),
        as_at=day,
        today=today,
        is_past=day != today,
        today_href=days.with_day(today),
        dated_href=_dated(day) if viewer else None,
        path=request.path if days.stays_here(request.path) else "/",
        query_args=[(showable(name), showable(value)) for name, value in _asked_besides()],
        person_title=viewer and viewer.title,
        nonce=guard.nonce(),
        footer_note=OPEN_AIR_NOTE if current_app.config["OPEN_AIR"] else None,
        read_only=read_only.now(),
    )


def _dated(day) -> str | None:
    """The address by which this page is always shown as at this day, to be sent to others; none of what is not found, nor
    of an answer to a form."""
    found = request.endpoint and request.method == "GET" and days.stays_here(request.path)
    return days.this_page_with({"as-at": day.isoformat()}, day) if found else None


def _asked_besides():
    """What the address asks for besides the day."""
    return [(name, value) for name, value in request.args.items(multi=True) if name not in days.SAYS_THE_DAY]


def example_line() -> str | None:
    """What everything that leaves the worked example says, without a look into the database."""
    return place.EXAMPLE_LINE if current_app.config["EXAMPLE"] else None


def _navigation(viewer, day):
    return [
        Item(text, days.address(endpoint), _current(endpoint), _count(endpoint, day))
        for text, endpoint, permission in NAV
        if viewer and may(viewer, permission)
    ]


def _current(endpoint) -> str | None:
    """What `aria-current` says of a link: this page itself, or a page of its group."""
    if request.endpoint == endpoint:
        return "page"
    return "true" if request.blueprint == endpoint.partition(".")[0] else None


def _count(endpoint, day):
    if endpoint != "review.queue":
        return None
    waiting = queries.waiting_for_chair(day)
    return sum(len(waiting[name]) for name in queries.AWAIT_A_DECISION)
