"""The lines of a pack, priority by priority: where each stands, and all that was done about it."""

from collections import Counter

from actions import evidence, queries
from actions.standing import Standing
from tracker.packs import happened, held, paths
from tracker.packs.known import Known
from tracker.words import because, flag
from tracker.words.standing import RHYTHM, submitted


def groups(known: Known):
    """A group for each priority, and one for the lines of a document that have none; each is a page."""
    for place, document in enumerate(known.documents, 1):
        lines, folder = known.plan.of(document.reference), paths.folder(place, document.reference)
        for priority in queries.priorities(document.id):
            own = [each for each in lines if each.line.priority == priority.number]
            heading, page = f"Priority {priority.number}: {priority.name}", f"{folder}-priority-{priority.number}"
            yield {"commitment": priority.commitment, **_group(known, document, (folder, page, heading), own)}
        rest = [each for each in lines if each.line.priority is None]
        if rest:
            yield _group(known, document, (folder, f"{folder}-lines", known.title_of(document)), rest)


def _group(known, document, named, lines) -> dict:
    folder, page, heading = named
    numbers = {each.line.id for each in lines}
    return {
        "document": document.reference,
        "heading": heading,
        "page": f"pages/{page}.html",
        "lines": [_line(known, each) for each in lines],
        "chronology": happened.chronology(known, lines),
        "evidence": [piece for each in lines for piece in _evidence(known, each, folder)],
        **happened.questions(known, numbers),
    }


def _line(known, standing: Standing) -> dict:
    line, gated = standing.line, known.gated(standing)
    into = known.plan.by_id.get(standing.facts.merged_into)
    open_text = {"title": line.title, "statement": line.statement, "duties": _duties(standing)}
    return {
        "number": line.number,
        **({"gated": True, "duties": []} if gated else open_text),
        "own_words": known.own_words.get(line.id),
        **_stands(standing),
        "owner": known.agency(standing.owner_id),
        "due": standing.due,
        "original_due": standing.original_due,
        "moves": standing.moves,
        "rating": standing.rating,
        "last_update": standing.last_update,
        "merged_into": into and into.number,
        "flags": [flag(key, standing) for key in evidence.visible_flags(standing, known.contents.reader.viewer)],
        "cells": [{"agency": known.agency(each.cell), **_stands(each)} for each in standing.cells],
    }


def _stands(standing) -> dict:
    return {"status": standing.status, "colour": standing.colour, "because": because(standing)}


def _duties(standing) -> list[str]:
    """How the submissions of each of its duties came."""
    came = [(each, Counter(one.state for one in each.fallen_due)) for each in standing.facts.duties]
    return [f"{each.what}, {RHYTHM[each.every]}: {submitted(states)}" for each, states in came]


def _evidence(known, standing, folder) -> list[dict]:
    if known.gated(standing):
        return []
    number, folders = standing.number, (folder, paths.line_folder(standing.number))
    return [held.piece(each, number, folders, known.names) for each in known.pieces.get(standing.line.id, ())]
