"""plans that are being imported from a spreadsheet"""

import sqlalchemy as sa
from alembic import op

revision = "3a7d52c8e1b4"
down_revision = "7c1f90b2e6a8"


def upgrade():
    op.create_table(
        "plan_imports",
        sa.Column("person_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("sheet", sa.String(length=40), nullable=True),
        sa.Column("unread", sa.JSON(), nullable=False),
        sa.Column("head", sa.JSON(), nullable=False),
        sa.Column("rows", sa.JSON(), nullable=False),
        sa.Column("matched", sa.JSON(), nullable=True),
        sa.Column("answers", sa.JSON(), nullable=False),
        sa.Column("made", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_plan_imports_person_id")),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_plan_imports")),
    )
