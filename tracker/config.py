"""A deployment's settings, from the environment. What is missing has a default that is safe in production."""

import os
import re
from datetime import date, timedelta
from pathlib import Path
from urllib.parse import urlsplit

ROOT = Path(__file__).parent.parent
INSTANCE = ROOT / "instance"
SHORTEST_SECRET = 32
AN_ADDRESS = r"[^@\s<>,;:\"]+@[^@\s<>,;:\"]+"
AN_ID = r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"
NOTIFY_KEY = rf"[\w-]+-{AN_ID}-{AN_ID}"
LOOPBACK = ("127.0.0.1", "localhost", "[::1]")
WAYS_TO_SEND = ("smtp", "smtps", "folder", "notify")
HOW_TO_SECRET = "python3 -c 'import secrets; print(secrets.token_hex(32))'"


class BadSetting(Exception):
    """A setting that cannot be used; the message says what to set."""


# What each setting is, for docs and `flask doctor`.
SETTINGS = {
    "DATABASE_URL": "where the record is kept: a SQLite file in instance/ unless set; postgresql+psycopg://...",
    "EVIDENCE_URL": "where evidence files are kept: file:///folder; instance/evidence unless set",
    "SECRET_KEY": f"signs cookies; at least {SHORTEST_SECRET} characters, the same on every host",
    "JOURNAL_KEY": "optional: chains the journal with a key",
    "BASE_URL": "the address people use, such as https://tracker.example.org",
    "MAIL_URL": "how mail is sent: smtp://user:password@host:port, smtps://..., folder:///folder, notify://KEY@TEMPLATE",
    "MAIL_FROM": "the address that mail comes from; needed for smtp and smtps",
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
    value = environ.get("TRACKER_TODAY")
    try:
        return date.fromisoformat(value) if value else None
    except ValueError:
        raise BadSetting(f"Set TRACKER_TODAY to a day such as 2017-01-16, not {value!r}") from None


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


def from_environment(environ=os.environ) -> dict:
    """The Flask configuration. BadSetting, with a sentence, for what cannot be used."""
    base_url = environ.get("BASE_URL", "http://127.0.0.1:8001").rstrip("/")
    if urlsplit(base_url).scheme not in ("http", "https"):
        raise BadSetting("Set BASE_URL to an address that begins with https://")
    evidence_url = environ.get("EVIDENCE_URL") or f"file://{INSTANCE / 'evidence'}"
    if urlsplit(evidence_url).scheme != "file":
        raise BadSetting("Set EVIDENCE_URL to a folder: file:///folder (other stores come with a later release)")
    INSTANCE.mkdir(exist_ok=True)
    return {
        "SQLALCHEMY_DATABASE_URI": environ.get("DATABASE_URL") or f"sqlite:///{INSTANCE / 'tracker.db'}",
        "EVIDENCE_URL": evidence_url,
        "SECRET_KEY": secret_key(environ),
        "JOURNAL_KEY": environ.get("JOURNAL_KEY"),
        "BASE_URL": base_url,
        "TRUSTED_HOSTS": trusted_hosts(base_url),
        "TODAY": today_setting(environ),
        **mail_setting(environ),
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
