"""A pack's facts as pages that open offline, and its journal as a list. They read facts, never the database."""

import hashlib
from datetime import date

from flask import current_app

from actions import reports
from actions.standing import RULES
from tracker import logo
from tracker.packs import paths
from tracker.sheets import Column, Sheet, drawing
from tracker.words import STATUS, days

INDEX, PLAN, GENERAL, JOURNAL = "index.html", "pages/plan.html", "pages/in-general.html", "journal/journal.csv"
FORMS = {"pdf": "PDF", "html": "page", "facts": "data"}
JOURNAL_COLUMNS = {
    "number": Column("Line", 8),
    "at": Column("At (UTC)", 22),
    "by": Column("By", 30),
    "kind": Column("What", 20),
    "table": Column("Table", 20),
    "content_hash": Column("SHA-256 of the row", 66),
    "line_hash": Column("SHA-256 of the line", 66),
}


def pages(kept: bytes):
    """(path, bytes) of every page and list that is drawn from the facts."""
    facts = reports.from_bytes(kept)
    yield INDEX, _page("index", facts, "", INDEX, missing=missing(facts), facts_sha256=hashlib.sha256(kept).hexdigest())
    yield PLAN, _page("plan", facts, "../", PLAN)
    for group in facts.groups:
        yield group.page, _page("group", facts, "../", group.page, group=group, parts=_parts(group))
    yield GENERAL, _page("general", facts, "../", GENERAL)
    yield JOURNAL, _journal(facts)


def _page(name, facts, up, here, **more) -> bytes:
    template = current_app.jinja_env.get_template(f"packs/inside/{name}.html")
    return template.render(facts=facts, badge=logo.of(facts), up=up, here=here, **HELPERS, **more).encode()


def missing(facts) -> list:
    """The files that are on record and could not be put into the pack."""
    evidence = [each for group in facts.groups for each in group.evidence if each.missing]
    return evidence + [file for report in facts.reports for file in report.files if file.missing]


def missing_of(facts: dict) -> list:
    """The same of facts that are not yet written down."""
    evidence = [each for group in facts["groups"] for each in group["evidence"]]
    return [each for each in [*evidence, *(f for r in facts["reports"] for f in r["files"])] if "missing" in each]


def decisions(group) -> list:
    return [each for each in group.chronology if each.decision]


def files(group) -> list:
    """The evidence of a group whose files are in the pack."""
    return [each for each in group.evidence if each.path and not each.missing]


def _parts(group) -> list:
    """What a group's page holds: heading, anchor, and what is counted."""
    named = ("lines", "decisions", "challenges", "escalations", "evidence", "chronology")
    found = {**vars(group), "decisions": decisions(group)}
    return [(name.capitalize(), name, found[name]) for name in named]


def _on(text) -> str:
    return days.day(date.fromisoformat(text))


def _short(text) -> str:
    return days.short_day(date.fromisoformat(text))


def _month(text) -> str:
    return days.short_month(date.fromisoformat(text)) if text else "No date"


HELPERS = {
    "on": _on,
    "short": _short,
    "month": _month,
    "anchor": lambda number: f"line-{paths.line_folder(number)}",
    "decisions": decisions,
    "files": files,
    "STATUS": STATUS,
    "RULES": RULES,
    "FORMS": FORMS,
}


def _journal(facts) -> bytes:
    marking = " ".join(filter(None, (facts.marking, facts.example_line)))
    rows = [[_cell(line, name) for name in JOURNAL_COLUMNS] for line in facts.journal]
    title = f"{facts.board}: journal"
    return drawing.as_csv(Sheet(title, date.fromisoformat(facts.as_at), marking, tuple(JOURNAL_COLUMNS.values()), rows))


def _cell(line, name):
    """What of a line is given; what was kept back says so."""
    found = getattr(line, name)
    return "kept back" if name == "kind" and found is None else found
