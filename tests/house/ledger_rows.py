"""One plain row for every table of the ledger, put in by SQL past the verbs, and one line of the journal."""

from datetime import UTC, date, datetime

from sqlalchemy import insert

from actions.db import db
from actions.models import ledger_classes

AT, DAY, HASH = datetime(2015, 2, 3, 12, tzinfo=UTC), date(2015, 2, 3), "0" * 64

# In the order in which they refer to each other. Numbers are 1, 2, 3 ... in that order.
OWN_COLUMNS = {
    "agencies": {"key": "police", "name": "Police", "position": 1, "also": []},
    "people": {"agency_id": 1},
    "appointments": {"person_id": 2, "role": "officer", "first_day": DAY},
    "documents": {"reference": "plan-1", "kind": "plan", "title": "Plan", "in_force_from": DAY, "facts": {}},
    "priorities": {"document_id": 4, "number": 1, "name": "One", "commitment": "We will"},
    "actions": {
        "document_id": 4,
        "number": "1.1",
        "position": 1,
        "title": "Toolkit",
        "statement": "Write it",
        "recommendation": False,
        "each_agency": False,
        "national": False,
        "recurring": False,
        "example": False,
        "bodies": [],
    },
    "teams": {"name": "RISE", "agencies": ["police"]},
    "meetings": {"day": DAY},
    "assignments": {"action_id": 6, "agency_id": 1, "first_day": DAY},
    "updates": {
        "action_id": 6,
        "agency_id": 1,
        "quarter": DAY,
        "as_owner": True,
        "rating": "green",
        "unchanged": False,
    },
    "evidence": {"action_id": 6, "agency_id": 1, "kind": "held", "shows": "activity", "restricted": False},
    "withdrawals": {"action_id": 6, "evidence_id": 11},
    "claims": {"action_id": 6, "agency_id": 1, "evidence_ids": [11]},
    "date_requests": {"action_id": 6, "verb": "ask_for_date", "new_due": DAY},
    "starting_positions": {"action_id": 6, "minuted_on": DAY, "rating": "green", "reported_complete": False},
    "decisions": {"action_id": 6, "verb": "stop", "taken_on": DAY, "by_the_board": False},
    "duties": {"action_id": 6, "every": 3, "what": "report", "is_the_action": False},
    "answers": {"action_id": 6, "update_id": 10, "duty_id": 17, "due": DAY},
    "challenges": {"agency_id": 1, "due_day": DAY},
    "marks": {"action_id": 6, "mark": "repeat"},
    "settings": {"key": "marking", "value": "OFFICIAL"},
    "releases": {"document_id": 4, "audience": "sub_group", "given_on": DAY},
    "redactions": {"target_id": 10, "field": "said"},
    "reports": {
        "kind": "quarterly",
        "period": "2014-15-Q4",
        "edition": 1,
        "cut_off": DAY,
        "head": 1,
        **dict.fromkeys(("head_hash", "facts_sha256", "html_sha256", "pdf_sha256"), HASH),
    },
    "report_withdrawals": {"report_id": 24},
    "exemption_requests": {"action_id": 6, "cell_id": 1},
    "rounds": {"agency_id": 1, "quarter": DAY},
    "escalations": {"action_id": 6},
    "attendances": {"meeting_id": 8, "agency_id": 1, "how": "present"},
    "meeting_papers": {
        "meeting_id": 8,
        "kind": "sheet",
        "edition": 1,
        "head": 1,
        **dict.fromkeys(("head_hash", "facts_sha256", "html_sha256", "pdf_sha256"), HASH),
    },
    "paper_withdrawals": {"paper_id": 30},
    "retentions": {"document_id": 4, "years": 6, "first_day": DAY},
    "holds": {"document_id": 4},
    "purges": {"document_id": 4},
    "agency_changes": {"agency_id": 1, "into": []},
}
CLASSES = {table.__tablename__: table for table in ledger_classes()}
NUMBER_OF = {name: number for number, name in enumerate(OWN_COLUMNS, 1)}


def row_of(name: str, number: int | None = None, **different) -> dict:
    """A whole row of the table; `different` columns stand in for its own."""
    header = {
        "id": number or NUMBER_OF[name],
        "at": AT,
        "verb": CLASSES[name].VERBS[0],
        "counts_from": DAY,
        "by_id": None if name in ("agencies", "people") else 2,
    }
    return {**header, **OWN_COLUMNS[name], **different}


def put(name: str, number: int | None = None, **different):
    db.session.execute(insert(CLASSES[name].__table__).values(row_of(name, number, **different)))


def put_one_of_each():
    for name in OWN_COLUMNS:
        put(name)
    line = {"number": 1, "at": AT, "kind": "sign_in", "detail": "signed in", "content_hash": HASH, "line_hash": HASH}
    db.session.execute(insert(db.metadata.tables["journal"]).values(line))
