"""The quarterly sub group report, said from its facts (rules.md section 8)."""

from datetime import date
from textwrap import shorten

from actions.periods import Quarter
from actions.standing import OPEN, RULES
from tracker import pictures
from tracker.papers.content import Content, Status, Table
from tracker.words import RATING, STATUS, days, listed
from tracker.words.history import REDACTED
from tracker.words.standing import ASSURANCE, flag, submitted

# Head, width in points, and whether the column holds numbers.
LINES = (
    ("No.", 22, False),
    ("Action", 145, False),
    ("Status", 58, False),
    ("Owner", 56, False),
    ("Due", 59, False),
    ("Moved", 30, True),
    ("Last said", 57, False),
)
RECOMMENDATIONS = (
    ("No.", 22, False),
    ("Recommendation", 138, False),
    ("Status", 84, False),
    ("Owner", 56, False),
    ("Due", 40, False),
    ("Moved", 30, True),
    ("Last said", 57, False),
)
PUT = (("Since", 56, False), ("About", 50, False), ("What is asked", 165, False), ("The options", 156, False))
COLUMNS = {"plan": LINES, "profile": RECOMMENDATIONS}
KINDS = {"plan": "actions", "profile": "recommendations"}
HELD_BACK = "[text held back]"
WHY_HELD_BACK = (
    "The profile's own words are held back, because its originator's permission to use them in reporting is not recorded. "
    "What is said of a recommendation is what the meeting decided to do."
)
NOTHING = "-"
LONGEST_PUT = 90
SHOWN_OTHERWISE = frozenset({"no_owner", "re_dated", "due_soon"})


def content(facts, facts_sha256: str) -> Content:
    """Everything the report says. `facts_sha256` is printed as proof."""
    period = Quarter(_day(facts.first))
    return Content(
        title=f"Quarterly report, {period.label[8:]} {period.label[:7]}",
        board=facts.board,
        marking=facts.marking,
        example_line=facts.example_line or "",
        reference=facts.reference,
        edition=str(facts.edition or "in draft"),
        as_at=days.day(_day(facts.cut_off)),
        period_line=_period_line(facts),
        correction=_correction(facts),
        verdict=facts.words.verdict or "",
        pictures=[(_picture(each), since(each, facts)) for each in facts.documents],
        decisions=[*map(_put, facts.escalations or []), *map(_decision, facts.words.decisions or [])],
        worries=facts.words.worries or [],
        successes=facts.words.successes or [],
        figures=figures(facts),
        tables=[(_heading(each), _table(each, _day(facts.cut_off))) for each in facts.documents]
        + _before_the_board(facts),
        reconciliation=[_reconciled(each) for each in facts.documents],
        rules=[(STATUS[rule.status], rule.meaning) for rule in RULES],
        proof=[
            f"SHA-256 of this report's facts: {facts_sha256}",
            f"Head of the journal: line {facts.head.number}, {facts.head.hash}",
        ],
    )


def _correction(facts) -> str:
    if not facts.edition:
        return "Draft: not frozen yet, so it may change."
    return f"This edition replaces an earlier one: {facts.reason}" if facts.reason else ""


def _period_line(facts) -> str:
    """Period: 1 October to 31 December 2016. For the sub group."""
    first = _day(facts.first)
    return f"Period: {first.day} {first:%B} to {days.day(_day(facts.last))}. For the {facts.sub_group}."


def _day(text) -> date | None:
    return date.fromisoformat(text) if text else None


def _put(escalation) -> str:
    """What waits for the board, on page 1: its beginning. The whole of it stands in a table of its own."""
    asked = shorten(escalation.asked or REDACTED, LONGEST_PUT, placeholder=" ...")
    about = f"{escalation.number}: " if escalation.number else ""
    return f"{about}{asked} (with the board since {days.short_day(_day(escalation.since))})"


def _before_the_board(facts) -> list[tuple[str, Table]]:
    """What waits for the board with its options, in full; nothing where nothing waits."""
    rows = [
        [
            days.short_day(_day(each.since)),
            each.number or "In general",
            each.asked or REDACTED,
            each.options or REDACTED,
        ]
        for each in facts.escalations or []
    ]
    as_at = days.day(_day(facts.cut_off))
    return [("Before the board", Table(f"What waits for the board's answer, as at {as_at}", PUT, rows))] if rows else []


def _decision(asked) -> str:
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
        ("Dates moved", _moves(facts.moves)),
        ("Said nothing", listed(facts.silent) if facts.silent else "Every agency that owed an update gave one"),
        ("How completion is proved", _completed(vars(facts.completed))),
        ("Re-checks due", f"{days.count(facts.rechecks, 'line')} to be checked again"),
        ("Submissions since the quarter began", submitted(vars(facts.submissions))),
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


def _moves(moves) -> str:
    return (
        f"{moves.since_last} since the last report; {days.count(moves.in_all, 'move')} in all, "
        f"on {days.count(moves.actions, 'line')}, {moves.twice_or_more} of them twice or more"
    )


def _completed(counts) -> str:
    said = ", ".join(f"{ASSURANCE[key]} {counts.get(key, 0)}" for key in ASSURANCE)
    return f"Of {sum(counts.values())} completed lines: {said}"


def _due_next(months) -> str:
    said = [f"{len(each.numbers)} in {days.month(_day(each.month))} ({', '.join(each.numbers)})" for each in months]
    return "; ".join(said) or "Nothing in the next three months"


def _heading(document) -> str:
    return "Every action by priority" if document.kind == "plan" else "Recommendations"


def _table(document, as_at) -> Table:
    rows: list = []
    headings = {each.number: f"{each.number} {each.name}" for each in document.priorities}
    latest = None
    for row in document.rows:
        if row.priority != latest:
            latest = row.priority
            rows.append(headings[latest])
        rows.append(_row(row))
    note = "" if document.released else WHY_HELD_BACK
    return Table(f"{name_of(document)}, as at {days.day(as_at)}", COLUMNS[document.kind], rows, note)


def _row(row) -> list:
    flags = [flag(each) for each in row.flags if each not in SHOWN_OTHERWISE]
    text = row.text or HELD_BACK
    return [
        row.number,
        f"{text} ({'; '.join(flags)})" if flags else text,
        Status(row.colour, STATUS[row.status] + (f" into {row.merged_into}" if row.merged_into else "")),
        row.owner or ("No owner" if "no_owner" in row.flags else NOTHING),
        _due(row),
        str(row.moves),
        _last_said(row),
    ]


def _last_said(row) -> str:
    said = [days.short_day(_day(row.last_update))] if row.last_update else []
    return ", ".join(said + ([RATING[row.rating].lower()] if row.rating else [])) or NOTHING


def _due(row) -> str:
    if row.due is None:
        return "No date" if row.status in OPEN else NOTHING
    due, first = _day(row.due), _day(row.original_due)
    moved = f", first {days.short_month(first)}" if first and first != due else ""
    return days.short_month(due) + moved


def _reconciled(document) -> str:
    added = " + ".join(str(each.count) for each in document.counts if each.count)
    verdict = "agrees" if document.total == document.adopted_total else "DOES NOT AGREE"
    kind = KINDS[document.kind]
    return (
        f"{name_of(document)}: {added} = {document.total} {kind}; the document has {document.adopted_total}: {verdict}."
    )
