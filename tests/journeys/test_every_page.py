"""Every page that a role can reach by its links, looked at: full, empty, refused and wrong."""

import re
from urllib.parse import parse_qsl, urlsplit

import pytest
from serving import Served
from werkzeug.exceptions import HTTPException

pytestmark = pytest.mark.browser

MOST = 68
OF_A_KIND = 1
PEOPLE = {
    "officer": "missing.ncc@board.example",
    "agency_lead": "lead.police@board.example",
    "chair": "chair@board.example",
    "deputy": "deputy.chair@board.example",
    "executive": "executive.health@board.example",
    "business_manager": "business.manager@board.example",
    "inspector": "inspector@inspection.example",
}
FILES = {"evidence.download"}
FILE_NAME = re.compile(r"\.(pdf|xlsx|csv|json)$")
OPEN_ALL = "() => document.querySelectorAll('details').forEach((each) => { each.open = true; })"
LINKS = "() => Array.from(document.querySelectorAll('a[href]:not([rel=bookmark])'), (each) => each.href)"

CORBY, OFFICE, EXECUTIVE = "lead.corby@board.example", "business.manager@board.example", "board.chair@board.example"
APPLIES = "strategy-2015-16/2.3/does-not-apply"
# Who goes where, what it answers, and what it says: nothing there yet, not theirs, not there, not understood.
STATES = (
    (CORBY, "/my-update", 200, "No open line is yours on this day"),
    ("chair@board.example", "/review?as-at=2015-02-03", 200, "Without an owner"),
    (EXECUTIVE, "/reports?as-at=2015-02-03", 200, "No report has been frozen by this day"),
    (EXECUTIVE, "/recommendations?as-at=2015-02-03", 200, ""),
    (EXECUTIVE, "/meetings?as-at=2015-02-03", 200, ""),
    (EXECUTIVE, "/evidence?as-at=2015-02-03", 200, "No evidence has been added"),
    (EXECUTIVE, "/evidence?show=due&as-at=2015-06-03", 200, "Nothing wants another look"),
    (EXECUTIVE, "/search?q=xyzzy", 200, ""),
    (EXECUTIVE, "/search?q=", 200, ""),
    (EXECUTIVE, "/lines?status=nothing", 200, ""),
    (EXECUTIVE, "/plan/profile-2016/24", 200, ""),
    (EXECUTIVE, "/plan/strategy-2015-16/1.1?as-at=2015-02-02", 200, ""),
    (EXECUTIVE, "/plan/profile-2016/agencies", 200, "Nothing in this document is asked of each agency"),
    ("lead.south-northamptonshire@board.example", f"/my-update/{APPLIES}", 200, "It waits for the chair"),
    (EXECUTIVE, "/review", 403, "You may not do this"),
    (CORBY, "/my-update/strategy-2015-16/5.2", 403, "You may not do this"),
    (EXECUTIVE, "/plan/strategy-2015-16/2.15", 404, "Page not found"),
    (EXECUTIVE, "/nowhere", 404, "Page not found"),
    (EXECUTIVE, "/plan?as-at=2015-04-31", 400, "There is no such day"),
    (EXECUTIVE, "/plan?as-at=soon", 400, "There is no such day"),
    (EXECUTIVE, "/plan?as-at=2017-04-30", 400, "That day has not come yet"),
    (EXECUTIVE, "/plan?as-at=2014-12-31", 400, "Nothing was adopted by then"),
    (None, "/sign-in", 200, "Sign in"),
    (None, "/sign-in/forgotten", 200, "You get a link by e-mail"),
    (None, "/sign-in/code", 200, "Enter your e-mail address and password first"),
    (None, "/invitation/spent", 404, ""),
    (None, "/nowhere", 404, "Page not found"),
)
# Who sends which form as it is, empty, and what the summary says.
EMPTY_FORMS = (
    (None, "/sign-in", "Sign in", "Enter your e-mail address"),
    (None, "/sign-in/forgotten", "Send the link", "Enter your e-mail address"),
    (EXECUTIVE, "/account/confirm", "Confirm", "Enter your password"),
    (EXECUTIVE, "/account/password", "Change my password", "Enter a password"),
    (EXECUTIVE, "/account/tokens/new", "Make the token", "Say what the token is for"),
    (OFFICE, "/import", "Upload and match the columns", "Choose the spreadsheet"),
    ("lead.police@board.example", "/my-update/strategy-2015-16/5.2", "Save this update", "Choose green, amber or red"),
    (
        "lead.voluntary@board.example",
        "/my-update/strategy-2015-16/2.10/evidence",
        "Add this evidence",
        "Choose a file, give a link, say where it is held, or choose what is on record",
    ),
    (
        "lead.police@board.example",
        "/my-update/profile-2016/12/date",
        "Ask for this date",
        "Enter the month you ask for",
    ),
    (
        "lead.east-northamptonshire@board.example",
        f"/my-update/{APPLIES}",
        "Say that it does not apply",
        "Say why it does not apply to your agency",
    ),
    (
        "chair@board.example",
        "/review/strategy-2015-16/2.3/together",
        "Accept these together",
        "Tick the agencies whose claims you accept",
    ),
    ("chair@board.example", "/review/strategy-2015-16/2.10", "Decide and next", "Choose what you decide"),
)


@pytest.fixture(scope="module")
def route_of(example_app):
    """Names the route of a path."""
    routes = example_app.url_map.bind("localhost")

    def name(path):
        try:
            return routes.match(path)[0]
        except HTTPException:
            return None

    return name


@pytest.mark.parametrize("role", PEOPLE)
def test_every_page_that_a_role_reaches(to_be_read, visitor, route_of, role):
    person = visitor(to_be_read, PEOPLE[role])
    reached = Reached(person, route_of)
    reached.walk()
    assert len(reached.seen) > 5, reached.seen


class Reached:
    """A walk along the links from a role's start, to a page of each kind."""

    def __init__(self, person, route_of):
        self.person, self.route_of = person, route_of
        self.seen, self.waiting, self.known = {}, [], set()

    def walk(self):
        self._note_links()
        while self.waiting and sum(self.seen.values()) < MOST:
            self._open(self.waiting.pop(0))

    def _open(self, path):
        kind = self._kind(path)
        if self.seen.get(kind, 0) >= OF_A_KIND:
            return
        self.seen[kind] = self.seen.get(kind, 0) + 1
        if kind[0] in FILES or FILE_NAME.search(urlsplit(path).path):
            self._insist(self.person.fetches(path).status, path)
        else:
            self._look_at(path)

    def _look_at(self, path):
        page = self.person.page
        self._insist(page.goto(f"{self.person.address}{path}").status, path)
        page.evaluate(OPEN_ALL)
        self.person.looks()
        self._note_links()

    def _insist(self, status, path):
        if status != 200:
            self.person.looker.note(self.person.page, f"a link leads to {path}, which answers {status}")

    def _note_links(self):
        for link in self.person.page.evaluate(LINKS):
            if link.startswith(self.person.address):
                parts = urlsplit(link)
                self._wait_for(f"{parts.path}?{parts.query}".rstrip("?"))

    def _wait_for(self, path):
        if path not in self.known:
            self.known.add(path)
            self.waiting.append(path)

    def _kind(self, path):
        """Pages are of a kind that have a route and the names of their questions in common."""
        parts = urlsplit(path)
        return self.route_of(parts.path), *sorted(name for name, _ in parse_qsl(parts.query))


@pytest.mark.parametrize("address", [CORBY, "chair@board.example", EXECUTIVE, None])
def test_pages_that_are_empty_refused_or_wrong(to_be_read, visitor, address):
    person = visitor(to_be_read, address)
    for who, path, status, words in STATES:
        if who == address:
            person.goes_to(path)
            assert person.status == status, f"{path} answers {person.status}"
            person.sees(words)


@pytest.mark.parametrize(("address", "path", "button", "message"), EMPTY_FORMS, ids=[each[1] for each in EMPTY_FORMS])
def test_forms_that_are_sent_empty(to_be_read, visitor, address, path, button, message):
    person = visitor(to_be_read, address)
    person.goes_to(path)
    person.presses(button)
    assert person.status == 400
    person.sees_problems(message)
    assert person.page.title().startswith("Error: ")


def test_when_the_database_cannot_be_read(on_sqlite, visitor, tmp_path):
    """The page says so in plain words. The log is full of it, as it should be, so it is not asked."""
    broken = Served(on_sqlite.copy(tmp_path / "place"))
    person = visitor(broken)
    (tmp_path / "place" / "tracker.db").write_bytes(b"this is no database" * 1000)
    person.goes_to("/sign-in")
    broken.stop()
    assert person.status == 500
    person.is_on("Something went wrong")
