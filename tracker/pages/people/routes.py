"""Who may open what: made from the addresses that the app answers and from what each view says it needs."""

import re
from dataclasses import dataclass

from flask import current_app, g, render_template

from actions.permissions import GRANTS, Permission
from actions.settings import as_at
from tracker.guard import requires
from tracker.pages.people.group import pages
from tracker.words.people import called, on_which

USES = {"GET": "look", "POST": "send", "PUT": "put", "PATCH": "change", "DELETE": "delete"}


@dataclass(frozen=True)
class Route:
    """An address of the app. `declared`: its view says who may use it; `needs` None: anybody may; `confirmed`:
    they must have proved lately that it is they; `by_token`: programs alone may, with a personal token."""

    address: str
    methods: tuple[str, ...]
    endpoint: str
    declared: bool
    needs: Permission | None
    confirmed: bool
    by_token: bool

    @property
    def grants(self) -> dict:
        """The roles that may use it, each with the lines on which it may."""
        return GRANTS[self.needs] if self.needs else {}

    @property
    def shown(self) -> str:
        """The address without what its parts are limited to."""
        return re.sub(r"<[^>]*?(\w+)>", r"<\1>", self.address)

    @property
    def uses(self) -> str:
        return " and ".join(USES[method] for method in self.methods).capitalize()

    def who(self, names: dict) -> list[str]:
        """Each role, by what it is called, with the lines on which alone it may."""
        return [names[role] + on_which(scope) for role, scope in self.grants.items()]


def table(app) -> list[Route]:
    """Every route but that of the static files, in the order of their addresses."""
    found = [_route(rule, app.view_functions[rule.endpoint]) for rule in app.url_map.iter_rules()]
    return sorted((each for each in found if each.endpoint != "static"), key=lambda each: (each.address, each.methods))


def _route(rule, view):
    methods = tuple(method for method in USES if method in rule.methods)
    return Route(
        rule.rule,
        methods,
        rule.endpoint,
        hasattr(view, "needs"),
        getattr(view, "needs", None),
        bool(getattr(view, "confirmed", ())),
        hasattr(view, "scope"),
    )


@pages.get("/people/routes")
@requires(Permission.SEE_ROUTES)
def routes():
    return render_template("people/routes.html", routes=table(current_app), names=called(as_at(g.day)))
