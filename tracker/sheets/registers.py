"""The lists beside the plan's lines as sheets: challenges, escalations, evidence, crossings, the scorecard, meetings.

Each is a row of REGISTERS. Of a recommendation that may not be quoted its number leaves, and what the board itself said
about it, but nothing that officers wrote."""

from collections.abc import Callable
from dataclasses import dataclass

from actions import calendar, crosswalk, escalations, evidence, off_screen, queries
from actions.permissions import Viewer
from actions.standing import Plan, plan_on
from tracker import scorecard
from tracker.papers.parts import GENERAL
from tracker.sheets import Column, Sheet, marked
from tracker.words import considering
from tracker.words.challenges import ENDED
from tracker.words.history import NOT_QUOTED, REDACTED

MOST = 1_000_000  # rows, more than a sheet of Excel holds


@dataclass(frozen=True)
class Register:
    """A list: what it is called, its columns (head=width), and its rows on the plan's day for a person."""

    title: str
    columns: dict[str, int]
    rows: Callable[[Plan, Viewer, Plan], list]


def sheet(name: str, plan: Plan, viewer: Viewer, today: Plan) -> Sheet:
    """The list as this person may see it; `today`: the plan by which rights are judged. KeyError for one that is none."""
    register = REGISTERS[name]
    columns = tuple(Column(head, width) for head, width in register.columns.items())
    return marked.sheet(register.title, plan.day, columns, register.rows(plan, viewer, today))


def _agency(number, plan) -> str | None:
    taking = plan.known.get(number)
    return taking and taking.name


def _about(action_id, plan) -> str:
    line = plan.by_id.get(action_id)
    return line.number if line else GENERAL


def _typed(words, name) -> str:
    return words.get(name) or REDACTED


def _of_officers(typed, action_id, plan, quoted) -> str:
    """What an officer wrote about a line, where it may leave the screen."""
    return typed if off_screen.may_quote(plan.by_id.get(action_id), quoted) else NOT_QUOTED


def _challenges(plan, viewer, today) -> list:
    quoted = off_screen.released(today.day)
    return [
        [
            _agency(each.row.agency_id, plan),
            _about(each.row.action_id, plan),
            _typed(each.words, "question"),
            each.row.counts_from,
            each.row.due_day,
            each.answered and _of_officers(_typed(each.words, "answer"), each.row.action_id, plan, quoted),
            each.answered and each.answered.counts_from,
            each.ended and ENDED[each.ended.ended],
            each.ended and each.ended.counts_from,
        ]
        for each in queries.challenges(plan.day)
    ]


def _escalations(plan, viewer, today) -> list:
    return [
        [
            _about(each.row.action_id, plan),
            _typed(each.words, "asked"),
            _typed(each.words, "options"),
            each.row.counts_from,
            each.answered and _typed(each.words, "answer"),
            each.answered and _typed(each.words, "minute"),
            each.answered and each.answered.answered_on,
        ]
        for each in escalations.on(plan.day)
    ]


def _evidence(plan, viewer, today) -> list:
    """Every piece that stands and the person may see, the latest first."""
    quoted = off_screen.released(today.day)
    return [_piece(each, plan, quoted) for each in evidence.shelf(plan.day, today, viewer, most=MOST).pieces]


def _piece(piece, plan, quoted) -> list:
    row = piece.row
    number = _about(row.action_id, plan)
    return [
        number,
        _agency(row.agency_id, plan),
        _of_officers(piece.name or REDACTED, row.action_id, plan, quoted),
        row.kind.capitalize(),
        row.shows.capitalize(),
        row.counts_from,
        row.recheck_on,
        "Yes" if row.restricted else "No",
    ]


def _crossings(plan, viewer, today) -> list:
    links: dict = {}
    for each in crosswalk.links(plan):
        said = f"{considering.HOW[each.how]} {each.action.number}"
        links.setdefault(each.recommendation.line.id, []).append(said)
    return [
        [each.number, considering.CROSSING[crosswalk.came_to(each)], "; ".join(links.get(each.line.id, [])) or None]
        for each in crosswalk.lines(plan)
    ]


def _scorecard(plan, viewer, today) -> list:
    counted = plan_on(scorecard.counted_on(plan.day))
    rows = scorecard.rows(plan, scorecard.Round(scorecard.ended(plan.day), counted))
    return [
        [
            each.name,
            *(getattr(each, name).number for name in SCORES),
            each.oldest and each.oldest.number,
            *(figure.number for figure in each.proofs.values()),
        ]
        for each in rows
    ]


def _meetings(plan, viewer, today) -> list:
    known = calendar.on(plan.day)
    known.read([])
    return [[each.day, each.name, _state(each)] for each in known.sittings]


def _state(sitting) -> str:
    return "Called off" if sitting.called_off else "To come" if sitting.to_come else "Held"


SCORES = ("taken_on", "open", "owed", "answered", "overdue", "waiting", "re_dated", "due_next", "complete")
REGISTERS = {
    "challenges": Register(
        "Challenges",
        {
            "Asked": 30,
            "About": 12,
            "Question": 60,
            "Since": 13,
            "Answer by": 13,
            "Answer": 60,
            "Answered on": 13,
            "How it ended": 24,
            "Ended on": 13,
        },
        _challenges,
    ),
    "escalations": Register(
        "Before the board",
        {
            "About": 12,
            "What is asked": 60,
            "The options": 60,
            "Since": 13,
            "Answer": 60,
            "Minute": 30,
            "Answered on": 13,
        },
        _escalations,
    ),
    "evidence": Register(
        "Evidence",
        {
            "Line": 12,
            "Added by": 30,
            "Name": 50,
            "Kind": 12,
            "Shows": 12,
            "Added on": 13,
            "Look again on": 13,
            "Restricted": 10,
        },
        _evidence,
    ),
    "crosswalk": Register(
        "Recommendations and actions",
        {"Recommendation": 16, "What came of it": 32, "How it crosses": 50},
        _crossings,
    ),
    "scorecard": Register(
        "Agency scorecard",
        {
            "Agency": 40,
            "Lines": 9,
            "Open": 9,
            "Updates owed": 9,
            "Answered on time": 9,
            "Overdue": 9,
            "Waiting for the chair": 9,
            "Re-dated": 9,
            "Due in 90 days": 9,
            "Complete": 9,
            "Oldest overdue": 12,
            "Told": 9,
            "Seen": 9,
            "Checked": 9,
            "With impact": 9,
        },
        _scorecard,
    ),
    "meetings": Register("Meetings", {"Day": 13, "Name": 50, "State": 14}, _meetings),
}
