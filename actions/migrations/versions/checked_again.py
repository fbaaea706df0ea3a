"""what was accepted may be checked again: a decision of its own"""

import sqlalchemy as sa
from alembic import op

from actions.migrations.rebuilding import as_it_stands

revision = "f28d6b51c3a7"
down_revision = "e17c5d9a40f8"

OUTCOMES = (
    "'accept', 'check_again', 'send_back', 'agree', 'decline', 'set_date', 'stop', 'supersede', 'reopen', 'end_duty', "
    "'extend_document', 'extend_line', 'carry', 'accept_recommendation', 'accept_in_part', 'merge', 'not_accept', "
    "'set_aside', 'ask_each_agency', 'exempt', 'not_exempt'"
)
CHECKS = {
    "ck_decisions_verb_known": f"verb IN ({OUTCOMES})",
    "ck_decisions_names_its_assurance": "verb NOT IN ('accept', 'check_again') OR assurance IS NOT NULL",
}


def upgrade():
    with op.batch_alter_table("decisions", copy_from=as_it_stands("decisions")) as table:
        for name, rule in CHECKS.items():
            table.drop_constraint(op.f(name), type_="check")
            table.create_check_constraint(op.f(name), sa.text(rule))
