"""What an officer is told on their own page: what was entered for them since they last said or sent something."""

from dataclasses import dataclass
from datetime import date

from actions import queries
from actions.entered import since_last_said
from actions.permissions import Viewer
from actions.standing import Standing
from tracker import histories
from tracker.pages.my_update import rounds


@dataclass(frozen=True)
class Entered:
    """One entry, and the line that it is about."""

    standing: Standing
    entry: histories.Entry


def round_and_entered(viewer: Viewer, day: date) -> tuple[rounds.Round, list[Entered]]:
    """The officer's round, and what was entered for them, newest first."""
    own = queries.mine(viewer, day)
    found = rounds.of(viewer, day, since_last_said(viewer, own, day))
    lines = {each.facts.key: each for each in own}
    told = histories.told(found.entered, found.names, visible=frozenset())
    about = [lines[each.event.action_id, each.event.cell_id] for each in found.entered]
    return found, [Entered(line, entry) for line, entry in zip(about, told, strict=True)]
