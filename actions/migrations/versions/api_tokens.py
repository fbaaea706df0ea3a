"""personal tokens, with which programs read"""

import sqlalchemy as sa
from alembic import op

revision = "b49d06e5f17a"
down_revision = "9d4b1e7c3f58"


def upgrade():
    op.create_table(
        "api_tokens",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("scope", sa.String(length=20), nullable=False),
        sa.Column("how", sa.String(length=20), nullable=True),
        sa.Column("made", sa.DateTime(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("last_used", sa.DateTime(), nullable=True),
        sa.Column("ended", sa.DateTime(), nullable=True),
        sa.Column("noted_on", sa.Date(), nullable=True),
        sa.Column("noted", sa.JSON(), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_api_tokens_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_api_tokens")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_api_tokens_token_hash")),
    )
    op.create_index(op.f("ix_api_tokens_person_id"), "api_tokens", ["person_id"])
