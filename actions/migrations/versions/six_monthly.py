"""a report may be of six months"""

import sqlalchemy as sa
from alembic import op

from actions.migrations.rebuilding import as_it_stands

revision = "5d2c8e07b914"
down_revision = "0a4be91d27f6"
KNOWN = "ck_reports_kind_known"


def upgrade():
    with op.batch_alter_table("reports", copy_from=as_it_stands("reports")) as table:
        table.drop_constraint(op.f(KNOWN), type_="check")
        table.create_check_constraint(op.f(KNOWN), sa.text("kind IN ('quarterly', 'six-monthly')"))
