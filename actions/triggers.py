"""What keeps the ledger and the journal insert-only inside the database itself, on both engines. Made from one list."""

from sqlalchemy import inspect, text

from actions.models import JournalLine, ledger_classes

REFUSAL = "rows of the record are only ever added"
PG_FUNCTION = f"""
CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION '{REFUSAL}'; END $$
"""


def guarded_tables() -> tuple[str, ...]:
    """The tables whose rows may only be added."""
    return (*(table.__tablename__ for table in ledger_classes()), JournalLine.__tablename__)


def names(table: str, dialect: str) -> tuple[str, ...]:
    """The names of a table's triggers."""
    kinds = ("update", "delete", "truncate") if dialect == "postgresql" else ("update", "delete")
    return tuple(f"keep_{table}_{kind}" for kind in kinds)


def install(connection) -> None:
    """Make every trigger that is missing. Called after each migration: SQLite's table copies drop them."""
    dialect = connection.dialect.name
    if dialect == "postgresql":
        connection.execute(text(PG_FUNCTION))
    present = set(existing(connection))
    for table in set(guarded_tables()) & set(inspect(connection).get_table_names()):
        for name in names(table, dialect):
            if name not in present:
                connection.execute(text(_statement(name, table, dialect)))


def _statement(name, table, dialect):
    kind = name.rpartition("_")[2].upper()
    if dialect == "postgresql":
        each = "STATEMENT" if kind == "TRUNCATE" else "ROW"
        return f'CREATE TRIGGER "{name}" BEFORE {kind} ON "{table}" FOR EACH {each} EXECUTE FUNCTION refuse_change()'
    return f'CREATE TRIGGER "{name}" BEFORE {kind} ON "{table}" BEGIN SELECT RAISE(ABORT, \'{REFUSAL}\'); END'


def existing(connection) -> list[str]:
    """The names of the triggers that are there."""
    if connection.dialect.name == "postgresql":
        query = "SELECT DISTINCT tgname FROM pg_trigger WHERE NOT tgisinternal"
    else:
        query = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    return list(connection.execute(text(query)).scalars())


def missing(connection) -> list[str]:
    """The triggers that ought to be there and are not."""
    wanted = [name for table in guarded_tables() for name in names(table, connection.dialect.name)]
    return sorted(set(wanted) - set(existing(connection)))
