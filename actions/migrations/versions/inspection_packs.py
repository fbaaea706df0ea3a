"""inspection packs that were asked for"""

import sqlalchemy as sa
from alembic import op

revision = "7c1f90b2e6a8"
down_revision = "7c1f9e3a5d08"

AUDIENCES = "'sub_group', 'executives', 'inspectors'"
STATES = "'waiting', 'making', 'ready', 'failed', 'withdrawn', 'removed'"
CHECKS = {
    "audience_known": f"audience IN ({AUDIENCES})",
    "state_known": f"state IN ({STATES})",
    "made_by_somebody": "(state = 'making') = (claim IS NOT NULL)",
    "ready_is_whole": "state <> 'ready' OR (sha256 IS NOT NULL AND finished IS NOT NULL)",
}


def upgrade():
    op.create_table(
        "packs",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("audience", sa.String(length=20), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("asked_by", sa.Integer(), nullable=False),
        sa.Column("asked", sa.DateTime(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("claim", sa.String(length=32), nullable=True),
        sa.Column("beat", sa.DateTime(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("missing", sa.Integer(), nullable=False),
        sa.Column("finished", sa.DateTime(), nullable=True),
        sa.Column("size", sa.BigInteger(), nullable=True),
        sa.Column("sha256", sa.String(length=64), nullable=True),
        sa.Column("problem", sa.String(length=200), nullable=True),
        *(sa.CheckConstraint(rule, name=op.f(f"ck_packs_{name}")) for name, rule in CHECKS.items()),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_packs_person_id")),
        sa.ForeignKeyConstraint(["asked_by"], ["people.id"], name=op.f("fk_packs_asked_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_packs")),
    )
    op.create_index(op.f("ix_packs_person_id"), "packs", ["person_id"])
