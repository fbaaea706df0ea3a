"""A world that was lived, told on every surface, and how each differs from the recount."""

import io
import json
from collections import Counter

import plain
from plain.figures import figures, leaves_by_agency, waiting
from plain.status import OPEN
from the_example import run
from two_answers import differences

from actions import reports
from actions.ledger import rows
from actions.periods import Half, latest_closed_quarter
from actions.standing import plan_on
from tracker import papers
from tracker.words.waiting import TITLES
from worlds import on_screen, said
from worlds.said import kinds, month, occurring, word

EXCEPTIONS = ("overdue", "off_track", "no_update", "at_risk")
PROVED = {
    "told": "Complete, told",
    "seen": "Complete, seen",
    "checked": "Complete, checked",
    "impact": "Complete, with impact",
}
FORMS = {
    "facts": ("json", said.in_facts),
    "HTML": ("html", said.in_html),
    "PDF": ("pdf", lambda content: said.in_pdf(content, io.BytesIO)),
    "XLSX": ("xlsx", said.in_xlsx),
    "CSV": ("zip", said.in_csv),
}


class Told:
    """What the recount says of a life's last day, and what each surface says."""

    def __init__(self, app, life, documents):
        self.app, self.life, self.day, self.documents = app, life, life.world.day, documents
        self.client = app.test_client().as_person(life.chair.id)
        self.ledger = json.loads(json.dumps(list(rows())))
        published = reports.latest_facts(self.day)
        self.stood = life.stood if published else None
        self.first = life.period.first

    def recounted(self, first, day=None) -> dict:
        """Page 1 as the recount has it. `first`: of the period reported on."""
        found = figures(self.ledger, self.documents, day or self.day, first, self.stood)
        overdue, moves = found["overdue"], found["moves"]
        return {
            "counts": self._by_kind(found["counts"]),
            "overdue": overdue["count"],
            "oldest": overdue["oldest"],
            "by_agency": dict(overdue["by_agency"]),
            "await_decision": overdue["await_decision"],
            "moves": tuple(moves.values()),
            "silent": found["silent"],
            "completed": dict(found["completed"]),
            "rechecks": found["rechecks"],
            "submissions": dict(found["submissions"]),
            "due_next": {month(due): numbers for due, numbers in found["due_next"].items()},
        }

    def _by_kind(self, counts) -> dict:
        return {
            self.kind(document): occurring({word(status): number for status, number in found.items()})
            for document, found in counts.items()
        }

    def kind(self, document) -> str:
        return next(
            kinds[each["document"]["kind"]] for each in self.documents if each["document"]["reference"] == document
        )

    def changes(self, now) -> dict:
        """By how many each status changed since the earlier report stood; none where that did not know the document."""
        before = self.recounted(self.first, self.stood)["counts"] if self.stood else {}
        return {kind: _change(before[kind], counts) if kind in before else None for kind, counts in now.items()}

    def behind(self, recounted) -> dict:
        """How many lines stand behind each figure of page 1 and each part of its pictures."""
        by_status = {
            f"{status.capitalize()}, {kind}": number
            for kind, counts in recounted["counts"].items()
            for status, number in counts.items()
        }
        lists = {
            "Overdue": recounted["overdue"],
            "Past due, and waiting for a decision": recounted["await_decision"],
            "With a date that moved": recounted["moves"][2],
            **{PROVED[proof]: number for proof, number in recounted["completed"].items()},
            "To be checked again": recounted["rechecks"],
            "Falls due next": sum(map(len, recounted["due_next"].values())),
        }
        return by_status | occurring(lists)

    def standing(self) -> list[dict]:
        return plain.recount(self.ledger, self.documents, self.day)

    def lines(self) -> list:
        """Every line that a report lists, parts and national ones too."""
        return [
            (self.kind(each["document"]), each["number"], word(each["status"]), each["moves"])
            for each in self.standing()
        ]

    def listed(self) -> dict:
        """The lines that totals count, by document and status."""
        found = {}
        for each in self.standing():
            if not each["parent"] and not each["national"]:
                found.setdefault((each["document"], each["status"]), []).append(each["number"])
        return found

    def by_agency(self) -> dict:
        """How many of what each answers for are overdue, open and complete; of what nobody answers for, too."""
        found = {}
        for agency, leaves in leaves_by_agency(self.ledger, self.documents, self.day):
            if agency or leaves:
                of = [status for _, status in leaves]
                scores = of.count("overdue"), sum(status in OPEN for status in of), of.count("complete")
                found[agency["name"] if agency else "No owner"] = scores
        return found


def _change(before, now) -> dict:
    return occurring({status: now.get(status, 0) - before.get(status, 0) for status in (*now, *before)})


def compared(where, recounted: dict, told: dict) -> list[str]:
    return [
        f"{where}: {name}: the recount says {recounted.get(name)}, it says {told.get(name)}"
        for name in told
        if told[name] != recounted.get(name)
    ]


def in_json(told) -> list[str]:
    """flask standing --json: the same objects."""
    return differences(told.day, told.standing(), json.loads(run(told.app, "standing", "--json")))


def in_form(name):
    """The quarterly report in one form: page 1, its counts, its changes, the lines that it lists."""
    ending, read = FORMS[name]

    def differing(told) -> list[str]:
        answer = told.client.get(f"/reports/quarterly/{told.life.period.label}/preview.{ending}")
        expected = told.recounted(told.first)
        expected |= {"changes": told.changes(expected["counts"]), "lines": told.lines()}
        expected["behind"] = told.behind(expected)
        found = read(answer.data)
        return compared(name, expected, found) + _unlisted(name, told, found)

    return differing


def _unlisted(name, told, found) -> list[str]:
    """A total is as many as the lines listed with that status."""
    numbers = {(told.kind(document), number) for (document, _), those in told.listed().items() for number in those}
    wrong = []
    for kind, counts in found["counts"].items():
        for status, count in counts.items():
            lines = [each for each in found["lines"] if each[:3] == (kind, each[1], status) and each[:2] in numbers]
            if len(lines) != count:
                wrong.append(f"{name}: {count} {kind} {status}, but {len(lines)} are listed")
    return wrong


def in_frozen_edition(told) -> list[str]:
    """The earlier report, opened now: as it stood then."""
    if told.stood is None:
        return []
    previous, then = told.life.period.previous, Told.__new__(Told)
    then.__dict__.update(told.__dict__, day=told.stood, stood=None)
    expected = then.recounted(previous.first) | {"lines": then.lines()}
    expected["behind"] = then.behind(expected)
    wrong = []
    for name, (ending, read) in FORMS.items():
        if name != "PDF":
            found = read(told.client.get(f"/reports/quarterly/{previous.label}/1.{ending}").data)
            wrong += compared(f"frozen {name}", expected, {**found, "changes": None})
    return wrong


def in_sections(told) -> list[str]:
    """The quarterly report beyond page 1."""
    content = told.client.get(f"/reports/quarterly/{told.life.period.label}/preview.xlsx").data
    found = said.sections_in(content)
    waits = waiting(told.ledger, told.documents, told.day)
    leaves = [each for _, own in leaves_by_agency(told.ledger, told.documents, told.day) for each in own]
    exceptions = Counter(word(status) for _, status in leaves if status in EXCEPTIONS)
    agencies = {name: scores for name, scores in told.by_agency().items() if name in found["agencies"]}
    recounted = {"agencies": agencies, "exceptions": exceptions, **waits}
    left_out = [name for name, scores in told.by_agency().items() if any(scores) and name not in found["agencies"]]
    return compared("sections", recounted, found) + [f"sections: {name} is left out" for name in left_out]


def in_exception_report(told) -> list[str]:
    first = latest_closed_quarter(told.day).first
    expected = told.recounted(first)
    expected |= {"changes": told.changes(expected["counts"]), "lines": []}
    groups = {
        TITLES[name]: numbers for name, numbers in waiting(told.ledger, told.documents, told.day).items() if numbers
    }
    content = told.client.get("/reports/exception.json").data
    wrong = compared("exception facts", expected, said.in_facts(content))
    for name in ("XLSX", "CSV"):
        form = name.lower()
        wrong += compared(f"exception {name}", expected, FORMS[name][1](papers.in_form(content, form)))
    listed = said.waiting_in(papers.in_form(content, "xlsx"))
    return wrong + compared("exception report", groups, listed | dict.fromkeys(groups.keys() - listed.keys()))


def in_extracts(told) -> list[str]:
    """The extract of each agency lists what it answers for, and no other line; its counts add up to them."""
    wrong = []
    for agency, leaves in leaves_by_agency(told.ledger, told.documents, told.day):
        if agency is not None:
            answers = next(each for each in plan_on(told.day).agencies.values() if each.key == agency["key"])
            content = papers.in_form(reports.to_bytes(reports.extract(told.day, answers)), "xlsx")
            expected = {"lines": sorted((number, word(status)) for number, status in leaves)}
            expected["counts"] = dict(Counter(status for _, status in expected["lines"]))
            wrong += compared(f"extract of {agency['key']}", expected, said.in_extract(content))
    return wrong


def on_the_dashboard(told) -> list[str]:
    silent = told.recounted(latest_closed_quarter(told.day).first)["silent"]
    return [
        each
        for document in told.documents
        for reference in [document["document"]["reference"]]
        if any(reference == known for known, _ in told.listed())
        for each in compared(reference, _dashboard(told, document, silent), on_screen.dashboard(told.client, reference))
    ]


def _dashboard(told, document, silent) -> dict:
    here = figures(told.ledger, [document], told.day, told.first)
    (counts,) = told._by_kind(here["counts"]).values()
    oldest = here["overdue"]["oldest"]
    return {
        "total": sum(counts.values()),
        "counts": counts,
        "table": counts,
        "overdue": here["overdue"]["count"],
        "oldest": oldest and oldest[0],
        "silent": silent,
        "moves": (here["moves"]["in_all"], here["moves"]["actions"]),
    }


def in_lists(told) -> list[str]:
    """Each figure of the page opens as many lines; as CSV and Excel the same."""
    wrong = []
    for (document, status), numbers in told.listed().items():
        said_and_shown = on_screen.listed(told.client, document=document, status=status)
        if said_and_shown != (len(numbers), len(numbers)):
            wrong.append(f"list of {document} {status}: {len(numbers)}, it says and shows {said_and_shown}")
    expected = sorted(
        (each["document"], each["number"], word(each["status"]), each["moves"])
        for each in told.standing()
        if not each["parent"] and not each["national"]
    )
    for name, read in (("CSV", on_screen.in_csv), ("XLSX", on_screen.in_xlsx)):
        if sorted(read(told.client)) != expected:
            wrong.append(f"list as {name}: other lines than the recount's")
    return wrong


def on_the_scorecard(told) -> list[str]:
    return compared("scorecard", told.by_agency(), on_screen.scorecard(told.client))


def in_six_monthly_report(told) -> list[str]:
    """Its priorities add up to the 43; each agency's figures are the scorecard's."""
    period = Half.containing(told.day).previous
    asked = reports.Asked("six-monthly", period, told.day, 0, words={}, recorded_on=told.day)
    content = reports.to_bytes(reports.facts(asked))
    shown = said.in_six_monthly(papers.in_form(content, "xlsx"))
    expected = told.recounted(period.first)
    agencies = {name: scores for name, scores in told.by_agency().items() if name in shown["agencies"]}
    recounted = {"priorities": expected["counts"]["actions"], "agencies": agencies}
    return compared("six-monthly report", recounted, shown)


SURFACES = {
    "--json": in_json,
    **{name: in_form(name) for name in FORMS},
    "sections": in_sections,
    "frozen edition": in_frozen_edition,
    "exception report": in_exception_report,
    "extracts": in_extracts,
    "dashboard": on_the_dashboard,
    "lists": in_lists,
    "scorecard": on_the_scorecard,
    "six-monthly report": in_six_monthly_report,
}
