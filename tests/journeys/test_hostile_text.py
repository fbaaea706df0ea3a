"""Text that would do harm, 20,000 characters of it, typed into every field of every form, and then shown to the business
manager on every page and in every file: it does nothing, asks nothing of anybody, and all of it is there."""

import json
import sys

import pytest
from engines import address_of
from every_route import a_board
from hostile import PIECES, Typist
from places import Place
from rights_board import RightsBoard
from serving import Served, checked_log
from the_example import every_line, every_page

from actions.db import db
from tracker import accounts
from tracker.accounts.models import Account
from tracker.forms import BaseForm
from tracker.forms.text import Typed

pytestmark = pytest.mark.browser

# Fields in which nothing hostile is kept, and why.
NOT_TYPED = {
    **dict.fromkeys(("password", "again", "code"), "is compared and never shown"),
    **dict.fromkeys(("seen", "quarter", "claim", "exemption", "request", "held"), "hidden: a number or nothing"),
    "email": "must be an address",
    **dict.fromkeys(("board_name", "board_short", "sub_group_name", "marking"), "is asked at the first run"),
    "years": "of records: their own tests",
    "headings": "a number of a row",
    "short": "of agencies: their own tests",
    "word": "is looked for and taken out",
    "sheet": "must be the name of a sheet of the workbook",
}
# What the business manager is not shown, and why.
NOT_SHOWN = {
    ("account.new_token", "name"): "whose token it is is shown it",
    ("my_update.send", "note"): "the agency that sent it is shown it",
    **dict.fromkeys([("my_update.enter", name) for name in ("help_asked", "children")], "is kept of what is red alone"),
}
PASSWORD = "three random words"
# What a page says, what its fields hold, and where it leads.
ALL_WORDS = """() => [document.documentElement.textContent,
  ...Array.from(document.querySelectorAll("input, textarea"), (each) => each.value),
  ...Array.from(document.querySelectorAll("a"), (each) => each.href)].join(" ")"""
VIOLATIONS = """document.addEventListener("securitypolicyviolation",
  (event) => console.error(`policy: ${event.violatedDirective} ${event.blockedURI}`));"""


@pytest.fixture(scope="module")
def typist(example_folder, tmp_path_factory):
    folder = tmp_path_factory.mktemp("hostile")
    with a_board(folder, example_folder) as app:
        typist = Typist(RightsBoard(app, folder))
        typist.type_everywhere()
        typist.address = _can_sign_in(typist.board.people["business_manager"], folder)
        typist.addresses = sorted(addresses(typist.board))
    return typist


def _can_sign_in(number, folder):
    account = db.session.get(Account, number)
    accounts.set_password(account, PASSWORD)
    people = [{"address": account.email, "password": PASSWORD}]
    (folder / "example-people.json").write_text(json.dumps(people), encoding="utf-8")
    db.session.commit()
    return account.email


def addresses(board):
    real = {
        each.address for each in board.tries("GET") if "nothing" not in each.address and "99999" not in each.address
    }
    newer = "/reports/{kind}/{period}/2".format(**board.real["reports"])
    return {*real, newer, f"{newer}.html", *every_line(), *(address for _, address in every_page(board.app))}


@pytest.fixture
def served(typist):
    folder = typist.board.folder
    running = Served(Place(address_of(folder), folder))
    yield running
    checked_log(running)


def test_every_form_takes_it_or_says_what_is_wrong_with_it(typist):
    assert typist.wrong == []


def test_every_field_that_takes_words_was_tried(typist):
    """A new field joins by itself where a page offers it; where none does, this names it."""
    tried = {name for _, name in {**typist.stored, **typist.refused}}
    named = {name for form in ours(BaseForm) for name in dir(form) if is_typed(getattr(form, name, None))}
    assert named - tried == NOT_TYPED.keys()


def every_form(form):
    yield form
    for each in form.__subclasses__():
        yield from every_form(each)


def ours(form):
    """The tracker's own; not what is made of one for a single request, which is there until memory is tidied."""
    return [each for each in every_form(form) if each.__module__.startswith("tracker.") and is_kept(each)]


def is_kept(form):
    return getattr(sys.modules[form.__module__], form.__qualname__, None) is form


def is_typed(found):
    return hasattr(found, "field_class") and issubclass(found.field_class, Typed)


@pytest.mark.sqlite
def test_it_does_nothing_and_nothing_of_it_is_lost(typist, served, visitor):
    manager = visitor(served, typist.address)
    watched = Watched(manager.page)
    everything = "\n".join(shown(manager, address) for address in typist.addresses)
    assert watched.dialogs == []
    assert [each for each in watched.asked if not each.startswith(served.address)] == []
    lost = {of for of, text in typist.stored.items() if " ".join(text.split()) not in everything}
    assert lost == NOT_SHOWN.keys()


class Watched:
    """The dialogs of a page, and what it asks of anybody."""

    def __init__(self, page):
        self.dialogs, self.asked = [], []
        page.on("dialog", self._dialog)
        page.context.on("request", lambda request: self.asked.append(request.url))
        page.add_init_script(VIOLATIONS)

    def _dialog(self, dialog):
        self.dialogs.append(dialog.message)
        dialog.dismiss()


@pytest.mark.parametrize("piece", PIECES[:1])
def test_what_it_would_do_in_a_careless_page_would_be_seen(chromium, piece):
    page = chromium.new_page()
    watched = Watched(page)
    page.set_content(f"{piece}<img src=http://elsewhere.test/>")
    page.close()
    assert watched.dialogs
    assert any("elsewhere.test" in each for each in watched.asked)


def shown(manager, address):
    """The words of a page; of a file nothing, once it was handed over whole."""
    answer = manager.fetches(address)
    assert answer.status < 500, address
    if not answer.headers.get("content-type", "").startswith("text/html"):
        return ""
    manager.page.goto(f"{manager.address}{address}", wait_until="domcontentloaded")
    return " ".join(manager.page.evaluate(ALL_WORDS).split())
