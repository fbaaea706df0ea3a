"""agencies join, leave, are renamed, merged and split; roles held for the agency that took another's place"""

import sqlalchemy as sa
from alembic import op

from actions.migrations.rebuilding import ledger_table, refers

revision = "6e2f8a91c7d4"
down_revision = "b5d07e41c9f2"

VERBS = "'join_agency', 'rename_agency', 'leave_agency', 'merge_agency', 'split_agency'"


def upgrade():
    ledger_table(
        "agency_changes",
        VERBS,
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("short", sa.Text(), nullable=True),
        sa.Column("into", sa.JSON(), nullable=False),
        sa.CheckConstraint(
            "(verb = 'rename_agency') = (name IS NOT NULL)", name=op.f("ck_agency_changes_says_its_name")
        ),
        refers("agency_changes", "agency_id", "agencies"),
        indexed=("agency_id",),
    )
    op.add_column("appointments", sa.Column("agency_id", sa.Integer(), nullable=True))
