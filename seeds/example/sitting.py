"""What the recommendation setting meeting decides on each recommendation."""

from actions import changes
from actions.changes import Acceptance, Word
from seeds.example.tables import month


def consider(stage, row):
    verb = next(verb for verb in OUTCOMES if verb in row)
    by = row.get("by") or ("deputy" if row.get("accept") == "police" else "chair")
    said = {"word": Word(by=stage.viewer(by), at=stage.at()), "meeting": stage.meetings[stage.day]}
    OUTCOMES[verb](stage, row, stage.line(row["line"])[0], said)


def _accept(stage, row, action_id, said):
    agency = row["accept"]
    acceptance = Acceptance(
        owner_agency_id=stage.agency(agency),
        owner_person_id=stage.people[agency],
        due=month(row["due"]),
        own_words=row["words"],
        every=row.get("every"),
        once=row.get("once", False),
    )
    partly = {"in_part": True, "reason": row["in_part"]} if "in_part" in row else {}
    changes.accept_recommendation(action_id, acceptance=acceptance, **said, **partly)
    stage.give(row["line"], agency, agency)


def _merge(stage, row, action_id, said):
    changes.merge(action_id, into_id=stage.line(row["merge"])[0], reason=row["reason"], **said)


def _not_accept(stage, row, action_id, said):
    changes.not_accept(action_id, reason=row["not_accept"], **said)


OUTCOMES = {"accept": _accept, "merge": _merge, "not_accept": _not_accept}
