"""Single sign-on: off unless set; the way there and back, what counts as proof once more, the second factor, its settings."""

import pytest
from a_provider import BACK, OUT, back, out
from signing_in import code_of, entering, required_by_role, with_factor, with_password
from the_office import viewer_of

from actions.db import db
from tracker.accounts.models import Account
from tracker.config import BadSetting, from_environment

ENOUGH = {
    "SECRET_KEY": "a real secret of more than 32 characters",
    "OIDC_ISSUER": "https://login.example",
    "OIDC_CLIENT_ID": "tracker",
    "OIDC_CLIENT_SECRET": "s",
}


# The way there


def test_it_is_off_unless_it_is_set(fresh_example):
    client = fresh_example.test_client()
    assert "Sign in with" not in client.page("/sign-in").text
    assert [client.get(address).status_code for address in (OUT, BACK)] == [404, 404]


def test_the_door_shows_it_and_keeps_where_one_was_going(app, client, officer, provider):
    page = client.page("/sign-in?next=/plan")
    assert page.links()["Sign in with your council's account"] == f"{OUT}?next=/plan"
    assert back(client, provider, f"{OUT}?next=/plan").location == "/plan"
    assert client.get("/plan").status_code == 200


def test_it_asks_with_state_nonce_and_pkce_and_comes_back_to_the_configured_address(client):
    first, second = out(client), out(client)
    assert first["redirect_uri"] == f"http://localhost{BACK}"
    assert (first["code_challenge_method"], first["response_type"]) == ("S256", "code")
    for name in ("state", "nonce", "code_challenge"):
        assert first[name] != second[name]
        assert len(first[name]) >= 20


def test_it_never_leads_off_the_site_afterwards(client, officer, provider):
    assert back(client, provider, f"{OUT}?next=//host").location == "/"


def test_to_prove_who_one_is_the_organisation_asks_anew(client):
    asked = out(client, f"{OUT}?again=1")
    assert (asked["prompt"], asked["max_age"]) == ("login", "0")
    assert {"prompt", "max_age"}.isdisjoint(out(client))


# Proof once more


ONE_S_OWN = "/account/password"


def test_who_is_known_still_comes_in_but_has_proved_nothing(client, officer, provider):
    back(client, provider)
    assert client.get("/plan").status_code == 200
    assert client.get(ONE_S_OWN).location == f"/account/confirm?next={ONE_S_OWN}"


def test_who_was_asked_again_has(client, officer, provider):
    back(client, provider)
    assert back(client, provider, f"{OUT}?again=1&next={ONE_S_OWN}").location == ONE_S_OWN
    assert client.get(ONE_S_OWN).status_code == 200


def test_who_was_let_through_though_we_asked_has_not_and_is_told(client, officer, provider):
    provider.remembers = True
    back(client, provider, f"{OUT}?again=1")
    assert "did not say that it asked you again" in client.page("/plan").text
    assert client.get(ONE_S_OWN).status_code == 302


@pytest.mark.parametrize("when", [None, "now", True, float("-inf"), 0])
def test_an_organisation_that_does_not_say_when_is_not_believed(client, officer, provider, when):
    provider.spoil = {"auth_time": when}
    back(client, provider, f"{OUT}?again=1")
    assert client.get(ONE_S_OWN).status_code == 302


def test_a_proof_long_ago_is_none_whatever_we_asked_first(client, officer, provider):
    """The way out that asks again does not make the answer to another one proof."""
    out(client, f"{OUT}?again=1")
    back(client, provider)
    assert client.get(ONE_S_OWN).status_code == 302


def test_a_code_of_ours_afterwards_is_proof(client, officer, provider):
    secret = with_factor(officer)
    back(client, provider)
    client.send("/sign-in/code", {"code": code_of(secret)})
    assert client.get(ONE_S_OWN).status_code == 200


# The second factor


def test_who_must_have_a_second_factor_needs_ours_too(app, client, provider):
    required_by_role(app)
    chair = viewer_of("chair", "police")
    db.session.get(Account, chair.id).email = "lead@police.example"
    db.session.commit()
    assert back(client, provider).location == "/sign-in/set-up"


def test_unless_the_organisation_s_own_is_trusted(app, client, provider):
    required_by_role(app)
    app.config["OIDC_SECOND_FACTOR"] = "theirs"
    chair = viewer_of("chair", "police")
    db.session.get(Account, chair.id).email = "lead@police.example"
    db.session.commit()
    assert back(client, provider).location == "/"
    assert client.get("/plan").status_code == 200


def test_who_has_one_is_asked_for_its_code(client, officer, provider):
    secret = with_factor(officer)
    assert back(client, provider, f"{OUT}?next=/plan").location == "/sign-in/code?next=/plan"
    assert client.send("/sign-in/code?next=/plan", {"code": code_of(secret)}).location == "/plan"


def test_the_password_goes_on_working_beside_it(client, officer, provider):
    assert entering(client, with_password(officer)).location == "/"


# Settings


def test_all_of_it_is_set_or_nothing():
    assert from_environment(ENOUGH)["OIDC_ISSUER"] == "https://login.example"
    for name in ("OIDC_ISSUER", "OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET"):
        with pytest.raises(BadSetting, match=name):
            from_environment({**ENOUGH, name: ""})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("OIDC_ISSUER", "http://login.example"),
        ("OIDC_SECOND_FACTOR", "none"),
        ("SECOND_FACTOR", "nobody"),
        ("FACTOR_KEY", "short"),
        ("PROXIES", "many"),
        ("PROXIES", "-1"),
    ],
)
def test_what_cannot_be_used_ends_the_start_with_a_sentence(name, value):
    with pytest.raises(BadSetting, match=f"Set {name}"):
        from_environment({**ENOUGH, name: value})
