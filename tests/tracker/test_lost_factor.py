"""A second factor that somebody lost: the business manager asks, a second person confirms, all of it on record."""

from datetime import UTC, datetime, timedelta

import pytest
from freezegun import freeze_time
from signing_in import DOOR, entering, with_factor, with_password
from the_office import viewer_of

from actions.db import db
from actions.models import JournalLine
from actions.verify import verify
from tracker.accounts import factor
from tracker.accounts.models import Account, FactorReset
from tracker.mail import sending, transports

LOST = "/account/second-factors-lost"


@pytest.fixture
def board(app):
    """Who takes part: the manager asks, and each of the others can sign in."""
    people = {
        "manager": viewer_of("business_manager"),
        "another_manager": viewer_of("business_manager"),
        "chair": viewer_of("chair", "police"),
        "deputy": viewer_of("deputy", "health"),
        "officer": viewer_of("officer", "police"),
        "executive": viewer_of("executive"),
    }
    for each in people.values():
        with_password(each)
    for each in ("officer", "chair", "another_manager"):
        with_factor(people[each])
    return people


@pytest.fixture
def as_(app, board):
    """Each person's browser, by what they are here."""
    return lambda who: app.test_client().as_person(board[who].id)


def asked(as_, board, whose="officer", by="manager", how="met"):
    as_(by).send(f"/people/{board[whose].id}/second-factor", {"how": how})
    db.session.rollback()
    return db.session.query(FactorReset).order_by(FactorReset.id.desc()).first().id


def has_factor(board, who):
    db.session.rollback()
    return db.session.get(Account, board[who].id).factor_secret is not None


def on_record():
    kinds = JournalLine.kind.startswith("factor_reset")
    lines = db.session.query(JournalLine).filter(kinds).order_by(JournalLine.number)
    return [(line.kind, line.by_id, line.detail) for line in lines]


@pytest.mark.parametrize("second", ["chair", "deputy", "another_manager"])
def test_a_second_person_confirms_and_the_factor_is_gone(app, as_, board, second):
    signed_in = as_("officer")
    number = asked(as_, board)
    assert has_factor(board, "officer")
    as_(second).send(f"{LOST}/{number}/confirm")
    assert not has_factor(board, "officer")
    assert factor.codes_left(board["officer"].id) == 0
    assert signed_in.get("/plan").location == DOOR
    assert entering(app.test_client(), f"person{board['officer'].id}@board.example").location == "/"


def test_both_stand_on_record_with_how_it_was_made_sure_and_the_record_is_whole(as_, board):
    number = asked(as_, board, how="known_number")
    as_("chair").send(f"{LOST}/{number}/confirm")
    officer = board["officer"].id
    assert on_record() == [
        (
            "factor_reset_asked",
            board["manager"].id,
            f"person {officer}: second factor lost, request {number} asked, by known number",
        ),
        (
            "factor_reset_confirmed",
            board["chair"].id,
            f"person {officer}: second factor lost, request {number} confirmed",
        ),
    ]
    assert [finding.sentence for finding in verify() if finding.fault] == []


MAY_NOT = {"manager": 404, "officer": 403, "executive": 403}


@pytest.mark.parametrize("who", MAY_NOT)
def test_neither_who_asked_nor_anybody_else_confirms(as_, board, who):
    number = asked(as_, board)
    as_(who).send(f"{LOST}/{number}/confirm", status=MAY_NOT[who])
    assert has_factor(board, "officer")


def test_nobody_confirms_their_own(as_, board):
    number = asked(as_, board, whose="chair")
    as_("chair").send(f"{LOST}/{number}/confirm", status=404)
    assert board["chair"].title not in as_("chair").page(LOST).text
    as_("deputy").send(f"{LOST}/{number}/confirm")
    assert not has_factor(board, "chair")


def test_nobody_asks_for_their_own(as_, board):
    page = as_("another_manager").send(
        f"/people/{board['another_manager'].id}/second-factor", {"how": "met"}, status=400
    )
    assert "You cannot ask for your own. Another business manager does." in page.errors()


@pytest.mark.parametrize("how", ["", "mail"])
def test_it_is_not_asked_without_how_it_was_made_sure(as_, board, how):
    as_("manager").send(f"/people/{board['officer'].id}/second-factor", {"how": how}, status=400)
    assert on_record() == []


def test_it_is_not_asked_twice_nor_for_who_has_none(as_, board):
    asked(as_, board)
    for whose in ("officer", "executive"):
        as_("manager").send(f"/people/{board[whose].id}/second-factor", {"how": "met"}, status=400)
    assert len(on_record()) == 1


def test_it_is_not_asked_where_nobody_could_confirm_it(app, client):
    manager, officer = viewer_of("business_manager"), viewer_of("officer", "police")
    with_password(manager)
    with_factor(officer)
    client.as_person(manager.id)
    page = client.send(f"/people/{officer.id}/second-factor", {"how": "met"}, status=400)
    assert any("Nobody else could confirm it" in message for message in page.errors())
    assert db.session.query(FactorReset).count() == 0


def test_refused_or_withdrawn_the_factor_stays_and_it_may_be_asked_anew(as_, board):
    as_("deputy").send(f"{LOST}/{asked(as_, board)}/refuse")
    asked(as_, board)
    as_("manager").send(f"/people/{board['officer'].id}/second-factor/withdraw")
    number = asked(as_, board)
    assert has_factor(board, "officer")
    ends = [kind.removeprefix("factor_reset_") for kind, _, _ in on_record()]
    assert ends == ["asked", "refused", "asked", "withdrawn", "asked"]
    as_("chair").send(f"{LOST}/{number - 1}/confirm", status=404)
    assert has_factor(board, "officer")


def test_of_two_who_confirm_one_does(as_, board):
    number = asked(as_, board)
    as_("chair").send(f"{LOST}/{number}/confirm")
    as_("deputy").send(f"{LOST}/{number}/confirm", status=404)
    assert len(on_record()) == 2


def test_a_request_waits_three_days(as_, board):
    number = asked(as_, board)
    with freeze_time(datetime.now(UTC) + timedelta(days=3, seconds=1)):
        as_("chair").send(f"{LOST}/{number}/confirm", status=404)
    assert has_factor(board, "officer")


def test_it_says_who_asked_and_for_whom_and_leads_there_from_one_s_own_page(as_, board):
    assert "waits for a second person" not in as_("chair").page("/account").text
    asked(as_, board, how="video")
    links = as_("chair").page("/account").links()
    assert links["1 lost second factor waits for a second person"] == LOST
    page = as_("chair").page(LOST)
    for words in (board["officer"].title, board["manager"].title, "Seen and heard by video"):
        assert words in page.text
    assert "Nothing waits for you" in as_("manager").page(LOST).text


def test_the_seconds_and_then_the_person_are_told_by_mail(app, as_, board, tmp_path):
    app.config["MAIL_URL"] = f"folder://{tmp_path / 'post'}"
    number = asked(as_, board)
    as_("chair").send(f"{LOST}/{number}/confirm")
    sending.send_all(transports.current())
    told = {path.read_text().split("To: ")[1].split("\n")[0].strip() for path in (tmp_path / "post").glob("*.eml")}
    wanted = ("chair", "deputy", "another_manager", "officer")
    assert told == {f"person{board[who].id}@board.example" for who in wanted}


def test_who_has_lost_it_sets_a_new_one_up_where_the_role_needs_one(app, as_, board):
    number = asked(as_, board, whose="chair")
    as_("deputy").send(f"{LOST}/{number}/confirm")
    app.config["SECOND_FACTOR"] = "roles"
    email = f"person{board['chair'].id}@board.example"
    assert entering(app.test_client(), email).location == "/sign-in/set-up"


def test_the_person_s_page_says_where_it_stands(as_, board):
    address = f"/people/{board['officer'].id}"
    assert "They have lost their second factor" in as_("manager").page(address).links()
    asked(as_, board)
    assert "That waits for a second person" in as_("manager").page(address).text
    assert "They have lost" not in as_("another_manager").page(f"/people/{board['another_manager'].id}").text
