"""A deployment's settings, from the environment. What is missing has a default that is safe in production."""

import os
import re
from datetime import date, timedelta
from pathlib import Path
from urllib.parse import urlencode, urlsplit

from actions import stores
from tracker import scanner

ROOT = Path(__file__).parent.parent
INSTANCE = ROOT / "instance"
SHORTEST_SECRET = 32
AN_ADDRESS = r"[^@\s<>,;:\"]+@[^@\s<>,;:\"]+"
AN_ID = r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"
NOTIFY_KEY = rf"[\w-]+-{AN_ID}-{AN_ID}"
LOOPBACK = ("127.0.0.1", "localhost", "[::1]")
WAYS_TO_SEND = ("smtp", "smtps", "folder", "notify")
SECOND_FACTOR_OF = ("roles", "all")
MOST_PROXIES = 9
SINGLE_NEEDS = ("OIDC_ISSUER", "OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET")
SINGLE = (*SINGLE_NEEDS, "OIDC_NAME", "OIDC_SECOND_FACTOR")
HOW_TO_SECRET = "python3 -c 'import secrets; print(secrets.token_hex(32))'"


class BadSetting(Exception):
    """A setting that cannot be used; the message says what to set."""


# What each setting is, for docs and `flask doctor`.
SETTINGS = {
    "DATABASE_URL": "where the record is kept: a SQLite file in instance/ unless set; postgresql+psycopg://...",
    "EVIDENCE_URL": "where evidence is kept: file:///folder, s3://bucket/prefix?endpoint=...; instance/evidence unless set",
    "AWS_ACCESS_KEY_ID": "of a bucket: who asks; or a role of the host (docs/running.md)",
    "AWS_SECRET_ACCESS_KEY": "of a bucket: how it is proved",
    "AWS_REGION": "of a bucket: where it is, such as eu-west-2",
    "AWS_ENDPOINT_URL_S3": "of a bucket: the store's address; or endpoint= in EVIDENCE_URL. AWS's own unless set",
    "SECRET_KEY": f"signs cookies; at least {SHORTEST_SECRET} characters, the same on every host",
    "JOURNAL_KEY": "optional: chains the journal with a key",
    "BASE_URL": "the address people use, such as https://tracker.example.org",
    "MAIL_URL": "how mail is sent: smtp://user:password@host:port, smtps://..., folder:///folder, notify://KEY@TEMPLATE",
    "MAIL_FROM": "the address that mail comes from; needed for smtp and smtps",
    "SECOND_FACTOR": "who must have one: roles (chair, deputy, business manager, inspector), unless set, or all",
    "FACTOR_KEY": "optional: seals second factors' secrets; SECRET_KEY unless set. Changed, all are to be set up anew",
    "PROXIES": "how many proxies stand before the tracker and tell whom they speak for; 0 unless set",
    "OIDC_ISSUER": "optional: the organisation's single sign-on, such as https://accounts.google.com (docs/sign-in.md)",
    "OIDC_CLIENT_ID": "what the tracker is called there",
    "OIDC_CLIENT_SECRET": "how it proves that it is the tracker",
    "OIDC_NAME": "what people call that sign-in, such as their council's account",
    "OIDC_SECOND_FACTOR": "ours, unless set: the tracker asks for its own; or theirs: the organisation's is trusted",
    "SCANNER_URL": "optional: what scans uploads for malware: clamd:///run/clamav/clamd.ctl or clamd://host:3310",
    "BOARD_CONTACT": "optional: the e-mail address at which people ask about their data, and about accessibility",
    "SECURITY_CONTACT": "optional: where a weakness is reported (mailto:..., https://...); makes /.well-known/security.txt",
    "SECURITY_EXPIRES": "optional: the last day for which that contact is sure, such as 2017-06-30; six months on unless set",
    "LOG_REQUESTS": "1: a line in the log for each request: which page, how it ended, how long it took; none unless set",
    "TRACKER_TODAY": "the day it is, in the worked example only",
}


def secret_key(environ) -> str:
    """SECRET_KEY, or what `make run` left in instance/secret-key. BadSetting if there is no real one."""
    kept = INSTANCE / "secret-key"
    secret = environ.get("SECRET_KEY") or (kept.read_text().strip() if kept.exists() else "")
    if len(secret) < SHORTEST_SECRET or len(set(secret)) < 8:
        raise BadSetting(f"Set SECRET_KEY to a real secret of at least {SHORTEST_SECRET} characters: {HOW_TO_SECRET}")
    return secret


def today_setting(environ) -> date | None:
    """TRACKER_TODAY as a day. BadSetting if it is none."""
    return _day_setting(environ, "TRACKER_TODAY")


def trusted_hosts(base_url: str) -> list[str]:
    """The host names that requests may name: the configured address's, with this machine's own if that is one of them."""
    host = urlsplit(base_url).hostname
    return [*LOOPBACK] if host in LOOPBACK else [host]


def mail_setting(environ) -> dict:
    """MAIL_URL and MAIL_FROM. BadSetting for a way to send that there is not, or one that lacks a part."""
    url, sender = environ.get("MAIL_URL") or None, environ.get("MAIL_FROM") or None
    if url is None:
        return {"MAIL_URL": None, "MAIL_FROM": sender}
    parts = urlsplit(url)
    if parts.scheme not in WAYS_TO_SEND or not re.fullmatch(r"[^:]*(:\d{1,5})?", parts.netloc.rpartition("@")[2]):
        raise BadSetting("Set MAIL_URL to one of smtp://host, smtps://host, folder:///folder, notify://KEY@TEMPLATE")
    if parts.scheme == "folder" and (parts.netloc or not parts.path.strip("/")):
        raise BadSetting("Set MAIL_URL to a folder with its whole path: folder:///folder")
    if parts.scheme == "notify" and not (parts.hostname and re.fullmatch(NOTIFY_KEY, parts.netloc.rpartition("@")[0])):
        raise BadSetting("Set MAIL_URL to notify://KEY@TEMPLATE, with the whole key as GOV.UK Notify shows it")
    if parts.scheme in ("smtp", "smtps") and not (parts.hostname and sender and re.fullmatch(AN_ADDRESS, sender)):
        raise BadSetting("Set MAIL_URL to smtp://host, and MAIL_FROM to the address that mail comes from")
    return {"MAIL_URL": url, "MAIL_FROM": sender}


def second_factor_setting(environ) -> dict:
    """SECOND_FACTOR (None: by role, and nobody in the worked example) and FACTOR_KEY."""
    rule, key = environ.get("SECOND_FACTOR") or None, environ.get("FACTOR_KEY") or None
    if rule not in (None, *SECOND_FACTOR_OF):
        raise BadSetting(f"Set SECOND_FACTOR to one of: {', '.join(SECOND_FACTOR_OF)}")
    if key and len(key) < SHORTEST_SECRET:
        raise BadSetting(f"Set FACTOR_KEY to a real secret of at least {SHORTEST_SECRET} characters: {HOW_TO_SECRET}")
    return {"SECOND_FACTOR": rule, "FACTOR_KEY": key}


def proxies_setting(environ) -> int:
    """PROXIES: a number, 0 unless set."""
    number = environ.get("PROXIES") or "0"
    if number not in map(str, range(MOST_PROXIES + 1)):
        raise BadSetting(f"Set PROXIES to how many proxies stand before the tracker: 0 to {MOST_PROXIES}")
    return int(number)


def single_setting(environ) -> dict:
    """OIDC_...: all that single sign-on needs, or nothing of it. BadSetting for a part that is missing or cannot be used."""
    found = {name: environ.get(name) or None for name in SINGLE}
    if not any(found.values()):
        return found
    missing = [name for name in SINGLE_NEEDS if not found[name]]
    if missing:
        raise BadSetting(f"Single sign-on needs {', '.join(missing)} too, or none of the settings OIDC_...")
    issuer = urlsplit(found["OIDC_ISSUER"])
    if issuer.scheme != "https" and issuer.hostname not in LOOPBACK:
        raise BadSetting("Set OIDC_ISSUER to an address that begins with https://")
    if found["OIDC_SECOND_FACTOR"] not in (None, "ours", "theirs"):
        raise BadSetting("Set OIDC_SECOND_FACTOR to one of: ours, theirs")
    return found


def scanner_setting(environ) -> str | None:
    """SCANNER_URL. BadSetting for what is neither a socket nor a host."""
    url = environ.get("SCANNER_URL") or None
    try:
        scanner.place(url) if url else None
    except ValueError:
        raise BadSetting(
            "Set SCANNER_URL to where clamd listens: clamd:///run/clamav/clamd.ctl or clamd://host:3310"
        ) from None
    return url


def evidence_setting(environ) -> str:
    """EVIDENCE_URL; of a bucket with its endpoint, which may also be set as for other programs (AWS_ENDPOINT_URL_S3)."""
    url = environ.get("EVIDENCE_URL") or f"file://{INSTANCE / 'evidence'}"
    endpoint = environ.get("AWS_ENDPOINT_URL_S3") or environ.get("AWS_ENDPOINT_URL")
    if url.startswith("s3:") and endpoint and not urlsplit(url).query:
        url = f"{url}?{urlencode({'endpoint': endpoint})}"
    try:
        stores.at(url)
    except ValueError as fault:
        raise BadSetting(f"EVIDENCE_URL cannot be used: {fault}") from None
    return url


def contact_setting(environ) -> dict:
    """BOARD_CONTACT, SECURITY_CONTACT and SECURITY_EXPIRES. BadSetting for what nobody could write to, or is no day."""
    board, security = environ.get("BOARD_CONTACT") or None, environ.get("SECURITY_CONTACT") or None
    if board and not re.fullmatch(AN_ADDRESS, board):
        raise BadSetting("Set BOARD_CONTACT to an e-mail address")
    if security and not re.fullmatch(rf"mailto:{AN_ADDRESS}|https://[^\s/]+\S*", security):
        raise BadSetting("Set SECURITY_CONTACT to mailto:address or https://page")
    return {
        "BOARD_CONTACT": board,
        "SECURITY_CONTACT": security,
        "SECURITY_EXPIRES": _day_setting(environ, "SECURITY_EXPIRES"),
    }


def _day_setting(environ, name) -> date | None:
    value = environ.get(name)
    try:
        return date.fromisoformat(value) if value else None
    except ValueError:
        raise BadSetting(f"Set {name} to a day such as 2017-01-16, not {value!r}") from None


def from_environment(environ=os.environ) -> dict:
    """The Flask configuration. BadSetting, with a sentence, for what cannot be used."""
    base_url = environ.get("BASE_URL", "http://127.0.0.1:8001").rstrip("/")
    if urlsplit(base_url).scheme not in ("http", "https"):
        raise BadSetting("Set BASE_URL to an address that begins with https://")
    INSTANCE.mkdir(exist_ok=True)
    return {
        "SQLALCHEMY_DATABASE_URI": environ.get("DATABASE_URL") or f"sqlite:///{INSTANCE / 'tracker.db'}",
        "EVIDENCE_URL": evidence_setting(environ),
        "SECRET_KEY": secret_key(environ),
        "JOURNAL_KEY": environ.get("JOURNAL_KEY"),
        "BASE_URL": base_url,
        "TRUSTED_HOSTS": trusted_hosts(base_url),
        "TODAY": today_setting(environ),
        **mail_setting(environ),
        **second_factor_setting(environ),
        **single_setting(environ),
        **contact_setting(environ),
        "PROXIES": proxies_setting(environ),
        "SCANNER_URL": scanner_setting(environ),
        "LOG_REQUESTS": environ.get("LOG_REQUESTS") == "1",
        "MAX_CONTENT_LENGTH": 60 * 1024 * 1024,
        "MAX_FORM_MEMORY_SIZE": 2 * 1024 * 1024,
        "MAX_FORM_PARTS": 2000,
        "PERMANENT_SESSION_LIFETIME": timedelta(hours=12),
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "WTF_CSRF_TIME_LIMIT": None,
        "SEND_FILE_MAX_AGE_DEFAULT": timedelta(hours=1),
    }


def cookies(example: bool, base_url: str) -> dict:
    """Cookies are `__Host-` and Secure, except in the worked example over http."""
    open_air = example and base_url.startswith("http://")
    return {
        "SESSION_COOKIE_SECURE": not open_air,
        "SESSION_COOKIE_NAME": "session" if open_air else "__Host-session",
        "OPEN_AIR": open_air,
    }
