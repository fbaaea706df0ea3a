"""Sign-in: passwords, sessions as rows that can be ended, invitations. Flask-Login carries them through a request."""

import hashlib
import secrets
from base64 import b64encode
from datetime import UTC, datetime, timedelta

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError
from flask import current_app, g, session
from flask_login import LoginManager, UserMixin
from sqlalchemy import bindparam, delete, func, or_, select, update

from actions import permissions
from actions.db import begin_writing, db
from actions.errors import ReadOnlyNow
from actions.models import Person, ReadOnly
from tracker import clock
from tracker.accounts import factor
from tracker.accounts.models import Account, ApiToken, HalfWay, Invitation, SignedIn

IDLE = timedelta(hours=1)
ABSOLUTE = timedelta(hours=12)
SEEN_AGAIN = timedelta(minutes=1)
CONFIRMED = timedelta(minutes=15)
HALF_WAY_LASTS = timedelta(minutes=20)
INVITATION_LASTS = timedelta(days=14)
RESET_LASTS = timedelta(hours=1)

hasher = PasswordHasher()
manager = LoginManager()
manager.session_protection = None  # it would keep a hash of address and browser in the cookie
# A hash that no password has and that takes as long to check as any: made up, since hashing one would hold up every start.
NOBODY = "$argon2id$v=19$m={},t={},p={}${}${}".format(
    hasher.memory_cost,
    hasher.time_cost,
    hasher.parallelism,
    *(b64encode(secrets.token_bytes(length)).decode().rstrip("=") for length in (hasher.salt_len, hasher.hash_len)),
)


class User(UserMixin):
    """Who is signed in: the session's token, the person with today's rights, and when they last proved who they are."""

    def __init__(self, token: str, viewer: permissions.Viewer, last_seen: datetime, confirmed: datetime | None):
        self.token = token
        self.viewer = viewer
        self.last_seen = last_seen
        self.confirmed = confirmed

    def get_id(self) -> str:
        return self.token


def token_hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


OF_A_SESSION = ("started", "last_seen", "ended", "how", "confirmed")
# A session with whose it is: what it is asked for on every page, in one question.
SESSION = (
    permissions.EVERYBODY.add_columns(
        *(getattr(SignedIn, name) for name in OF_A_SESSION),
        select(ReadOnly.since).scalar_subquery().label("since"),
        select(ReadOnly.why).scalar_subquery().label("why"),
    )
    .join(SignedIn, SignedIn.person_id == Person.id)
    .join(Account, Account.person_id == Person.id)
    .where(Account.active, SignedIn.token_hash == bindparam("token"))
)


@manager.user_loader
def load(token: str) -> User | None:
    """The person whose session the cookie names, if it still runs and they still hold a role."""
    today = clock.today()
    rows = db.session.execute(SESSION, {"token": token_hash(token), "today": today}).all()
    if not rows:
        return None
    g.setdefault("read_only", rows[0] if rows[0].since else None)
    last_seen = max(rows[0].last_seen, _seen_while_read_only())
    if rows[0].ended or not _runs(rows[0].started, last_seen, clock.real_now()):
        return None
    viewer = permissions.viewer_of(rows, today)
    if not viewer.roles or not factor.is_enough(rows[0].how, viewer):
        return None
    return User(token, viewer, last_seen, rows[0].confirmed)


def person_of(token: str | None) -> int | None:
    """Whose session this is or was."""
    row = db.session.get(SignedIn, token_hash(token)) if token else None
    return row and row.person_id


def _seen_while_read_only() -> datetime:
    """When the session was last used, as its own cookie says, for when the row could not be written."""
    return datetime.fromtimestamp(session.get("seen", 0), UTC)


def _runs(started: datetime, last_seen: datetime, now: datetime) -> bool:
    return now - last_seen < IDLE and now - started < ABSOLUTE


def keep_alive(user: User) -> None:
    """Note that a session was used, at most once a minute. The one thing that a GET may write for it."""
    if clock.real_now() - user.last_seen < SEEN_AGAIN:
        return
    try:
        begin_writing()
    except ReadOnlyNow:
        session["seen"] = clock.real_now().timestamp()
        return
    db.session.get(SignedIn, token_hash(user.token)).last_seen = clock.real_now()
    db.session.commit()


def start_session(person_id: int, how: str = "password", place: str | None = None, *, proved: bool = True) -> str:
    """A new session's token. `proved`: the person has just shown that it is they, rather than being known still."""
    token, now = secrets.token_urlsafe(32), clock.real_now()
    row = SignedIn(token_hash=token_hash(token), person_id=person_id, started=now, last_seen=now)
    row.how, row.place, row.confirmed = how, place, now if proved else None
    db.session.add(row)
    return token


def is_confirmed(user: User) -> bool:
    """Whether they proved lately enough that it is they, for what matters most."""
    return user.confirmed is not None and clock.real_now() - user.confirmed < CONFIRMED


def confirm(token: str) -> None:
    db.session.get(SignedIn, token_hash(token)).confirmed = clock.real_now()


def sessions_of(person_id: int) -> list[SignedIn]:
    """The sessions that run, the last used first."""
    now = clock.real_now()
    running = (SignedIn.ended.is_(None), SignedIn.last_seen > now - IDLE, SignedIn.started > now - ABSOLUTE)
    query = select(SignedIn).where(SignedIn.person_id == person_id, *running)
    return list(db.session.scalars(query.order_by(SignedIn.last_seen.desc())))


def end_session(token: str) -> None:
    db.session.execute(update(SignedIn).where(SignedIn.token_hash == token_hash(token)).values(ended=clock.real_now()))


def end_sessions(person_id: int) -> None:
    """End all of a person's sessions and personal tokens: a new password, a changed role or agency, a disabled account."""
    for table in (SignedIn, ApiToken):
        running = update(table).where(table.person_id == person_id, table.ended.is_(None))
        db.session.execute(running.values(ended=clock.real_now()))


def start_half_way(person_id: int, new_secret: str | None = None) -> str:
    """The token of somebody whose second factor is still to come, or (with a new secret) is being set up."""
    token, now = secrets.token_urlsafe(32), clock.real_now()
    db.session.execute(delete(HalfWay).where(HalfWay.began <= now - HALF_WAY_LASTS))
    db.session.add(HalfWay(token_hash=token_hash(token), person_id=person_id, began=now, new_secret=new_secret))
    return token


def half_way(token: str | None, *, lock: bool = False) -> HalfWay | None:
    """Who is half signed in with this token, while they may be. `lock`: nobody else ends it before this one commits."""
    read = {"populate_existing": True, "with_for_update": True} if lock else {}
    row = db.session.get(HalfWay, token_hash(token), **read) if token else None
    if row is None or clock.real_now() - row.began >= HALF_WAY_LASTS:
        return None
    return row if may_enter(db.session.get(Account, row.person_id)) else None


def end_half_ways(person_id: int) -> None:
    db.session.execute(delete(HalfWay).where(HalfWay.person_id == person_id))


def may_enter(account: Account | None) -> bool:
    """Whether the account is not disabled and its person holds a role today."""
    return bool(account and account.active and permissions.viewer(account.person_id, clock.today()).roles)


def plain_email(typed: str) -> str:
    """An address as it is kept and compared."""
    return typed.strip().lower()


def account_of(email: str) -> Account | None:
    return db.session.scalars(select(Account).filter_by(email=plain_email(email))).first()


def check_password(email: str, password: str) -> Account | None:
    """The account, if the password is right. Takes as long for an address that nobody has."""
    account = account_of(email)
    kept = (account and account.password_hash) or NOBODY
    try:
        hasher.verify(kept, password)
    except (VerifyMismatchError, InvalidHashError):
        return None
    return account if account and account.password_hash and may_enter(account) else None


def set_password(account: Account, password: str) -> None:
    """A new password; it ends every session, whoever is half signed in, and every link to choose another."""
    account.password_hash = hasher.hash(password)
    end_sessions(account.person_id)
    end_half_ways(account.person_id)
    _end_invitations(account.person_id)


def open_account(person_id: int, email: str) -> Account:
    account = Account(person_id=person_id, email=plain_email(email), active=True)
    db.session.add(account)
    db.session.flush()
    return account


def can_sign_in() -> set[int]:
    """The people who have an account that is not disabled, and have set its password or come by single sign-on."""
    came = or_(Account.password_hash.is_not(None), Account.single_subject.is_not(None))
    return set(db.session.scalars(select(Account.person_id).where(Account.active, came)))


def how_many() -> int:
    """How many people have an account, accepted or not."""
    return db.session.scalar(select(func.count()).select_from(Account))


def email_is_taken(email: str) -> bool:
    return account_of(email) is not None


def _end_invitations(person_id):
    unused = update(Invitation).where(Invitation.person_id == person_id, Invitation.used.is_(None))
    db.session.execute(unused.values(used=clock.real_now()))


def invite(person_id: int) -> str:
    """A new invitation's token; earlier ones of this person end, and so does what single sign-on knew them by."""
    _end_invitations(person_id)
    db.session.get(Account, person_id).single_subject = None
    return new_link(person_id, INVITATION_LASTS)


def new_link(person_id: int, lasts: timedelta) -> str:
    """The token of a link to choose a password. Who calls commits."""
    token = secrets.token_urlsafe(32)
    expires = clock.real_now() + lasts
    db.session.add(Invitation(token_hash=token_hash(token), person_id=person_id, expires=expires))
    return token


def invitation(token: str) -> Invitation | None:
    """The invitation, if it can still be used: not twice (its row is locked), not late, not for a disabled account."""
    found = db.session.get(Invitation, token_hash(token), with_for_update=True)
    if found is None or found.used or found.expires < clock.real_now():
        return None
    return found if db.session.get(Account, found.person_id).active else None


def accept_invitation(found: Invitation, password: str) -> None:
    """Set the first password and use the invitation up."""
    found.used = clock.real_now()
    set_password(db.session.get(Account, found.person_id), password)


def invitation_link(token: str) -> str:
    """The address to give to the person: always on the configured one, whatever the request said."""
    return f"{current_app.config['BASE_URL']}/invitation/{token}"
