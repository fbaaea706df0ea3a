"""The facts of the quarterly report beyond page 1 and its lines: the agencies, what deserves attention, claims and requests
with what they rest on, submissions, how recommendations cross to actions, questions, what falls due next (rules.md
section 8)."""

from sqlalchemy import select

from actions import crosswalk, last_said, off_screen, queries
from actions.db import db
from actions.models import Evidence, Words
from actions.periods import Quarter
from actions.reports import questions
from actions.reports.agencies import scorecard
from actions.reports.behind import due_soon
from actions.reports.documents import quoted_in
from actions.standing import Plan, Standing

# The statuses of which a report gives the reason, the day of recovery and the help that is asked for.
EXCEPTIONS = ("overdue", "off_track", "no_update", "at_risk")


def sections(plan: Plan, asked) -> dict:
    """The parts of the report, ready for JSON, as at the cut-off."""
    lines = [each.by_itself for each in plan.answerable() if each.is_open]
    stands = _Stands(plan, quoted_in(asked))
    return {
        "agencies": scorecard(plan, Quarter.containing(asked.period.last)),
        "exceptions": _exceptions([each for each in lines if each.status in EXCEPTIONS], stands),
        "requests": _requests([each for each in lines if each.facts.request is not None], stands),
        "claims": _claims([each for each in lines if each.status == "reported_complete"], stands),
        "coming": [stands(each) for each in due_soon(plan.counted, plan.day)],
        "calendar": [row for each in lines for row in _submissions(each, stands, asked)],
        "crossing": [_crossing(each) for each in crosswalk.links(plan)],
        "challenges": questions.challenges(plan, asked.period.first, quoted_in(asked)),
        "put": questions.put(plan, asked.period.first),
    }


class _Stands:
    """Says of a line where it stands, with its title where that may be quoted."""

    def __init__(self, plan, quoted):
        self.plan, self.quoted = plan, quoted

    def __call__(self, standing: Standing) -> dict:
        where = off_screen.where_it_stands(standing, self.plan, self.quoted)
        return {"document": standing.line.document, **where}

    def quotable(self, standing: Standing, words):
        """The words, or none of them where the line's own text may not leave the screen either."""
        return words if off_screen.may_quote(standing, self.quoted) else type(words)()


def _exceptions(lines, stands) -> list[dict]:
    """Worst first, then what was due first: why, by when it is back on course, and what help is asked for."""
    said = last_said.of(lines, stands.plan.day)
    ordered = sorted(lines, key=lambda each: (EXCEPTIONS.index(each.status), each.due or stands.plan.day))
    return [{**stands(each), **_course(each, said[each.facts.key].words, stands)} for each in ordered]


def _course(standing, words, stands) -> dict:
    rated, told = standing.facts.rated, stands.quotable(standing, words)
    return {
        "why": told.get("why") or told.get("said"),
        "recovery": rated and rated.forecast,
        "help": told.get("help_asked"),
    }


def _requests(lines, stands) -> list[dict]:
    words = queries.words_of(each.facts.request.id for each in lines)
    return [
        {**stands(each), **_request(each, stands.quotable(each, words.get(each.facts.request.id, {})))}
        for each in lines
    ]


def _request(standing, words) -> dict:
    """The month that is asked for, which move it would be, the reason, and what it means for children."""
    return {
        "asked_for": standing.facts.request.day,
        "move": standing.moves + 1,
        "reason": words.get("reason"),
        "children": words.get("children"),
    }


def _claims(lines, stands) -> list[dict]:
    """What each claim rests on, without restricted evidence and its names."""
    names = _evidence([number for each in lines for number in each.facts.claim.evidence_ids])
    return [
        {
            **stands(each),
            "on": each.facts.claim.on,
            "late": each.facts.claim.late,
            "evidence": stands.quotable(each, [names[one] for one in each.facts.claim.evidence_ids if one in names]),
        }
        for each in lines
    ]


def _evidence(numbers) -> dict:
    named = (Words.row_id == Evidence.id) & (Words.field == "name")
    query = select(Evidence.id, Words.text).join(Words, named)
    return dict(db.session.execute(query.where(Evidence.id.in_(numbers), Evidence.restricted.is_(False))).all())


def _submissions(standing, stands, asked) -> list[dict]:
    """What fell due of its duties from the period's first day to the cut-off, what is owed still, and the next one."""
    where = stands(standing)
    return [
        {**where, "every": duty.every, "due": each.due, "state": each.state, "answered_on": each.answered_on}
        for duty in standing.facts.running
        for each in duty.submissions
        if each.due >= asked.period.first or each in duty.answerable
    ]


def _crossing(link) -> dict:
    return {"recommendation": link.recommendation.number, "action": link.action.number, "how": link.how}
