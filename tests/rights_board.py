"""The worked example with people in every relation to one line, for the matrix of rights: what each sends and is answered."""

from collections import Counter
from datetime import date, timedelta
from io import BytesIO

from engines import Snapshot
from every_route import EXAMPLE_TODAY, LAST_DAY, Board
from people import viewer_of
from sqlalchemy import func, select

from actions import changes, files
from actions.changes import ByLink, NewEvidence, Word
from actions.db import begin_writing, db
from actions.models import Evidence, Person
from actions.packs import Reader
from actions.periods import Quarter, london_moment
from actions.permissions import viewer
from actions.standing import plan_on
from tracker import accounts
from tracker.accounts import lost_factors, tokens
from tracker.accounts.models import Account, ApiToken
from tracker.links import waiting
from tracker.links.models import AnswerLink
from tracker.packs import queue
from tracker.pages.ownership.choosing_lines import key_of

AT = london_moment(EXAMPLE_TODAY)
DAY = EXAMPLE_TODAY
LATER = date(2018, 3, 31)
# Who asks, by the place of their letter in a row of the table.
OFFICERS = ("officer", "agency_lead", "helper", "other")
CHAIRS = ("chair", "own_chair", "deputy")
OTHERS = ("executive", "business_manager", "inspector")
WHO = (*OFFICERS, *CHAIRS, *OTHERS)
# Who is no longer let in: the account is disabled, the last day of an inspector has passed, the last role was taken.
GONE = ("disabled", "ended", "without_role")


class RightsBoard(Board):
    """`line` is answered for by one agency, another helps with it; around it something waits for each verb."""

    def __init__(self, app, folder):
        super().__init__(app, folder)
        self.plan = plan_on(EXAMPLE_TODAY)
        self.owner = self.plan.agencies[self.line.owner_id]
        self.helping, self.apart = self._two_more_agencies()
        self._add_people()
        # Whom an officer apart from the line would have stand in on it: somebody of their own agency.
        self.colleagues = {name: self.people[name] for name in ("helper", "other")}
        self._add_what_waits()
        self.clients = {name: self.client(name) for name in (*WHO, *GONE)}
        self.handle, self.token = self._a_session(), self._a_token()
        self.tokens = {name: client.token() for name, client in self.clients.items()}
        self._send_away()
        self._keep()

    def _an_owned_line(self):
        """Of an agency that answers for three such lines: open, not made of cells, this one with a day and a file for all."""
        plan = plan_on(EXAMPLE_TODAY)
        self.lines = [each for each in plan.standings if self._is_plain(each)]
        owned = Counter(each.owner_id for each in self.lines)
        query = select(Evidence.action_id, Evidence.agency_id).where(Evidence.kind == "file", ~Evidence.restricted)
        given = {tuple(row) for row in db.session.execute(query)}
        mine = [each for each in self.lines if owned[each.owner_id] > 2 and not each.facts.duties]
        return next(each for each in mine if (each.line.id, each.owner_id) in given)

    def _is_plain(self, standing):
        return standing.is_open and not (standing.cells or standing.line.recommendation or standing.facts.claim)

    def _two_more_agencies(self):
        taken = {self.line.owner_id, *self.line.facts.contributors}
        keys = ("cps", "probation")
        free = [each for number, each in self.plan.agencies.items() if number not in taken and each.key not in keys]
        return free[:2]

    def _add_people(self):
        self.people |= {
            "helper": self._person("officer", self.helping.key),
            "other": self._person("officer", self.apart.key),
            "opener": self._person("executive", None),
            "without_factor": self._person("executive", None),
            "own_chair": self._person("chair", self.owner.key),
            "disabled": self._person("officer", self.owner.key),
            "without_role": self._person("officer", self.owner.key),
            "ended": viewer_of("inspector", on=EXAMPLE_TODAY - timedelta(9), last_day=EXAMPLE_TODAY - timedelta(1)).id,
        }

    # What waits

    def _add_what_waits(self):
        begin_writing()
        by = {name: viewer(number, EXAMPLE_TODAY) for name, number in self.people.items()}
        officer, office, chair = by["officer"], by["business_manager"], by["chair"]
        line, own = self.line.line.id, self.line.owner_id
        changes.contribute([(line, None)], agency_id=self.helping.id, by=office, at=AT)
        self.decided, self.asked = [each for each in self.lines if each.owner_id == own and each.line.id != line][:2]
        changes.record_update(line, by=by["helper"], words={"said": "We helped."}, at=AT)
        changes.ask_for_date(self.asked.line.id, new_due=LATER, reason="It is late.", children="So.", by=officer, at=AT)
        self.stopped = changes.stop(self.decided.line.id, word=Word(by=chair, at=AT), reason="It is done.").id
        self._add_exemption(officer, chair)
        self._add_answer_by_link()
        self._add_restricted(officer)
        self._add_lost_factor(office)
        self._add_to_come(office)
        db.session.commit()
        queue.work()

    def _add_to_come(self, office):
        self.to_come = changes.hold_meeting(name="Next", day=LAST_DAY, by=office, at=AT).id
        self.inspectors_pack = queue.ask(Reader("inspectors", self.people["inspector"]), EXAMPLE_TODAY, by=office).id
        others = [each for each in self.lines if each.owner_id == self.apart.id]
        self.of_another = str(others[0].line.id)
        untold = (each for each in self.plan.answerable() if not (each.facts.rated or each.facts.claim))
        self.untold = key_of(next(each for each in untold if each.is_open))

    def _add_exemption(self, officer, chair):
        """On an action asked of each agency, whose part was complete until it was reopened."""
        part = {"cell_id": self.owner.id, "at": AT}
        asked, other = (self.plan.find("strategy-2015-16", number) for number in ("1.3", "2.3"))
        for each in (asked, other):
            again = {"reason": "It is not.", "new_due": LATER, "cell_id": self.owner.id}
            changes.reopen(each.line.id, word=Word(by=chair, at=AT), **again)
        changes.ask_exemption(asked.line.id, reason="We have none.", by=officer, **part)
        self.part = asked.line.id, self.owner.id
        claimed = [each for each in other.cells if each.own_status == "reported_complete"]
        self.claims = [f"{self.plan.agencies[each.cell].key}:{each.facts.claim.id}" for each in claimed]

    def _add_answer_by_link(self):
        link = db.session.scalars(select(AnswerLink)).one()
        words = {"said": "Came by a link."}
        said = ByLink(self.line.line.id, None, self.owner.id, Quarter(link.quarter), 0, rating="green", words=words)
        waiting.keep(link, said)
        db.session.flush()
        self.answer = waiting.of_link(link)[self.line.line.id, None].id

    def _add_restricted(self, officer):
        kept = files.keep(BytesIO(b"a restricted file"))
        piece = NewEvidence(kind="file", shows="activity", name="Audit", file=kept, restricted=True)
        self.restricted = changes.add_evidence(self.line.line.id, piece, by=officer, at=AT).id

    def _add_lost_factor(self, office):
        for number in (self.target, self.people["without_factor"]):
            db.session.get(Account, number).factor_secret = "sealed"
        for name in ("chair", *OFFICERS):
            db.session.get(Account, self.people[name]).password_hash = "a hash that no password has"
        db.session.flush()
        self.lost = lost_factors.ask(self.target, "met", by=office).id

    def _send_away(self):
        begin_writing()
        office = viewer(self.people["business_manager"], EXAMPLE_TODAY)
        db.session.get(Account, self.people["disabled"]).active = False
        person = db.session.get(Person, self.people["without_role"])
        changes.end_appointment(person, "officer", by=office, at=AT)
        db.session.commit()

    def _a_session(self):
        """What stands for a session of somebody who asks nothing here, in an address."""
        token = accounts.start_session(self.target)
        db.session.commit()
        return accounts.token_hash(token)[:16]

    def _a_token(self):
        """The number of a personal token of the same person."""
        tokens.put(self.target, name="Theirs", scope=tokens.STANDING, last_day=LAST_DAY, how="password")
        db.session.commit()
        return db.session.scalar(select(func.max(ApiToken.id)))

    # What was sent is undone

    def _keep(self):
        db.session.remove()
        self.before = Snapshot(db.engine)

    def undo(self):
        """The database is again as it was before the first was asked."""
        db.session.remove()
        self.before.put_back()
