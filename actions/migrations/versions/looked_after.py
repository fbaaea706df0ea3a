"""the record's read-only state, and when files of evidence were scanned"""

import sqlalchemy as sa
from alembic import op

revision = "5b9e1d7c4a20"
down_revision = "3a7d52c8e1b4"


def upgrade():
    op.create_table(
        "read_only",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("since", sa.DateTime(), nullable=False),
        sa.Column("why", sa.String(length=200), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_read_only")),
    )
    op.create_table(
        "scans",
        sa.Column("evidence_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("found", sa.String(length=100), nullable=True),
        sa.ForeignKeyConstraint(["evidence_id"], ["evidence.id"], name=op.f("fk_scans_evidence_id")),
        sa.PrimaryKeyConstraint("evidence_id", name=op.f("pk_scans")),
    )
