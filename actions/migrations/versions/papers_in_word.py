"""a meeting's paper is kept as a Word file too"""

import sqlalchemy as sa
from alembic import op

revision = "0a4be91d27f6"
down_revision = "f28d6b51c3a7"


def upgrade():
    op.add_column("meeting_papers", sa.Column("docx_sha256", sa.String(length=64), nullable=True))
