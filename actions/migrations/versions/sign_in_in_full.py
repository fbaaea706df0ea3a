"""sign-in in full: second factor, recovery codes, what was tried, half-way sign-ins, lost factors, mails about accounts"""

import sqlalchemy as sa
from alembic import op

from actions.migrations.rebuilding import refers

revision = "7c1f9e3a5d08"
down_revision = "5d2c8e07b914"

MORE = {
    "accounts": {
        "factor_secret": sa.String(length=200),
        "factor_step": sa.Integer(),
        "single_subject": sa.Text(),
    },
    "sessions": {"how": sa.String(length=20), "confirmed": sa.DateTime(), "place": sa.String(length=100)},
    "outbox": {"notice": sa.String(length=40)},
}


def upgrade():
    for table, columns in MORE.items():
        for name, kind in columns.items():
            op.add_column(table, sa.Column(name, kind, nullable=True))
    began, new_secret = (
        sa.Column("began", sa.DateTime(), nullable=False),
        sa.Column("new_secret", sa.String(length=200)),
    )
    of_a_person("half_way", "token_hash", began, new_secret)
    of_a_person("recovery_codes", "code_hash")
    op.create_table(
        "attempts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("about", sa.String(length=100), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attempts")),
    )
    op.create_index(op.f("ix_attempts_about"), "attempts", ["about"])
    op.create_index(op.f("ix_attempts_at"), "attempts", ["at"])
    op.create_table(
        "factor_resets",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("asked_by_id", sa.Integer(), nullable=False),
        sa.Column("asked", sa.DateTime(), nullable=False),
        sa.Column("how", sa.String(length=20), nullable=False),
        sa.Column("ended", sa.DateTime(), nullable=True),
        sa.Column("ended_by_id", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_factor_resets")),
        *(refers("factor_resets", column, "people") for column in ("person_id", "asked_by_id", "ended_by_id")),
    )
    op.create_index(op.f("ix_factor_resets_person_id"), "factor_resets", ["person_id"])


def of_a_person(table, secret, *more):
    """A table of secrets kept as hashes, each a person's."""
    op.create_table(
        table,
        sa.Column(secret, sa.String(length=64), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        *more,
        refers(table, "person_id", "people"),
        sa.PrimaryKeyConstraint(secret, name=op.f(f"pk_{table}")),
    )
    op.create_index(op.f(f"ix_{table}_person_id"), table, ["person_id"])
