"""What a report says of the documents that closed in its period: what became of each line, and that it adds up."""

from actions import carrying, off_screen
from actions.reports.documents import adopted_total, quoted_in
from actions.standing import Plan, Standing


def facts(plan: Plan, asked, known) -> list[dict]:
    """The documents whose last day is in the period or between it and the cut-off, of those `known`."""
    found = [each for each in known if plan.is_closed(each.reference)]
    quoted = quoted_in(asked) if found else set()
    return [
        _document(each, plan, quoted) for each in found if plan.closing_of(each.reference).day >= asked.period.first
    ]


def _document(document, plan, quoted) -> dict:
    counted = plan.counted_in(document.reference)
    fates = carrying.fates(plan, document.reference)
    return {
        "reference": document.reference,
        "title": document.title if document.kind == "plan" or document.id in quoted else None,
        "kind": document.kind,
        "closed_on": plan.closing_of(document.reference).day,
        "total": sum(fates[fate] for fate in carrying.FATES),
        "adopted_total": adopted_total(document),
        "fates": {fate: fates[fate] for fate in carrying.FATES if fates[fate]},
        "lines": [_line(each, plan, quoted) for each in counted if carrying.fate(each) in GONE_ON],
    }


GONE_ON = (carrying.CARRIED, carrying.UNFINISHED)


def _line(standing: Standing, plan, quoted) -> dict:
    return {
        **off_screen.where_it_stands(standing, plan, quoted),
        "fate": carrying.fate(standing),
        "into": [f"{each.line.document} {each.number}" for each in carrying.goes_on_in(standing, plan)],
    }
