"""what goes to the board: escalations"""

import sqlalchemy as sa
from alembic import op

from actions.migrations.rebuilding import ledger_table, refers

revision = "c4e8b20f6d13"
down_revision = "c8e24b6a0f71"


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
