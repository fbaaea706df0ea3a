"""The parts that the reports of a period have in common: how the agencies answer, challenges, what was put to the board.

A part is its heading, the caption of its table, the columns, and what gives the rows from the facts.
"""

from textwrap import shorten

from tracker.papers.content import Status, Table
from tracker.papers.report import day_of, name_of
from tracker.words import RATING, STATUS, carrying, days, listed
from tracker.words.challenges import ENDED
from tracker.words.history import NOT_QUOTED, REDACTED
from tracker.words.standing import sums

GENERAL, NOTHING, NO_OWNER = "In general", "-", "No owner"
# What people said stands in full on screen; so many sides hold its beginning.
LONGEST = 300
# What a column of its own says of a line already.
SHOWN_OTHERWISE = frozenset({"no_owner", "re_dated", "due_soon"})
SCORES = ("lines", "complete", "open", "overdue", "waiting", "silent", "moved")


def tables(facts, which) -> list[tuple[str, Table]]:
    """Those of the parts that have a row; of what is circulated also without the columns in which nothing is left."""
    found = [(heading, Table(caption, columns, rows(facts))) for heading, caption, columns, rows in which]
    shown = [(heading, table) for heading, table in found if table.rows]
    return [(heading, _without_empty_columns(table)) for heading, table in shown] if facts.redacted_of else shown


def _without_empty_columns(table: Table) -> Table:
    rows = [row for row in table.rows if not isinstance(row, str)]
    kept = [place for place in range(len(table.columns)) if any(row[place] != NOTHING for row in rows)]
    left = [row if isinstance(row, str) else [row[place] for place in kept] for row in table.rows]
    return Table(table.caption, [table.columns[place] for place in kept], left, table.note)


def short(text) -> str:
    """The beginning of what somebody said."""
    return shorten(text, LONGEST, placeholder=" ...") if text else NOTHING


def counts(found) -> str:
    """26 complete, 4 overdue."""
    return sums({each.status: each.count for each in found})


def last_said(row) -> str:
    """On which day, and with which rating."""
    said = [short_day(row.last_update)] if row.last_update else []
    return ", ".join(said + ([RATING[row.rating].lower()] if row.rating else [])) or NOTHING


def short_day(text) -> str:
    return days.short_day(day_of(text))


def agencies(facts) -> list:
    return [
        [each.agency or NO_OWNER, *(_number(getattr(each, name)) for name in SCORES), _updates(each), _oldest(each)]
        for each in facts.agencies or []
        if each.lines
    ]


def _number(figure) -> str:
    """Facts that were kept before a figure was among them do not say it."""
    return NOTHING if figure is None else str(figure)


def _updates(agency) -> str:
    return f"{agency.answered} of {agency.owed}" if agency.owed else NOTHING


def _oldest(agency) -> str:
    return f"Due {days.short_month(day_of(agency.oldest))}" if agency.oldest else NOTHING


def challenges(facts) -> list:
    return [
        [each.agency, each.number or GENERAL, short(each.question or REDACTED), _came_of_it(each)]
        for each in facts.challenges or []
    ]


def _came_of_it(challenge) -> str:
    """The agency's answer, and how it ended."""
    ended = f" {ENDED[challenge.how]}, {short_day(challenge.ended_on)}." if challenge.how else ""
    if challenge.answer:
        return short(challenge.answer) + ended
    answered = challenge.answered_on
    return (f"Answered on {short_day(answered)}: {NOT_QUOTED.lower()}." if answered else "No answer yet.") + ended


def put(facts, said=short) -> list:
    found = _of_the_board(facts)
    return [[short_day(each.since), each.number or GENERAL, _asked(each, said), _answer(each, said)] for each in found]


def _of_the_board(facts) -> list:
    """Facts that were kept before answers were among them hold what waited alone."""
    return (facts.escalations or []) if facts.put is None else facts.put


def put_whole(facts) -> list:
    """As it was asked and answered, in full."""
    return put(facts, str)


def _asked(escalation, said) -> str:
    return f"{said(escalation.asked or REDACTED)} Options: {said(escalation.options or REDACTED)}"


def _answer(escalation, said) -> str:
    if not escalation.answered_on:
        return "Waits for its answer"
    return f"{said(escalation.answer or REDACTED)} ({short_day(escalation.answered_on)})"


def closed(facts) -> list:
    """Each document that closed, and of its lines those that go on elsewhere or were left unfinished."""
    rows: list = []
    for each in facts.closed or []:
        rows.append(f"{name_of(each)}, closed on {short_day(each.closed_on)}: {carrying.became(vars(each.fates))}")
        rows += [[line.number, line.title or NOTHING, _stood(line), _went(line)] for line in each.lines]
    return rows


def _stood(line) -> Status:
    return Status(line.colour, STATUS[line.status])


def _went(line) -> str:
    """Where it goes on, or that it does not."""
    return f"Carried into {listed(line.into)}" if line.into else carrying.FATE[line.fate].capitalize()


CLOSED = (
    "What became of the document that closed",
    "Lines that were carried into another document, and lines that were closed unfinished",
    (("No.", 28, False), ("Line", 180, False), ("Stood at", 72, False), ("What became of it", 147, False)),
    closed,
)
AGENCIES = (
    "How the agencies answer",
    "The lines that each agency answers for, as at the cut-off",
    (
        ("Agency", 150, False),
        ("Lines", 28, True),
        ("Complete", 42, True),
        ("Open", 26, True),
        ("Overdue", 38, True),
        ("Waiting", 36, True),
        ("Silent", 28, True),
        ("Re-dated", 42, True),
        ("Updates", 38, True),
        ("Oldest", 62, False),
    ),
    agencies,
)
CHALLENGES = (
    "Challenges, and what came of them",
    "Questions of the period, and those that are open",
    (("Asked", 84, False), ("About", 42, False), ("Question", 200, False), ("What came of it", 165, False)),
    challenges,
)
PUT = (
    "Before the board",
    "What was put to the board, with its answer",
    (
        ("Since", 56, False),
        ("About", 42, False),
        ("Asked, and the options", 260, False),
        ("The board's answer", 129, False),
    ),
    put,
)
PUT_WHOLE = (*PUT[:3], put_whole)
