"""Who is answered what, run as real requests: every route, by everybody, on a line that is theirs and on one that is not."""

import re

import pytest
from asking import AWAY, DOOR, Asking
from every_route import a_board
from rights_board import WHO, RightsBoard
from rights_broken import BROKEN
from rights_table import OPEN_TO_ALL, SIGNED_IN, TO_THE_DOOR, rows

OPEN, CLOSED = rows(OPEN_TO_ALL), rows(SIGNED_IN)
TABLE = {**OPEN, **CLOSED}
NO_NUMBER = 2147483647
# What differs from answer to answer, whatever is asked for.
OF_THE_MOMENT = re.compile(r'(?:nonce|value)="[^"]{16,}"|\d+')


@pytest.fixture(scope="module")
def board(example_folder, tmp_path_factory):
    folder = tmp_path_factory.mktemp("rights")
    with a_board(folder, example_folder) as app:
        yield RightsBoard(app, folder)


@pytest.fixture(scope="module")
def asking(board):
    return Asking(board)


def differences(asking, table, method, people=WHO):
    """What the table says and the product does not, in words."""
    for (of, named), signs in table.items():
        found = asking.row(method, named, people) if of == method else []
        for name, sign, expected in zip(people, found, signs, strict=False):
            if sign != expected:
                yield f"{method} {named} by {name}: {sign}, not {expected}"


def test_the_table_has_every_route_and_no_other(board):
    rules = [each for each in board.app.url_map.iter_rules() if each.endpoint != "static"]
    served = {(method, each.endpoint) for each in rules for method in each.methods & {"GET", "POST"}}
    told = {(method, named.partition("~")[0]) for method, named in {*TABLE, *TO_THE_DOOR}}
    assert served ^ told == set()


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_everybody_is_answered_as_the_table_says(asking, method):
    assert list(differences(asking, TABLE, method)) == []


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_who_is_away_is_asked_to_sign_in(asking, method):
    door = dict.fromkeys({**CLOSED, **dict.fromkeys(TO_THE_DOOR)}, [DOOR] * len(AWAY))
    assert list(differences(asking, door, method, AWAY)) == []


def test_what_is_open_to_all_is_open_to_who_is_away(asking):
    assert list(differences(asking, OPEN, "GET", AWAY)) == []


HIDDEN = [
    (named, signs)
    for (method, named), signs in CLOSED.items()
    if method == "GET" and "." in signs and named != "records.decide"
]


@pytest.mark.parametrize(("named", "signs"), HIDDEN)
def test_what_may_not_be_seen_is_answered_as_what_is_not_there(asking, named, signs):
    for name, sign in zip(WHO, signs, strict=True):
        if sign == ".":
            asking.answer("GET", "plan.search", name)  # what was still to be told is told
            hidden = asking.answer("GET", named, name)
            missing = asking.answer("GET", named, name, number=NO_NUMBER)
            assert said(hidden) == said(missing), f"{named} by {name}"


def said(response):
    headers = sorted(name for name, _ in response.headers)
    return response.status_code, headers, OF_THE_MOMENT.sub("", response.get_data(as_text=True))


@pytest.mark.parametrize("what", BROKEN)
def test_a_check_that_is_taken_away_is_noticed(asking, what, monkeypatch):
    method, named, name, break_it = BROKEN[what]
    signs = TABLE[method, named] if name in WHO else [DOOR] * len(AWAY)
    people = WHO if name in WHO else AWAY
    expected = dict(zip(people, signs, strict=True))[name]
    assert asking.row(method, named, [name]) == [expected]
    break_it(monkeypatch)
    assert asking.row(method, named, [name]) != [expected]
