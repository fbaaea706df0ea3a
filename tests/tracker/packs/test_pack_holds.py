"""What a pack holds for whom: canary words in every place where somebody can type."""

import hashlib
from datetime import date
from io import BytesIO

import pytest
from a_pack import TODAY, facts_for, unpacked, use_files_of
from sqlalchemy import select
from the_example import PROFILE, holder

from actions import changes, evidence, files, packs, queries
from actions.changes import NewEvidence
from actions.db import begin_writing, db
from actions.models import Action, Document, Evidence, Person, Words
from actions.packs import Reader
from actions.periods import london_moment
from actions.permissions import GRANTS, Permission, viewers
from actions.standing import plan_on
from tracker.accounts.models import Account

SPOKEN = ("update", "not_accept", "challenge", "escalate", "add_evidence")
READERS = ("inspectors", "executives", "sub_group")
KEPT_APART = ("file", "title")
GATED_FILE = b"what a meeting wrote about a recommendation"


@pytest.fixture
def example(fresh_example):
    use_files_of(fresh_example)
    return fresh_example


def speak_of_a_recommendation():
    """Evidence on one that was accepted, a question about it and a matter before the board, as the example has none."""
    line = next(each for each in plan_on(TODAY).of(PROFILE) if each.is_open and each.owner_id and not each.cells)
    agency = plan_on(TODAY).agencies[line.owner_id].key
    at, number = london_moment(TODAY), line.line.id
    begin_writing()
    piece = NewEvidence(kind="file", shows="practice", name="Notes", file=files.keep(BytesIO(GATED_FILE)))
    changes.add_evidence(number, piece, by=holder("officer", agency), at=at)
    asking = {"agency_id": line.owner_id, "action_id": number, "due_day": date(2017, 3, 1)}
    changes.challenge(question="Who reads it?", by=holder("chair"), at=at, **asking)
    changes.escalate(asked="Who pays?", options="All.", action_id=number, by=holder("chair"), at=at)
    db.session.commit()


@pytest.fixture
def canaries(example):
    """Every word that is kept, replaced by one that tells its row and field: the row to its canaries by field."""
    speak_of_a_recommendation()
    found = {}
    for row in db.session.scalars(select(Words).where(Words.text.is_not(None), Words.field.not_in(KEPT_APART))):
        row.text = f"canary{row.row_id}{row.field.replace('_', '')}x"
        found.setdefault(row.row_id, {})[row.field] = row.text
    db.session.commit()
    return found


def events_by_line(gated):
    """The rows of the record about the recommendations, or about the actions of the strategy."""
    wanted = [each.line.id for each in plan_on(TODAY).standings if each.line.recommendation == gated]
    return {entry.event.id: entry.event for number in wanted for entry in queries.history(number, TODAY)}


def of(canaries, numbers, *, but=()):
    return {word for number in numbers for field, word in canaries.get(number, {}).items() if field not in but}


def heard(words, said):
    return {word for word in words if word in said}


def restricted():
    return list(db.session.scalars(select(Evidence).where(Evidence.restricted)))


def permit(*audiences, on=TODAY):
    begin_writing()
    document = db.session.query(Document).filter_by(reference=PROFILE).one()
    for audience in audiences:
        said = {"given_by": "Its author", "reference": "letter 1", "given_on": on}
        changes.release(document, audience=audience, by=holder("business_manager"), at=london_moment(on), **said)
    db.session.commit()


def texts_of_the_profile():
    """Its title, and every text of three words or more: names of bodies stand in the strategy too."""
    lines = db.session.scalars(select(Action).where(Action.recommendation)).all()
    texts = {each for line in lines for each in (line.title, line.statement, line.found_in, line.differs) if each}
    document = db.session.query(Document).filter_by(reference=PROFILE).one()
    return {" ".join(text.split()).lower() for text in (*texts, document.title) if len(text.split()) >= 3}


class TestRestrictedEvidence:
    @pytest.mark.parametrize("audience", READERS)
    def test_neither_it_nor_its_name_nor_where_it_is_held_is_in_any_byte(self, canaries, tmp_path, audience):
        permit(*READERS)
        pack = unpacked(tmp_path, Reader(audience))
        words = of(canaries, [row.id for row in restricted()])
        assert len(words) >= 6
        assert heard(words, pack.readable()) == set()

    def test_nor_are_its_files_nor_their_hashes(self, example, tmp_path):
        hidden = {row.id for row in restricted()}
        kept = select(Words.text).where(Words.row_id.in_(hidden), Words.field == "file", Words.text.is_not(None))
        hashes = set(db.session.scalars(kept))
        pack = unpacked(tmp_path)
        assert hashes
        assert hashes & {hashlib.sha256(content).hexdigest() for content in pack.files.values()} == set()
        assert heard(hashes, pack.readable()) == set()

    def test_nor_that_there_is_any(self, example, tmp_path):
        pack = unpacked(tmp_path)
        lines = {each["number"]: each for each in pack.facts["journal"]}
        assert {name for row in restricted() for name in lines[row.id]} == {"number", "line_hash"}
        assert "restricted evidence was added" not in pack.readable()
        flags = [flag for group in pack.facts["groups"] for line in group["lines"] for flag in line.get("flags", ())]
        assert flags
        assert "Restricted evidence" not in flags

    @pytest.mark.parametrize("audience", READERS)
    def test_for_none_of_whom_a_pack_is_made_it_may_be_read(self, example, audience):
        viewer = Reader(audience).viewer
        plan = plan_on(TODAY)
        leaves = [(row, plan.by_id[row.action_id].answering(row.cell_id)) for row in restricted()]
        assert [row for row, leaf in leaves if evidence.may_see_evidence(viewer, leaf, row)] == []


class TestTheGate:
    def test_no_word_of_the_profile_is_in_any_byte(self, example, tmp_path):
        texts = texts_of_the_profile()
        assert len(texts) > 60
        assert heard(texts, unpacked(tmp_path).readable()) == set()

    def test_nor_what_was_typed_about_a_recommendation_but_the_meetings_own_words(self, canaries, tmp_path):
        said, numbers = unpacked(tmp_path).readable(), events_by_line(gated=True)
        assert len(of(canaries, numbers)) > 30
        assert {"question", "asked", "name"} <= {field for number in numbers for field in canaries.get(number, ())}
        assert heard({*of(canaries, numbers, but=("own_words",)), GATED_FILE.decode()}, said) == set()
        own = {entry["own_words"] for entry in map(canaries.get, numbers) if entry and "own_words" in entry}
        assert heard(own, said) == own != set()

    def test_its_number_status_owner_and_dates_are(self, example, tmp_path):
        lines = {each.number: each for each in plan_on(TODAY).of(PROFILE)}
        [group] = [each for each in unpacked(tmp_path).facts["groups"] if each["document"] == PROFILE]
        shown = {each["number"]: each for each in group["lines"]}
        assert {n: each["status"] for n, each in shown.items()} == {n: each.status for n, each in lines.items()}
        assert {n: each.get("due") for n, each in shown.items()} == {
            n: each.due and each.due.isoformat() for n, each in lines.items()
        }

    def test_the_pack_says_that_they_are_left_out_and_why(self, example, tmp_path):
        assert "is not recorded for inspectors" in unpacked(tmp_path).files["index.html"].decode()

    def test_once_the_originator_permits_it_to_this_audience_all_of_it_is_there(self, canaries, tmp_path):
        permit("inspectors")
        said = unpacked(tmp_path).readable()
        assert "is not recorded for" not in said
        assert len(heard(texts_of_the_profile(), said)) > 50
        gone = of(canaries, [row.id for row in restricted()])
        numbers = [n for n, event in events_by_line(gated=True).items() if event.verb in SPOKEN]
        words = {*of(canaries, numbers, but=("given_by",)), GATED_FILE.decode()}
        assert heard(words - gone, said) == words - gone != set()

    @pytest.mark.parametrize("audience", ["executives", "sub_group"])
    def test_to_another_audience_it_stays_gated(self, example, tmp_path, audience):
        permit("inspectors")
        assert heard(texts_of_the_profile(), unpacked(tmp_path, Reader(audience)).readable()) == set()

    def test_a_frozen_report_that_quotes_it_is_left_out_and_named(self, example, tmp_path):
        permit("sub_group", "executives")
        freeze_with_its_titles()
        pack = unpacked(tmp_path / "inspectors")
        [left] = [each for each in pack.facts["reports"] if each.get("state") == "quotes"]
        assert left["files"] == []
        assert "1 frozen report quoting the profile" in pack.files["index.html"].decode()
        assert heard(texts_of_the_profile(), pack.readable()) == set()
        theirs = unpacked(tmp_path / "executives", Reader("executives")).facts["reports"]
        assert all(each["files"] for each in theirs)


def freeze_with_its_titles():
    """The draft of Q3 2016-17, frozen while the profile may be quoted to the sub group and the executives."""
    from tracker import papers

    begin_writing()
    office, at = holder("business_manager"), london_moment(TODAY)
    about = {"kind": "quarterly", "period": "2016-17-Q3"}
    changes.save_draft(**about, cut_off=date(2017, 1, 10), words={"verdict": "It holds."}, by=office, at=at)
    changes.freeze(**about, by=office, at=at, render=papers.draw)
    db.session.commit()


class TestWhatIsThere:
    def test_every_word_about_the_actions_of_the_strategy(self, canaries, tmp_path):
        """All that history tells on screen; evidence that is restricted, and links and places of what was withdrawn, not."""
        said, gone = unpacked(tmp_path).readable(), {row.id for row in restricted()}
        numbers = [n for n, event in events_by_line(gated=False).items() if n not in gone and event.ref not in gone]
        words = of(canaries, numbers, but=("given_by", "minute", "link", "held"))
        assert len(words) > 300
        assert words - heard(words, said) == set()

    def test_every_file_that_stands_and_is_not_restricted_unaltered(self, example, tmp_path):
        pack = unpacked(tmp_path)
        gated = {each.line.id for each in plan_on(TODAY).standings if each.line.recommendation}
        standing = [
            piece
            for piece in packs.gather(Reader("inspectors"), TODAY, TODAY).pieces
            if piece.file and piece.row.action_id not in gated
        ]
        listed = {
            each["evidence"]: each for group in pack.facts["groups"] for each in group["evidence"] if "path" in each
        }
        assert {piece.row.id for piece in standing} == set(listed)
        for piece in standing:
            assert pack.files[listed[piece.row.id]["path"]] == files.read(piece.file)

    def test_every_frozen_report_in_every_form_as_it_was_frozen(self, example, tmp_path):
        pack = unpacked(tmp_path)
        frozen = queries.reports(TODAY)
        hashes = {getattr(row, f"{form}_sha256") for row in frozen for form in row.FORMS}
        kept = {hashlib.sha256(content).hexdigest() for name, content in pack.files.items() if "reports/" in name}
        assert kept == hashes
        assert len(frozen) > 5

    def test_nobodys_address_and_nothing_of_who_opened_what(self, example, tmp_path):
        pack = unpacked(tmp_path)
        addresses = set(db.session.scalars(select(Account.email)))
        assert heard(addresses, pack.readable()) == set()
        assert {each.get("table") for each in pack.facts["journal"] if "kind" in each} - {None} != set()
        assert [each for each in pack.facts["journal"] if "kind" in each and "table" not in each] == []

    def test_it_stands_as_at_its_day_and_tells_nothing_later(self, example, tmp_path):
        day = date(2016, 3, 1)
        facts = unpacked(tmp_path, day=day).facts
        plan = plan_on(day)
        shown = {line["number"]: line["status"] for group in facts["groups"] for line in group["lines"]}
        assert shown == {each.number: each.status for each in plan.standings}
        days = {each["day"] for group in facts["groups"] for each in (*group["chronology"], *group["evidence"])}
        assert max(days) <= day.isoformat()
        assert max(each["at"] for each in facts["journal"] if "at" in each) < "2016-03-02"
        assert all(each["frozen_on"] <= day.isoformat() for each in facts["reports"])


def test_who_may_be_its_reader_is_nobody_who_may_see_what_is_restricted_of_every_agency():
    """A reader has no agency, and a role that sees restricted evidence of others' agencies would see all of it."""
    sees = {role for role, scope in GRANTS[Permission.READ_RESTRICTED].items() if scope.name == "OTHERS"}
    assert sees == {"chair", "deputy"}
    assert {role for audience in READERS for role in Reader(audience).viewer.roles} & sees == set()


class TestWhoMayOpen:
    def test_an_inspectors_pack_is_that_inspectors_and_the_offices(self, example):
        people = viewers(TODAY)
        inspector = holder("inspector")
        own = Reader("inspectors", inspector.id)
        may = {role for each in people.values() if packs.may_open(each, own) for role in each.roles}
        assert may == {"inspector", "business_manager"}
        assert not packs.may_open(inspector, Reader("inspectors", db.session.scalars(select(Person.id)).first()))

    def test_an_audiences_pack_is_its_holders(self, example):
        people = viewers(TODAY).values()
        opens = {each.id for each in people if packs.may_open(each, Reader("executives"))}
        assert opens == {each.id for each in people if each.has("executive", "business_manager")}


def test_the_same_record_gives_the_same_facts(example):
    assert facts_for() == facts_for()
