"""The worked example's people and addresses, for tests that look at all of it."""

import re
from datetime import date

from sqlalchemy import select

from actions import permissions
from actions.db import db
from actions.models import Action, Challenge, Escalation, Evidence, Meeting, Person
from actions.standing import plan_on

TODAY = date(2017, 1, 16)
STRATEGY, PROFILE = "strategy-2015-16", "profile-2016"
ROLES = ("officer", "agency_lead", "chair", "deputy", "executive", "business_manager", "inspector")


def holder(role, agency=None):
    """The first person who holds the role today (for that agency), as a Viewer."""
    people = permissions.viewers(TODAY).values()
    return next(each for each in people if role in each.roles and agency in (None, each.agency))


def every_line():
    """The address of each line and of each agency's cell."""
    plan = plan_on(TODAY)
    for standing in plan.standings:
        own = f"/plan/{standing.line.document}/{standing.number}"
        yield own
        yield from (f"{own}?agency={plan.agencies[cell.cell].key}" for cell in standing.cells)


# The names that addresses have for their parts.
NAMED = frozenset("document number kind period edition ending token answer form key name".split())

# What stands in for each part of an address; a list of dicts gives several addresses.
PARTS = {
    "plan.glance_page": [{}, {"document": STRATEGY}, {"document": PROFILE}],
    "plan.priority": [{"document": STRATEGY, "number": 2}],
    "plan.action": [{"document": STRATEGY, "number": number} for number in ("2.14", "1.3", "4.2")]
    + [{"document": PROFILE, "number": number} for number in ("27", "16a", "N1")],
    "matrix.of_document": [{"document": STRATEGY}, {"document": PROFILE}],
    "matrix.of_action": [{"document": STRATEGY, "number": number} for number in ("1.3", "2.3")],
    "matrix.of_document_sheet": [{"document": STRATEGY, "form": "csv"}, {"document": PROFILE, "form": "xlsx"}],
    "matrix.of_action_sheet": [{"document": STRATEGY, "number": "1.3", "form": form} for form in ("csv", "xlsx")],
    "people.people_sheet": [{"form": "csv"}, {"form": "xlsx", "only": "waiting"}],
    "plan.lines": [{}, {"page": 2}, {"status": "complete"}, {"flag": "restricted"}],
    "registers.register": [
        {"name": name, "form": form}
        for name in ("challenges", "escalations", "evidence", "crosswalk", "scorecard", "meetings")
        for form in ("csv", "xlsx")
    ],
    "plan.lines_sheet": [{"form": "csv"}, {"form": "xlsx", "status": "overdue"}],
    "review.queue_sheet": [{"form": "csv"}, {"form": "xlsx", "of-owner": "police"}],
    "plan.search": [{}, {"q": "2.14"}, {"q": "children"}],
    "compare.compare": [{}, {"from": "2016-03-01", "to": "2016-12-01"}, {"change": "unchanged", "as-at": "2016-06-01"}],
    "scorecard.scorecard": [{}, {"as-at": "2016-12-15"}],
    "compare.compare_sheet": [{"form": "csv"}, {"form": "xlsx", "from": "2016-03-01", "change": "all"}],
    "due.due": [{}, {"as-at": "2015-02-03"}],
    "due.due_sheet": [{"form": "csv"}, {"form": "xlsx", "document": PROFILE}],
    "reports.about": [{"kind": "quarterly", "period": "2016-17-Q2", "edition": 1}],
    "reports.open_edition": [
        {"kind": "quarterly", "period": "2016-17-Q2", "edition": 1, "ending": ending}
        for ending in ("pdf", "html", "json", "docx", "xlsx", "zip")
    ],
    "reports.redacted": [
        {"kind": kind, "period": period, "edition": 1, "ending": ending}
        for kind, period in (("quarterly", "2016-17-Q2"), ("six-monthly", "2016-17-H1"))
        for ending in ("pdf", "html")
    ],
    "reports.opened": [{"kind": "quarterly", "period": "2016-17-Q2"}],
    "reports.opened_sheet": [{"kind": "quarterly", "period": "2016-17-Q2", "form": "csv"}],
    "reports.draft": [{"kind": "quarterly", "period": period} for period in ("2016-17-Q2", "2016-17-Q3")]
    + [{"kind": "six-monthly", "period": "2016-17-H1"}],
    "reports.preview": [
        {"kind": "quarterly", "period": "2016-17-Q2", "ending": ending} for ending in ("html", "docx", "xlsx", "zip")
    ],
    "extending.extend": [{"document": STRATEGY}, {"document": PROFILE}],
    "closing.close": [{"document": STRATEGY}, {"document": PROFILE}],
    "closing.begin": [{"document": STRATEGY}],
    "closing.before": [{"document": PROFILE}],
    "workbook.to_send": [{"key": "police"}],
    "marks.marks": [{"document": PROFILE, "number": "30"}, {"document": STRATEGY, "number": "2.14"}],
    "on_demand.exception": [{"ending": ending} for ending in ("pdf", "html", "json", "docx", "xlsx", "zip")],
    "on_demand.extract": [{"key": "police", "ending": "html"}, {"key": "ncc", "ending": "json"}],
    "my_update.card": [{"document": STRATEGY, "number": "2.14"}],
    "my_update.add_evidence": [{"document": STRATEGY, "number": "2.14"}],
    "my_update.does_not_apply": [{"document": STRATEGY, "number": "2.3"}],
    "my_update.new_date": [{"document": STRATEGY, "number": "2.14"}],
    "my_update.enter": [{"document": STRATEGY, "number": number} for number in ("2.14", "1.1")],
    "my_update.enter_date": [{"document": STRATEGY, "number": "2.14"}],
    "review.line": [{"document": STRATEGY, "number": "2.14"}, {"document": PROFILE, "number": "27"}],
    "setting_meeting.line": [
        {"document": PROFILE, "number": number} for number in ("2", "16", "20a", "22", "31", "N1")
    ],
    "set_aside.decision": [{"document": PROFILE, "number": "41"}, {"document": STRATEGY, "number": "2.14"}],
    "crosswalk.both_ways": [{}, {"from": "actions"}, {"show": "nothing_done", "of": "recommendation"}],
    "evidence.listing": [{}, {"show": "due"}, {"agency": "police", "page": 2}],
    "review.together": [{"document": STRATEGY, "number": "2.3"}],
    "by_link.lines": [{"token": "no-such-token"}],
    "by_link.answer": [{"token": "no-such-token", "document": STRATEGY, "number": "2.14"}],
    "by_link.refuse": [{"answer": 1}],
    "api.action": [{"document": STRATEGY, "number": "1.3"}, {"document": PROFILE, "number": "27"}],
    **{
        f"api.{name}": [{"document": STRATEGY, "number": "2.14"}, {"document": PROFILE, "number": "27"}]
        for name in ("updates", "evidence", "submissions", "decisions")
    },
    "calendar.read": [{"token": "no-such-token"}],
    "guide.quarter": [{"key": role} for role in ROLES],
    "screen.at_a_glance": [{}, {"document": STRATEGY}, {"document": PROFILE}],
    "settings.one": [{"key": key} for key in ("board_name", "update_day", "due_soon_days", "logo_colour")],
    "agencies.one": [{"key": "police"}],
    "agencies.rename": [{"key": "police"}],
    "agencies.leave": [{"key": "health"}],
    "agencies.merge": [{"key": "health"}],
    "agencies.split": [{"key": "health"}],
    "sign_in.invitation": [{"token": "no-such-token"}],
    "records.record": [{"document": STRATEGY}, {"document": PROFILE}],
    "records.period": [{"document": STRATEGY}],
    "records.hold": [{"document": PROFILE}],
    "records.purge": [{"document": STRATEGY}],
    "records.decide": [],
    "opened.listing": [{}, {"what": "refused"}, {"what": "restricted", "since": "2017-01-01"}],
    "opened.sheet": [{"form": "csv"}, {"form": "xlsx", "what": "reports"}],
    "about.security_txt": [],
}


def _numbered():
    """Rows that pages name by their number: a person, a file of evidence by the police."""
    evidence = select(Evidence.id).join(Action, Action.id == Evidence.action_id)
    file = db.session.scalars(evidence.where(Evidence.kind == "file", Action.number == "2.14")).first()
    person = db.session.scalars(select(Person.id)).first()
    challenge = db.session.scalars(select(Challenge.id).where(Challenge.verb == "challenge")).all()
    put = db.session.scalars(select(Escalation.id).where(Escalation.verb == "escalate")).all()
    meetings = db.session.scalars(select(Meeting.id).where(Meeting.verb == "hold_meeting").order_by(Meeting.day)).all()
    return {
        "meetings.meeting": [{"number": number} for number in meetings[-3:]],
        "setting_meeting.overview": [{}, *({"meeting": number} for number in meetings[-2:-1])],
        "meetings.call_off": [{"number": number} for number in meetings[-1:]],
        "meetings.attendance": [{"number": number} for number in meetings[-2:]],
        "meetings.sheet": [{"number": number} for number in meetings[-3:]],
        "meetings.agenda": [{"number": number} for number in meetings[-2:]],
        "meetings.open_paper": [],
        "packs.pack": [],
        "packs.download": [],
        "escalations.escalation": [{"number": number} for number in put],
        "challenges.challenge": [{"number": number} for number in challenge],
        "people.person": [{"number": person}],
        "people.lost_factor": [{"number": person}],
        "evidence.download": [{"number": file}],
        "evidence.withdraw": [{"number": file}],
    }


def every_page(app):
    """(endpoint, address) of everything that can be opened by GET; KeyError for a route that this table does not know."""
    parts = {**PARTS, **_numbered()}
    for rule in app.url_map.iter_rules():
        if "GET" not in rule.methods or rule.endpoint == "static":
            continue
        given = parts[rule.endpoint] if rule.arguments else parts.get(rule.endpoint, [{}])
        adapter = app.url_map.bind("localhost")
        for values in given:
            if rule.arguments == values.keys() & NAMED:
                yield rule.endpoint, adapter.build(rule.endpoint, values)


def lines_listed(page):
    """How many lines a list says it has, and how many it shows."""
    said = re.search(r"(\d+) lines?\b", page.text)
    shown = page.tree.findall(".//main//table[@class='govuk-table']/tbody/tr")
    return int(said.group(1)) if said else 0, len(shown)


def pages_of(client, address):
    """The pages of a list, one after another."""
    page = client.page(address)
    yield page
    while "Next page" in page.links():
        page = client.page(page.links()["Next page"])
        yield page


def run(app, *words, code=0):
    """What a command prints, out and err; its exit code is as said."""
    db.session.rollback()
    ran = app.test_cli_runner().invoke(args=[str(word) for word in words])
    assert ran.exit_code == code, ran.output
    assert ran.exception is None or isinstance(ran.exception, SystemExit)
    return ran.output
