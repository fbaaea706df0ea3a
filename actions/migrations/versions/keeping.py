"""how long each document's record is kept: retentions, legal holds, purges"""

import sqlalchemy as sa
from alembic import op

from actions.migrations.rebuilding import ledger_table, refers

revision = "9d4b1e7c3f58"
down_revision = "5b9e1d7c4a20"

WENT = "(verb = 'confirm_purge') = (texts IS NOT NULL AND files IS NOT NULL AND size IS NOT NULL)"


def upgrade():
    ledger_table(
        "retentions",
        "'keep_for'",
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("years", sa.Integer(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.CheckConstraint("years BETWEEN 1 AND 100", name=op.f("ck_retentions_years_that_can_be_meant")),
        refers("retentions", "document_id", "documents"),
        indexed=("document_id",),
    )
    ledger_table(
        "holds",
        "'place_hold', 'lift_hold'",
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("hold_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("(verb = 'lift_hold') = (hold_id IS NOT NULL)", name=op.f("ck_holds_lifts_one")),
        refers("holds", "document_id", "documents"),
        refers("holds", "hold_id", "holds"),
        sa.UniqueConstraint("hold_id", name=op.f("uq_holds_hold_id")),
        indexed=("document_id",),
    )
    purges()
    op.add_column("redactions", sa.Column("purge_id", sa.Integer(), nullable=True))
    op.create_index(op.f("ix_redactions_purge_id"), "redactions", ["purge_id"])


def purges():
    ledger_table(
        "purges",
        "'ask_purge', 'confirm_purge', 'refuse_purge', 'withdraw_purge'",
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("purge_id", sa.Integer(), nullable=True),
        sa.Column("texts", sa.Integer(), nullable=True),
        sa.Column("files", sa.Integer(), nullable=True),
        sa.Column("size", sa.BigInteger(), nullable=True),
        sa.CheckConstraint("(verb = 'ask_purge') = (purge_id IS NULL)", name=op.f("ck_purges_ends_one")),
        sa.CheckConstraint(WENT, name=op.f("ck_purges_says_what_went")),
        refers("purges", "document_id", "documents"),
        refers("purges", "purge_id", "purges"),
        sa.UniqueConstraint("purge_id", name=op.f("uq_purges_purge_id")),
        indexed=("document_id",),
    )
