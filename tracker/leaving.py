"""What of a line may leave the screen: in a workbook, on a link's page, in a calendar (rules.md section 7)."""

from dataclasses import dataclass
from datetime import date

from actions import last_said, queries
from actions.last_said import LastSaid, repeats
from actions.reports import AUDIENCES_OF
from actions.standing import Standing


@dataclass(frozen=True)
class Leaving:
    """A line as it may be shown outside. `open_text`: whether its title, statement and words may; if not, only the
    meeting's own words on what will be done."""

    standing: Standing
    open_text: bool
    own_words: str
    said: LastSaid

    @property
    def title(self) -> str:
        """What it may be called; nothing where neither the title nor a meeting's words may be shown."""
        return self.standing.line.name if self.open_text else self.own_words

    @property
    def statement(self) -> str:
        return self.standing.line.statement if self.open_text else ""

    @property
    def last_words(self) -> dict[str, str]:
        """The owner's words of last time; of the time before where nothing had changed."""
        return self.said.words if self.open_text else {}

    @property
    def repeats(self) -> bool:
        """Whether "nothing has changed" may be said."""
        return repeats(self.standing, self.said)


def lines(standings, day: date) -> list[Leaving]:
    """The lines, in the order given."""
    standings = list(standings)
    said = last_said.of(standings, day)
    return [Leaving(each, *gate, said.get(each.facts.key, LastSaid())) for each, gate in _gated(standings, day)]


def titles(standings, day: date) -> dict:
    """What each line may be called outside, by its key."""
    found = _gated(list(standings), day)
    return {each.facts.key: Leaving(each, *gate, LastSaid()).title for each, gate in found}


def _gated(standings, day) -> list:
    """Each line with whether its text may leave, and the meeting's own words on it."""
    permitted = queries.released_to(AUDIENCES_OF["quarterly"], day)
    decided = queries.words_of(each.facts.decision_id for each in standings if each.facts.decision_id)
    return [
        (
            each,
            (
                not each.line.recommendation or each.line.document_id in permitted,
                decided.get(each.facts.decision_id, {}).get("own_words") or "",
            ),
        )
        for each in standings
    ]
