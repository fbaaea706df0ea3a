"""What became of the profile's recommendations, and how recommendations and actions cross (rules.md section 6)."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select

from actions.db import db
from actions.models import Mark, Words
from actions.standing import ACCEPTANCES, CLOSED, Plan, Standing

RECOMMENDATION, PART, NATIONAL = KINDS = ("recommendation", "part", "national")
TO_CONSIDER = "to_be_considered"
CONSIDERED = ("accept_recommendation", "accept_in_part", "merge", "not_accept")
OUTCOMES = (TO_CONSIDER, *CONSIDERED)
MERGED, SAID_BEFORE, ALIKE = "merge", "said_before", "alike"
LONG_WORD = re.compile(r"[^\W\d_]{5,}")
STEM = 6  # letters
COMMON = 12  # lines: a word that more of them use says little
ALIKE_ENOUGH = 0.3
MOST_ALIKE = 4


def kind(standing: Standing) -> str:
    """Which of the document's totals counts it: the 42, the 13 parts, the 2 national ones."""
    if standing.line.national:
        return NATIONAL
    return PART if standing.line.parent_id else RECOMMENDATION


def waits_itself(standing: Standing) -> bool:
    """Whether no decision stands on its own statement."""
    return standing.own_status == TO_CONSIDER


def waits(standing: Standing) -> bool:
    """Whether no decision stands on it, or on a part of it that is owed."""
    return waits_itself(standing) or any(waits_itself(part) for part in owed_parts(standing))


def owed_parts(standing: Standing) -> list[Standing]:
    """Its parts but for those that the document gives as examples."""
    return [part for part in standing.parts if not part.line.example]


def outcome(standing: Standing) -> str:
    """How it was considered; to be considered while anything of it waits."""
    return TO_CONSIDER if waits(standing) else standing.facts.considered


CAME_TO = (TO_CONSIDER, "nothing_done", "something_done", "merge", "not_accept")


def came_to(standing: Standing) -> str:
    """What came of it; of what was accepted, whether anything was done since: said by its owner, claimed or shown."""
    found = outcome(standing)
    if found not in ACCEPTANCES:
        return found
    facts = standing.facts
    return "something_done" if facts.last_update or facts.claim or facts.evidence_ids else "nothing_done"


def lines(plan: Plan) -> list[Standing]:
    """The recommendations in force, their parts and the national ones, in document order."""
    return plan.kept("recommendations", lambda: [each for each in plan.in_force if each.line.recommendation])


@dataclass(frozen=True)
class Progress:
    """How many lines of a kind were considered, of how many, and how many of those to go are only examples."""

    total: int
    to_go: int
    examples: int

    @property
    def considered(self) -> int:
        return self.total - self.to_go


def progress(found: Iterable[Standing]) -> dict[str, Progress]:
    """By kind."""
    found = list(found)
    return {each: _progress([line for line in found if kind(line) == each]) for each in KINDS}


def _progress(found):
    to_go = [each for each in found if waits(each)]
    return Progress(len(found), len(to_go), sum(each.line.example for each in to_go))


def tally(found: Iterable[Standing], of=outcome) -> defaultdict[str, Counter]:
    """How many lines of each kind came to what, by what they came to."""
    counted: defaultdict = defaultdict(Counter)
    for each in found:
        counted[of(each)][kind(each)] += 1
    return counted


def totals(found: Iterable[Standing]) -> Counter:
    """How many lines there are of each kind."""
    return Counter(kind(each) for each in found)


def steps(found: Iterable[Standing]) -> list[Standing]:
    """What a meeting goes through: each line that wants a decision; a part once its recommendation's own is decided."""
    found = list(found)
    open_wholes = {each.line.id for each in found if waits_itself(each)}
    wanted = (each for each in found if waits_itself(each) and not each.line.example)
    return [each for each in wanted if each.line.parent_id not in open_wholes]


def following(found: Iterable[Standing], after: Standing | None) -> Standing | None:
    """The step after a line, from the end back to the first; none where no other is left."""
    left = [each for each in steps(found) if after is None or each.line.id != after.line.id]
    later = [each for each in left if after is not None and _place(each) > _place(after)]
    return next(iter(later or left), None)


def resumes_at(found: Iterable[Standing]) -> Standing | None:
    """Where a sitting goes on: after the line that was decided last."""
    found = list(found)
    decided = [each for each in found if each.facts.decision_id]
    return following(found, max(decided, key=lambda each: each.facts.decision_id, default=None))


def _place(standing):
    return standing.line.document_id, standing.line.position


@dataclass(frozen=True)
class Link:
    """That an action bears on a recommendation. `how`: merged into it, marked as said before by it, or alike in words.
    `note`: what was written with the mark (None: redacted), or the words that both use."""

    recommendation: Standing
    action: Standing
    how: str
    note: str | None = ""


def links(plan: Plan) -> list[Link]:
    """What the record says of recommendations and actions that cross, in the order of the recommendations."""
    marks = _said_before(plan)
    found = []
    for each in lines(plan):
        into, mark = plan.by_id.get(each.facts.merged_into), marks.get(each.line.id)
        if into:
            found.append(Link(each, into, MERGED))
        if mark and mark.other_id in plan.by_id:
            found.append(Link(each, plan.by_id[mark.other_id], SAID_BEFORE, mark.note if mark.has_note else ""))
    return found


def _said_before(plan) -> dict:
    """The marks that are on, with their notes, by the line that bears them."""
    note = Words.row_id.is_not(None).label("has_note"), Words.text.label("note")
    query = (
        select(Mark.action_id, Mark.verb, Mark.other_id, *note)
        .outerjoin(Words, (Words.row_id == Mark.id) & (Words.field == "note"))
        .where(Mark.mark == SAID_BEFORE, Mark.counts_from <= plan.day)
        .order_by(Mark.id)
    )
    latest = {mark.action_id: mark for mark in db.session.execute(query)}
    return {number: mark for number, mark in latest.items() if mark.verb == "mark"}


def bearing(standing: Standing, plan: Plan) -> list[Link]:
    """The actions that bear on a recommendation, its whole or its parts: by the record; then by their words alone."""
    family = {standing.line.id, standing.line.parent_id, *(part.line.id for part in standing.parts)}
    known = [link for link in links(plan) if link.recommendation.line.id in family]
    named = {link.action.line.id for link in known}
    return known + [link for link in _alike(standing, plan) if link.action.line.id not in named]


def _alike(standing, plan) -> list[Link]:
    """Actions that share rare words with it, the most alike first."""
    used, lines_with = plan.kept("words", lambda: _words_of_all(plan))
    own = {word for word in used[standing.line.id] if lines_with[word] <= COMMON}
    actions = [each for each in plan.in_force if not each.line.recommendation and each.status not in CLOSED]
    shared = {each.line.id: own & used[each.line.id].keys() for each in actions}
    weight = {number: sum(1 / lines_with[word] for word in found) for number, found in shared.items()}
    close = sorted((each for each in actions if weight[each.line.id] >= ALIKE_ENOUGH), key=lambda e: -weight[e.line.id])
    return [
        Link(standing, each, ALIKE, _named(used[each.line.id], shared[each.line.id])) for each in close[:MOST_ALIKE]
    ]


def _words_of_all(plan) -> tuple[dict, Counter]:
    """What each line uses, and how many lines use each word."""
    used = {each.line.id: _words(each) for each in plan.standings}
    return used, Counter(word for found in used.values() for word in found)


def _named(used, shared) -> str:
    return ", ".join(used[stem] for stem in sorted(shared))


def _words(standing) -> dict[str, str]:
    """Its longer words, by their stem."""
    text = f"{standing.line.title} {standing.line.statement}".casefold()
    return {word[:STEM]: word for word in LONG_WORD.findall(text)}
