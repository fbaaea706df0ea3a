"""Two at once (rules.md section 6), in threads with sessions of their own, on SQLite and PostgreSQL: numbers follow one
another, and of two decisions on one thing one stands and the other is told."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from board_apps import make_tables, settings
from people import viewer_of
from sqlalchemy import select

from actions import changes
from actions.changes import NewEvidence, Word
from actions.changes.recording import record
from actions.db import begin_writing, db
from actions.errors import RuleBroken
from actions.models import Action, Decision, JournalLine, Setting
from actions.periods import london_moment
from actions.standing import line_on
from actions.verify import verify
from seeds.adopted import read_all
from seeds.load import FOLDER, seed
from tracker import create_app

DAY = date(2015, 2, 10)
EACH, WRITERS = 8, 3


@pytest.fixture(scope="module")
def at_work(either_database, tmp_path_factory):
    """The strategy adopted, and people, on each engine."""
    app = create_app(settings(either_database, tmp_path_factory.mktemp("at-once"), None))
    with app.app_context():
        make_tables(example=False)
        begin_writing()
        seed(read_all(FOLDER), at=london_moment(date(2015, 2, 2)))
        db.session.commit()
        app.people = {
            "office": viewer_of("business_manager"),
            "health": viewer_of("officer", "health"),
            "chair": viewer_of("chair", "police"),
            "deputy": viewer_of("deputy", "ncc"),
        }
        yield app
        db.session.remove()
        db.engine.dispose()


def together(app, *jobs):
    """Run the jobs at the same moment, each in a session of its own; what each gave, or the rule it broke."""
    ready = threading.Barrier(len(jobs))

    def run(job):
        with app.app_context():
            ready.wait(timeout=10)
            begin_writing()
            try:
                given = job()
                db.session.commit()
            except RuleBroken as refusal:
                db.session.rollback()
                given = refusal
            finally:
                db.session.remove()
        return given

    with ThreadPoolExecutor(len(jobs)) as pool:
        return list(pool.map(run, jobs))


def writer(app, name):
    def write():
        for count in range(EACH):
            record(Setting, by=app.people["office"], at=london_moment(DAY), key=name, value=str(count))
            db.session.commit()
            begin_writing()

    return write


def test_writers_at_once_get_numbers_that_follow_one_another(at_work):
    before = db.session.scalars(select(JournalLine.number).order_by(JournalLine.number.desc())).first()
    db.session.rollback()
    together(at_work, *(writer(at_work, f"writer {number}") for number in range(WRITERS)))
    numbers = sorted(db.session.scalars(select(Setting.id).where(Setting.key.startswith("writer"))))
    assert numbers == list(range(before + 1, before + 1 + EACH * WRITERS))
    assert [each.sentence for each in verify() if each.fault] == []


def on_line(app, number):
    return db.session.scalars(select(Action.id).filter_by(number=number)).one()


def claimed(app, number):
    """The line with a claim that waits; its row and the claim's."""
    begin_writing()
    action_id, at = on_line(app, number), london_moment(DAY)
    health = app.people["health"]
    changes.assign([(action_id, None)], agency_id=health.agency_id, person=None, by=app.people["office"], at=at)
    piece = NewEvidence(kind="held", shows="activity", name="Minutes", held="At the hospital")
    changes.add_evidence(action_id, piece, by=health, at=at)
    claim = changes.claim_complete(action_id, by=health, at=at).id
    db.session.commit()
    return action_id, claim


def accept(app, action_id, claim, who):
    word = Word(by=app.people[who], at=london_moment(DAY))
    return lambda: changes.accept(action_id, claim, word=word, assurance="told", reason="Small").verb


def send_back(app, action_id, claim, who):
    word = Word(by=app.people[who], at=london_moment(DAY))
    return lambda: changes.send_back(action_id, claim, word=word, reason="Too thin").verb


PAIRS = [
    ("2.6", accept, send_back),
    ("2.8", accept, accept),
    ("2.12", send_back, send_back),
]


@pytest.mark.parametrize(("number", "first", "second"), PAIRS)
def test_of_two_decisions_on_one_claim_one_stands_and_the_other_is_told(at_work, number, first, second):
    action_id, claim = claimed(at_work, number)
    given = together(at_work, first(at_work, action_id, claim, "chair"), second(at_work, action_id, claim, "deputy"))
    told = [each for each in given if isinstance(each, RuleBroken)]
    stands = [each for each in given if isinstance(each, str)]
    assert (len(stands), len(told)) == (1, 1)
    assert (told[0].field, "decided a moment ago" in told[0].message) == ("outcome", True)
    rows = db.session.scalars(select(Decision.verb).filter_by(claim_id=claim)).all()
    assert rows == stands
    db.session.rollback()


def test_of_two_claims_at_once_one_stands(at_work):
    begin_writing()
    action_id, at = on_line(at_work, "4.6"), london_moment(DAY)
    health = at_work.people["health"]
    changes.assign([(action_id, None)], agency_id=health.agency_id, person=None, by=at_work.people["office"], at=at)
    changes.add_evidence(action_id, NewEvidence("held", "activity", "Minutes", held="Here"), by=health, at=at)
    db.session.commit()

    def claim():
        return changes.claim_complete(action_id, by=health, at=at).verb

    given = together(at_work, claim, claim)
    assert sorted(isinstance(each, RuleBroken) for each in given) == [False, True]


def test_two_updates_at_once_both_stand(at_work):
    action_id, _ = claimed(at_work, "4.2")
    health = at_work.people["health"]

    def say():
        words = {"said": "Done."}
        return changes.record_update(action_id, by=health, at=london_moment(DAY), rating="green", words=words).rating

    assert together(at_work, say, say) == ["green", "green"]
    assert line_on(DAY, action_id).rating == "green"
    db.session.rollback()
