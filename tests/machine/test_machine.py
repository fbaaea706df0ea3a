"""Random people do random things, in any order, twice and at once; after each step the product stands where the reference
model of rules.md sections 3 to 6 says, and every refusal is one that the rules give."""

import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta
from itertools import permutations

import pytest
from board_apps import make_tables, settings
from drawing import Drawing
from drawing_given import TARGETS
from hypothesis import HealthCheck
from hypothesis import settings as how
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test
from postgres import new_database
from reference_board import Model
from reference_days import months_after
from reference_people import BARRED, TOLD
from small_board import BEGINS, SmallBoard, adopt
from sqlalchemy import text

from actions.db import begin_writing, db, lock_ledger
from actions.triggers import guarded_tables
from tracker import create_app

STEPS, STEPS_EACH = 2000, 40
REFUSED = (BARRED, TOLD)
LEAVE_AND_COME_BACK = [("deputy", "deputy"), ("chair", "chair"), ("health_lead", "deputy"), ("health", "officer")]


class OneConnection:
    """SQLite: an example is one transaction that is taken back; two at once are one after the other, on what both saw."""

    orders = ((0, 1),)

    def __init__(self, app):
        self.app, self.board = app, SmallBoard()

    def begin(self):
        begin_writing()

    def step(self, job):
        nested = db.session.begin_nested()
        given = job()
        nested.rollback() if given in REFUSED else nested.commit()
        return given

    def at_once(self, *jobs):
        return [self.step(job) for job in jobs]

    def end(self):
        db.session.rollback()


class TwoConnections:
    """PostgreSQL: each step is committed; two at once have a thread and a connection each. Afterwards the rows go."""

    orders = tuple(permutations((0, 1)))

    def __init__(self, app, pool):
        self.app, self.board, self.pool = app, SmallBoard(), pool
        self.wipes = [_newer_than(name, self.board.first_number) for name in (*guarded_tables(), "words")]

    def begin(self):
        with db.engine.begin() as connection:
            connection.execute(text("SET LOCAL session_replication_role = replica"))
            for wipe in self.wipes:
                connection.execute(wipe)
        db.session.rollback()

    def step(self, job):
        begin_writing()
        return self._done(job)

    def _done(self, job):
        given = job()
        db.session.rollback() if given in REFUSED else db.session.commit()
        return given

    def at_once(self, *jobs):
        """Both have begun before either is done. The first holds the ledger, so that a story told again ends the same."""
        db.session.rollback()
        both, held = threading.Barrier(len(jobs)), threading.Event()

        def run(place, job):
            with self.app.app_context():
                begin_writing()
                both.wait(timeout=10)
                if place:
                    held.wait(timeout=10)
                else:
                    lock_ledger()
                    held.set()
                try:
                    return self._done(job)
                finally:
                    db.session.remove()

        return list(self.pool.map(run, range(len(jobs)), jobs))

    def end(self):
        db.session.rollback()


def _newer_than(name, number):
    table = db.metadata.tables[name]
    return table.delete().where(table.c[{"journal": "number", "words": "row_id"}.get(name, "id")] > number)


class Board(RuleBasedStateMachine):
    engine = None
    steps = 0

    @initialize(lines=st.lists(st.sampled_from(TARGETS), min_size=2, max_size=3, unique=True))
    def begin(self, lines):
        self.engine.begin()
        self.lines = lines
        self.model, self.day, self.days = Model(), BEGINS, [BEGINS]
        self.board = self.engine.board

    @rule(data=st.data())
    def somebody_does_something(self, data):
        self._one(Drawing(data, self.model, self.day, self.lines).call())
        self._settled()

    @rule(data=st.data())
    def somebody_does_it_twice(self, data):
        call = Drawing(data, self.model, self.day, self.lines).call()
        self._one(call)
        self._one(call)
        self._settled()

    @rule(data=st.data())
    def two_do_something_at_once(self, data):
        drawing = Drawing(data, self.model, self.day, self.lines)
        calls = [drawing.call()]
        calls.append(drawing.other(calls[0]))
        day, board = self.day, self.board
        given = self.engine.at_once(*(lambda call=call: board.tries(call, day) for call in calls))
        left = [self._in_order(order, calls, given) for order in self.engine.orders]
        fit = [model for model, trouble in left if not trouble and model.picture(day) == board.picture(day)]
        assert fit, (calls, given, [trouble for _, trouble in left])
        self.model = fit[0]
        type(self).steps += 1

    @rule(days=st.sampled_from([1, 7, None, None, 31, 92]), who=st.sampled_from([None] * 6 + LEAVE_AND_COME_BACK))
    def days_pass_and_somebody_may_leave_or_come_back(self, days, who):
        self.day = self.day + timedelta(days) if days else months_after(self.day + timedelta(1), 0)
        self.days.append(self.day)
        if who:
            name, role = who
            ends = role in self.model.people.roles[name]
            self.engine.step(lambda: self.board.appoint(name, role, self.day, ends))
            self.model.people.roles[name] ^= {role}
        self._settled()

    def _settled(self):
        """The product stands where the rules say."""
        type(self).steps += 1
        self._compare(self.day)

    def teardown(self):
        if hasattr(self, "board"):
            self._past_days()
            self.engine.end()

    def _past_days(self):
        """What was recorded since never changed an earlier day."""
        for day in dict.fromkeys(self.days[-4:-1]):
            self._compare(day - timedelta(1))

    def _compare(self, day):
        ours, theirs = self.model.picture(day), self.board.picture(day)
        assert theirs == ours, {each: (theirs[each], ours[each]) for each in ours if theirs[each] != ours[each]}

    def _one(self, call):
        given = self.engine.step(lambda: self.board.tries(call, self.day))
        trouble = _disagreement(self.model, call, given, self.day)
        assert not trouble, trouble

    def _in_order(self, order, calls, given):
        model = self.model.copy()
        return model, [each for place in order if (each := _disagreement(model, calls[place], given[place], self.day))]


def _disagreement(model, call, given, day):
    """What the product gave against what the rules give; nothing if they agree, and the model has it on record."""
    against = model.against(call, day)
    if given in REFUSED:
        return None if given in against else (call, given, against)
    if against:
        return call, given, against
    model.record(call, day, given)
    return None


def drive(engine):
    machine = type("OnThisEngine", (Board,), {"engine": engine, "steps": 0})
    quick = how(
        max_examples=STEPS // STEPS_EACH * 4 // 3,
        stateful_step_count=STEPS_EACH,
        derandomize=True,
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(machine, settings=quick)
    return machine.steps


@contextmanager
def at_work(url, folder):
    """An app with the small board on that database."""
    app = create_app(settings(url, folder, None))
    with app.app_context():
        make_tables(example=False)
        adopt()
        yield app
        db.session.remove()
        db.engine.dispose()


def test_one_after_another_and_on_what_was_seen_before(tmp_path):
    with at_work(f"sqlite:///{tmp_path / 'tracker.db'}", tmp_path) as app:
        assert drive(OneConnection(app)) >= STEPS


@pytest.mark.postgres
def test_on_two_connections(postgres_url, tmp_path):
    with new_database(postgres_url) as url, at_work(url, tmp_path) as app, ThreadPoolExecutor(2) as pool:
        assert drive(TwoConnections(app, pool)) >= STEPS
