"""The facts of a report: plain data, from which every form is drawn and which are kept as bytes."""

from actions import escalations, off_screen, queries
from actions.reports import behind, closed, quarterly, six_monthly
from actions.reports.any_day import exception, extract
from actions.reports.asked import AUDIENCES_OF, PERIODS, Asked, default_cut_off, period_of, reference
from actions.reports.circulated import circulated
from actions.reports.documents import counted_of, of_document, quoted_in
from actions.reports.kept import from_bytes, latest, latest_facts, plain, previous_facts, to_bytes
from actions.reports.page_one import page_one
from actions.reports.six_monthly import priorities_on
from actions.reports.typed import TYPED, changed
from actions.standing import plan_on

__all__ = [
    "AUDIENCES_OF",
    "PERIODS",
    "TYPED",
    "Asked",
    "changed",
    "circulated",
    "default_cut_off",
    "exception",
    "extract",
    "facts",
    "from_bytes",
    "latest",
    "latest_facts",
    "period_of",
    "plain",
    "previous_facts",
    "priorities_on",
    "reference",
    "to_bytes",
]


# What each kind says of a document, and what it says besides page 1.
SAYS = {"quarterly": (of_document, quarterly.sections), "six-monthly": (counted_of, six_monthly.sections)}


def facts(asked: Asked) -> dict:
    """Everything the report says, ready for JSON: days are ISO text. A pure function of the record's head and `asked`."""
    plan, before = plan_on(asked.cut_off), previous_facts(asked.kind, asked.period)
    document, besides = SAYS[asked.kind]
    lines, known = behind.lines(plan, asked), queries.documents(asked.cut_off)
    return {
        **_head(asked),
        "words": asked.words,
        "escalations": escalations.facts(plan),
        "documents": [document(each, plan, before, asked) for each in queries.not_closed(known, plan)],
        "closed": closed.facts(plan, asked, known) or None,
        "compared_with": before and f"{before.period}, edition {before.edition}",
        **page_one(plan, asked, before, lines),
        "behind": behind.facts(plan, lines, quoted_in(asked)),
        **besides(plan, asked),
    }


def _head(asked: Asked) -> dict:
    return {
        "kind": asked.kind,
        "period": asked.period.label,
        "first": asked.period.first,
        "last": asked.period.last,
        "cut_off": asked.cut_off,
        "edition": asked.edition,
        "reason": asked.reason,
        "reference": reference(asked),
        **off_screen.around(asked.cut_off),
    }
