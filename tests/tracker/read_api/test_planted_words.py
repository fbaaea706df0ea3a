"""No token reads what its person may not know: every name of restricted evidence and every word about a recommendation that
may not be quoted is replaced by one of a kind, and every address is read in every form, on several days."""

from datetime import date

import pytest
from a_board import the_action
from a_program import Program, from_csv
from board_apps import EXAMPLE_TODAY, app_on_copy
from checked_page import CheckedClient
from sqlalchemy import select
from the_example import PROFILE, holder

from actions import changes, files, off_screen
from actions import evidence as evidence_rules
from actions.changes import NewEvidence
from actions.db import begin_writing, db
from actions.models import Action, Decision, Document, Evidence, Update, Words
from actions.periods import london_moment
from actions.standing import plan_on
from tracker.api import ADDRESSES, LINE, rows

DAYS = (EXAMPLE_TODAY, date(2016, 12, 15))
LEAST_WORDS = 4  # of a text of the profile: shorter ones are names of bodies, which stand elsewhere too


class Plants:
    """`restricted`: the row of each name that was planted; `gated`: the words about recommendations."""

    def __init__(self):
        give_evidence_on_a_recommendation()
        restricted = db.session.scalars(select(Evidence).where(Evidence.restricted))
        self.restricted = {plant(row, "name"): row for row in restricted}
        about = (select(table).join(Action, Action.id == table.action_id) for table in (Update, Decision, Evidence))
        typed = [row for each in about for row in db.session.scalars(each.where(Action.recommendation))]
        fields = [(row, field) for row in typed for field in row.TYPED if field not in ("own_words", "file")]
        self.gated = {plant(row, field) for row, field in fields} - {None} | texts_of_the_profile()
        db.session.commit()

    def open_to(self, agency: str) -> set:
        """The restricted names that an officer of the agency may read: what it gave, and on lines that it answers for."""
        plan = plan_on(EXAMPLE_TODAY)
        number = next(each.id for each in plan.agencies.values() if each.key == agency)
        owner = {name: plan.by_id[row.action_id].owner_id for name, row in self.restricted.items()}
        return {name for name, row in self.restricted.items() if number in (row.agency_id, owner[name])}


def give_evidence_on_a_recommendation():
    begin_writing()
    piece = NewEvidence(kind="held", shows="activity", name="A file", held="At the agency")
    given = {"by": holder("officer", "police"), "at": london_moment(EXAMPLE_TODAY)}
    changes.add_evidence(the_action("27", PROFILE), piece, **given)
    db.session.commit()


def plant(row, field) -> str | None:
    found = db.session.get(Words, (row.id, field))
    if found is not None:
        found.text = f"Planted {field} of {row.id}."
    return found and found.text


def texts_of_the_profile() -> set:
    document = db.session.scalars(select(Document).filter_by(reference=PROFILE)).one()
    lines = plan_on(EXAMPLE_TODAY).of(PROFILE)
    texts = [document.title, *(text for each in lines for text in (each.line.title, each.line.statement))]
    return {text for text in map(plainly, texts) if len(text.split()) >= LEAST_WORDS}


def plainly(text) -> str:
    return " ".join(str(text).split())


@pytest.fixture(scope="module")
def planted(example_folder, tmp_path_factory):
    app = app_on_copy(example_folder, tmp_path_factory.mktemp("planted"), EXAMPLE_TODAY)
    app.test_client_class = CheckedClient
    files.use(app.config["EVIDENCE_URL"])
    with app.app_context():
        app.plants = Plants()
        yield app
        db.session.remove()
        db.engine.dispose()


def addresses(days):
    """Every address of the API in every form: of lines, what was planted on."""
    restricted = select(Evidence.action_id).where(Evidence.restricted)
    spoken_of = select(Update.action_id).join(Action, Action.id == Update.action_id).where(Action.recommendation)
    turned_down = select(Decision.action_id).where(Decision.verb == "not_accept")
    numbers = {number for each in (restricted, spoken_of, turned_down) for number in db.session.scalars(each)}
    lines = [plan_on(EXAMPLE_TODAY).by_id[number] for number in sorted(numbers)]
    for each in ADDRESSES.values():
        of_lines = each.rule.startswith(LINE)
        found = {filled_in(each.rule, line) for line in lines} if of_lines else {each.rule}
        forms = ("&format=json&limit=1000", "&format=csv&limit=1000") if each.is_list else ("",)
        yield from (f"{rule[1:]}?as-at={day}{form}" for rule in found for day in days for form in forms)


def filled_in(rule, line):
    return rule.replace("<document>", line.line.document).replace("<number>", line.number)


def read_by(app, person, days=DAYS) -> str:
    """All that a token of that person reads."""
    program = Program(app, person)
    answers = [program.ask(address) for address in addresses(days)]
    assert {answer.status_code for answer in answers} <= {200, 404}
    return "\n".join(plainly(text) for answer in answers for text in texts(answer))


def texts(answer):
    return texts_in(from_csv(answer) if answer.mimetype == "text/csv" else answer.json)


def texts_in(value):
    if isinstance(value, dict | list):
        return [text for each in (value.values() if isinstance(value, dict) else value) for text in texts_in(each)]
    return [value] if isinstance(value, str) else []


def among(told, words) -> set:
    return {each for each in words if each in told}


def test_there_is_something_to_be_kept(planted):
    assert len([each for each in planted.plants.gated if each.startswith("Planted")]) >= 15
    open_to = {agency: len(planted.plants.open_to(agency)) for agency in ("police", "health", "corby")}
    assert open_to == {"police": 4, "health": 1, "corby": 0}


@pytest.mark.parametrize("agency", ["police", "health", "corby"])
def test_an_officer_reads_the_restricted_names_of_the_own_agency_alone(planted, agency):
    told = read_by(planted, holder("officer", agency))
    assert among(told, planted.plants.restricted) == planted.plants.open_to(agency)
    assert among(told, planted.plants.gated) == set()


@pytest.mark.parametrize("role", ["executive", "business_manager", "inspector"])
def test_who_is_not_named_for_it_reads_none_and_nobody_reads_what_may_not_be_quoted(planted, role):
    told = read_by(planted, holder(role))
    assert among(told, planted.plants.restricted) == set()
    assert among(told, planted.plants.gated) == set()


def test_what_the_meeting_said_will_be_done_is_read(planted):
    told = read_by(planted, holder("executive"), DAYS[:1])
    assert "The flag is made and put on every under 18 missing more than three times in six months" in told


def test_a_right_that_is_not_asked_would_be_seen(planted, monkeypatch):
    monkeypatch.setattr(evidence_rules, "may_see_evidence", lambda *_: True)
    told = read_by(planted, holder("officer", "corby"), DAYS[:1])
    assert among(told, planted.plants.restricted) == set(planted.plants.restricted)


def test_so_would_a_gate_that_stands_open(planted, monkeypatch):
    monkeypatch.setattr(rows, "quoted", lambda _: True)
    told = read_by(planted, holder("executive"), DAYS[:1])
    assert len(among(told, planted.plants.gated)) >= 15


def test_once_the_originator_permits_it_to_everybody_all_of_it_is_read(planted, monkeypatch):
    documents = {each.line.document_id for each in plan_on(EXAMPLE_TODAY).of(PROFILE)}
    monkeypatch.setattr(off_screen, "released", lambda _day: documents)
    told = read_by(planted, holder("executive"), DAYS[:1])
    assert among(told, planted.plants.gated) > {each for each in planted.plants.gated if "Planted said" in each}
