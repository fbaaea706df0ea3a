"""Adopting the documents: what is then in the database, that doing it twice does nothing, and that a text in force is
never changed by a file (quality.md section 3)."""

import shutil
from dataclasses import replace
from datetime import date

import pytest
from board_apps import make_tables, settings
from sqlalchemy import func, select

from actions import journal
from actions.db import begin_writing, db
from actions.models import Action, Agency, Document, Duty, Priority, Team
from actions.periods import london_moment
from actions.standing import plan_on
from actions.verify import verify
from seeds.adopted import BadSeeds, read, read_all
from seeds.load import FOLDER, ChangedText, seed
from tracker import create_app

LATER = london_moment(date(2017, 1, 16))
STRATEGY, PROFILE = "strategy-2015-16", "profile-2016"


def count(table, **named):
    return db.session.scalar(select(func.count()).select_from(table).filter_by(**named))


def document(reference):
    return db.session.scalars(select(Document).filter_by(reference=reference)).one()


# What is in the database


def test_totals_are_those_of_the_documents(app):
    strategy, profile = document(STRATEGY).id, document(PROFILE).id
    assert count(Priority, document_id=strategy) == 7
    assert count(Action, document_id=strategy) == 43
    whole = select(func.count()).where(Action.document_id == profile, Action.parent_id.is_(None), ~Action.national)
    assert db.session.scalar(whole) == 42
    parts = select(func.count()).where(Action.document_id == profile, Action.parent_id.is_not(None))
    assert db.session.scalar(parts) == 13
    assert count(Action, document_id=profile, national=True) == 2


def test_each_priority_has_its_actions_and_the_gap_is_kept(app):
    query = (
        select(Priority.number, func.count()).join(Action, Action.priority_id == Priority.id).group_by(Priority.number)
    )
    assert dict(db.session.execute(query).all()) == {1: 4, 2: 15, 3: 5, 4: 6, 5: 4, 6: 3, 7: 6}
    numbers = db.session.scalars(select(Action.number).where(Action.number.startswith("2."))).all()
    assert "2.15" not in numbers
    assert {"2.14", "2.16"} <= set(numbers)


def test_dates_duties_and_cells_are_as_adopted(app):
    dateless = db.session.scalars(select(Action.number).where(Action.due.is_(None), ~Action.recommendation)).all()
    each_agency = db.session.scalars(select(Action.number).where(Action.each_agency)).all()
    assert (dateless, sorted(each_agency)) == (["3.2"], ["1.3", "2.3"])
    duties = select(Action.number, Duty.every, Duty.first).join(Duty, Duty.action_id == Action.id)
    assert set(db.session.execute(duties).all()) >= {
        ("2.14", 1, date(2015, 5, 31)),
        ("2.14", 3, date(2015, 7, 31)),
        ("3.2", 3, None),
        ("5.2", 6, date(2015, 10, 31)),
    }


def test_documents_are_in_force_from_their_day_whenever_they_were_loaded(app):
    assert (document(STRATEGY).counts_from, document(PROFILE).counts_from) == (date(2015, 2, 1), date(2016, 10, 26))
    in_force = {day: {each.line.document for each in plan_on(day).standings} for day in DAYS}
    assert list(in_force.values()) == [set(), {STRATEGY}, {STRATEGY}, {STRATEGY, PROFILE}]


DAYS = (date(2015, 1, 31), date(2015, 2, 1), date(2016, 10, 25), date(2016, 10, 26))


def test_agencies_take_part_from_the_day_of_their_document(app):
    assert count(Agency) == 15
    assert set(db.session.scalars(select(Agency.counts_from))) == {date(2015, 2, 1)}
    assert plan_on(date(2015, 1, 31)).agencies == {}


# Twice


def test_seeding_twice_changes_nothing(app):
    head = journal.head()
    begin_writing()
    said = seed(read_all(FOLDER), at=LATER)
    db.session.commit()
    assert journal.head() == head
    assert all("nothing to do" in sentence for sentence in said)


# A changed text


def changed(reference):
    return next(each for each in read_all(FOLDER) if each.reference == reference)


def with_line(adopted, number, **different):
    lines = tuple(replace(line, **different) if line.number == number else line for line in adopted.lines)
    return replace(adopted, lines=lines)


def with_first(adopted, kind, **different):
    first, *others = getattr(adopted, kind)
    return replace(adopted, **{kind: (replace(first, **different), *others)})


def with_duty(adopted, number, **different):
    line = next(each for each in adopted.lines if each.number == number)
    duties = (replace(line.duties[0], **different), *line.duties[1:])
    return with_line(adopted, number, duties=duties)


def without(adopted, number):
    return replace(adopted, lines=tuple(line for line in adopted.lines if line.number != number))


def with_one_more(adopted):
    return replace(adopted, lines=(*adopted.lines, replace(adopted.lines[-1], number="7.7", position=44)))


CHANGES = [
    # the header
    (STRATEGY, lambda doc: replace(doc, title="Another title"), "title"),
    (STRATEGY, lambda doc: replace(doc, in_force_from=date(2015, 3, 1)), "in_force_from"),
    (STRATEGY, lambda doc: replace(doc, period_to=date(2017, 3, 31)), "last_day"),
    (STRATEGY, lambda doc: replace(doc, aim="Something else"), "facts"),
    (PROFILE, lambda doc: replace(doc, handling="None"), "handling"),
    # a priority
    (STRATEGY, lambda doc: with_first(doc, "priorities", name="Other"), "priorities"),
    (STRATEGY, lambda doc: with_first(doc, "priorities", commitment="Other"), "priorities"),
    (STRATEGY, lambda doc: replace(doc, priorities=doc.priorities[1:]), "priorities"),
    # an agency
    (STRATEGY, lambda doc: with_first(doc, "agencies", name="Other"), "agency police"),
    (STRATEGY, lambda doc: with_first(doc, "agencies", also=("Cops",)), "agency police"),
    (STRATEGY, lambda doc: with_first(doc, "agencies", key="cops"), "agency cops"),
    # a line
    (STRATEGY, lambda doc: with_line(doc, "2.6", statement="Other"), "action 2.6"),
    (STRATEGY, lambda doc: with_line(doc, "2.6", title="Other"), "action 2.6"),
    (STRATEGY, lambda doc: with_line(doc, "2.6", due=date(2015, 6, 30)), "action 2.6"),
    (STRATEGY, lambda doc: with_line(doc, "3.2", due=date(2015, 6, 30)), "action 3.2"),
    (STRATEGY, lambda doc: with_line(doc, "1.3", each_agency=False), "action 1.3"),
    (STRATEGY, lambda doc: with_line(doc, "2.6", bodies=("Nobody",)), "action 2.6"),
    (PROFILE, lambda doc: with_line(doc, "16a", statement="Other"), "action 16a"),
    (PROFILE, lambda doc: with_line(doc, "24", recurring=False), "action 24"),
    (PROFILE, lambda doc: with_line(doc, "N1", national=False), "action N1"),
    (PROFILE, lambda doc: with_line(doc, "27", found_in="Other"), "action 27"),
    # a duty
    (STRATEGY, lambda doc: with_duty(doc, "5.2", every=3), "action 5.2"),
    (STRATEGY, lambda doc: with_duty(doc, "5.2", first=date(2015, 9, 30)), "action 5.2"),
    (STRATEGY, lambda doc: with_duty(doc, "5.2", is_the_action=False), "action 5.2"),
    (STRATEGY, lambda doc: with_line(doc, "5.2", duties=()), "action 5.2"),
    # a line added or removed
    (STRATEGY, with_one_more, "action 7.7"),
    (STRATEGY, lambda doc: without(doc, "2.6"), "action 2.6"),
    (PROFILE, lambda doc: without(doc, "16c"), "action 16c"),
]


@pytest.mark.parametrize(("reference", "change", "item"), CHANGES)
def test_a_changed_text_is_refused_naming_document_and_item(app, reference, change, item):
    head = journal.head()
    with pytest.raises(ChangedText) as refusal:
        seed([change(changed(reference))], at=LATER)
    assert str(refusal.value).startswith(f"{reference}, {item}: the text differs from what was adopted")
    assert journal.head() == head


@pytest.mark.parametrize(
    "change",
    [
        lambda doc: with_first(doc, "teams", of=("police",)),
        lambda doc: replace(doc, teams=doc.teams[1:]),
        lambda doc: replace(doc, agencies=doc.agencies[1:]),
    ],
    ids=["a team's agencies", "a team left out", "an agency left out"],
)
def test_a_changed_team_or_a_missing_agency_is_refused_too(app, change):
    with pytest.raises(ChangedText):
        seed([change(changed(STRATEGY))], at=LATER)


# A broken file


@pytest.fixture
def empty(tmp_path):
    """Tables, and nothing in them."""
    app = create_app(settings(f"sqlite:///{tmp_path / 'tracker.db'}", tmp_path, None))
    with app.app_context():
        make_tables(example=False)
        yield tmp_path
        db.session.remove()
        db.engine.dispose()


BREAKS = [
    ("title: Child Sexual Exploitation", "titel: Child Sexual Exploitation"),  # a key misspelt
    ("due: 2015-05", "due: 2015-13"),  # no such month
    ("actions: 43", "actions: 44"),  # it does not come to what it says
]


@pytest.mark.parametrize(("right", "wrong"), BREAKS)
def test_a_broken_file_leaves_the_database_untouched(empty, right, wrong):
    folder = empty / "documents"
    shutil.copytree(FOLDER, folder, ignore=shutil.ignore_patterns("*.py", "__pycache__", "example"))
    broken = folder / "strategy-2015-16.yaml"
    assert right in broken.read_text(encoding="utf-8")
    broken.write_text(broken.read_text(encoding="utf-8").replace(right, wrong, 1), encoding="utf-8")
    begin_writing()
    with pytest.raises(BadSeeds, match=r"strategy-2015-16\.yaml"):
        seed(read_all(folder), at=LATER)
    assert (journal.head().number, count(Document), count(Action), count(Team)) == (0, 0, 0, 0)


def test_a_refusal_half_way_leaves_nothing_of_that_run(empty):
    """The profile was changed and the strategy is new: neither is adopted."""
    profile = read(FOLDER / "profile-2016.yaml")
    begin_writing()
    seed([profile], at=LATER)
    db.session.commit()
    head = journal.head()
    begin_writing()
    with pytest.raises(ChangedText):
        seed([read(FOLDER / "strategy-2015-16.yaml"), replace(profile, title="Other")], at=LATER)
    db.session.rollback()
    assert journal.head() == head
    assert count(Document) == 1


def test_what_was_adopted_verifies(app):
    assert verify() == []
