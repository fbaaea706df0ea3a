"""The ledger in the database itself, as the migrations make it, on SQLite and PostgreSQL: rows are only ever added,
every CHECK holds, and what the migrations make is what the models say."""

import re

import flask_migrate
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from board_apps import settings
from ledger_rows import CLASSES, DAY, NUMBER_OF, OWN_COLUMNS, put, put_one_of_each
from sqlalchemy import CheckConstraint, inspect, text
from sqlalchemy.exc import DBAPIError, IntegrityError

from actions import triggers
from actions.db import begin_writing, db
from actions.models import ledger_classes
from tracker import create_app


@pytest.fixture(scope="module")
def migrated(either_database, tmp_path_factory):
    """A database made by the migrations from nothing, with a row in every table of the ledger."""
    app = create_app(settings(either_database, tmp_path_factory.mktemp("migrated"), None))
    with app.app_context():
        flask_migrate.upgrade()
        begin_writing()
        put_one_of_each()
        db.session.commit()
        yield db.engine.dialect.name
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def engine(migrated):
    begin_writing()
    yield migrated
    db.session.rollback()


def refusal_of(statement: str) -> str | None:
    """What the database says against a statement; nothing if it lets it through."""
    try:
        with db.session.begin_nested():
            db.session.execute(text(statement))
    except DBAPIError as refusal:
        return str(refusal.orig)
    return None


# Rows are only ever added


def column_of(table):
    return ("number", "kind") if table == "journal" else ("id", "verb")


def update(table):
    key, other = column_of(table)
    return f'UPDATE "{table}" SET {other} = {other} WHERE {key} > 0'  # noqa: S608


def delete(table):
    return f'DELETE FROM "{table}"'  # noqa: S608


def replace(table):
    return f'INSERT OR REPLACE INTO "{table}" SELECT * FROM "{table}"'  # noqa: S608


def upsert(table):
    key, other = column_of(table)
    rest = f'SELECT * FROM "{table}" WHERE true ON CONFLICT ({key}) DO UPDATE SET {other} = excluded.{other}'  # noqa: S608
    return f'INSERT INTO "{table}" {rest}'


def truncate(table):
    return f'TRUNCATE "{table}" CASCADE'


WAYS = {"sqlite": (update, delete, replace, upsert), "postgresql": (update, delete, upsert, truncate)}


@pytest.mark.parametrize("table", triggers.guarded_tables())
def test_no_row_of_the_record_can_be_changed_or_removed(engine, table):
    for way in WAYS[engine]:
        assert triggers.REFUSAL in (refusal_of(way(table)) or ""), way.__name__


def test_words_and_drafts_may_be_changed(engine):
    for table in ("words", "report_drafts", "report_bytes", "meeting_paper_bytes"):
        assert refusal_of(delete(table)) is None


def test_every_table_of_the_ledger_and_the_journal_are_guarded():
    assert set(triggers.guarded_tables()) == {table.__tablename__ for table in ledger_classes()} | {"journal"}
    assert set(OWN_COLUMNS) == {table.__tablename__ for table in ledger_classes()}


def test_the_triggers_present_are_those_of_the_list(engine):
    wanted = {name for table in triggers.guarded_tables() for name in triggers.names(table, engine)}
    assert set(triggers.existing(db.session.connection())) == wanted
    assert triggers.missing(db.session.connection()) == []


def test_a_trigger_that_was_dropped_is_missed_and_made_again(engine):
    of_table = ' ON "updates"' if engine == "postgresql" else ""
    db.session.execute(text(f'DROP TRIGGER "keep_updates_delete"{of_table}'))
    assert triggers.missing(db.session.connection()) == ["keep_updates_delete"]
    triggers.install(db.session.connection())
    assert triggers.missing(db.session.connection()) == []


# Every CHECK, violated once

VIOLATIONS = {
    "ck_challenges_ended_known": {"verb": "end_challenge", "ended": "nonsense"},
    "ck_date_requests_verb_known": {"verb": "nonsense", "new_due": None},
    "ck_updates_owners_rate": {"as_owner": False},
    "ck_duties_rhythm": {"every": 2},
    "ck_date_requests_a_month_is_asked": {"new_due": None},
    "ck_starting_positions_one_or_the_other": {"reported_complete": True},
    "ck_decisions_has_a_decider": {"by_id": None},
    "ck_decisions_names_its_date": {"verb": "agree"},
    "ck_decisions_names_its_assurance": {"verb": "accept"},
    "ck_decisions_names_its_target": {"verb": "merge"},
    "ck_decisions_names_where_it_goes_on": {"verb": "carry_into"},
    "ck_decisions_names_what_it_sets_aside": {"verb": "set_aside"},
    "ck_challenges_says_how_it_ended": {"verb": "end_challenge"},
    "ck_meetings_calls_one_off": {"verb": "call_off"},
    "ck_escalations_answers_one": {"verb": "answer_escalation", "answered_on": DAY},
    "ck_escalations_answered_on_a_day": {"verb": "answer_escalation", "escalation_id": NUMBER_OF["escalations"]},
    "ck_assignments_cover_ends": {"verb": "cover"},
    "ck_exemption_requests_of_one_agency": {"cell_id": None},
    "ck_retentions_years_that_can_be_meant": {"years": 0},
    "ck_holds_lifts_one": {"verb": "lift_hold"},
    "ck_purges_verb_known": {"verb": "nonsense", "purge_id": NUMBER_OF["purges"]},
    "ck_purges_ends_one": {"verb": "refuse_purge"},
    "ck_purges_says_what_went": {"verb": "confirm_purge", "purge_id": NUMBER_OF["purges"]},
    "ck_agency_changes_says_its_name": {"verb": "rename_agency"},
    **{f"ck_{table}_given_how_and_when": {"given_how": "email"} for table in ("updates", "exemption_requests")},
    "ck_date_requests_given_how_and_when": {"given_on": DAY},
    **{
        f"ck_{table}_given_how_known": {"given_how": "nonsense", "given_on": DAY}
        for table in ("date_requests", "exemption_requests", "updates")
    },
}
# The other way round, where a constraint has two.
OTHER_WAYS = {
    "ck_updates_owners_rate": {"rating": None},
    "ck_date_requests_a_month_is_asked": {"verb": "withdraw_request"},
    "ck_starting_positions_one_or_the_other": {"rating": None},
    "ck_challenges_says_how_it_ended": {"ended": "satisfied"},
    "ck_meetings_calls_one_off": {"meeting_id": NUMBER_OF["meetings"]},
    "ck_escalations_answers_one": {"escalation_id": NUMBER_OF["escalations"]},
    "ck_retentions_years_that_can_be_meant": {"years": 101},
    "ck_holds_lifts_one": {"hold_id": NUMBER_OF["holds"]},
    "ck_purges_ends_one": {"purge_id": NUMBER_OF["purges"]},
    "ck_purges_says_what_went": {"texts": 1, "files": 1, "size": 1},
    "ck_escalations_answered_on_a_day": {"answered_on": DAY},
}


def checks() -> dict:
    """Every CHECK of the ledger: its full name and the table it is on."""
    named = {}
    for name, table in CLASSES.items():
        for constraint in sorted(table.__table__.constraints, key=lambda each: str(each.name)):
            if isinstance(constraint, CheckConstraint):
                named[f"ck_{name}_{constraint.name.removeprefix(f'ck_{name}_')}"] = name
    return named


def violation(check, table) -> dict:
    known = re.fullmatch(f"ck_{table}_(.+)_known", check)
    return VIOLATIONS.get(check) or {known[1]: "nonsense"}


def is_refused(table, check, different) -> bool:
    """Whether the row is refused, and by this CHECK. With a number of its own, so that no key stands in the way."""
    try:
        with db.session.begin_nested():
            put(table, 1000, **different)
    except IntegrityError as refusal:
        return check in str(refusal.orig)
    return False


@pytest.mark.parametrize("check", checks())
def test_every_check_refuses_what_it_is_there_for(engine, check):
    table = checks()[check]
    assert is_refused(table, check, violation(check, table))
    if check in OTHER_WAYS:
        assert is_refused(table, check, OTHER_WAYS[check])


def test_there_is_a_check_on_the_verb_of_every_table():
    assert {f"ck_{name}_verb_known" for name in CLASSES} <= set(checks())


def test_references_are_held(engine):
    with pytest.raises(IntegrityError):
        put("updates", 1000, action_id=999)


def test_who_did_it_is_a_person_in_every_table(engine):
    looked_at = inspect(db.session.connection())
    for name in CLASSES:
        refers = {(*key["constrained_columns"], key["referred_table"]) for key in looked_at.get_foreign_keys(name)}
        assert ("by_id", "people") in refers, name


def test_numbers_are_given_once(engine):
    with pytest.raises(IntegrityError):
        put("settings", NUMBER_OF["settings"])


# Migrations


def test_the_migrations_make_exactly_the_tables_of_the_models(engine):
    assert set(inspect(db.session.connection()).get_table_names()) == {*db.metadata.tables, "alembic_version"}


def test_nothing_is_pending(engine):
    context = MigrationContext.configure(db.session.connection(), opts={"compare_type": True})
    assert compare_metadata(context, db.metadata) == []


def test_upgrading_again_does_nothing(engine):
    db.session.rollback()
    before = _counts()
    db.session.rollback()
    flask_migrate.upgrade()
    assert _counts() == before


def _counts():
    counted = [*CLASSES, "journal"]
    return {name: db.session.execute(text(f'SELECT count(*) FROM "{name}"')).scalar() for name in counted}  # noqa: S608
