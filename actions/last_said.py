"""Which updates were the last of each line: what a form, a card or a workbook begins with."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import case, func, or_, select

from actions.db import db
from actions.models import Update, Words
from actions.standing import Standing


@dataclass(frozen=True)
class LastSaid:
    """Numbers of updates of one line, 0 for none: the latest, whoever gave it; of the owner's the latest, the latest with
    words, and the latest that said "nothing has changed". `typed`: the words of the owner's two, by number."""

    latest: int = 0
    owners: int = 0
    worded: int = 0
    unchanged: int = 0
    typed: dict = field(default_factory=dict)

    @property
    def words(self) -> dict[str, str]:
        """The owner's words of last time; of the time before where nothing had changed. Not from whom they came."""
        return {name: text for name, text in self.typed.get(self.worded, {}).items() if name != "given_by"}


def of(lines: Iterable[Standing], day: date) -> dict[tuple, LastSaid]:
    """By the key of each line, as at the end of `day`; a line of which nothing was said has zeros."""
    last = _numbers({each.line.id for each in lines}, day)
    on_either = or_(Words.row_id == last.c.owners, Words.row_id == last.c.worded)
    query = select(last, Words.row_id, Words.field, Words.text).outerjoin_from(last, Words, on_either)
    found: dict = defaultdict(LastSaid)
    for action, cell, *numbers, row_id, name, text in db.session.execute(query):
        said = found.setdefault((action, cell), LastSaid(*numbers))
        if row_id is not None:
            said.typed.setdefault(row_id, {})[name] = text
    return found


def _numbers(actions, day):
    has_words = select(Words.row_id).where(Words.row_id == Update.id, Words.field != "given_by").exists()
    columns = {
        "latest": func.max(Update.id),
        "owners": func.max(case((Update.as_owner, Update.id), else_=0)),
        "worded": func.max(case((Update.as_owner & has_words, Update.id), else_=0)),
        "unchanged": func.max(case((Update.unchanged, Update.id), else_=0)),
    }
    labelled = (column.label(name) for name, column in columns.items())
    query = select(Update.action_id, Update.cell_id, *labelled)
    query = query.where(Update.action_id.in_(actions), Update.counts_from <= day)
    return query.group_by(Update.action_id, Update.cell_id).subquery()


def repeats(standing: Standing, last: LastSaid) -> bool:
    """Whether "nothing has changed" may be said: after a rating given here, and not twice running."""
    rated = standing.facts.rated and standing.facts.rated.update_id
    return bool(rated) and rated != last.unchanged
