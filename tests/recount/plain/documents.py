"""What the documents' YAML says: their lines, in their order."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import yaml

from .agencies import by_then, gone
from .carried import closing_of, day_shown, known_when_closed
from .days import last_day_of_month
from .lines import Line

SAID = ("update", "starting_position", "claim")


def read_documents(folder: Path) -> list[dict]:
    """What the YAML files say, as they are."""
    return [yaml.safe_load(path.read_text(encoding="utf-8")) for path in sorted(Path(folder).glob("*.yaml"))]


def lines_of(document, rows, day) -> list[Line]:
    header = document["document"]
    closing = closing_of(header["reference"], rows, day)
    shown = day_shown(closing, day)
    settings = tuple(row for row in rows if row["verb"] == "set" and row["counts_from"] <= shown)
    adopted = frozenset((row["document"], row["action"]) for row in rows if row["verb"] == "adopt_action")
    known = [row for row in rows if known_when_closed(row, closing, day)]
    withdrawals = tuple(row for row in known if row["verb"] == "withdraw_evidence")
    lines = []
    for entry in entries_of(document):
        about = tuple(
            row for row in known if row["document"] == header["reference"] and row["action"] == entry["number"]
        )
        line = Line(
            day=shown,
            closed_on=closing and closing["new_due"],
            carried_from=tuple(row for row in rows if carries_into(row, header["reference"], entry["number"])),
            adopted=adopted,
            document=header["reference"],
            in_force_from=header["in_force_from"],
            document_ends=last_day_of(header, rows),
            number=entry["number"],
            parent=entry.get("parent"),
            recommendation=header["kind"] == "profile",
            national=entry.get("national", False),
            example=entry.get("example", False),
            each_agency=entry.get("each_agency", False),
            due=last_day_of_month(entry.get("due")),
            duties=tuple(entry.get("duties", ())),
            rows=about,
            withdrawals=withdrawals,
            settings=settings,
            gone=gone(by_then(rows, shown)),
        )
        lines.append(asked_of_each(line))
    return lines


def carries_into(row, reference, number) -> bool:
    return row["verb"] == "carry_into" and row["carried_into"] == {"document": reference, "action": number}


def asked_of_each(line) -> Line:
    """By decision too: then what was said of the whole before counts no more."""
    asked = [row for row in line.rows if row["verb"] == "ask_each_agency"]
    if not asked:
        return line
    said_before = [
        row for row in line.rows if row["verb"] in SAID and row["cell"] is None and row["number"] < asked[-1]["number"]
    ]
    return replace(line, each_agency=True, rows=tuple(row for row in line.rows if row not in said_before))


def entries_of(document) -> list[dict]:
    """The document's numbered commitments, in its order; a part says who its parent is and whether it is an example."""
    entries = [action for priority in document.get("priorities", ()) for action in priority["actions"]]
    for recommendation in document.get("recommendations", ()):
        entries.append(recommendation)
        for part in recommendation.get("parts", ()):
            example = recommendation.get("parts_are_examples", False)
            entries.append({**part, "parent": recommendation["number"], "example": example})
    entries += [{**each, "national": True} for each in document.get("national_recommendations", ())]
    return entries


def last_day_of(header, rows) -> date | None:
    """The document's last day, or that to which it was last extended."""
    extended = [
        row["new_due"] for row in rows if row["verb"] == "extend_document" and row["document"] == header["reference"]
    ]
    if extended:
        return extended[-1]
    return last_day_of_month(header["period"]["to"]) if "period" in header else None
