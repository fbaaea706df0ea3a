"""The record is made read-only while others write: who has begun finishes, and after that nothing is written."""

import time
from threading import Event, Thread

import pytest
from board_apps import EXAMPLE_TODAY, make_tables, settings

from actions import journal, read_only
from actions.db import begin_writing, db, lock_ledger
from actions.errors import ReadOnlyNow
from tracker import clock, create_app


@pytest.fixture(scope="module")
def served(either_database, tmp_path_factory):
    app = create_app(settings(either_database, tmp_path_factory.mktemp("at-once"), EXAMPLE_TODAY))
    with app.app_context():
        make_tables(example=True)
        db.session.remove()
        yield app
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def app(served):
    yield served
    db.session.rollback()
    read_only.end(at=clock.now())
    db.session.remove()


def note(pause=lambda: None):
    """One line of the journal; whether it was written."""
    try:
        begin_writing()
        lock_ledger()
        pause()
        journal.security_event("noted", at=clock.now(), by_id=None, detail="noted")
        db.session.commit()
    except ReadOnlyNow:
        return False
    return True


def elsewhere(app, do):
    """Do it in a thread of its own, as another request would."""

    def run():
        with app.app_context():
            try:
                do()
            finally:
                db.session.remove()

    started = Thread(target=run)
    started.start()
    return started


def begin():
    read_only.begin("an upgrade", at=clock.now(), since=clock.real_now())


def lines():
    db.session.rollback()
    return journal.head().number


def test_who_has_begun_to_write_finishes_and_the_switch_waits_for_them(app):
    holds, before = Event(), lines()
    db.session.rollback()

    def slowly():
        holds.set()
        time.sleep(0.4)

    writer = elsewhere(app, lambda: note(slowly))
    assert holds.wait(10)
    begin()
    assert lines() == before + 2  # the writer's, and the switch's own
    writer.join()
    assert not note()
    assert lines() == before + 2


def test_of_many_who_write_again_and_again_none_writes_after_it_has_returned(app):
    wrote, over = [], Event()

    def again_and_again():
        while not over.is_set():
            if note():
                wrote.append(1)

    writers = [elsewhere(app, again_and_again) for _ in range(3)]
    while len(wrote) < 6:
        time.sleep(0.01)
    begin()
    then = lines()
    time.sleep(0.3)
    over.set()
    for each in writers:
        each.join()
    assert lines() == then
    assert not note()
    read_only.end(at=clock.now())
    assert note()
