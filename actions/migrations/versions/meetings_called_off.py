"""meetings can be called off"""

import sqlalchemy as sa
from alembic import op

from actions.migrations.rebuilding import as_it_stands

revision = "d90f3a6b7e52"
down_revision = "c4e8b20f6d13"

VERBS = "verb IN ('hold_meeting', 'call_off')"
ONE_OFF = "(verb = 'call_off') = (meeting_id IS NOT NULL)"


def upgrade():
    with op.batch_alter_table("meetings", copy_from=as_it_stands("meetings")) as table:
        table.add_column(sa.Column("meeting_id", sa.Integer(), nullable=True))
        table.create_foreign_key(op.f("fk_meetings_meeting_id"), "meetings", ["meeting_id"], ["id"])
        table.create_unique_constraint(op.f("uq_meetings_meeting_id"), ["meeting_id"])
        table.drop_constraint(op.f("ck_meetings_verb_known"), type_="check")
        table.create_check_constraint(op.f("ck_meetings_verb_known"), sa.text(VERBS))
        table.create_check_constraint(op.f("ck_meetings_calls_one_off"), sa.text(ONE_OFF))
