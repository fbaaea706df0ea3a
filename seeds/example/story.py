"""The order of the story: every row of every table on its day, and on one day table by table as listed here."""

from collections.abc import Callable
from typing import NamedTuple

from seeds.example import chairs, office, officers, sitting
from seeds.example.stage import Stage
from seeds.example.tables import rows

# Within a day: the table, who plays its rows, and the column that holds their day.
PLAYED = (
    ("reports", office.freeze_report, "frozen"),
    ("documents", office.adopt, "day"),
    ("people", office.enter_person, "day"),
    ("settings", office.set_setting, "day"),
    ("ownership", office.give_lines, "day"),
    ("meetings", office.hold_meeting, "day"),
    ("starting", office.enter_starting_position, "day"),
    ("marks", office.mark, "day"),
    ("withdrawals", officers.withdraw_evidence, "day"),
    ("updates", officers.update, "day"),
    ("submissions", officers.update, "day"),
    ("later", officers.add_later, "day"),
    ("dates", chairs.about_a_date, "day"),
    ("exemptions", chairs.about_an_exemption, "day"),
    ("challenges", chairs.challenge, "day"),
    ("escalations", chairs.escalate, "day"),
    ("decisions", chairs.decide, "day"),
    ("extension", chairs.extend, "day"),
    ("considered", sitting.consider, "day"),
    ("reports", office.draft_report, "day"),
)


class Step(NamedTuple):
    """One row on its day; `rank` and `place` order the rows of a day."""

    day: object
    rank: int
    place: int
    table: str
    play: Callable
    row: dict


def steps() -> list[Step]:
    """The whole story in order of time."""
    found = [
        Step(row[column], rank, place, table, play_row, row)
        for rank, (table, play_row, column) in enumerate(PLAYED)
        for place, row in enumerate(rows(table))
        if column in row
    ]
    return sorted(found, key=lambda step: step[:3])


def play(stage: Stage):
    """Play every step. What the rules refuse names its row."""
    for step in steps():
        stage.begin(step.day)
        try:
            step.play(stage, step.row)
        except Exception as refusal:
            refusal.add_note(f"{step.table}, {step.day}: {step.row}")
            raise
