"""links to answer without an account, what came back by them, and secret addresses of calendars"""

import sqlalchemy as sa
from alembic import op

revision = "c8e24b6a0f71"
down_revision = "c41e7b90d2f6"


def upgrade():
    op.create_table(
        "answer_links",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("quarter", sa.Date(), nullable=False),
        sa.Column("issued_to", sa.Text(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("revoked_on", sa.Date(), nullable=True),
        sa.Column("counted_from", sa.DateTime(), nullable=True),
        sa.Column("sends", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answer_links")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_answer_links_token_hash")),
        refers("answer_links", "agency_id", "agencies"),
        refers("answer_links", "made_by_id", "people"),
    )
    op.create_table(
        "link_answers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("link_id", sa.Integer(), nullable=False),
        sa.Column("action_id", sa.Integer(), nullable=False),
        sa.Column("cell_id", sa.Integer(), nullable=True),
        sa.Column("came_on", sa.Date(), nullable=False),
        sa.Column("made", sa.DateTime(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=True),
        sa.Column("refused", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_link_answers")),
        refers("link_answers", "link_id", "answer_links"),
        refers("link_answers", "action_id", "actions"),
        refers("link_answers", "cell_id", "agencies"),
        sa.CheckConstraint("refused IS NULL OR content IS NULL", name=op.f("ck_link_answers_waits_or_is_refused")),
    )
    op.create_index(op.f("ix_link_answers_link_id"), "link_answers", ["link_id"])
    op.create_table(
        "calendar_addresses",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_calendar_addresses")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_calendar_addresses_token_hash")),
        refers("calendar_addresses", "person_id", "people"),
    )


def refers(table, column, other):
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}"))
