"""Who may open what, by request: every route by every role. What is added later is tried as well."""

import re
from urllib.parse import unquote, urlsplit

import html5lib
import pytest
from every_route import (
    EVERYBODY,
    NOBODY,
    Board,
    Try,
    Watched,
    a_board,
    asked,
    guarded,
    what_changed,
    wrong_answer,
)

from actions.db import begin_writing, db
from actions.permissions import GRANTS
from tracker.guard import public
from tracker.pages.people.routes import table

ELSEWHERE = (
    "//host",
    "////host",
    "http:///host",
    "http://host",
    "/\\host",
    "\\\\host",
    "/\t/host",
    "/\x00/host",
    " //host",
)


@pytest.fixture(scope="module")
def board(example_folder, tmp_path_factory):
    folder = tmp_path_factory.mktemp("routes")
    with a_board(folder, example_folder) as app:
        yield Board(app, folder)


# Declared


def test_every_route_declares_who_may_use_it(board):
    assert [route.address for route in table(board.app) if not route.declared] == []


def test_the_table_holds_every_route(board):
    rules = {(rule.rule, rule.endpoint) for rule in board.app.url_map.iter_rules() if rule.endpoint != "static"}
    assert {(route.address, route.endpoint) for route in table(board.app)} == rules


def test_pages_are_looked_at_or_sent_and_nothing_else(board):
    assert {method for rule in board.app.url_map.iter_rules() for method in rule.methods} == {
        "GET",
        "HEAD",
        "OPTIONS",
        "POST",
    }


@pytest.mark.parametrize("role", EVERYBODY)
def test_a_route_that_does_not_declare_is_refused(role, example_folder, tmp_path):
    def add_routes(app):
        app.add_url_rule("/undeclared", view_func=lambda: "open")
        app.add_url_rule("/declared", endpoint="declared", view_func=public(lambda: "open"))

    with a_board(tmp_path, example_folder, before=add_routes) as app:
        client = Board(app, tmp_path).client(role)
        assert client.get("/undeclared").status_code == 403
        assert client.get("/declared").status_code == 200
        assert [route.address for route in table(app) if not route.declared] == ["/undeclared"]


# The matrix


@pytest.mark.parametrize("role", ["officer", "business_manager", NOBODY])
def test_what_is_asked_for_by_a_wrong_name_is_refused_alike(board, role):
    """Of what is there test_rights asks everybody."""
    client = board.client(role)
    wrong = [wrong_answer(each, role, asked(client, each)) for each in board.tries("GET")]
    assert list(filter(None, wrong)) == []


def test_the_head_of_a_page_is_guarded_as_the_page_is(board):
    for each in board.tries("GET"):
        assert (
            wrong_answer(
                each,
                "inspector",
                asked(board.client("inspector"), Try(each.address, "HEAD", each.endpoint, each.needs)),
            )
            is None
        )


@pytest.mark.parametrize("role", EVERYBODY)
def test_what_is_sent_without_a_token_is_refused(board, role):
    client = board.client(role)
    answers = {str(each): asked(client, each).status_code for each in board.tries("POST")}
    assert {each: status for each, status in answers.items() if status != 400} == {}


def test_a_token_of_another_session_is_refused(board):
    token = board.client("business_manager").token()
    client = board.client("business_manager")
    client.token()
    assert client.post("/meetings/new", data={"csrf_token": token, "name": "Sub group"}).status_code == 400


def test_a_wrong_answer_would_be_seen():
    class Answer:
        def __init__(self, status_code, location="/"):
            self.status_code, self.location = status_code, location

    needs = next(iter(GRANTS))
    manager = next(permission for permission, roles in GRANTS.items() if set(roles) == {"business_manager"})
    wrong = [
        (Try("/", "GET", "x", None), NOBODY, Answer(403)),
        (Try("/", "GET", "x", needs), NOBODY, Answer(200)),
        (Try("/", "GET", "x", needs), "officer", Answer(500)),
        (Try("/", "GET", "x", needs), "officer", Answer(403)),
        (Try("/", "GET", "x", needs), "officer", Answer(302, "/sign-in?next=/")),
        (Try("/", "GET", "x", manager), "officer", Answer(200)),
        (Try("/", "GET", "x", manager), "officer", Answer(404)),
    ]
    assert all(wrong_answer(*case) for case in wrong)


# GET changes nothing


@pytest.mark.parametrize("role", EVERYBODY)
def test_looking_changes_nothing(board, role):
    client, watched = board.client(role), Watched(board.folder)
    before = watched.contents()
    wrong = {
        str(each): found
        for each in board.tries("GET")
        if (found := what_changed(watched, lambda each=each: asked(client, each)))
    }
    assert wrong == {}
    assert watched.contents() == before


@pytest.mark.parametrize("role", EVERYBODY)
def test_what_is_refused_changes_nothing(board, role):
    """Whatever was sent: the line of the refusal, no more. Signing in and out is open to all."""
    watched = Watched(board.folder)
    client = board.client(role)
    token, before = client.token(), watched.contents()
    refused = [each for each in board.tries("POST") if each.needs and (role == NOBODY or not each.allowed(role))]
    for each in refused:
        assert what_changed(watched, lambda each=each: asked(client, each, data={"csrf_token": token})) is None, each
    assert watched.contents() == before


def test_a_get_that_writes_would_be_seen(example_folder, tmp_path):
    @public
    def writes():
        begin_writing()
        db.session.execute(db.text("INSERT INTO throwaway VALUES (1)"))
        db.session.commit()
        return "written"

    with a_board(tmp_path, example_folder, before=lambda app: app.add_url_rule("/writes", view_func=writes)) as app:
        begin_writing()
        db.session.execute(db.text("CREATE TABLE throwaway (number INTEGER)"))
        db.session.commit()
        found = what_changed(Watched(tmp_path), lambda: app.test_client().get("/writes"))
    assert "throwaway" in found


# Redirects stay


@pytest.mark.parametrize("role", ["officer", "chair", "business_manager", NOBODY])
def test_no_route_leads_off_the_site(board, role):
    client = board.client(role)
    for number, each in enumerate(board.tries("GET")):
        target = ELSEWHERE[number % len(ELSEWHERE)]
        named = dict.fromkeys(("next", "url", "return", "back", "target"), target)
        leads_to = asked(client, each, query_string=named, headers={"Host": "localhost"}).location
        assert leads_to is None or stays(leads_to), f"{each} leads to {leads_to}"


def stays(location):
    parts = urlsplit(location)
    return not parts.netloc and location.startswith("/") and not re.match(r"/[/\\]|/?[\x00-\x20]", location)


@pytest.mark.parametrize(
    "path", ["//host", "//host/plan", "/%5Chost", "/%09/host", "/%2F%2Fhost/%2e%2e", "/.//host", "//host/sign-in"]
)
def test_a_strange_path_is_never_shown_as_one_to_follow(board, path):
    response = board.client("officer").get("/", environ_overrides={"PATH_INFO": unquote(path), "REQUEST_URI": path})
    assert response.status_code in (302, 308, 404)
    for led in filter(None, [response.location, *addresses(response)]):
        assert stays(led.removeprefix("http://localhost")), led


def addresses(response):
    """Every address that a page leads to: by link, by form, by what it loads."""
    tree = html5lib.parse(response.get_data(as_text=True), namespaceHTMLElements=False)
    names = ("href", "src", "action", "formaction")
    return [each.get(name) for each in tree.iter() for name in names if each.get(name) and each.get(name)[0] != "#"]


# Headers


@pytest.mark.parametrize("role", ["officer", "business_manager", NOBODY])
def test_every_answer_is_guarded_by_its_headers(board, role):
    client = board.client(role)
    faults = {str(each): guarded(asked(client, each)) for each in board.tries("GET")}
    assert {each: found for each, found in faults.items() if found} == {}


REFUSED = {
    "not found": lambda client: client.get("/nothing/at/all"),
    "without a token": lambda client: client.post("/meetings/new"),
    "a wrong method": lambda client: client.delete("/meetings"),
    "a day that is none": lambda client: client.get("/plan?as-at=31-04-2016"),
    "not allowed": lambda client: client.get("/people"),
    "too large": lambda client: client.post("/sign-in", data={"email": "x" * 3_000_000}),
}


@pytest.mark.parametrize("case", REFUSED)
def test_so_is_every_refusal(board, case):
    response = REFUSED[case](board.client("officer"))
    assert 400 <= response.status_code < 500
    assert guarded(response) == []


def test_a_fault_is_guarded_too(example_folder, tmp_path):
    @public
    def breaks():
        raise RuntimeError("typed words")

    with a_board(tmp_path, example_folder, before=lambda app: app.add_url_rule("/breaks", view_func=breaks)) as app:
        response = app.test_client().get("/breaks")
    assert response.status_code == 500
    assert "typed words" not in response.get_data(as_text=True)
    assert guarded(response) == []


def test_each_answer_has_a_nonce_of_its_own(board):
    client = board.client("officer")
    policies = {client.get("/plan").headers["Content-Security-Policy"] for _ in range(3)}
    assert len(policies) == 3


def test_static_files_are_guarded(board):
    with board.app.test_client().get("/static/tracker.css") as response:
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        assert "default-src 'none'" in response.headers["Content-Security-Policy"]
