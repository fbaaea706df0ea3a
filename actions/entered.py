"""What was entered for an officer, so that they can be told."""

from datetime import date

from sqlalchemy import func, or_, select, union_all

from actions.models import DateRequest, RoundSent, Update
from actions.permissions import Viewer
from actions.queries import Entry, words_of
from actions.standing import Standing, gather


def since_last_said(viewer: Viewer, lines: list[Standing], day: date) -> list[Entry]:
    """What was entered on these lines for this officer, or for somebody without an account, since the officer last said
    or sent something; newest first, with its words."""
    keys = {each.facts.key for each in lines}
    actions = {action_id for action_id, _ in keys}
    told = [_entered(table, viewer, actions) for table in (Update, DateRequest)]
    found = [each for each in gather.read(union_all(*told), day) if (each.action_id, each.cell_id) in keys]
    words = words_of(each.id for each in found)
    return [Entry(each, words.get(each.id, {})) for each in reversed(found)]


def _entered(table, viewer, actions):
    for_them = or_(table.given_person_id == viewer.id, table.given_person_id.is_(None))
    by_another = (table.given_how != "link") & table.by_id.is_distinct_from(viewer.id)
    entered = gather.counting(table).where(by_another, table.action_id.in_(actions), for_them)
    return entered.where(table.id > _last_said(viewer, actions))


def _last_said(viewer, actions):
    """The number of the last row by which the officer said something of these lines, or sent the quarter's update."""
    said = [
        select(table.id).where(table.by_id == viewer.id, table.given_how.is_(None), table.action_id.in_(actions))
        for table in (Update, DateRequest)
    ]
    sent = select(RoundSent.id).where(RoundSent.agency_id == viewer.agency_id, RoundSent.by_id == viewer.id)
    own = union_all(*said, sent).subquery()
    return select(func.coalesce(func.max(own.c.id), 0)).scalar_subquery()
