"""What the tracker holds and why, how accessible it is, and where to report a weakness."""

from datetime import UTC, datetime, time, timedelta
from functools import partial

from flask import Blueprint, Response, abort, current_app, render_template

from actions import retention
from actions.permissions import GRANTS, Permission, may
from actions.settings import as_at
from tracker import clock
from tracker.guard import public, requires, viewer
from tracker.held import HELD
from tracker.sweeping import SWEPT
from tracker.words import keeping as say
from tracker.words.people import called, on_which

pages = Blueprint("about", __name__)
SURE_FOR = timedelta(days=180)
BOARD_OFFICE = "the board's business manager"


def contact() -> str:
    """Whom to ask: the board's address, where one is set."""
    return current_app.config.get("BOARD_CONTACT") or BOARD_OFFICE


def _who(names, permission) -> str:
    """Everybody who is signed in, or the roles that may, as the board calls them (`names`)."""
    if permission is None:
        return "nobody on a page; whoever runs the tracker"
    grants = GRANTS[permission]
    if set(grants) == set(names):
        return "everybody who is signed in"
    return ", ".join(names[role] + on_which(scope) for role, scope in grants.items())


@pages.get("/data-protection")
@requires(Permission.READ_PLAN)
def data_protection():
    return render_template(
        "about/data_protection.html",
        held=HELD,
        swept=SWEPT,
        documents=retention.periods(clock.today()),
        who=partial(_who, called(as_at(clock.today()))),
        contact=contact(),
        say=say,
        sees_records=may(viewer(), Permission.SEE_RECORDS),
    )


@pages.get("/accessibility")
@public
def accessibility():
    return render_template("about/accessibility.html", contact=contact())


@pages.get("/.well-known/security.txt")
@public
def security_txt():
    """RFC 9116."""
    reported_to = current_app.config.get("SECURITY_CONTACT")
    if not reported_to:
        abort(404)
    own = f"{current_app.config['BASE_URL']}/.well-known/security.txt"
    lines = (f"Contact: {reported_to}", f"Expires: {_expires()}", "Preferred-Languages: en", f"Canonical: {own}")
    return Response("".join(f"{line}\n" for line in lines), content_type="text/plain; charset=utf-8")


def _expires() -> str:
    """The end of the day that is set, or of the one six months on."""
    day = current_app.config.get("SECURITY_EXPIRES") or clock.real_now().date() + SURE_FOR
    return datetime.combine(day, time(23, 59, 59), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
