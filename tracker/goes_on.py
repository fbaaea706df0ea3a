"""Where the lines of a document go on: the other documents, and what is typed read as their lines."""

import re
from collections.abc import Iterable
from datetime import date

from sqlalchemy import select

from actions import queries
from actions.db import db
from actions.errors import RuleBroken
from actions.models import Action, Document
from actions.standing import Plan, Standing

APART = re.compile(r"\s*(?:[,;]|\band\b)\s*")


def documents(document: Document, plan: Plan) -> list[Document]:
    """Those that lines of this one can be carried into: not closed, in force or to come; the likeliest first."""
    others = [each for each in queries.documents(date.max) if each.id != document.id]
    going_on = [each for each in others if not plan.closing_of(each.reference)]
    return sorted(going_on, key=lambda each: (each.kind == document.kind, each.in_force_from, each.id), reverse=True)


def _numbers(document: Document) -> dict[str, int]:
    """Its lines by number, in force or not yet."""
    rows = db.session.execute(select(Action.number, Action.id).where(Action.document_id == document.id))
    return dict(rows.all())


def suggested(document: Document, plan: Plan, lines: Iterable[Standing], part: str) -> dict[str, str]:
    """By the name of its field: the same number, where a later document of the same kind has it."""
    later = [each for each in documents(document, plan) if each.kind == document.kind]
    newest = next((each for each in later if each.in_force_from > document.in_force_from), None)
    known = _numbers(newest) if newest else {}
    return {f"{part}{each.line.id}": each.number for each in lines if each.number in known}


def read(text: str, document: Document, plan: Plan) -> list[int]:
    """The lines that are named: "2.14", "2.14 and 2.17", or with their document "plan-2017-18 2.14". RuleBroken, saying what
    is not there."""
    known = documents(document, plan)
    if not known:
        raise RuleBroken("lines", "there is no other document yet. Import the next plan, or begin it from this one")
    return [_one(name, known) for name in APART.split(text.strip()) if name]


def _one(name: str, known: list[Document]) -> int:
    reference, _, number = name.rpartition(" ")
    named = next((each for each in known if not reference or each.reference == reference.strip()), None)
    found = _numbers(named).get(number) if named else None
    if found is None:
        where = named.title if named else f"any document called {reference}"
        raise RuleBroken("lines", f"there is no {number} in {where}")
    return found
