"""Tables for migrations: as a database holds them, where SQLite can only change one by copying it, and new ones of the
ledger."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy import CheckConstraint, MetaData, Table, inspect


def as_it_stands(name: str) -> Table:
    """The table with its CHECKs, which alembic does not read for itself: a copy made without them would lose them."""
    bind = op.get_bind()
    table = Table(name, MetaData(), autoload_with=bind, resolve_fks=False)
    known = {check.name for check in table.constraints if isinstance(check, CheckConstraint)}
    for check in inspect(bind).get_check_constraints(name):
        if check["name"] not in known:
            table.append_constraint(CheckConstraint(check["sqltext"], name=op.f(check["name"])))
    return table


def ledger_table(name: str, verbs: str, *parts, indexed=()) -> None:
    """A new table of the ledger: what every row has, and its own columns and constraints; `verbs` as SQL lists them."""
    op.create_table(
        name,
        *parts,
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("verb", sa.String(length=30), nullable=False),
        sa.Column("counts_from", sa.Date(), nullable=False),
        sa.Column("hashes", sa.JSON(), nullable=True),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(f"verb IN ({verbs})", name=op.f(f"ck_{name}_verb_known")),
        refers(name, "by_id", "people"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
    )
    for column in indexed:
        op.create_index(op.f(f"ix_{name}_{column}"), name, [column])


def refers(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    """A reference to another table's number."""
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}"))
