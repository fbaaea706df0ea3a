"""Every route by every role: requests to make, and what is wrong with an answer. For the house tests."""

import hashlib
import re
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from html import escape
from urllib.parse import urlsplit
from weakref import finalize

from board_apps import EXAMPLE_TODAY, app_on_copy
from checked_page import CheckedClient
from engines import address_of
from people import viewer_of
from sqlalchemy import create_engine, func, inspect, select, text

from actions import changes
from actions.db import db
from actions.models import Evidence, Report
from actions.packs import Reader
from actions.periods import Quarter, london_moment
from actions.permissions import EVERYONE, GRANTS, viewer
from actions.standing import plan_on
from tracker import papers
from tracker.links import addresses
from tracker.packs import queue

NOBODY = "nobody"
EVERYBODY = (*EVERYONE, NOBODY)
MADE_UP = {"default": "nothing", "string": "nothing", "int": "999999", "path": "nothing/else", "any": "nothing"}
AGENCY = {"chair": "cps", "deputy": "probation"}
LAST_DAY = date(2017, 3, 31)

# What a GET may write: the line of a refusal, and the access line of a download or export.
GET_MAY_NOTE = frozenset({"refused", "download", "export", "report_opened"})
GET_MAY_TOUCH = frozenset({"journal", "sessions", "api_tokens"})


@dataclass(frozen=True)
class Try:
    """A request to make: a route with its arguments filled in. `by_token`: programs alone may, with a personal token."""

    address: str
    method: str
    endpoint: str
    needs: object
    by_token: bool = False

    def allowed(self, role):
        return role in GRANTS[self.needs]

    def __str__(self):
        return f"{self.method} {self.address} ({self.endpoint})"


class Board:
    """A copy of the worked example with a person of each role alone, and a client for each."""

    def __init__(self, app, folder):
        self.app, self.folder = app, folder
        self.line = self._an_owned_line()
        owner = plan_on(EXAMPLE_TODAY).agencies[self.line.owner_id].key
        self.people = {role: self._person(role, AGENCY.get(role, owner)) for role in EVERYONE}
        self.target = self._person("executive", owner)
        self.challenge = self._a_challenge()
        self.link = self._a_link()
        self.escalation = self._an_escalation()
        self.meeting = self._a_meeting()
        self.pack = self._a_pack()
        self.real = self._real()

    def _a_challenge(self):
        """A question that waits for the agency that answers for the line."""
        with self.app.test_request_context():
            asking = {"question": "Who reads them?", "due_day": LAST_DAY, "at": london_moment(EXAMPLE_TODAY)}
            chair = viewer(self.people["chair"], EXAMPLE_TODAY)
            number = changes.challenge(agency_id=self.line.owner_id, **asking, by=chair).id
            db.session.commit()
        return number

    def _a_link(self):
        """The token of a link for the agency that answers for the line."""
        with self.app.test_request_context():
            quarter = Quarter.containing(EXAMPLE_TODAY)
            by = {"issued_to": "Its manager", "email": "", "by": viewer(self.people["business_manager"], EXAMPLE_TODAY)}
            token = addresses.make(self.line.owner_id, quarter, EXAMPLE_TODAY, **by)
            db.session.commit()
        return token

    def _an_escalation(self):
        """A matter that waits for the board."""
        with self.app.test_request_context():
            asking = {"asked": "Who pays?", "options": "One, or all.", "at": london_moment(EXAMPLE_TODAY)}
            number = changes.escalate(**asking, by=viewer(self.people["chair"], EXAMPLE_TODAY)).id
            db.session.commit()
        return number

    def _a_meeting(self):
        """A meeting that was held today, and its action sheet, which was sent."""
        with self.app.test_request_context():
            by = viewer(self.people["business_manager"], EXAMPLE_TODAY)
            at = london_moment(EXAMPLE_TODAY)
            meeting = changes.hold_meeting(name="Sub group", day=EXAMPLE_TODAY, by=by, at=at)
            asking = {"question": "Who reads them?", "due_day": LAST_DAY, "at": at, "meeting": meeting}
            chair = viewer(self.people["chair"], EXAMPLE_TODAY)
            changes.challenge(agency_id=self.line.owner_id, **asking, by=chair)
            changes.send_paper("sheet", meeting, by=by, at=at, render=papers.draw)
            db.session.commit()
        return meeting.id

    def _a_pack(self):
        """An inspection pack for the executives, which is ready."""
        with self.app.test_request_context():
            by = viewer(self.people["business_manager"], EXAMPLE_TODAY)
            number = queue.ask(Reader("executives"), EXAMPLE_TODAY, by=by).id
            db.session.commit()
            queue.work()
        return number

    def _person(self, role, agency):
        last_day = LAST_DAY if role == "inspector" else None
        agency = agency if role in ("officer", "agency_lead", "chair", "deputy") else None
        return viewer_of(role, agency, on=EXAMPLE_TODAY, last_day=last_day).id

    def _an_owned_line(self):
        """An open line, not made of cells, with a file of evidence that its owner gave and everybody may see."""
        query = select(Evidence.action_id, Evidence.agency_id).where(
            Evidence.kind == "file", Evidence.restricted.is_(False)
        )
        given = {tuple(row) for row in db.session.execute(query)}
        lines = plan_on(EXAMPLE_TODAY).standings
        return next(each for each in lines if each.is_open and (each.line.id, each.owner_id) in given)

    def _real(self):
        """Arguments that exist, by page group."""
        by_owner = (Evidence.action_id == self.line.line.id, Evidence.agency_id == self.line.owner_id)
        evidence = select(func.max(Evidence.id)).where(
            *by_owner, Evidence.kind == "file", Evidence.restricted.is_(False)
        )
        report = db.session.scalars(select(Report).order_by(Report.id.desc())).first()
        line = {"document": self.line.line.document, "number": self.line.number}
        return {
            **dict.fromkeys(
                ("plan", "api", "my_update", "review", "recommendations", "set_aside", "marks", "extending", "closing"),
                {**line, "form": "csv"},
            ),
            "setting_meeting": {"document": "profile-2016", "number": "42"},
            "matrix": {"document": "strategy-2015-16", "number": "1.3", "form": "csv"},
            "challenges": {"number": self.challenge},
            "by_link": {**line, "token": self.link, "answer": 1},
            "escalations": {"number": self.escalation},
            "meetings": {"number": self.meeting, "kind": "sheet", "edition": 1, "ending": "html"},
            "evidence": {"number": db.session.scalar(evidence)},
            "people": {"number": self.target, "role": "executive", "link": 1, "form": "csv"},
            "workbook": {"key": "police"},
            "settings": {"key": "board_name"},
            "agencies": {"key": "cps"},
            "packs": {"number": self.pack},
            "guide": {"key": "officer"},
            "screen": line,
            "on_demand": {"key": "police", "ending": "html"},
            "records": {"document": "strategy-2015-16"},
            **dict.fromkeys(("compare", "due", "opened"), {"form": "csv"}),
            "reports": {
                "kind": report.kind,
                "period": report.period,
                "edition": report.edition,
                "ending": "html",
                "form": "csv",
            },
        }

    def client(self, role):
        """A new browser, signed in as the role."""
        client = self.app.test_client()
        return client if role == NOBODY else client.as_person(self.people[role]).with_token(self.people[role])

    def tries(self, method):
        """A request for each route: with made-up arguments, and with real ones where they are known."""
        found = []
        for rule in self.app.url_map.iter_rules():
            if rule.endpoint != "static" and method in rule.methods:
                found += [
                    self._try(rule, method, real) for real in ({}, self.real.get(rule.endpoint.split(".")[0], {}))
                ]
        return sorted(set(found), key=str)

    def _try(self, rule, method, real):
        values = {name: self.value(rule, name, real) for name in rule.arguments}
        with self.app.test_request_context():
            address = self.app.url_for(rule.endpoint, **values)
        view = self.app.view_functions[rule.endpoint]
        return Try(address, method, rule.endpoint, view.needs, hasattr(view, "scope"))

    def value(self, rule, name, real):
        kind = re.search(rf"<(?:(\w+)(?:\([^)]*\))?:)?{name}>", rule.rule).group(1) or "default"
        value = real.get(name, MADE_UP[kind])
        return "1" if kind == "int" and not str(value).isdecimal() else value


@contextmanager
def a_board(folder, built, *, before=lambda app: None):
    """The app on a copy of what was built, at hand until it is left."""
    app = app_on_copy(built, folder, EXAMPLE_TODAY)
    before(app)
    app.test_client_class = CheckedClient
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()


def asked(client, each, **more):
    """The answer, read to its end and closed."""
    with client.open(each.address, method=each.method, **more) as response:
        response.get_data()
    return response


def to_the_door(response):
    return response.status_code == 302 and urlsplit(response.location).path == "/sign-in"


def turned_away(each, response):
    """A person is led to the door, a program is told what it lacks."""
    return response.status_code == 401 if each.by_token else to_the_door(response)


def wrong_answer(each, role, response):
    """What is wrong with an answer, in words; nothing if all is well."""
    status = response.status_code
    if status >= 500:
        return f"{each}: {status}"
    if each.needs is None:
        return f"{each}: {status} though anybody may" if status in (401, 403) else None
    if role == NOBODY:
        return None if turned_away(each, response) else f"{each}: {status} without signing in"
    if not each.allowed(role):
        return None if status == 403 else f"{each}: {status} though {each.needs.name} is not granted"
    barred = status in (401, 403) or to_the_door(response)
    return f"{each}: {status} though {each.needs.name} is granted" if barred else None


class Watched:
    """The database's state, rows and journal, and the evidence kept, as they are on disk."""

    def __init__(self, folder):
        self.folder = folder
        self.evidence = folder / "evidence"
        self.engine = create_engine(address_of(folder), pool_size=1)
        finalize(self, self.engine.dispose)

    def state(self):
        """The same as before if nothing at all was written; on a server anybody's writing makes it another."""
        return self._file() if self.engine.dialect.name == "sqlite" else self._written(), self._kept()

    def _file(self):
        files = sorted(self.folder.glob("tracker.db*"))
        return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()

    def _written(self):
        return self._ask("SELECT pg_current_wal_insert_lsn()")

    def _kept(self):
        return sorted(str(file) for file in self.evidence.rglob("*"))

    def rows(self):
        """How many rows each table has, by one question: opening the file forty times would take the longest."""
        each = (f"SELECT '{name}', count(*) FROM \"{name}\"" for name in self._tables)  # noqa: S608
        return dict(map(tuple, self._ask(" UNION ALL ".join(each))))

    def contents(self):
        """Every row of every table but those that a GET may touch."""
        names = [name for name in self._tables if name not in GET_MAY_TOUCH]
        return {name: hash(tuple(sorted(map(repr, self._ask(f'SELECT * FROM "{name}"'))))) for name in names}  # noqa: S608

    def noted_after(self, number):
        return {kind for (kind,) in self._ask("SELECT kind FROM journal WHERE number > :number", number=number)}

    def head(self):
        return self._ask("SELECT max(number) FROM journal")[0][0]

    @cached_property
    def _tables(self):
        return inspect(self.engine).get_table_names()

    def _ask(self, question, **values):
        with self.engine.connect() as connection:
            return connection.execute(text(question), values).fetchall()


def what_changed(watched, act):
    """What else than the allowed lines an act left behind, in words; nothing if all is well."""
    before, head, rows = watched.state(), watched.head(), watched.rows()
    act()
    if watched.state() == before:
        return None
    changed = {name for name, count in watched.rows().items() if rows.get(name) != count} - GET_MAY_TOUCH
    noted = watched.noted_after(head) - GET_MAY_NOTE
    return f"tables {changed}, journal {noted}" if changed or noted else None


def guarded(response):
    """What is wrong with an answer's headers; nothing if all is well."""
    headers, policy = response.headers, response.headers.get("Content-Security-Policy", "")
    needed = {
        "nosniff": headers.get("X-Content-Type-Options") == "nosniff",
        "referrer": headers.get("Referrer-Policy") in ("same-origin", "no-referrer"),
        "no-store": "no-store" in headers.get("Cache-Control", "") or headers.get("ETag"),
        "policy": "default-src 'none'" in policy or policy.startswith("sandbox"),
        "scripts": not re.search(r"unsafe-eval|script-src[^;]*unsafe-inline", policy),
    }
    return [name for name, held in needed.items() if not held] + _page_faults(response, policy)


def _page_faults(response, policy):
    """For pages of our own: frames, forms, and a nonce that the page's scripts bear."""
    html = response.get_data(as_text=True) if response.mimetype == "text/html" else ""
    if "govuk-template" not in html:
        return []
    nonce = re.search(r"script-src 'nonce-([\w-]{16,})'", policy)
    wanted = ["frame-ancestors 'none'", "base-uri 'none'", "form-action 'self'", "style-src 'self'"]
    faults = [part for part in wanted if part not in policy]
    scripts = re.findall(r"<script\b[^>]*>", html)
    bare = [script for script in scripts if not nonce or f'nonce="{escape(nonce.group(1))}"' not in script]
    return faults + ([] if nonce else ["nonce"]) + bare
