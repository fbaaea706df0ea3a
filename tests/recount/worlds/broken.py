"""Ways in which the product could say something else on one surface than on another, and on which it must be noticed."""

from collections import OrderedDict
from dataclasses import replace
from importlib import import_module

from actions.standing import RULE_FOR

PAPERS = ("facts", "HTML", "PDF", "XLSX", "CSV")
EVERYWHERE = (
    "--json",
    *PAPERS,
    "exception report",
    "extracts",
    "dashboard",
    "lists",
    "scorecard",
    "six-monthly report",
)


def instead(module, name, change):
    """Replace a function by one that changes what it answers; what was worked out before is forgotten."""
    where = import_module(module)

    def break_it(monkeypatch):
        original = getattr(where, name)
        monkeypatch.setattr(where, name, lambda *given, **named: change(original(*given, **named)))
        monkeypatch.setattr("actions.standing.memo._memo", OrderedDict())

    return break_it


def without_the_last_row(name):
    """A form of a list that leaves out its last row."""
    drawing = import_module("tracker.sheets.drawing")

    def break_it(monkeypatch):
        original = getattr(drawing, name)
        cut = lambda *given: original(*given[:-1], replace(given[-1], rows=given[-1].rows[:-1]))  # noqa: E731
        monkeypatch.setattr(drawing, name, cut)

    return break_it


def one_more(name):
    return lambda values: {**values, name: values[name] + 1}


def less_the_last(found):
    return found[:-1]


# What is broken: where it must be noticed, and how it is broken.
PAGE_ONE, TABLES = "actions.reports.page_one", "tracker.papers.quarterly"
BROKEN = {
    "nothing is overdue": (
        EVERYWHERE,
        instead(
            "actions.standing.working_out",
            "judge",
            lambda rule: RULE_FOR["not_started"] if rule.status == "overdue" else rule,
        ),
    ),
    "page 1 counts one too many overdue": (
        (*PAPERS, "exception report"),
        instead(PAGE_ONE, "_overdue", one_more("count")),
    ),
    "page 1 counts one move too many": (
        (*PAPERS, "exception report"),
        instead(PAGE_ONE, "_moves", one_more("since_last")),
    ),
    "of what is complete the best proof is said": (
        PAPERS,
        instead("actions.reports.behind", "assurance", lambda proof: "impact"),
    ),
    "what falls due first is forgotten": (PAPERS, instead(PAGE_ONE, "_due_next", lambda months: months[1:])),
    "what was not received is forgotten": (
        PAPERS,
        instead(
            PAGE_ONE, "_submissions", lambda came: {how: count for how, count in came.items() if how != "unanswered"}
        ),
    ),
    "nobody is silent": (
        (*PAPERS, "exception report", "dashboard"),
        instead("actions.queries", "silent_agencies", lambda names: []),
    ),
    "the earlier report is taken for an empty one": (
        (*PAPERS, "exception report"),
        instead("actions.reports.documents", "_before_counts", lambda counts: counts and {}),
    ),
    "a status is left out of the pictures": (
        ("HTML", "PDF", "dashboard"),
        instead("tracker.pictures", "segments", less_the_last),
    ),
    "the paper leaves out a document's last line": (
        ("HTML", "PDF"),
        instead(TABLES, "_table", lambda table: replace(table, rows=table.rows[:-1])),
    ),
    "the paper says another number than its facts": (
        ("HTML", "PDF"),
        instead("tracker.papers.report", "_overdue", lambda said: f"1{said}"),
    ),
    "Excel leaves out the last row": (
        ("XLSX", "lists", "exception report", "extracts", "frozen edition", "six-monthly report"),
        without_the_last_row("_rows"),
    ),
    "CSV leaves out the last row": (("CSV", "exception report", "frozen edition"), without_the_last_row("as_csv")),
    "an extract leaves out its last line": (("extracts",), instead("actions.reports.any_day", "_lines", less_the_last)),
    "the dashboard counts one move too many": (
        ("dashboard",),
        instead("tracker.glance", "at", lambda seen: replace(seen, moves=seen.moves + 1)),
    ),
    "a list leaves out its last line": (("lists",), instead("tracker.lists", "found", less_the_last)),
    "the scorecard leaves out the first line": (
        ("scorecard",),
        instead("tracker.lists", "by_itself", lambda lines: lines[1:]),
    ),
    "a report counts one too many open for each agency": (
        ("six-monthly report", "sections"),
        instead("actions.reports.agencies", "_row", one_more("open")),
    ),
    "the report leaves out its last exception": (
        ("sections",),
        instead("actions.reports.quarterly", "_exceptions", less_the_last),
    ),
    "a list behind a figure leaves out its last line": (
        ("HTML",),
        instead("tracker.papers.trace", "_listing", lambda found: replace(found, lines=found.lines[:-1])),
    ),
}
