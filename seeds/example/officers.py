"""What lead officers do: updates with evidence, claims and submissions; evidence added later and taken back."""

from io import BytesIO

from actions import changes
from actions.changes.answering import latest_update
from actions.db import db
from actions.models import KINDS_OF_EVIDENCE, Decision, Evidence, Words
from actions.periods import Quarter
from seeds.example.paper import pdf
from seeds.example.tables import month

# A rating's own words, and the other words of a row.
SAYS = {"green": "said", "amber": "why", "red": "why"}
WORDS = {"said": "said", "next": "next_steps", "help": "help_asked", "children": "children", "better": "why_better"}
EVERY = {"monthly": 1, "quarterly": 3, "half-yearly": 6, "yearly": 12}
FILES = {"csv": str.encode, "txt": str.encode, "pdf": pdf}


def update(stage, row):
    action_id, cell_id = stage.line(row["line"])
    rating = next((each for each in SAYS if each in row), None)
    words = {field: row.get(name) for name, field in WORDS.items()}
    if rating:
        words[SAYS[rating]] = row[rating]
    changes.record_update(
        action_id,
        cell_id=cell_id,
        quarter=Quarter.parse(row["for"]) if "for" in row else None,
        rating=rating,
        forecast=month(row.get("back")),
        unchanged=row.get("unchanged", False),
        words=words,
        evidence=tuple(_piece(stage, each, action_id) for each in row.get("evidence", ())),
        claim=row.get("claim", False),
        answers=_answers(stage, row),
        by=stage.viewer(row["by"]) if "by" in row else stage.owner(row["line"]),
        at=stage.at(),
    )


def about_an_exemption(stage, row):
    action_id, cell_id = stage.line(row["line"])
    who = {"cell_id": cell_id, "by": stage.owner(row["line"]), "at": stage.at()}
    if "withdraw" in row:
        changes.withdraw_exemption(action_id, **who)
    else:
        changes.ask_exemption(action_id, reason=row["says"], **who)


def add_later(stage, row):
    """More evidence for the claim that waits, or for the latest update."""
    action_id, cell_id = stage.line(row["line"])
    claim = stage.standing(row["line"]).facts.claim
    target = {"claim_id": claim.id} if row["to"] == "claim" else {"update_id": latest_update(action_id, cell_id).id}
    changes.add_evidence_later(
        action_id,
        tuple(_piece(stage, each, action_id) for each in row["evidence"]),
        cell_id=cell_id,
        by=stage.owner(row["line"]),
        at=stage.at(),
        **target,
    )


def _piece(stage, row, action_id) -> changes.NewEvidence:
    kind = next((each for each in FILES if each in row), None)
    file = stage.keep_file(BytesIO(FILES[kind](row[kind]))) if kind else None
    return changes.NewEvidence(
        kind="file" if kind else next(each for each in KINDS_OF_EVIDENCE if each in row),
        name=row["name"],
        shows=row["shows"],
        file=file,
        link=row.get("link", ""),
        held=row.get("held", ""),
        restricted=row.get("restricted", False),
        recheck_on=row.get("again"),
        meeting_id=stage.meetings[row["meeting"]].id if "meeting" in row else None,
        decision_id=_decision(action_id, row["decision"]) if "decision" in row else None,
    )


def _decision(action_id, verb) -> int:
    """The latest decision of this kind on the line."""
    query = db.session.query(Decision.id).filter_by(action_id=action_id, verb=verb)
    return query.order_by(Decision.id.desc()).limit(1).scalar()


def _answers(stage, row):
    """The submissions that a row answers, from words such as "monthly 2015-05"."""
    if "answers" not in row:
        return ()
    running = {duty.every: duty.id for duty in stage.standing(row["line"]).facts.running}
    asked = [text.split() for text in row["answers"]]
    return tuple((running[EVERY[rhythm]], month(due)) for rhythm, due in asked)


def withdraw_evidence(stage, row):
    action_id, _ = stage.line(row["line"])
    named = (Words.row_id == Evidence.id) & (Words.field == "name") & (Words.text == row["evidence"])
    evidence = db.session.query(Evidence).join(Words, named).filter(Evidence.action_id == action_id).one()
    changes.withdraw_evidence(evidence, reason=row["reason"], by=stage.viewer(row["by"]), at=stage.at())
