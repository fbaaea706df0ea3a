"""What was typed when a session had ended is offered again for an hour, to the same person alone."""

from datetime import timedelta

import pytest
from a_board import STRATEGY, TODAY, Board, the_action
from freezegun import freeze_time
from sqlalchemy import select

from actions.db import begin_writing, db
from actions.models import Update
from actions.standing import line_on
from tracker import accounts, clock, kept_forms
from tracker.accounts.models import Account, KeptForm

CARD = f"/my-update/{STRATEGY}/2.16"
PASSWORD = "three random words"
SAID = "=1+1 <Smith, J> Łódź\n" + "x" * 300
TYPED = {"quarter": "2016-17-Q3", "rating": "green", "said": SAID, "seen": "0", "shows": "activity"}


@pytest.fixture
def board(app):
    board = Board()
    board.own("2.16", "2.14")
    for person in (board.officer, board.other):
        with_password(person)
    return board


def with_password(person):
    begin_writing()
    account = db.session.get(Account, person.id) or accounts.open_account(person.id, f"{person.id}@board.example")
    accounts.set_password(account, PASSWORD)
    db.session.commit()
    return account


def sign_in(client, person, came_for=""):
    email = db.session.get(Account, person.id).email
    return client.send(f"/sign-in{came_for}", {"email": email, "password": PASSWORD})


def session_ends(person):
    begin_writing()
    accounts.end_sessions(person.id)
    db.session.commit()


@pytest.fixture
def cut_off(client, board):
    """The officer sent a card, but the session had ended."""
    sign_in(client, board.officer)
    token = client.token()
    session_ends(board.officer)
    return client.post(CARD, data={**TYPED, "csrf_token": token})


def kept():
    db.session.rollback()
    return db.session.scalars(select(KeptForm)).all()


def test_nothing_is_saved_and_the_way_leads_over_sign_in_back_to_the_card(cut_off, client):
    assert cut_off.location == f"/sign-in?next={CARD}"
    assert "what you typed is kept for an hour" in client.page("/sign-in").text
    assert line_on(TODAY, the_action("2.16")).rating is None


def test_the_same_person_finds_it_filled_in_and_saves_it(cut_off, client, board):
    assert sign_in(client, board.officer, f"?next={CARD}").location == CARD
    page = client.page(CARD)
    assert "is filled in again" in page.text
    assert (page.field("said"), page.field("rating")) == (SAID, "green")
    assert line_on(TODAY, the_action("2.16")).rating is None
    client.send(CARD, {**TYPED, "said": page.field("said")})
    assert db.session.scalars(select(Update)).one().rating == "green"
    assert kept() == []
    assert "is filled in again" not in client.page(CARD).text


def test_nobody_else_finds_it_though_they_sit_at_the_same_browser(cut_off, client, board):
    begin_writing()
    board.help("2.16")
    sign_in(client, board.other)
    page = client.page(CARD)
    assert SAID[:20] not in page.html
    assert not page.field("said")


def test_no_other_page_shows_it(cut_off, client, board):
    sign_in(client, board.officer)
    assert not client.page(f"/my-update/{STRATEGY}/2.14").field("said")
    assert "=1+1" not in client.page("/my-update").html


def test_after_an_hour_it_is_gone(cut_off, client, board):
    with freeze_time(clock.real_now() + timedelta(minutes=61)):
        sign_in(client, board.officer)
        assert not client.page(CARD).field("said")
        assert kept() == []


def test_a_redaction_takes_it_out(cut_off):
    kept_forms.forget_all()
    db.session.commit()
    assert kept() == []


def test_what_has_no_session_behind_it_is_not_kept(client, board):
    client.post(CARD, data={**TYPED, "csrf_token": client.token()})
    assert kept() == []


def test_what_comes_without_a_token_of_this_site_is_not_kept(client, board):
    sign_in(client, board.officer)
    session_ends(board.officer)
    assert client.post(CARD, data=TYPED).status_code == 400
    assert kept() == []


def test_no_token_and_no_file_is_kept(cut_off):
    assert {name for name, _ in kept()[0].fields} == set(TYPED)


def test_too_much_is_not_kept(client, board):
    sign_in(client, board.officer)
    token = client.token()
    session_ends(board.officer)
    data = {**TYPED, "said": "x" * (kept_forms.LONGEST + 1), "csrf_token": token}
    assert client.post(CARD, data=data).location == "/sign-in"
    assert kept() == []


def test_of_one_person_only_so_many_pages_are_kept(client, board):
    sign_in(client, board.officer)
    token = client.token()
    session_ends(board.officer)
    for number in range(kept_forms.MOST + 2):
        ended = client.get_cookie("session")
        client.post(f"/my-update/{STRATEGY}/{number}", data={**TYPED, "csrf_token": token})
        client.set_cookie("session", ended.value)
    assert len(kept()) == kept_forms.MOST
