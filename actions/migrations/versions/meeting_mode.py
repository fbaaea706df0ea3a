"""what happens at a meeting: who came, what was asked and given on at it, and the papers sent"""

import sqlalchemy as sa
from alembic import op

from actions.migrations.rebuilding import as_it_stands, ledger_table, refers

revision = "e17c5d9a40f8"
down_revision = "d90f3a6b7e52"

HOW = "how IN ('present', 'apologies', 'absent')"
KINDS = "kind IN ('sheet', 'agenda')"
HASHES = ("head_hash", "facts_sha256", "html_sha256", "pdf_sha256")


def upgrade():
    ledger_table(
        "attendances",
        "'attend'",
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("how", sa.String(length=10), nullable=False),
        sa.CheckConstraint(HOW, name=op.f("ck_attendances_how_known")),
        refers("attendances", "meeting_id", "meetings"),
        refers("attendances", "agency_id", "agencies"),
        indexed=("meeting_id",),
    )
    papers()
    for name in ("challenges", "assignments"):
        with op.batch_alter_table(name, copy_from=as_it_stands(name)) as table:
            table.add_column(sa.Column("meeting_id", sa.Integer(), nullable=True))
            table.create_foreign_key(op.f(f"fk_{name}_meeting_id"), "meetings", ["meeting_id"], ["id"])


def papers():
    ledger_table(
        "meeting_papers",
        "'send_paper'",
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("head", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.String(length=64), nullable=False) for name in HASHES),
        sa.CheckConstraint(KINDS, name=op.f("ck_meeting_papers_kind_known")),
        refers("meeting_papers", "meeting_id", "meetings"),
        sa.UniqueConstraint("meeting_id", "kind", "edition", name=op.f("uq_meeting_papers_meeting_id_kind_edition")),
        indexed=("meeting_id",),
    )
    ledger_table(
        "paper_withdrawals",
        "'withdraw_paper'",
        sa.Column("paper_id", sa.Integer(), nullable=False),
        refers("paper_withdrawals", "paper_id", "meeting_papers"),
        sa.UniqueConstraint("paper_id", name=op.f("uq_paper_withdrawals_paper_id")),
    )
    op.create_table(
        "meeting_paper_bytes",
        sa.Column("paper_id", sa.Integer(), nullable=False),
        sa.Column("form", sa.String(length=10), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        refers("meeting_paper_bytes", "paper_id", "meeting_papers"),
        sa.PrimaryKeyConstraint("paper_id", "form", name=op.f("pk_meeting_paper_bytes")),
    )
