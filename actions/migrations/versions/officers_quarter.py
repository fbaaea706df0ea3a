"""what an officer's quarter needs: cover, entries made for somebody, rounds, exemptions, more kinds of evidence"""

import sqlalchemy as sa
from alembic import op

from actions.migrations.rebuilding import as_it_stands

revision = "a3f7c1d95b20"
down_revision = "5b1d0c2a7e41"

HOWS = "given_how IN ('email', 'telephone', 'meeting', 'letter', 'link')"
TOGETHER = "(given_how IS NULL) = (given_on IS NULL)"
OUTCOMES = (
    "accept",
    "send_back",
    "agree",
    "decline",
    "set_date",
    "stop",
    "supersede",
    "reopen",
    "end_duty",
    "extend_line",
    "extend_document",
    "carry",
    "close_document",
    "accept_recommendation",
    "accept_in_part",
    "merge",
    "not_accept",
    "set_aside",
    "ask_each_agency",
    "exempt",
    "not_exempt",
)


def upgrade():
    ledger_table(
        "exemption_requests",
        "'ask_exemption', 'withdraw_exemption'",
        sa.Column("action_id", sa.Integer(), nullable=False),
        sa.Column("cell_id", sa.Integer(), nullable=True),
        *given_columns(),
        sa.Column("request_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("cell_id IS NOT NULL", name=op.f("ck_exemption_requests_of_one_agency")),
        sa.CheckConstraint(HOWS, name=op.f("ck_exemption_requests_given_how_known")),
        sa.CheckConstraint(TOGETHER, name=op.f("ck_exemption_requests_given_how_and_when")),
        refers("exemption_requests", "action_id", "actions"),
        refers("exemption_requests", "cell_id", "agencies"),
        refers("exemption_requests", "given_person_id", "people"),
        refers("exemption_requests", "request_id", "exemption_requests"),
        indexed=("action_id",),
    )
    ledger_table(
        "rounds",
        "'send_round'",
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("quarter", sa.Date(), nullable=False),
        refers("rounds", "agency_id", "agencies"),
        indexed=("agency_id",),
    )
    for name in ("updates", "date_requests"):
        entered_for_somebody(name)
    cover()
    evidence()
    decisions()


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


def given_columns():
    return (
        sa.Column("given_how", sa.String(length=10), nullable=True),
        sa.Column("given_on", sa.Date(), nullable=True),
        sa.Column("given_person_id", sa.Integer(), nullable=True),
    )


def entered_for_somebody(name):
    with op.batch_alter_table(name, copy_from=as_it_stands(name)) as table:
        for column in given_columns():
            table.add_column(column)
        table.create_foreign_key(op.f(f"fk_{name}_given_person_id"), "people", ["given_person_id"], ["id"])
        table.create_check_constraint(op.f(f"ck_{name}_given_how_known"), sa.text(HOWS))
        table.create_check_constraint(op.f(f"ck_{name}_given_how_and_when"), sa.text(TOGETHER))


def cover():
    verbs = "verb IN ('assign', 'contribute', 'end_contribution', 'cover')"
    ends = "verb <> 'cover' OR (last_day IS NOT NULL AND person_id IS NOT NULL)"
    with op.batch_alter_table("assignments", copy_from=as_it_stands("assignments")) as table:
        table.add_column(sa.Column("last_day", sa.Date(), nullable=True))
        table.drop_constraint(op.f("ck_assignments_verb_known"), type_="check")
        table.create_check_constraint(op.f("ck_assignments_verb_known"), sa.text(verbs))
        table.create_check_constraint(op.f("ck_assignments_cover_ends"), sa.text(ends))


def evidence():
    kinds = "kind IN ('file', 'link', 'held', 'meeting', 'decision')"
    with op.batch_alter_table("evidence", copy_from=as_it_stands("evidence")) as table:
        table.add_column(sa.Column("recheck_on", sa.Date(), nullable=True))
        for column, other in (("meeting_id", "meetings"), ("decision_id", "decisions")):
            table.add_column(sa.Column(column, sa.Integer(), nullable=True))
            table.create_foreign_key(op.f(f"fk_evidence_{column}"), other, [column], ["id"])
        table.drop_constraint(op.f("ck_evidence_kind_known"), type_="check")
        table.create_check_constraint(op.f("ck_evidence_kind_known"), sa.text(kinds))


def decisions():
    listed = ", ".join(f"'{outcome}'" for outcome in OUTCOMES)
    with op.batch_alter_table("decisions", copy_from=as_it_stands("decisions")) as table:
        table.add_column(sa.Column("exemption_id", sa.Integer(), nullable=True))
        table.create_foreign_key(op.f("fk_decisions_exemption_id"), "exemption_requests", ["exemption_id"], ["id"])
        table.drop_constraint(op.f("ck_decisions_verb_known"), type_="check")
        table.create_check_constraint(op.f("ck_decisions_verb_known"), sa.text(f"verb IN ({listed})"))
