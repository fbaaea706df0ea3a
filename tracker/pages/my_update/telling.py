"""What an officer is told on their own page: what was entered for them since they last said or sent something."""

from dataclasses import dataclass
from datetime import date

from actions.entered import since_last_said
from actions.permissions import Viewer
from actions.standing import Standing
from tracker import histories
from tracker.histories import Entry
from tracker.pages.my_update.rounds import Round


@dataclass(frozen=True)
class Entered:
    """One entry, and the line that it is about."""

    standing: Standing
    entry: Entry


def entered(viewer: Viewer, found: Round, day: date) -> list[Entered]:
    """Newest first; nothing for somebody who answers for no line."""
    if not any(_holds_an_entry(row.standing) for row in found.own):
        return []
    own = {row.standing.facts.key: row.standing for row in found.own}
    entries = since_last_said(viewer, list(own.values()), day)
    told = histories.told(entries, found.names, visible=frozenset())
    lines = [own[each.event.action_id, each.event.cell_id] for each in entries]
    return [Entered(line, entry) for line, entry in zip(lines, told, strict=True)]


def _holds_an_entry(standing) -> bool:
    """Whether the line's latest rating, or the request that waits, was entered for somebody."""
    rated, request = standing.facts.rated, standing.facts.request
    return bool(rated and rated.entered or request and request.given_how)
