"""What a workbook would change, line by line, beside what stands and what was added since it was made."""

from dataclasses import dataclass

from flask import request

from actions import last_said, queries
from actions.periods import Quarter
from actions.standing import Standing, plan_on
from tracker import clock
from tracker.names import Names
from tracker.words import history as sentences
from tracker.workbook import previews
from tracker.workbook.content import own_lines
from tracker.workbook.layout import ANSWERS
from tracker.workbook.reading import Answer


@dataclass(frozen=True)
class Change:
    """One line that would change. `latest`: its latest update's number; `before`: what that said, told."""

    answer: Answer
    standing: Standing | None
    latest: int
    before: list

    @property
    def key(self) -> tuple[str, str]:
        return self.answer.document, self.answer.number

    @property
    def field(self) -> str:
        """The name of the tick that an update made meanwhile needs."""
        return f"over-{self.answer.row}"

    @property
    def conflict(self) -> bool:
        return self.latest not in (0, self.answer.seen)

    @property
    def said(self) -> str:
        return ANSWERS[self.answer.answer]

    @property
    def after(self) -> list:
        return sentences.details(self.answer.words)


@dataclass(frozen=True)
class Shown:
    """A preview as it is looked at."""

    quarter: Quarter
    changes: list[Change]

    @property
    def conflicts(self) -> int:
        return sum(each.conflict for each in self.changes)


def of(preview, viewer) -> Shown:
    """The preview's lines as they stand today; a line that is no longer the agency's has no standing."""
    own = own_lines(viewer, clock.today())
    answers = previews.answers_of(preview)
    found = [(each, own.get((each.document, each.number))) for each in answers]
    said = last_said.of([standing for _, standing in found if standing], clock.today())
    latest = {each.row: said[standing.facts.key].latest if standing else 0 for each, standing in found}
    words, names = queries.words_of(filter(None, latest.values())), Names(plan_on(clock.today()))
    return Shown(
        Quarter(preview.quarter),
        [Change(each, line, latest[each.row], _before(line, latest[each.row], words, names)) for each, line in found],
    )


def _before(standing, latest, words, names) -> list:
    """What the latest update said, and who gave it where somebody else entered it."""
    typed, rated = words.get(latest, {}), standing and standing.facts.rated
    given = sentences.given(rated, typed, names) if rated and rated.update_id == latest else None
    return [*sentences.details(typed), *([given] if given else [])]


def agreed(shown: Shown) -> dict:
    """By line, the latest update that the person has seen: the workbook's, or the one whose tick they set."""
    return {each.key: _seen(each) for each in shown.changes}


def _seen(change) -> int:
    ticked = change.conflict and request.form.get(change.field) == str(change.latest)
    return change.latest if ticked else change.answer.seen
