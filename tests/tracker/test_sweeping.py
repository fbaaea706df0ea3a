"""Working tables that grow are swept: each row goes when its period has passed, and not before."""

import secrets
from datetime import UTC, date, datetime, timedelta

import pytest
from people import viewer_of
from sqlalchemy import func, select
from the_example import run

from actions.db import begin_writing, db
from actions.models import Action, Agency
from tracker import clock, sweeping
from tracker.accounts.models import ApiToken, Attempt, FactorReset, HalfWay, Invitation, KeptForm, SignedIn
from tracker.importing.models import PlanImport
from tracker.links.models import AnswerLink, LinkAnswer
from tracker.mail.models import Message, Told
from tracker.packs.models import Pack
from tracker.sweeping import SWEPT
from tracker.workbook.models import WorkbookPreview

TODAY = date(2017, 1, 16)
A_BIT = timedelta(minutes=5)


@pytest.fixture
def person(app):
    return viewer_of("officer", "police").id


def _link(person, last_day):
    agency = db.session.scalar(select(Agency.id).limit(1))
    row = AnswerLink(
        token_hash=secrets.token_hex(), agency_id=agency, quarter=TODAY, issued_to="Its lead", made_by_id=person
    )
    row.made_on, row.last_day = TODAY, last_day
    db.session.add(row)
    db.session.flush()
    return row


def _answer(person, at):
    link = _link(person, TODAY)
    line = db.session.scalar(select(Action.id).limit(1))
    return LinkAnswer(link_id=link.id, action_id=line, came_on=TODAY, made=at, content={"words": {}})


def _mail(person, at):
    row = Message(key="k", person_id=person, day=TODAY, about=[], message_id="m", queued=at, tries=1)
    row.sent = at
    return row


def _pack(person, at, state="removed"):
    return Pack(audience="executives", day=TODAY, asked_by=person, asked=at, state=state, beat=at)


A_TOKEN = {"name": "Workbook", "scope": "standing", "last_day": TODAY}
# A row of each table, with the moment from which its period runs.
ROWS = {
    SignedIn: lambda who, at: SignedIn(token_hash="t", person_id=who, started=at - A_BIT, last_seen=at, ended=at),
    ApiToken: lambda who, at: ApiToken(token_hash="t", person_id=who, **A_TOKEN, made=at - A_BIT, ended=at),
    HalfWay: lambda who, at: HalfWay(token_hash="t", person_id=who, began=at),
    Attempt: lambda who, at: Attempt(about="account:x", at=at),
    Invitation: lambda who, at: Invitation(token_hash="t", person_id=who, expires=at),
    FactorReset: lambda who, at: FactorReset(person_id=who, asked_by_id=who, asked=at, how="met"),
    KeptForm: lambda who, at: KeptForm(person_id=who, page="/", fields=[], kept=at),
    WorkbookPreview: lambda who, at: WorkbookPreview(token="t", person_id=who, quarter=TODAY, answers=[], made=at),
    PlanImport: lambda who, at: PlanImport(person_id=who, unread=[], head={}, rows=[], answers={}, made=at),
    LinkAnswer: _answer,
    AnswerLink: lambda who, at: _link(who, TODAY - (clock.real_now() - at)),
    Message: _mail,
    Pack: _pack,
}


def put(make, who, at):
    begin_writing()
    db.session.add(make(who, at))
    db.session.commit()


def left(table) -> int:
    number = db.session.scalar(select(func.count()).select_from(table))
    db.session.rollback()
    return number


def test_there_is_a_row_to_try_for_each_table_that_is_swept():
    assert set(ROWS) == {each.table for each in SWEPT}


@pytest.mark.parametrize("each", SWEPT, ids=lambda each: each.table.__tablename__)
def test_a_row_is_there_until_its_period_has_passed_and_then_gone(person, each):
    margin = timedelta(days=1) if each.table is AnswerLink else A_BIT
    put(ROWS[each.table], person, clock.real_now() - each.after + margin)
    assert sweeping.sweep() == {}
    assert left(each.table) == 1
    db.session.execute(each.table.__table__.delete())
    db.session.commit()
    put(ROWS[each.table], person, clock.real_now() - each.after - margin)
    assert sweeping.sweep() == {each.table.__tablename__: 1}
    assert left(each.table) == 0


LONG_AGO = datetime(2016, 1, 1, tzinfo=UTC)


def unsent(who, at):
    row = _mail(who, at)
    row.sent = None
    return row


def ready(who, at):
    row = _pack(who, at, "ready")
    row.sha256, row.finished = "0" * 64, at
    return row


@pytest.mark.parametrize(
    ("what", "make"),
    [
        ("a mail that has not left yet", unsent),
        ("a pack that is ready", ready),
        ("who was told of what", lambda who, at: Told(matter="m", person_id=who, rung=0, day=at.date())),
    ],
)
def test_what_is_still_needed_stays_however_old(person, what, make):
    put(make, person, LONG_AGO)
    assert sweeping.sweep() == {}


def test_a_link_whose_answers_wait_stays(person):
    begin_writing()
    answer = _answer(person, clock.real_now())
    db.session.add(answer)
    db.session.flush()
    db.session.get(AnswerLink, answer.link_id).last_day = LONG_AGO.date()
    db.session.commit()
    assert sweeping.sweep() == {}


def test_the_command_says_what_went(app, person):
    assert run(app, "sweep") == "Nothing is older than its period.\n0 files of no row taken away.\n"
    put(ROWS[SignedIn], person, LONG_AGO)
    assert (
        run(app, "sweep") == "sessions: 1 row\nNothing else is older than its period.\n0 files of no row taken away.\n"
    )


def test_whoever_is_signed_in_stays_so(client, person):
    client.as_person(person)
    sweeping.sweep()
    assert client.get("/plan").status_code == 200
