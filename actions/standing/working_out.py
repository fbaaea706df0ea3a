"""From the record to where every line stands: the facts folded and judged, cells and parts rolled up."""

from collections import defaultdict
from datetime import date, timedelta
from functools import cache
from typing import NamedTuple

from actions import agencies, settings
from actions.standing import gather
from actions.standing.facts import Terms
from actions.standing.fold import DOCUMENT_VERBS, FOR_EVERY_CELL, fold
from actions.standing.plan import Plan, Standing
from actions.standing.rules import FLAGS, colour, flags, judge, worst

# Flags of an action asked of each agency that are the action's own; the others come up from its cells.
OF_THE_WHOLE = frozenset(
    "no_owner due_soon re_dated date_asked challenge_open restricted repeat said_before waiting_outside plan_ended".split()
)
ACCEPTANCES = ("accept_recommendation", "accept_in_part")
FLAG_ORDER = tuple(flag.key for flag in FLAGS)


def line_on(day: date, action_id: int, cell_id: int | None = None) -> Standing | None:
    """Where one line (or cell) stands by itself, not rolled up with its parts: what a verb is judged on."""
    found = gather.lines(day, [action_id])
    if not found:
        return None
    taking = _taking_part(day)
    standing = _standing(found[0], day, _logs(gather.events(day, [action_id])), _of_days(day, taking))
    return standing if cell_id is None else next((each for each in standing.cells if each.cell == cell_id), None)


def work_out(day: date) -> Plan:
    """Where everything stands."""
    known = agencies.known(day)
    taking = agencies.taking_part(known)
    standings = _standings(gather.lines(day), gather.events(day), taking, day)
    return Plan(day, tuple(standings.values()), taking, standings, known=known)


def work_out_again(plan: Plan, numbers: set[int], decided: bool) -> Plan:
    """The plan with what was added since about some of its lines: they are worked out anew, and what stands with them.
    `decided`: whether a decision is among it, so that the lines themselves are read again."""
    whole = {plan.by_id[number].line.parent_id or number for number in numbers & plan.by_id.keys()}
    if not whole:
        return plan
    family = [number for number, each in plan.by_id.items() if number in whole or each.line.parent_id in whole]
    lines = gather.lines(plan.day, family) if decided else [plan.by_id[number].line for number in family]
    events = gather.events(plan.day, family)
    standings = plan.by_id | _standings(lines, events, plan.agencies, plan.day)
    return Plan(plan.day, tuple(standings.values()), plan.agencies, standings, known=plan.known)


def terms_on(day: date) -> Terms:
    """What the board's settings say on a day."""
    return Terms(day, settings.latest_closed_quarter(day), timedelta(days=settings.days("due_soon_days", day)))


def _standings(lines, events, taking, day) -> dict[int, Standing]:
    """Each line with its cells and rolled up with its parts, by number."""
    logs, of_days = _logs(events), _of_days(day, taking)
    standings = {line.id: _standing(line, day, logs, of_days) for line in lines}
    parts = defaultdict(list)
    for line in lines:
        if line.parent_id:
            parts[line.parent_id].append(standings[line.id])
    for whole, its_parts in parts.items():
        standings.update(_with_parts(standings[whole], its_parts))
    return standings


def _logs(found):
    """The log by line (cells apart), by document, without the decisions that were set aside and what they brought."""
    gone = _set_aside(found)
    logs = defaultdict(list)
    evidence_cell = {}
    for event in found:
        if event.verb == "set_aside" or event.id in gone:
            continue
        if event.verb == "add_evidence":
            evidence_cell[event.id] = event.cell_id
        cell = evidence_cell.get(event.ref) if event.verb == "withdraw_evidence" else event.cell_id
        if event.action_id or event.verb in DOCUMENT_VERBS:
            logs[(event.action_id, cell) if event.action_id else ("document", event.other)].append(event)
        if event.verb == "carry_into":
            logs["into", event.other].append(event)
    return logs


def _of_days(day, taking):
    """The settings and the agencies taking part of a day, asked once a day; those taking part on `day` are known."""
    return cache(lambda asked: (terms_on(asked), taking if asked == day else _taking_part(asked)))


def _taking_part(day: date) -> dict:
    return agencies.taking_part(agencies.known(day))


FATES = ("carry_into", "close_unfinished")


class Shown(NamedTuple):
    """The day on which a line is judged; of a closed document also its closing. What was done later changes nothing of how
    its lines stand."""

    day: date
    closing: object = None

    def counts(self, event) -> bool:
        closing = self.closing
        return not closing or event.counts_from <= self.day or event.id < closing.id or event.verb in FATES


def _shown(day, document_log) -> Shown:
    """Of a closed document: its last day; where the closing was recorded later, the day before that."""
    closing = next((event for event in reversed(document_log) if event.verb == "close_document"), None)
    if closing is None or day <= closing.day:
        return Shown(day)
    return Shown(max(closing.day, closing.counts_from - timedelta(days=1)), closing)


def _set_aside(found) -> set[int]:
    """The decisions that were set aside, with the duty and the owner that an acceptance brought: its owner is the row
    after it."""
    aside = {event.ref for event in found if event.verb == "set_aside"}
    duties = {event.id for event in found if event.verb == "owe_duty" and event.other in aside}
    accepted = {event.id for event in found if event.verb in ACCEPTANCES and event.id in aside}
    owners = {event.id for event in found if event.verb == "assign" and event.id - 1 in accepted}
    return aside | duties | owners


def _standing(line, day, logs, of_days) -> Standing:
    document_log = logs.get(("document", line.document_id), [])
    shown = _shown(day, document_log)
    terms, taking = of_days(shown.day)
    own_log = _counting(logs, line.id, None, shown)
    whole = fold(line, None, terms, own_log, document_log, taking)
    whole.closed_on = shown.closing and shown.closing.day
    whole.carried_from = tuple(event.action_id for event in logs.get(("into", line.id), ()))
    if not line.each_agency:
        return _judged(whole)
    shared = [event for event in own_log if event.verb in FOR_EVERY_CELL]
    logs_of = {agency: _merged(shared, _counting(logs, line.id, agency, shown)) for agency in taking}
    cells = [fold(line, agency, terms, log, document_log, taking) for agency, log in logs_of.items()]
    for cell in cells:
        cell.closed_on = whole.closed_on
    return _whole(whole, tuple(map(_judged, cells)))


def _counting(logs, line_id, cell, shown) -> list:
    return [event for event in logs.get((line_id, cell), ()) if shown.counts(event)]


def _merged(shared, own):
    return sorted([*shared, *own], key=lambda event: event.id)


def _judged(facts) -> Standing:
    status = judge(facts).status
    shade = colour(status, facts.line.in_force_from, facts.day)
    return Standing(facts, status, status, shade, flags(facts, status))


def _whole(facts, cells) -> Standing:
    status = worst(cell.status for cell in cells) if cells else judge(facts).status
    raised = {flag for cell in cells for flag in cell.flags} - OF_THE_WHOLE
    own = set(flags(facts, status)) & OF_THE_WHOLE
    if any("restricted" in cell.flags for cell in cells):
        own.add("restricted")
    ordered = tuple(flag for flag in FLAG_ORDER if flag in raised | own)
    shade = colour(status, facts.line.in_force_from, facts.day)
    at = next((cell for cell in cells if cell.status == status), None)
    return Standing(facts, status, status, shade, ordered, cells=cells, stands_at=at)


def _with_parts(whole: Standing, parts) -> dict:
    """The recommendation rolled up with its owed parts; parts given as examples stand with it and are not owed."""
    changed = {part.line.id: _like(part, whole) for part in parts if part.line.example}
    owed = [part for part in parts if not part.line.example]
    members = [whole, *owed]
    status = worst(member.own_status for member in members)
    at = next(member for member in members if member.own_status == status)
    shown = tuple(changed.get(part.line.id, part) for part in parts)
    shade = colour(status, whole.line.in_force_from, whole.facts.day)
    changed[whole.line.id] = Standing(
        whole.facts,
        status,
        whole.own_status,
        shade,
        whole.flags,
        parts=shown,
        stands_at=at if at is not whole else None,
    )
    return changed


def _like(part, whole) -> Standing:
    return Standing(part.facts, whole.own_status, part.own_status, whole.colour, part.flags)
