"""The form for a code of the second factor, and what a person sees who sets one up."""

from dataclasses import dataclass

from flask import current_app
from markupsafe import Markup

from actions.db import db
from tracker.accounts import factor
from tracker.accounts.models import Account, HalfWay
from tracker.forms import BaseForm, Line, Needed

WRONG_CODE = "The code is not right, or was used before. Wait for the next one, and enter that"
TYPED = {"autocomplete": "one-time-code", "autocapitalize": "none", "spellcheck": "false"}


class CodeForm(BaseForm):
    code = Line("Code", [Needed("Enter the code")], limit=60, render_kw=TYPED)


@dataclass(frozen=True)
class SetUp:
    """What an authenticator app is to be given: a picture to scan, or the key to type, in groups of four letters."""

    picture: Markup
    key: str
    address: str


def set_up(half: HalfWay) -> SetUp:
    import segno

    account = db.session.get(Account, half.person_id)
    secret = factor.unseal(half.new_secret, half.person_id) or ""
    address = factor.address(account, secret, issuer())
    drawn = segno.make(address, error="m").svg_inline(scale=5, border=4, svgclass="qr", omitsize=True, light="#fff")
    groups = " ".join(secret[start : start + 4] for start in range(0, len(secret), 4))
    return SetUp(Markup(drawn), groups, address)


def issuer() -> str:
    """What the app calls the account."""
    return "Action tracker (example)" if current_app.config["EXAMPLE"] else "Action tracker"
