"""what goes to the board: escalations"""

import sqlalchemy as sa
from alembic import op

revision = "c4e8b20f6d13"
down_revision = "a3f7c1d95b20"


def upgrade():
    ledger_table(
        "escalations",
        "'escalate', 'answer_escalation'",
        sa.Column("action_id", sa.Integer(), nullable=True),
        sa.Column("challenge_id", sa.Integer(), nullable=True),
        sa.Column("meeting_id", sa.Integer(), nullable=True),
        sa.Column("escalation_id", sa.Integer(), nullable=True),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "(verb = 'answer_escalation') = (escalation_id IS NOT NULL)", name=op.f("ck_escalations_answers_one")
        ),
        sa.CheckConstraint(
            "(verb = 'answer_escalation') = (answered_on IS NOT NULL)", name=op.f("ck_escalations_answered_on_a_day")
        ),
        refers("escalations", "action_id", "actions"),
        refers("escalations", "challenge_id", "challenges"),
        refers("escalations", "meeting_id", "meetings"),
        refers("escalations", "escalation_id", "escalations"),
        sa.UniqueConstraint("escalation_id", name=op.f("uq_escalations_escalation_id")),
        indexed=("action_id", "meeting_id"),
    )


def ledger_table(name, verbs, *parts, indexed):
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


def refers(table, column, other):
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}"))
