"""Over TLS: a form is proved ours by its token, also on a page whose secret address is told to nobody."""

import pytest
from signing_in import PASSWORD, somebody, with_password

HTTPS = "https://localhost"


@pytest.fixture
def door(client):
    """The sign-in page over TLS: its token."""
    page = client.page("/sign-in", base_url=HTTPS)
    return {"email": with_password(somebody()), "password": PASSWORD, "csrf_token": page.csrf()}


def test_a_form_with_its_token_is_taken_without_a_referrer(client, door):
    assert client.post("/sign-in", data=door, base_url=HTTPS).location == "/"


def test_and_refused_without_the_token_whatever_the_referrer(client, door):
    for token in ({}, {"csrf_token": "x"}):
        sent = {"email": door["email"], "password": PASSWORD, **token}
        answer = client.post("/sign-in", data=sent, base_url=HTTPS, headers={"Referer": f"{HTTPS}/sign-in"})
        assert answer.status_code == 400


def test_browsers_are_told_to_stay_with_tls(client):
    assert "max-age" in client.get("/sign-in", base_url=HTTPS).headers["Strict-Transport-Security"]
