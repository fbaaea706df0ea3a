"""Page 1 as tables: how many stand where, each figure by itself, and the lists behind the figures."""

from tracker.papers.report import compared_since, day_of, name_of
from tracker.papers.tables.parts import Part, columns, day_or_words, yes
from tracker.words import STATUS
from tracker.words.standing import ASSURANCE, SUBMISSION

KINDS = {"verdict": "The verdict", "worries": "A worry", "successes": "A success"}


def _statuses(facts) -> list:
    return [
        [name_of(document), STATUS[each.status], each.count, each.change]
        for document in facts.documents
        for each in document.counts
    ]


def _totals(facts) -> list:
    return [
        [name_of(each), each.total, each.adopted_total, yes(each.total == each.adopted_total)]
        for each in facts.documents
    ]


def _figures(facts) -> list:
    """What is counted, how many, and of the oldest overdue line which it is."""
    return [
        *_overdue(facts.overdue),
        [f"Dates moved since {compared_since(facts)}", facts.moves.since_last, None],
        ["Dates moved in all", facts.moves.in_all, None],
        ["Lines of which the date was moved", facts.moves.actions, None],
        ["Of them moved twice or more", facts.moves.twice_or_more, None],
        ["Agencies that said nothing", len(facts.silent), None],
        *([f"Complete, proved as {word}", _of(facts.completed, how), None] for how, word in ASSURANCE.items()),
        ["To be checked again", facts.rechecks, None],
        *([f"Submissions {word}", _of(facts.submissions, state), None] for state, word in SUBMISSION.items()),
    ]


def _overdue(overdue) -> list:
    oldest = (
        [["Months that the oldest is late", overdue.oldest.months, overdue.oldest.number]] if overdue.oldest else []
    )
    return [
        ["Overdue", overdue.count, None],
        *oldest,
        ["Past due, waiting for a decision", overdue.await_decision, None],
    ]


def _of(counts, key) -> int:
    return vars(counts).get(key, 0)


def _by_agency(facts) -> list:
    return [[each.agency, each.count] for each in facts.overdue.by_agency]


def _silent(facts) -> list:
    return [[name] for name in facts.silent]


def _due_next(facts) -> list:
    return [[day_of(each.month), number] for each in facts.due_next for number in each.numbers]


def _asked(facts) -> list:
    return [[each.who, each.what, day_or_words(each.by_when)] for each in facts.words.decisions or []]


def _chair(facts) -> list:
    said = {"verdict": [facts.words.verdict] if facts.words.verdict else []}
    said |= {kind: getattr(facts.words, kind) or [] for kind in ("worries", "successes")}
    return [[KINDS[kind], words] for kind in KINDS for words in said[kind]]


FIGURES = (
    Part("Status", columns(Document=40, Status=20, Lines=9, Change_since_last=12), _statuses),
    Part("Totals", columns(Document=40, Lines=9, The_document_has=12, Agrees=9), _totals),
    Part("Figures", columns(What=40, Number=9, Which_line=12), _figures),
    Part("Overdue by agency", columns(Agency=40, Overdue=9), _by_agency),
    Part("Said nothing", columns(Agency=40), _silent),
    Part("Falls due next", columns(Due=13, Number=9), _due_next),
)
WORDS = (
    Part("The chair's words", columns(Kind=14, Words=90), _chair),
    Part("Asked of the board", columns(Who=30, What=60, By_when=16), _asked),
)
