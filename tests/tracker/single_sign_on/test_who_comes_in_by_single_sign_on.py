"""Who is invited comes in by an address that the organisation vouches for, nobody else; which answers are not believed."""

import time
from urllib.parse import urlsplit

import pytest
from a_provider import BACK, OUT, back, out
from checked_page import Page
from joserfc.jwk import RSAKey
from the_office import viewer_of

from actions.db import db
from actions.models import JournalLine
from tracker.accounts import single
from tracker.accounts.models import Account, SignedIn


def refused(answer, why):
    page = Page(answer)
    assert answer.status_code == 403
    assert why in page.text
    assert db.session.query(SignedIn).count() == 0


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
