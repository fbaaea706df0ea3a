"""The rows that the API answers with, made of what the pages are made of. What leaves here is for whoever opens what is
made of it, so of a recommendation no words leave before every audience may have them (rules.md section 7)."""

from flask import current_app, g

from actions import off_screen, queries
from actions.evidence import EvidenceView, evidence_of
from actions.periods import Quarter, reported_period
from actions.standing import Plan, Standing, plan_on
from tracker import as_data, clock, lines
from tracker.as_data import agency_key
from tracker.guard import viewer
from tracker.names import Names
from tracker.words import because
from tracker.words import history as say

SAID = (*say.ANSWERED_WITH, "minute")
DECIDED = ("reason", "own_words", "minute", "checked_by")
UPDATES = frozenset({"update", "starting_position"})
TAKEN = queries.DECISIONS | {"set_aside"}
FORMS = ("pdf", "html", "facts")
ENDING = {"facts": "json"}


def released() -> set[int]:
    """The documents that may be quoted to everybody, by today's permissions, whatever day is shown."""
    return off_screen.released(clock.today())


def quoted(standing: Standing) -> bool:
    """Whether what was written about the line may leave, besides a meeting's own words on what will be done."""
    return off_screen.may_quote(standing, released())


def documents(found) -> list[dict]:
    plan, may_quote = plan_on(g.day), released()
    return [
        {
            "document": each.reference,
            "kind": each.kind,
            "title": each.title if each.kind == "plan" or each.id in may_quote else None,
            "in_force_from": each.in_force_from,
            "first_day": each.first_day,
            "last_day": plan.last_day_of(each.reference),
            "counted": sum(line.counted for line in plan.of(each.reference)),
        }
        for each in found
    ]


def agencies(found) -> list[dict]:
    return [{"agency": each.key, "name": each.name} for each in found]


def actions(found) -> list[dict]:
    """Where each stands in the words of `flask standing`, with the flags of which this person may know."""
    plan, may_quote = plan_on(g.day), released()
    decided = queries.words_of(each.facts.decision_id for each in found if each.facts.decision_id)
    return [
        as_data.standing(each, plan)
        | as_data.gone_on(each, plan)
        | {
            "flags": lines.flags(each),
            "title": off_screen.line(each, plan, may_quote)["title"],
            "own_words": decided.get(each.facts.decision_id, {}).get("own_words"),
            "why": because(each),
        }
        for each in found
    ]


def action(standing: Standing) -> dict:
    """One line, with what it is made of."""
    plan, facts = plan_on(g.day), standing.facts
    merged = plan.by_id.get(facts.merged_into)
    return actions([standing])[0] | {
        "statement": standing.line.statement if quoted(standing) else None,
        "priority": standing.line.priority,
        "contributors": sorted(filter(None, (agency_key(each, plan) for each in facts.contributors))),
        "assurance": facts.claim.assurance if facts.claim else None,
        "parts": [each.number for each in standing.parts],
        "merged_into": merged and merged.number,
        "cells": [_cell(each, plan) for each in standing.cells],
    }


def _cell(cell: Standing, plan: Plan) -> dict:
    told = as_data.standing(cell, plan)
    kept = ("status", "colour", "due", "rating", "forecast", "last_update", "moves")
    return {"agency": agency_key(cell.cell, plan), **{name: told[name] for name in kept}, "flags": lines.flags(cell)}


def history(standing: Standing, verbs) -> list:
    """What of that kind was done about a line, the latest first."""
    return [each for each in queries.history(standing.line.id, g.day) if each.event.verb in verbs]


def updates(standing: Standing, found) -> list[dict]:
    plan, may_quote = plan_on(g.day), quoted(standing)
    names = Names(plan)
    return [_update(event, words if may_quote else {}, plan, names) for event, words in found]


def _update(event, words, plan, names) -> dict:
    is_update = event.verb == "update"
    return {
        "number": event.id,
        "kind": event.verb,
        "day": event.counts_from,
        "quarter": Quarter(event.day).label if is_update else None,
        "agency": agency_key(event.ref, plan) if is_update else None,
        "cell": agency_key(event.cell_id, plan),
        "by": say.by(event, words, names),
        "rating": event.word,
        "forecast": event.second_day if is_update else None,
        **_typed(words, SAID),
    }


def _typed(words, fields) -> dict:
    """The words typed; what was redacted says so, what was not typed is none."""
    return {name: words[name] or say.REDACTED if name in words else None for name in fields}


def evidence(standing: Standing) -> list[EvidenceView]:
    """What this person may see, by today's rights, the latest first."""
    return evidence_of(lines.today(standing), g.day, viewer())[::-1]


def pieces(standing: Standing, found: list[EvidenceView]) -> list[dict]:
    plan, may_quote = plan_on(g.day), quoted(standing)
    return [
        {
            "number": piece.row.id,
            "name": (piece.name or say.REDACTED) if may_quote else None,
            "kind": piece.row.kind,
            "shows": piece.row.shows,
            "agency": agency_key(piece.row.agency_id, plan),
            "cell": agency_key(piece.row.cell_id, plan),
            "update": piece.row.update_id,
            "by": piece.by,
            "added_on": piece.row.counts_from,
            "recheck_on": piece.row.recheck_on,
            "withdrawn_on": piece.withdrawn_on,
            "restricted": piece.row.restricted,
            "size": piece.row.size,
            "media_type": piece.row.media_type,
        }
        for piece in found
    ]


def owed(standing: Standing) -> list:
    """Each submission of each duty of a line (of its cells), with whose it is."""
    leaves = standing.cells or (standing,)
    return [(each, duty, leaf.cell) for leaf in leaves for duty in leaf.facts.duties for each in duty.submissions]


def submissions(standing: Standing, found) -> list[dict]:
    plan, may_quote = plan_on(g.day), quoted(standing)
    return [
        {
            "duty": duty.id,
            "what": duty.what if may_quote else None,
            "every_months": duty.every,
            "runs": duty.running,
            "cell": agency_key(cell, plan),
            "due": each.due,
            **dict(zip(("reports_from", "reports_to"), reported_period(each.due, duty.every), strict=True)),
            "state": each.state,
            "answered_on": each.answered_on,
        }
        for each, duty, cell in found
    ]


def decisions(standing: Standing, found, aside: set[int]) -> list[dict]:
    """`aside`: the numbers of those that were set aside."""
    plan, may_quote = plan_on(g.day), quoted(standing)
    names = Names(plan)
    return [
        _decision(event, words, plan, names, may_quote) | {"set_aside": event.id in aside} for event, words in found
    ]


def _decision(event, words, plan, names, may_quote) -> dict:
    leaving = words if may_quote else {name: words[name] for name in words if name == "own_words"}
    return {
        "number": event.id,
        "decided": event.verb,
        "taken_on": event.taken_on,
        "recorded_on": event.counts_from,
        "by": names.person(event.by_id),
        "by_the_board": bool(event.yes),
        "cell": agency_key(event.cell_id, plan),
        "new_due": event.day,
        "assurance": event.word,
        "recheck_on": event.second_day,
        "merged_into": names.line(event.other) if event.verb == "merge" else None,
        **_typed(leaving, DECIDED),
    }


def reports(found) -> list[dict]:
    gone = queries.withdrawn_reports()
    return [_report(each, each.id in gone) for each in found]


def _report(report, gone) -> dict:
    at = f"{current_app.config['BASE_URL']}/reports/{report.kind}/{report.period}/{report.edition}"
    told = {
        "kind": report.kind,
        "period": report.period,
        "edition": report.edition,
        "cut_off": report.cut_off,
        "frozen_on": report.counts_from,
        "withdrawn": gone,
    }
    for form in FORMS:
        ending = ENDING.get(form, form)
        told[f"{ending}_url"] = None if gone else f"{at}.{ending}"
        told[f"{ending}_sha256"] = getattr(report, f"{form}_sha256")
    return told
