"""The reasons to write to somebody, as a table: what each finds on a day, and how often it is said."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from actions import matters as asked_for
from actions import queries
from actions.settings import DEFAULTS, update_day
from actions.standing import Standing
from actions.standing.rules import date_has_passed, undated_at_the_end
from tracker import lines
from tracker.mail.board import Board
from tracker.words import reminders as say

OFFICER, LEAD, MANAGER = range(3)


@dataclass(frozen=True)
class Matter:
    """Something that somebody ought to know. `key` names it for good; it ends when it is no longer found.

    `officers` are told first, then the leads of `agency_id`, then the business managers. `line` may be none; `endpoint`
    and `values` are the page that the mail leads to.
    """

    key: str
    began: date
    sentence: str
    officers: tuple[int, ...]
    agency_id: int | None
    endpoint: str
    values: dict
    line: Standing | None = None

    @property
    def reason(self) -> str:
        return self.key.partition(":")[0]


def _on_line(board, reason, standing, began, sentence, about) -> Matter:
    action_id, cell_id = standing.facts.key
    return Matter(
        key=f"{reason}:{action_id}:{cell_id or 0}:{about}",
        began=began,
        sentence=sentence,
        officers=board.answering(standing),
        agency_id=standing.owner_id,
        endpoint="plan.action",
        values={name: value for name, value in lines.where(standing, board.plan.agencies).items() if value},
        line=standing,
    )


def due_soon(board: Board) -> Iterator[Matter]:
    """Not while a claim or a request for a date waits for a decision: then the next word is not the agency's."""
    before = board.before_due
    for each in board.open_lines:
        due = each.facts.deliverable_due
        waits = each.own_status == "reported_complete" or each.facts.request is not None
        if due and board.day <= due <= board.day + before and not waits:
            yield _on_line(board, "due_soon", each, due - before, say.due_soon(due, board.day), due)


def overdue(board: Board) -> Iterator[Matter]:
    for each in board.open_lines:
        why = _why_overdue(each.facts) if each.own_status == "overdue" else None
        if why:
            last_day, sentence = why
            yield _on_line(board, "overdue", each, last_day + timedelta(days=1), sentence, last_day)


def _why_overdue(facts) -> tuple[date, str] | None:
    """The last day on which it was not overdue, and why it is. Nothing while a request for a date waits for an answer."""
    if date_has_passed(facts) and facts.request is None:
        return facts.due, say.overdue_date(facts.due, facts.day)
    if facts.behind:
        dues = [each.due for each in facts.behind]
        return max(dues), say.overdue_submissions(dues)
    if undated_at_the_end(facts):
        return facts.last_day, say.overdue_undated(facts.last_day)
    return None


def submission(board: Board) -> Iterator[Matter]:
    """From the first of the month in which it falls due. Once it makes its line overdue, that is said instead."""
    for each in board.open_lines:
        for duty in each.facts.running:
            for owed in (each for each in duty.submissions if duty.is_due(each) and each not in duty.behind):
                sentence = say.submission(duty.every, owed.due, board.day)
                yield _on_line(board, "submission", each, owed.due.replace(day=1), sentence, f"{duty.id}:{owed.due}")


def update(board: Board) -> Iterator[Matter]:
    """One for each agency, until it has sent its update or every line that owes one has it."""
    until = update_day(board.quarter)
    if board.day < until - board.before_update_day:
        return
    for agency_id, owing in _owing(board).items():
        if queries.round_sent(agency_id, board.quarter, board.day) is None:
            yield Matter(
                key=f"update:{agency_id}:{board.quarter.first}",
                began=until - board.before_update_day,
                sentence=say.update(board.quarter, until, (each.number for each in owing), board.day),
                officers=tuple(dict.fromkeys(person for each in owing for person in board.answering(each))),
                agency_id=agency_id,
                endpoint="my_update.my_update" if board.takes_part(agency_id) else "people.missing",
                values={},
            )


def _owing(board) -> dict:
    found: dict = {}
    for each in board.open_lines:
        owes = queries.owes(each, board.quarter) and not each.facts.answers_for(board.quarter)
        if owes and each.owner_id:
            found.setdefault(each.owner_id, []).append(each)
    return found


def sent_back(board: Board) -> Iterator[Matter]:
    """Until the owner says something of the line again, or claims anew."""
    for each in board.open_lines:
        claim = each.facts.claim
        decision = board.sent_back.get(claim.id) if claim and claim.state == "sent_back" else None
        if decision and not _said_since(each, decision):
            yield _on_line(board, "sent_back", each, decision.counts_from, say.sent_back(decision), decision.id)


def _said_since(standing, decision) -> bool:
    rated = standing.facts.rated
    return rated is not None and rated.update_id is not None and rated.update_id > decision.id


def challenge(board: Board) -> Iterator[Matter]:
    for asked in board.challenges:
        line = board.plan.by_id.get(asked.row.action_id)
        asked_of = board.plan.in_place_of(asked.row.agency_id)
        own = line is not None and line.owner_id == asked_of
        yield Matter(
            key=f"challenge:{asked.number}",
            began=asked.row.counts_from,
            sentence=say.challenge(asked),
            officers=board.answering(line) if own else board.officers(asked_of),
            agency_id=asked_of,
            endpoint="challenges.challenge",
            values={"number": asked.number},
            line=line,
        )


def date_answered(board: Board) -> Iterator[Matter]:
    for decision in board.dates_answered:
        line = board.plan.leaf(decision.action_id, decision.cell_id)
        if line is not None:
            sentence = say.date_answered(decision, line.facts.due)
            yield _on_line(board, "date_answered", line, decision.counts_from, sentence, decision.id)


def paper(board: Board) -> Iterator[Matter]:
    """A meeting's agenda to every agency, its action sheet to those that have something to do by it."""
    for row in board.papers:
        sitting = board.calendar.find(row.meeting_id)
        for agency_id, number in ASKED_BY[row.kind](board, sitting).items():
            yield Matter(
                key=f"paper:{row.id}:{agency_id}",
                began=row.counts_from,
                sentence=say.paper(row.kind, sitting.day, number),
                officers=board.officers(agency_id),
                agency_id=agency_id,
                endpoint=f"meetings.{row.kind}",
                values={"number": row.meeting_id},
            )


def _asked_at(board, sitting) -> Counter:
    """How much each agency has to do by what the meeting asked for."""
    found = asked_for.of(sitting, board.calendar, board.plan)
    return Counter(number for each in found for number in each.agencies if board.takes_part(number))


def _everybody(board, _) -> dict:
    return {agency_id: 0 for agency_id in board.plan.agencies if board.takes_part(agency_id)}


ASKED_BY = {"sheet": _asked_at, "agenda": _everybody}


def report(board: Board) -> Iterator[Matter]:
    """To the executives, for whom reports are."""
    for row in board.reports:
        yield Matter(
            key=f"report:{row.id}",
            began=row.counts_from,
            sentence=say.report(row.kind, row.period, row.edition),
            officers=board.executives,
            agency_id=None,
            endpoint="reports.about",
            values={"kind": row.kind, "period": row.period, "edition": row.edition},
        )


def entered(board: Board) -> Iterator[Matter]:
    """To whom it was entered for, and nobody else."""
    for row in board.entered_for_somebody:
        line = board.plan.leaf(row.action_id, row.cell_id)
        if line is not None and row.given_person_id in board.people:
            matter = _on_line(board, "entered", line, row.counts_from, say.entered(row), row.id)
            yield Matter(**{**vars(matter), "officers": (row.given_person_id,)})


@dataclass(frozen=True)
class Reason:
    """`find` gives its matters on a day. It is said on each of the days that `ladder` gives (the first is day 1), then
    every so many days.

    Days are counted from the day on which somebody was first told; `dated`: from the matter's own first day.
    """

    find: Callable[[Board], Iterator[Matter]]
    ladder: Callable[[dict], tuple[tuple[int, ...], int | None]]
    dated: bool = False

    def rung(self, number: int, chosen: dict = DEFAULTS) -> int:
        """How many rungs of its ladder lie below the one reached on day `number`. `chosen`: the board's settings."""
        days, then_every = self.ladder(chosen)
        reached = sum(day <= number for day in days) - 1
        if then_every and number >= days[-1]:
            reached += (number - days[-1]) // then_every
        return max(reached, 0)


def _until_answered(chosen):
    return (1, 1 + int(chosen["remind_lead_days"])), int(chosen["remind_every_days"])


def _until_update_day(chosen):
    return (1, 1 + int(chosen["remind_update_days"])), None


def _once(_):
    return (1,), None


REASONS = {
    "overdue": Reason(overdue, _until_answered),
    "challenge": Reason(challenge, _until_answered),
    "sent_back": Reason(sent_back, _until_answered),
    "update": Reason(update, _until_update_day, dated=True),
    "submission": Reason(submission, _until_answered),
    "due_soon": Reason(due_soon, _until_answered),
    "date_answered": Reason(date_answered, _once),
    "paper": Reason(paper, _once),
    "report": Reason(report, _once),
    "entered": Reason(entered, _once),
}
assert tuple(REASONS) == tuple(say.HEADING) == tuple(say.COUNTED)


def matters(board: Board) -> dict[str, Matter]:
    """Everything that somebody ought to know on the board's day, by key, in the order of the reasons."""
    return {matter.key: matter for reason in REASONS.values() for matter in reason.find(board)}


def receivers(board: Board, matter: Matter, rung: int) -> tuple[int, ...]:
    """Who is told on a rung: the officers, from the second on the leads too, from the third on the business managers."""
    people = [*matter.officers]
    if rung >= LEAD:
        people += board.leads(matter.agency_id)
    if rung >= MANAGER:
        people += board.managers
    return tuple(each for each in dict.fromkeys(people) if each in board.people)
