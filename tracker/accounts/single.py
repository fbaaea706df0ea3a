"""Single sign-on by OpenID Connect, where the settings OIDC_... switch it on. The organisation says who somebody is; only
who was invited here comes in, by an e-mail address that the organisation itself vouches for."""

from datetime import datetime

from flask import current_app
from sqlalchemy import select

from actions.db import begin_writing, db
from tracker import accounts
from tracker.accounts.models import Account

NAME = "single"
CLOCKS_DIFFER = 60  # seconds
PATIENCE = 10  # seconds for each word with the organisation's server
SIGNED_BY = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA")
GOOGLE = "https://accounts.google.com"
GOOGLE_S_OWN = ("gmail.com", "googlemail.com")

TROUBLE = "The sign-in there did not work. Try again, or tell the board office."
NOT_VOUCHED = "Your organisation does not vouch for an e-mail address of yours. Tell the board office."
NOT_INVITED = (
    "Nobody who is invited has the address that your organisation gave. Ask the board office for an invitation."
)
ANOTHER = "Your organisation used that address for another account before. Ask the board office for a new invitation."


class Refused(Exception):
    """Somebody does not come in; the message says why."""


def init_app(app):
    """Know the organisation's server, if there is one. It is asked nothing before somebody wants in."""
    if not app.config.get("OIDC_ISSUER"):
        return
    from authlib.integrations.flask_client import OAuth

    client = OAuth(app).register(
        NAME,
        client_id=app.config["OIDC_CLIENT_ID"],
        client_secret=app.config["OIDC_CLIENT_SECRET"],
        server_metadata_url=f"{app.config['OIDC_ISSUER'].rstrip('/')}/.well-known/openid-configuration",
        client_kwargs={
            "scope": "openid email profile",
            "code_challenge_method": "S256",
            "default_timeout": PATIENCE,
        },
    )
    app.extensions["tracker_single"] = client


def _client():
    return current_app.extensions.get("tracker_single")


def name() -> str | None:
    """What people call it; nothing where it is not switched on."""
    return (current_app.config.get("OIDC_NAME") or "your organisation's account") if _client() else None


def way_out(back: str, *, again: bool):
    """The redirect to the organisation, which comes back to that address of ours. `again`: it is to ask for the password
    even of somebody whom it knows. Refused if its server cannot be asked."""
    more = {"prompt": "login", "max_age": "0"} if again else {}
    return _asked(lambda: _client().authorize_redirect(back, **more))


def who_came_back() -> dict:
    """What the organisation says of who comes back, checked: state, nonce, PKCE, signature, issuer, audience, time."""
    return _asked(_checked)


def has_just_proved(claims: dict, asked: datetime | None) -> bool:
    """Whether the organisation says that it asked the person for proof after we asked it to. Its clock may differ by a
    minute; one that does not say when is not believed."""
    when = claims.get("auth_time")
    if asked is None or not isinstance(when, int | float) or isinstance(when, bool):
        return False
    return when >= asked.timestamp() - CLOCKS_DIFFER


def _checked():
    client, issuer = _client(), current_app.config["OIDC_ISSUER"]
    metadata = client.load_server_metadata()
    offered = metadata.get("id_token_signing_alg_values_supported") or SIGNED_BY
    metadata["id_token_signing_alg_values_supported"] = [each for each in SIGNED_BY if each in offered]
    needed = {
        "iss": {"essential": True, "value": issuer},
        "aud": {"essential": True, "value": client.client_id},
    }
    return dict(client.authorize_access_token(claims_options=needed)["userinfo"])


def _asked(question):
    """Whatever goes wrong with the organisation's server or its answer, nobody comes in; the log gets its kind alone."""
    import requests
    from authlib.common.errors import AuthlibBaseError
    from joserfc.errors import JoseError

    try:
        return question()
    except (
        AuthlibBaseError,
        JoseError,
        requests.RequestException,
        RuntimeError,
        KeyError,
        TypeError,
        ValueError,
    ) as fault:
        current_app.logger.warning("single sign-on: %s", type(fault).__name__)
        raise Refused(TROUBLE) from None


def vouched(claims: dict) -> str | None:
    """The e-mail address, if the organisation vouches for it and not only repeats it."""
    email = claims.get("email")
    if not isinstance(email, str) or "@" not in email:
        return None
    email = accounts.plain_email(email)
    if claims.get("iss") == GOOGLE and not _is_of_google(claims, email):
        return None
    primary = claims.get("verified_primary_email")
    primary = [primary] if isinstance(primary, str) else primary or []
    by_owner = any(_is_true(claims.get(claim)) for claim in ("email_verified", "xms_edov"))
    return email if by_owner or email in [accounts.plain_email(str(each)) for each in primary] else None


def _is_of_google(claims, email) -> bool:
    """Google vouches for its own addresses and those of an organisation it serves; of others it once sent a mail there."""
    domain = email.rpartition("@")[2]
    return domain in GOOGLE_S_OWN or str(claims.get("hd")).lower() == domain


def _is_true(value) -> bool:
    return value is True or value == 1 or str(value).lower() in ("true", "1")


def invited(claims: dict) -> Account:
    """The account of who that is, bound to who they are at the organisation from the first time on. Refused for anybody
    else. Begins to write; who calls commits."""
    email, subject = vouched(claims), f"{claims['iss']} {claims['sub']}"
    if email is None:
        raise Refused(NOT_VOUCHED)
    begin_writing()
    account = db.session.scalars(select(Account).filter_by(email=email).with_for_update()).first()
    if not accounts.may_enter(account):
        raise Refused(NOT_INVITED)
    before = account.single_subject
    if before and before != subject and before.startswith(f"{claims['iss']} "):
        raise Refused(ANOTHER)
    account.single_subject = subject
    return account


def how() -> str:
    """The way of signing in that this is: two factors only where the organisation's second one is trusted."""
    return "single_trusted" if current_app.config.get("OIDC_SECOND_FACTOR") == "theirs" else "single"
