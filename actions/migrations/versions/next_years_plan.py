"""a document is closed, and what is open in it is carried into the next"""

import sqlalchemy as sa
from alembic import op

from actions.migrations.rebuilding import as_it_stands

revision = "b5d07e41c9f2"
down_revision = "b49d06e5f17a"

OUTCOMES = (
    "'accept', 'check_again', 'send_back', 'agree', 'decline', 'set_date', 'stop', 'supersede', 'reopen', 'end_duty', "
    "'extend_document', 'extend_line', 'carry', 'accept_recommendation', 'accept_in_part', 'merge', 'not_accept', "
    "'set_aside', 'ask_each_agency', 'exempt', 'not_exempt', 'close_document', 'carry_into', 'close_unfinished'"
)
DATED = "'agree', 'set_date', 'reopen', 'extend_line', 'extend_document', 'close_document'"
CHECKS = {
    "ck_decisions_verb_known": f"verb IN ({OUTCOMES})",
    "ck_decisions_names_its_date": f"verb NOT IN ({DATED}) OR new_due IS NOT NULL",
}


def upgrade():
    with op.batch_alter_table("decisions", copy_from=as_it_stands("decisions")) as table:
        table.add_column(sa.Column("carried_into_id", sa.Integer(), nullable=True))
        for name, rule in CHECKS.items():
            table.drop_constraint(op.f(name), type_="check")
            table.create_check_constraint(op.f(name), sa.text(rule))
        table.create_check_constraint(
            op.f("ck_decisions_names_where_it_goes_on"),
            sa.text("(verb = 'carry_into') = (carried_into_id IS NOT NULL)"),
        )
        table.create_foreign_key(op.f("fk_decisions_carried_into_id"), "actions", ["carried_into_id"], ["id"])
        table.create_index(op.f("ix_decisions_carried_into_id"), ["carried_into_id"])
    op.create_table(
        "closings_prepared",
        sa.Column("document_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("answers", sa.JSON(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("made", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name=op.f("fk_closings_prepared_document_id")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_closings_prepared_person_id")),
        sa.PrimaryKeyConstraint("document_id", name=op.f("pk_closings_prepared")),
    )
