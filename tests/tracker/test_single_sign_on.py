"""Single sign-on: off unless set; who is invited comes in by an address that the organisation vouches for, nobody else."""

import time
from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest
from a_provider import Provider
from checked_page import CheckedClient, Page
from joserfc.jwk import RSAKey
from signing_in import code_of, entering, required_by_role, with_factor, with_password
from the_office import viewer_of

from actions.db import db
from actions.models import JournalLine
from tracker import create_app
from tracker.accounts import single
from tracker.accounts.models import Account, SignedIn
from tracker.config import BadSetting, from_environment

OUT, BACK = "/sign-in/single", "/sign-in/single/back"
ENOUGH = {
    "SECRET_KEY": "a real secret of more than 32 characters",
    "OIDC_ISSUER": "https://login.example",
    "OIDC_CLIENT_ID": "tracker",
    "OIDC_CLIENT_SECRET": "s",
}


@pytest.fixture
def provider():
    running = Provider()
    yield running
    running.stop()


@pytest.fixture
def app(app, provider):
    """The same board, with the provider switched on."""
    made = create_app({**app.config, **provider.settings})
    made.test_client_class = CheckedClient
    with made.app_context():
        yield made
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def officer(app):
    """Invited, by the address that the provider gives, and never here before."""
    person = viewer_of("officer", "police")
    db.session.get(Account, person.id).email = "lead@police.example"
    db.session.commit()
    return person


def out(client, address=OUT):
    """What the provider is asked, and where it sends the browser back to."""
    asked = urlsplit(client.get(address).location)
    return dict(parse_qsl(asked.query))


def back(client, provider, address=OUT, **different):
    """There and back: the answer."""
    led = urlsplit(provider.authorize(out(client, address)))
    query = {**dict(parse_qsl(led.query)), **different}
    return client.get(f"{led.path}?{urlencode(query)}")


def refused(answer, why):
    page = Page(answer)
    assert answer.status_code == 403
    assert why in page.text
    assert db.session.query(SignedIn).count() == 0


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


# Who comes in


def test_who_is_invited_comes_in_without_a_password_and_counts_as_come(client, officer, provider):
    assert back(client, provider).location == "/"
    account = db.session.get(Account, officer.id)
    assert (account.password_hash, account.single_subject) == (None, f"{provider.issuer} somebody-1")
    assert db.session.query(JournalLine).filter_by(kind="sign_in", by_id=officer.id).count() == 1


def test_nobody_is_made_by_signing_in(client, provider):
    viewer_of("officer", "police")
    refused(back(client, provider), "Nobody who is invited has the address")


def _disable(account):
    account.active = False


def _unbound(account):
    account.single_subject = "https://elsewhere.example somebody-9"


def test_a_disabled_account_does_not_come_in(client, officer, provider):
    _disable(db.session.get(Account, officer.id))
    db.session.commit()
    refused(back(client, provider), "Nobody who is invited has the address")


VOUCHED = {
    "verified": {"email_verified": True},
    "verified, as a word": {"email_verified": "true"},
    "its domain's owner is verified": {"email_verified": None, "xms_edov": True},
    "its domain's owner is verified, as a figure": {"email_verified": None, "xms_edov": "1"},
    "among the verified ones": {"email_verified": None, "verified_primary_email": ["LEAD@police.example"]},
}
NOT_VOUCHED = {
    "not verified": {"email_verified": False},
    "not said": {"email_verified": None},
    "another is verified": {"email_verified": None, "verified_primary_email": ["other@police.example"]},
    "not verified, as a word": {"email_verified": "false", "xms_edov": "0"},
    "no address": {"email": None},
    "no text": {"email": ["lead@police.example"]},
}


@pytest.mark.parametrize("case", VOUCHED)
def test_an_address_counts_that_the_organisation_vouches_for(client, officer, provider, case):
    provider.claims.update(VOUCHED[case])
    assert back(client, provider).location == "/"


@pytest.mark.parametrize("case", NOT_VOUCHED)
def test_and_no_other(client, officer, provider, case):
    provider.claims.update(NOT_VOUCHED[case])
    refused(back(client, provider), "does not vouch for an e-mail address")


GOOGLE = {
    ("lead@police.example", "police.example"): True,
    ("lead@police.example", None): False,
    ("lead@police.example", "other.example"): False,
    ("somebody@gmail.com", None): True,
}


@pytest.mark.parametrize(("email", "domain"), GOOGLE)
def test_google_vouches_for_its_own_addresses_and_its_customers_alone(email, domain):
    claims = {"iss": single.GOOGLE, "sub": "1", "email": email, "email_verified": True, "hd": domain}
    assert (single.vouched(claims) == email) is GOOGLE[email, domain]


def test_the_address_of_somebody_before_does_not_open_their_account(app, client, officer, provider):
    """An address that is given to a new employee."""
    back(client, provider)
    provider.claims["sub"] = "somebody-2"
    answer = back(app.test_client(), provider)
    assert answer.status_code == 403
    assert "for another account before" in Page(answer).text


def test_a_new_provider_starts_anew(client, officer, provider):
    _unbound(db.session.get(Account, officer.id))
    db.session.commit()
    assert back(client, provider).location == "/"


# What is not believed


def test_an_answer_to_another_browser_s_question_is_not_taken(app, client, officer, provider):
    led = urlsplit(provider.authorize(out(client)))
    refused(app.test_client().get(f"{led.path}?{led.query}"), "did not work")


def test_an_answer_is_taken_once(client, officer, provider):
    led = urlsplit(provider.authorize(out(client)))
    address = f"{led.path}?{led.query}"
    assert client.get(address).location == "/"
    assert client.get(address).status_code == 403


SPOILT = {
    "another nonce": {"nonce": "another"},
    "no nonce": {"nonce": None},
    "for another client": {"aud": "another"},
    "for another client, asked by us": {"aud": "another", "azp": "tracker"},
    "by another issuer": {"iss": "https://elsewhere.example"},
    "too old": {"exp": int(time.time()) - 600, "iat": int(time.time()) - 900},
    "without a subject": {"sub": None},
}


@pytest.mark.parametrize("case", SPOILT)
def test_a_token_that_is_not_for_us_now_is_not_believed(client, officer, provider, case):
    provider.spoil = SPOILT[case]
    refused(back(client, provider), "did not work")


def _another_key(provider):
    provider.key = RSAKey.generate_key(2048, {"kid": "one"})


def _not_signed(provider):
    provider.alg = "none"


def _known_key(provider):
    provider.alg = "HS256"


FORGED = {"signed by another key": _another_key, "not signed": _not_signed, "signed by the published key": _known_key}


@pytest.mark.parametrize("case", FORGED)
def test_a_forged_token_is_not_believed(client, officer, provider, case):
    FORGED[case](provider)
    refused(back(client, provider), "did not work")


@pytest.mark.parametrize("query", ["", "?code=x", "?state=x", "?error=access_denied", "?code=x&state=x&error=<b>"])
def test_what_nobody_asked_for_is_refused_in_words(client, query):
    refused(client.get(BACK + query), "did not work")


def test_a_code_without_the_verifier_of_this_browser_is_none(client, officer, provider):
    led = provider.authorize({**out(client), "code_challenge": "another"})
    parts = urlsplit(led)
    refused(client.get(f"{parts.path}?{parts.query}"), "did not work")


def test_a_provider_that_is_down_is_said_in_words(client, provider):
    provider.down = True
    answer = client.get(OUT)
    refused(answer, "did not work")


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
