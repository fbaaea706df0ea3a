"""What a meeting asked for: who, what, by when; and where each of it stands on a later day."""

from dataclasses import dataclass
from datetime import date

from actions.calendar import Calendar, Event, Sitting
from actions.standing import Plan, Standing

# What leaves something to do. Everything else that a meeting decides is done by deciding it.
LEAVES_TO_DO = (
    "agree",
    "decline",
    "set_date",
    "reopen",
    "extend_line",
    "send_back",
    "accept_recommendation",
    "accept_in_part",
    "assign",
    "challenge",
    "escalate",
)
TO_THE_BOARD = ("escalate",)


@dataclass(frozen=True)
class Matter:
    """Something asked for at a meeting. `agency_id`: who; none where each agency answers, or the board office does.
    `standing`: the line (or cell) it is about, as it stands on the plan's day. `ended`: what became of a question."""

    event: Event
    words: dict
    agency_id: int | None
    due: date | None
    standing: Standing | None
    ended: Event | None = None
    answered: Event | None = None

    @property
    def agencies(self) -> tuple[int, ...]:
        """Who has something to do by it: of a line that is asked of each agency, the agency of every cell."""
        if self.event.verb in TO_THE_BOARD:
            return ()
        asked = [self.agency_id] if self.agency_id else [each.owner_id for each in getattr(self.standing, "cells", ())]
        return tuple(filter(None, asked))


def of(sitting: Sitting | None, known: Calendar, plan: Plan) -> list[Matter]:
    """What the meeting asked for, in the order in which it was recorded; what was set aside since is left out."""
    events = [event for event in known.at(sitting, *LEAVES_TO_DO) if event.id not in known.aside]
    return [_matter(event, known, plan) for event in events]


def _matter(event, known, plan) -> Matter:
    standing = _line(event, plan)
    return Matter(
        event=event,
        words=known.words.get(event.id, {}),
        agency_id=_asked_of(event, standing),
        due=None if event.verb in TO_THE_BOARD else event.day or (standing and standing.due),
        standing=standing,
        ended=known.about.get(("end_challenge", event.id)) or known.about.get(("answer_escalation", event.id)),
        answered=known.about.get(("answer_challenge", event.id)),
    )


def _asked_of(event, standing) -> int | None:
    if event.verb in ("challenge", "assign"):
        return event.agency_id
    several = event.verb in TO_THE_BOARD or standing is None or standing.cells
    return None if several else standing.owner_id


def _line(event, plan) -> Standing | None:
    return plan.leaf(event.action_id, event.cell_id) or plan.by_id.get(event.action_id)
