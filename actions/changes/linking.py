"""What comes back by a link that needs no account: judged when it is given, and an update once somebody confirms it."""

from dataclasses import dataclass, field
from datetime import date

from actions.changes.answering import insist_seen, open_quarter, rated
from actions.changes.judging import line_now
from actions.changes.open_verbs import insist_open
from actions.changes.recording import record
from actions.errors import RuleBroken
from actions.models import Update
from actions.periods import Quarter, london_day
from actions.permissions import Permission, Viewer, require

MOVED = "This is not your agency's line any more, so no answer to it can be taken here."


@dataclass(frozen=True)
class ByLink:
    """An agency's answer on a line of its own for a quarter: a rating or "nothing has changed", with the words it needs.

    `seen`: the number of the latest update that was shown beside it (0: none)."""

    action_id: int
    cell_id: int | None
    agency_id: int
    quarter: Quarter
    seen: int
    rating: str | None = None
    unchanged: bool = False
    forecast: date | None = None
    words: dict = field(default_factory=dict)


def judge_by_link(said: ByLink, *, at) -> None:
    """RuleBroken unless the rules let this answer be given now (rules.md section 6). Nothing is recorded."""
    _judged(line_now(said.action_id, said.cell_id, at), said, said.seen, at)


def confirm_by_link(said: ByLink, *, given_by: str, given_on: date, seen: int, by: Viewer, at) -> Update:
    """Record the answer as the agency's update, marked "by link": given by whom the link was issued to.

    The agency lead confirms what came for their own agency, the business manager for any. `seen`: the latest update that
    whoever confirms was shown; a newer one raises RuleBroken on "seen"."""
    standing = line_now(said.action_id, said.cell_id, at)
    require(by, Permission.CONFIRM_BY_LINK, standing)
    rating, forecast = _judged(standing, said, seen, at)
    return record(
        Update,
        by=by,
        at=at,
        words={**said.words, "given_by": given_by},
        action_id=said.action_id,
        cell_id=said.cell_id,
        agency_id=said.agency_id,
        quarter=said.quarter.first,
        as_owner=True,
        rating=rating,
        forecast=forecast,
        unchanged=said.unchanged,
        given_how="link",
        given_on=given_on,
    )


def _judged(standing, said, seen, at):
    """The rating and the forecast as the rules take them."""
    if standing.owner_id != said.agency_id:
        raise RuleBroken("rating", MOVED)
    insist_open("update", standing, "rating")
    insist_seen(standing, seen)
    open_quarter(standing, said.quarter, london_day(at))
    return rated(standing, said.rating, said.forecast, said.unchanged, said.words)
