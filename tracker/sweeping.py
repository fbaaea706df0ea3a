"""The working tables that grow: what each holds, why, for how long, and how what is older is taken away.

One table. `flask sweep` acts by it, and the data-protection page prints it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, exists, func, or_

from actions.db import begin_writing, db
from tracker import accounts, beats, clock, kept_forms, packs
from tracker.accounts import throttle
from tracker.accounts.models import ApiToken, Attempt, FactorReset, HalfWay, Invitation, KeptForm, SignedIn
from tracker.importing import kept as imports
from tracker.importing.models import PlanImport
from tracker.links import waiting
from tracker.links.models import AnswerLink, LinkAnswer
from tracker.mail.models import Message
from tracker.packs.models import Pack
from tracker.workbook import previews
from tracker.workbook.models import WorkbookPreview

MONTH, HALF_YEAR, YEAR = timedelta(days=30), timedelta(days=180), timedelta(days=365)


@dataclass(frozen=True)
class Swept:
    """What is held (`what`), why, and for how long (`after`) from when (`since`); `old` gives the WHERE of what is older
    than a moment."""

    table: type
    what: str
    why: str
    after: timedelta
    since: str
    old: Callable[[datetime], tuple]


def _ended_sessions(moment):
    return (SignedIn.last_seen < moment,)


def _ended_tokens(moment):
    """Their last days are the record's, when they were ended is not."""
    return (or_(ApiToken.ended < moment, ApiToken.last_day < clock.today() - MONTH),)


def _unused_links(_moment):
    """Links whose answers are gone too. Their days are the record's."""
    waits = exists().where(LinkAnswer.link_id == AnswerLink.id)
    return AnswerLink.last_day < clock.today() - YEAR, ~waits


SWEPT = (
    Swept(
        SignedIn,
        "Sessions: when you signed in and were last here, with which browser, from roughly where",
        "so that you and the board office can see and end them",
        MONTH,
        "the last use",
        _ended_sessions,
    ),
    Swept(
        ApiToken,
        "Personal tokens, as hashes: what you called them, what they may read, when they were last used",
        "so that your programs can read, and you can see and end them",
        MONTH,
        "their end or last day",
        _ended_tokens,
    ),
    Swept(
        HalfWay,
        "Sign-ins that wait for the second factor",
        "so that you can go on to the code",
        accounts.HALF_WAY_LASTS,
        "the password",
        lambda moment: (HalfWay.began < moment,),
    ),
    Swept(
        Attempt,
        "Wrong tries to sign in, as a hash of whose they were",
        "so that nobody can guess passwords",
        throttle.LONGEST,
        "the try",
        lambda moment: (Attempt.at < moment,),
    ),
    Swept(
        Invitation,
        "Invitations and links to choose a password, as hashes",
        "so that each works once",
        MONTH,
        "their last day",
        lambda moment: (Invitation.expires < moment,),
    ),
    Swept(
        FactorReset,
        "Requests to take away a lost second factor (the journal keeps who asked and confirmed)",
        "so that a second person can decide",
        HALF_YEAR,
        "the request",
        lambda moment: (FactorReset.asked < moment,),
    ),
    Swept(
        KeptForm,
        "What you typed when your session had ended",
        "so that you need not type it again",
        kept_forms.KEPT,
        "you sent it",
        lambda moment: (KeptForm.kept < moment,),
    ),
    Swept(
        WorkbookPreview,
        "A workbook that was uploaded and not yet applied",
        "so that you can look at it first",
        previews.KEPT,
        "the upload",
        lambda moment: (WorkbookPreview.made < moment,),
    ),
    Swept(
        PlanImport,
        "A plan that was uploaded and not yet adopted",
        "so that it can be looked at first",
        imports.KEPT,
        "the upload",
        lambda moment: (PlanImport.made < moment,),
    ),
    Swept(
        LinkAnswer,
        "Answers that came by a link and were not confirmed",
        "so that the agency lead or the board office can confirm them",
        waiting.KEPT,
        "the answer",
        lambda moment: (LinkAnswer.made < moment,),
    ),
    Swept(
        AnswerLink,
        "Links to answer by: for whom they were made, and the address they were sent to",
        "so that it can be seen who was asked",
        YEAR,
        "their last day",
        _unused_links,
    ),
    Swept(
        Message,
        "Mail that was sent: to whom, on which day, about which matters, not its words",
        "so that nobody is told twice, and it can be seen what was sent",
        HALF_YEAR,
        "the sending",
        lambda moment: (func.coalesce(Message.sent, Message.dropped) < moment,),
    ),
    Swept(
        Pack,
        f"Who asked for which inspection pack (the file itself: {packs.KEPT.days} days)",
        "so that it can be fetched, and it can be seen who made it",
        YEAR,
        "the request",
        lambda moment: (
            Pack.beat < moment,
            or_(*(Pack.state == state for state in ("failed", "withdrawn", "removed"))),
        ),
    ),
)


def sweep() -> dict[str, int]:
    """Take away what is older than its period, and commit. How many rows, by table; tables of which nothing went are
    left out."""
    begin_writing()
    now = clock.real_now()
    went = {}
    for each in SWEPT:
        query = delete(each.table).where(*each.old(now - each.after))
        went[each.table.__tablename__] = db.session.execute(query, execution_options=UNWATCHED).rowcount
    db.session.commit()
    beats.ran("sweep")
    return {table: number for table, number in went.items() if number}


UNWATCHED = {"synchronize_session": False}
