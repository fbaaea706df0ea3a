"""Help where it is needed: your quarter in five steps, the rules as they apply, who may do what, the words, what is new."""

from flask import Blueprint, abort, current_app, g, render_template

from actions.models import ROLES
from actions.permissions import Permission, may
from actions.settings import as_at
from tracker.guard import requires, viewer
from tracker.guide import glossary, news, rules
from tracker.guide.steps import STEPS
from tracker.words.people import called

pages = Blueprint("guide", __name__)


@pages.get("/help")
@requires(Permission.READ_PLAN)
def overview():
    own = [role for role in ROLES if role in viewer().roles]
    return render_template("guide/overview.html", own=own, others=[role for role in ROLES if role not in own])


@pages.get("/help/your-quarter/<key>")
@requires(Permission.READ_PLAN)
def quarter(key):
    if key not in STEPS:
        abort(404)
    return render_template(
        "guide/quarter.html",
        name=called(as_at(g.day))[key],
        steps=STEPS[key],
        own=key in viewer().roles,
        rights=rules.may(key),
        open_quarters=rules.open_quarters(g.day),
        opens=_opens,
    )


def _opens(endpoint) -> bool:
    """Whether the reader may open a page."""
    return may(viewer(), current_app.view_functions[endpoint].needs)


@pages.get("/help/rules")
@requires(Permission.READ_PLAN)
def the_rules():
    return render_template("guide/rules.html", rules=rules)


@pages.get("/help/who-may-do-what")
@requires(Permission.READ_PLAN)
def who_may():
    return render_template("guide/who_may.html", rows=rules.who_may(called(as_at(g.day))))


@pages.get("/help/words")
@requires(Permission.READ_PLAN)
def words():
    return render_template("guide/words.html", words=sorted(glossary.WORDS.items(), key=lambda each: each[0].lower()))


@pages.get("/help/whats-new")
@requires(Permission.READ_PLAN)
def whats_new():
    return render_template("guide/whats_new.html", news=news.NEWS)
