"""What every report of a period says: page 1, the reconciliation, the rules and the proof (rules.md section 8)."""

from datetime import date
from textwrap import shorten

from actions.periods import Quarter
from actions.standing import RULES
from tracker import logo, pictures
from tracker.papers import trace
from tracker.papers.content import Content
from tracker.papers.trace import KINDS
from tracker.words import STATUS, carrying, days, listed
from tracker.words.history import REDACTED
from tracker.words.people import lowered
from tracker.words.standing import ASSURANCE, submitted

LONGEST_PUT = 90
LEFT_OUT = "Left out of the edition for wider circulation."
REDACTED_BY_RULE = "Redacted for wider circulation: nothing that people typed is in it but the chair's verdict."


def report(facts, facts_sha256: str, kind: str, tables, more_pictures) -> Content:
    """The whole report around its pictures and tables: page 1, what adds up, the rules, the proof. `kind`: Quarterly,
    Six-monthly."""
    period = facts.period
    return Content(
        title=f"{kind} report, {period[8:]} {period[:7]}",
        board=facts.board,
        marking=facts.marking,
        example_line=facts.example_line or "",
        reference=facts.reference,
        edition=str(facts.edition or "in draft"),
        as_at=days.day(day_of(facts.cut_off)),
        made=day_of(facts.cut_off),
        period_line=_period_line(facts),
        correction=_correction(facts),
        verdict=facts.words.verdict or "",
        pictures=[(_picture(each), since(each, facts)) for each in facts.documents],
        decisions=[*map(_put, facts.escalations or []), *map(decision, facts.words.decisions or [])],
        worries=facts.words.worries or [],
        successes=facts.words.successes or [],
        figures=(said := figures(facts)),
        more_pictures=more_pictures,
        tables=tables,
        reconciliation=[*map(_reconciled, facts.documents), *map(_reconciled_closed, facts.closed or [])],
        rules=[(STATUS[rule.status], rule.meaning) for rule in RULES],
        proof=[
            f"SHA-256 of this report's facts: {facts_sha256}",
            f"Head of the journal: line {facts.head.number}, {facts.head.hash}",
        ],
        left_out=LEFT_OUT if facts.redacted_of else "",
        chair=chair_of(facts),
        logo=logo.of(facts),
        behind_figures=trace.of_figures([name for name, _ in said], facts),
        behind_pictures=trace.of_pictures(facts),
    )


def chair_of(facts) -> str:
    """What the chair is called; facts that were kept before boards could say so do not say it."""
    return lowered(facts.roles.chair) if facts.roles else "chair"


def _correction(facts) -> str:
    if facts.redacted_of:
        return f"{REDACTED_BY_RULE} Made from edition {facts.edition}, SHA-256 of its facts: {facts.redacted_of}."
    if not facts.edition:
        return "Draft: not frozen yet, so it may change."
    return f"This edition replaces an earlier one: {facts.reason}" if facts.reason else ""


def _period_line(facts) -> str:
    """Period: 1 October to 31 December 2016. For the sub group."""
    first = day_of(facts.first)
    return f"Period: {first.day} {first:%B} to {days.day(day_of(facts.last))}. For the {facts.sub_group}."


def day_of(text) -> date | None:
    return date.fromisoformat(text) if text else None


def _put(escalation) -> str:
    """What waits for the board, on page 1: its beginning. The whole of it stands in a table of its own."""
    asked = shorten(escalation.asked or REDACTED, LONGEST_PUT, placeholder=" ...")
    about = f"{escalation.number}: " if escalation.number else ""
    return f"{about}{asked} (with the board since {days.short_day(day_of(escalation.since))})"


def decision(asked) -> str:
    return f"{asked.who}: {asked.what}, {_when(asked.by_when)}"


def _when(typed) -> str:
    """When somebody typed a day as 2017-02-28, the day in words; anything else as typed."""
    try:
        return days.by_the_end(date.fromisoformat(typed))
    except ValueError:
        return typed


def name_of(document) -> str:
    """A document's title; of one that may not be quoted only what it is."""
    return document.title or "Recommendations of the problem profile"


def _picture(document):
    title = f"{document.total} {KINDS[document.kind]} by status"
    return pictures.one_bar(title, {each.status: each.count for each in document.counts})


def since(document, facts) -> str:
    changes = [each for each in document.counts if each.change]
    if facts.compared_with is None or any(each.change is None for each in document.counts):
        return "No earlier report to compare with."
    said = ", ".join(f"{each.change:+d} {STATUS[each.status].lower()}" for each in changes)
    period, edition = facts.compared_with.split(", ")
    return f"Since the {period[8:]} {period[:7]} report, {edition}: {said or 'no change'}."


def figures(facts) -> list[tuple[str, str]]:
    """Page 1 in figures: what each is of, and what it says."""
    return [
        ("Overdue", _overdue(facts.overdue)),
        ("Dates moved", _moves(facts.moves, compared_since(facts))),
        ("Said nothing", _silent(facts)),
        ("How completion is proved", _completed(vars(facts.completed))),
        ("Re-checks due", f"{days.count(facts.rechecks, 'line')} to be checked again"),
        (f"Submissions since {days.day(day_of(facts.first))}", submitted(vars(facts.submissions))),
        ("Falls due next", _due_next(facts.due_next)),
    ]


def _overdue(overdue) -> str:
    if not overdue.count:
        return f"0; {overdue.await_decision} past due await a decision"
    by = ", ".join(f"{each.agency} {each.count}" for each in overdue.by_agency)
    months = days.count(overdue.oldest.months, "month")
    return (
        f"{overdue.count}; the oldest is {overdue.oldest.number}, by {months}. By agency: {by}. "
        f"{overdue.await_decision} more past due await a decision"
    )


def compared_since(facts) -> str:
    return "the last report" if facts.compared_with else days.day(day_of(facts.first))


def _moves(moves, since) -> str:
    return (
        f"{moves.since_last} since {since}; {days.count(moves.in_all, 'move')} in all, "
        f"on {days.count(moves.actions, 'line')}, {moves.twice_or_more} of them twice or more"
    )


def _silent(facts) -> str:
    """Of the quarter that the update was owed for."""
    quarter = days.quarter(Quarter.containing(day_of(facts.last)))
    said = listed(facts.silent) if facts.silent else "nobody: every agency that owed an update gave one"
    return f"for {quarter}: {said}"


def _completed(counts) -> str:
    said = ", ".join(f"{ASSURANCE[key]} {counts.get(key, 0)}" for key in ASSURANCE)
    return f"Of {sum(counts.values())} completed lines: {said}"


def _due_next(months) -> str:
    said = [f"{len(each.numbers)} in {days.month(day_of(each.month))} ({', '.join(each.numbers)})" for each in months]
    return "; ".join(said) or "Nothing in the next three months"


def _reconciled(document) -> str:
    added = " + ".join(str(each.count) for each in document.counts if each.count)
    return f"{name_of(document)}: {added} {_adds_up(document)}"


def _reconciled_closed(document) -> str:
    """Every line of it came to one of these."""
    closed_on = days.day(day_of(document.closed_on))
    return f"{name_of(document)}, closed on {closed_on}: {carrying.added(vars(document.fates))} {_adds_up(document)}"


def _adds_up(document) -> str:
    verdict = "agrees" if document.total == document.adopted_total else "DOES NOT AGREE"
    return f"= {document.total} {KINDS[document.kind]}; the document has {document.adopted_total}: {verdict}."
