"""The second factor: codes of an authenticator app, each taken once, and recovery codes for when it is lost."""

import base64
import hashlib
import hmac
import re
import secrets

import pyotp
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from flask import current_app
from sqlalchemy import delete, func, or_, select, update

from actions.db import db
from actions.permissions import Viewer
from tracker import clock
from tracker.accounts.models import Account, RecoveryCode

REQUIRED_OF = frozenset({"chair", "deputy", "business_manager", "inspector"})
# Ways of signing in that are two factors: a password and a code, or the organisation's own sign-in, trusted by setting.
STRONG = frozenset({"code", "single_trusted"})
STEP = 30
NEIGHBOURS = (0, -1, 1)
NONCE = 12
RECOVERY_CODES = 8
RECOVERY = "recovery code"


def rule_here() -> str:
    """Of whom one is asked here: roles or all, as it is set; nobody in the worked example, unless it is set."""
    return current_app.config.get("SECOND_FACTOR") or ("nobody" if current_app.config["EXAMPLE"] else "roles")


def is_required(viewer: Viewer) -> bool:
    """Whether this person must have one: by role, or everybody, by the setting SECOND_FACTOR."""
    rule = rule_here()
    return rule == "all" or (rule == "roles" and viewer.has(*REQUIRED_OF))


def is_enough(how: str | None, viewer: Viewer) -> bool:
    """Whether that way of signing in is enough for what the person may do."""
    return how in STRONG or not is_required(viewer)


# Secrets, sealed


def _cipher() -> AESGCM:
    """A key of its own, made from FACTOR_KEY or SECRET_KEY."""
    key = (current_app.config.get("FACTOR_KEY") or current_app.config["SECRET_KEY"]).encode()
    return AESGCM(HKDF(algorithm=SHA256(), length=32, salt=None, info=b"tracker second factor").derive(key))


def _whose(person_id: int) -> bytes:
    return f"person {person_id}".encode()


def seal(secret: str, person_id: int) -> str:
    """The secret as it is kept: of use to nobody without the key, nor on another person's row."""
    nonce = secrets.token_bytes(NONCE)
    return base64.b64encode(nonce + _cipher().encrypt(nonce, secret.encode(), _whose(person_id))).decode()


def unseal(sealed: str | None, person_id: int) -> str | None:
    """The secret, or None where there is none, or none that the key opens."""
    if sealed is None:
        return None
    kept = base64.b64decode(sealed)
    try:
        return _cipher().decrypt(kept[:NONCE], kept[NONCE:], _whose(person_id)).decode()
    except InvalidTag:
        current_app.logger.error("the second factor of person %s cannot be opened: was a key changed?", person_id)
        return None


# Setting up


def new_secret(person_id: int) -> str:
    """A new secret, sealed: of no use until a code of it is confirmed."""
    return seal(pyotp.random_base32(), person_id)


def address(account: Account, secret: str, issuer: str) -> str:
    """What the app reads from the picture."""
    return pyotp.TOTP(secret).provisioning_uri(name=account.email, issuer_name=issuer)


def confirm(account: Account, sealed: str, code: str) -> list[str] | None:
    """Use that secret from now on, if the code shows that the app has it: new recovery codes. Who calls commits."""
    secret = unseal(sealed, account.person_id)
    step = secret and _step_of(secret, _plain(code))
    if not step:
        return None
    account.factor_secret, account.factor_step = sealed, step
    return new_recovery_codes(account.person_id)


def remove(account: Account) -> None:
    """No second factor any more, and nothing that stood in for it. Who calls commits."""
    account.factor_secret = account.factor_step = None
    db.session.execute(delete(RecoveryCode).where(RecoveryCode.person_id == account.person_id))


# Codes


def _plain(typed: str) -> str:
    """The code without what people put between its parts."""
    return re.sub(r"[\s-]", "", typed).lower()


def may_be_code(typed: str) -> bool:
    """Whether that has the form of an app's code, however it is typed."""
    return re.fullmatch(r"[0-9]{6}", _plain(typed)) is not None


def _step_of(secret, code) -> int | None:
    """The step of time whose code this is: now's, or one beside it. Step 0 was in 1970."""
    if not may_be_code(code):
        return None
    now, codes = int(clock.real_now().timestamp()) // STEP, pyotp.TOTP(secret)
    steps = (now + beside for beside in NEIGHBOURS)
    return next((step for step in steps if hmac.compare_digest(codes.generate_otp(step), code)), None)


def take(account: Account, typed: str) -> str | None:
    """Take a code that is right and was not taken before: `code` or RECOVERY; None for any other. Of two who send the same
    at once one is taken. Who calls commits."""
    code = _plain(typed)
    if _take_code(account, code):
        return "code"
    return RECOVERY if _take_recovery_code(account.person_id, code) else None


def _take_code(account, code) -> bool:
    secret = unseal(account.factor_secret, account.person_id)
    step = secret and _step_of(secret, code)
    if not step:
        return False
    newer = or_(Account.factor_step.is_(None), Account.factor_step < step)
    mine = update(Account).where(Account.person_id == account.person_id, newer).values(factor_step=step)
    return db.session.execute(mine).rowcount == 1


def _take_recovery_code(person_id, code) -> bool:
    mine = delete(RecoveryCode).where(RecoveryCode.person_id == person_id, RecoveryCode.code_hash == _hash(code))
    return db.session.execute(mine).rowcount == 1


def _hash(code) -> str:
    """A plain hash is enough: a recovery code holds 120 random bits."""
    return hashlib.sha256(f"recovery code {code}".encode(errors="surrogatepass")).hexdigest()


def new_recovery_codes(person_id: int) -> list[str]:
    """New ones, to be shown once; earlier ones end. Who calls commits."""
    db.session.execute(delete(RecoveryCode).where(RecoveryCode.person_id == person_id))
    made = [base64.b32encode(secrets.token_bytes(15)).decode().lower() for _ in range(RECOVERY_CODES)]
    db.session.add_all(RecoveryCode(code_hash=_hash(code), person_id=person_id) for code in made)
    return ["-".join(code[start : start + 4] for start in range(0, len(code), 4)) for code in made]


def codes_left(person_id: int) -> int:
    return db.session.scalar(select(func.count()).select_from(RecoveryCode).where(RecoveryCode.person_id == person_id))
