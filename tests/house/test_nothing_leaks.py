"""What somebody may not see is in nothing that they can get. A word of its own is planted in each such thing, and looked for
in every byte that everybody is answered: pages, lists, sheets, papers, packs, calendars, names of files, headers, mails."""

import re
from datetime import date

import pytest
from canaries import BY_WORD, KINDS, plant
from every_route import NOBODY, a_board
from everything_in import everything_in
from leaks import BROKEN
from posting import Post
from rights_board import WHO, RightsBoard
from the_example import every_page

from actions.standing import plan_on

PLANTED = re.compile("|".join(BY_WORD))
# Those to whom something is closed that is open to others of their kind.
READERS = ("agency_lead", "helper", "other", "chair", "own_chair", *WHO[7:], NOBODY)
NEVER_TYPED = "canary999x"
PAST = "2017-01-15"
MONTH = [date(2017, 1, 20), date(2017, 1, 31), date(2017, 2, 1), date(2017, 2, 16)]


@pytest.fixture(scope="module")
def board(example_folder, tmp_path_factory):
    folder = tmp_path_factory.mktemp("leaks")
    with a_board(folder, example_folder) as app:
        board = RightsBoard(app, folder)
        plant(board)
        board.clients[NOBODY] = app.test_client()
        yield board


@pytest.fixture(scope="module")
def addresses(board):
    """Every page and file of what is there, and the lists and lines that hold what is planted."""
    real = {each.address for each in board.tries("GET")}
    every = {*real, *(address for _, address in every_page(board.app)), *where_it_hides(board)}
    return sorted(each for each in every if not each.startswith("/answer/") and "nothing" not in each)


def where_it_hides(board):
    line, part = f"strategy-2015-16/{board.line.number}", f"strategy-2015-16/1.3?agency={board.owner.key}"
    for page in ("/plan", "/review", "/my-update"):
        yield from (f"{page}/{line}", f"{page}/{part}")
    yield from (f"/plan/{line}?as-at={PAST}", f"/my-update/{line}/evidence", f"/plan/{line}/set-aside")
    yield from (
        "/evidence?show=due",
        f"/evidence?agency={board.owner.key}",
        f"/evidence?as-at={PAST}",
        "/lines?flag=restricted",
    )
    yield from (f"/evidence/{number}" for number in board.planted)
    yield from (f"/packs/{number}{ending}" for number in board.packs for ending in ("", ".zip"))
    yield from (
        f"/reports/agency/{board.owner.key}.{ending}" for ending in ("html", "json", "pdf", "docx", "xlsx", "zip")
    )
    yield from (f"/meetings/{board.meeting}/sheet/1.{ending}" for ending in ("pdf", "docx"))
    yield f"/compare?from=2016-12-01&to={board.line.facts.day}"


def seen(board, name, address) -> set[str]:
    """The kinds of what is planted, in what somebody is answered."""
    with board.clients[name].get(address) as response:
        content = response.get_data()
    return kinds_in(f"{response.headers} {everything_in(content)}")


def kinds_in(text) -> set[str]:
    return {BY_WORD[word] for word in PLANTED.findall(text)}


@pytest.fixture(scope="module")
def found(board, addresses):
    """(who, kind) to the addresses at which it was found."""
    places: dict = {}
    for name in READERS:
        for address in addresses:
            for kind in seen(board, name, address):
                places.setdefault((name, kind), []).append(address)
    return places


def test_nobody_comes_upon_what_they_may_not_see(found):
    assert {who: at[:5] for who, at in found.items() if who[0] not in KINDS[who[1]]} == {}


# Nothing shows these: they are looked for, and never found. A kept form waits for its person on its page.
NOWHERE = {kind for kind, may in KINDS.items() if not may} | {"what somebody typed when their session had ended"}


def test_who_may_see_it_comes_upon_it(found):
    """So the words are where they would be found."""
    readers = {kind: {name for name, of in found if of == kind} for kind in KINDS}
    unseen = {kind for kind, may in KINDS.items() if set(may) & set(READERS) and not readers[kind]} - NOWHERE
    assert unseen == set()


@pytest.mark.parametrize("name", READERS[:-1])
def test_a_search_for_it_finds_what_a_search_for_nothing_finds(board, name):
    unknown = board.clients[name].get(f"/search?q={NEVER_TYPED}").text
    for word, kind in BY_WORD.items():
        if name not in KINDS[kind]:
            found = board.clients[name].get(f"/search?q={word}").text
            assert of_the_moment(found.replace(word, NEVER_TYPED)) == of_the_moment(unknown), kind


def of_the_moment(page):
    return re.sub(r'(?:nonce|value)="[^"]{20,}"', "", page)


def test_who_holds_a_link_is_shown_what_came_by_it_and_nothing_else(board):
    kinds = {kind for address in board.by_link for kind in seen(board, NOBODY, address)}
    assert kinds == {"an answer that came by a link", "to whom a link was given"}


def test_no_mail_tells_of_it(board, monkeypatch):
    """A month of reminders: in each letter only what the person it goes to may see, their own address at most."""
    monkeypatch.setitem(board.app.config, "TODAY", board.line.facts.day)
    post = Post(board.app)
    letters = [letter for day in MONTH for letter in post.goes_out(day)]
    wrong = [letter.subject for letter in letters if kinds_in(f"{letter.subject} {letter.body}")]
    assert len(letters) > 5
    assert wrong == []
    assert any(kinds_in(letter.to) for letter in letters)


# What leaves the screen tells of the profile its numbers alone


OFF_SCREEN = re.compile(r"^/api/|\.(csv|xlsx|json|docx|zip|pdf|html|ics)\b")


def test_no_title_of_a_gated_profile_leaves_the_screen(board, addresses):
    titles = [each.line.title for each in plan_on(board.line.facts.day).of("profile-2016") if len(each.line.title) > 25]
    gated = re.compile("|".join(re.escape(title) for title in titles))
    wrong = {}
    for address in (*filter(OFF_SCREEN.search, addresses), *board.by_link):
        for name in ("chair", "business_manager", NOBODY):
            with board.clients[name].get(address) as response:
                text = " ".join(everything_in(response.get_data()).split())
            if response.status_code == 200 and gated.search(text):
                wrong[address] = gated.search(text)[0]
    assert titles
    assert wrong == {}


@pytest.mark.parametrize("what", BROKEN)
def test_a_check_that_is_taken_away_is_noticed(board, what, monkeypatch):
    name, kind, address, break_it = BROKEN[what]
    address = address.format(**board.real["reports"], at=f"strategy-2015-16/{board.line.number}", planted=board.planted)
    assert kind not in seen(board, name, address)
    break_it(monkeypatch)
    assert kind in seen(board, name, address)
