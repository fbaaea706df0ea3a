"""What of a line may leave the screen: in a workbook, on a link's page, in a calendar (rules.md section 7)."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from actions import queries
from actions.db import db
from actions.models import Update
from actions.reports import AUDIENCES_OF
from actions.standing import Standing

AUDIENCES = AUDIENCES_OF["quarterly"]


@dataclass(frozen=True)
class Leaving:
    """A line as it may be shown outside. `open_text`: whether title, statement and words may; else the meeting's own words.

    `seen`: its latest update's number (0: none). `last_words` go with the last rating, `filled_in` are those of the time
    before where nothing had changed. `repeats`: whether "nothing has changed" may be said."""

    standing: Standing
    open_text: bool
    own_words: str
    seen: int
    last_words: dict
    filled_in: dict
    repeats: bool

    @property
    def title(self) -> str:
        """What it may be called; nothing where neither the title nor a meeting's words may be shown."""
        return (self.standing.line.title or self.standing.line.statement) if self.open_text else self.own_words

    @property
    def statement(self) -> str:
        return self.standing.line.statement if self.open_text else ""


def released(day: date) -> set[str]:
    """The documents whose titles and text may leave the screen, by reference."""
    permitted = set.intersection(*(queries.released_to(audience, day) for audience in AUDIENCES))
    return {each.reference for each in queries.documents(day) if each.kind == "plan" or each.id in permitted}


def lines(standings, day: date) -> list[Leaving]:
    """The lines, in the order given."""
    standings, open_to_all = list(standings), released(day)
    past = _past(standings)
    return [_leaving(each, each.line.document in open_to_all, past) for each in standings]


@dataclass(frozen=True)
class _Past:
    """What was said before: the latest updates, those with words, those that said "nothing has changed", all words."""

    latest: dict
    spoken: dict
    unchanged: frozenset
    words: dict


def _past(standings) -> _Past:
    rated = [each.facts.rated.update_id for each in standings if each.facts.rated and each.facts.rated.update_id]
    decided = [each.facts.decision_id for each in standings if each.facts.decision_id]
    unchanged = frozenset(db.session.scalars(select(Update.id).where(Update.id.in_(rated), Update.unchanged)))
    spoken = queries.latest_words(standings)
    words = queries.words_of([*rated, *decided, *spoken.values()])
    return _Past(queries.latest_updates(standings), spoken, unchanged, words)


def _leaving(standing, open_text, past) -> Leaving:
    last = standing.facts.rated and standing.facts.rated.update_id
    spoken = past.spoken.get(standing.facts.key)
    return Leaving(
        standing=standing,
        open_text=open_text,
        own_words=past.words.get(standing.facts.decision_id, {}).get("own_words") or "",
        seen=past.latest.get(standing.facts.key, 0),
        last_words=past.words.get(last, {}) if open_text else {},
        filled_in=past.words.get(spoken, {}) if open_text else {},
        repeats=bool(last) and last not in past.unchanged,
    )
