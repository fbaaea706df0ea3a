"""The worked example rolled into a plan for 2017-18, by the board's own verbs; tests look at it on either side."""

from dataclasses import replace
from datetime import date

import pytest
from a_board import STRATEGY
from board_apps import app_on_copy
from checked_page import CheckedClient
from sqlalchemy import select
from the_example import holder

from actions import changes, queries
from actions.changes import Into, Unfinished, Word
from actions.db import begin_writing, db
from actions.models import Action, Document
from actions.periods import london_moment
from actions.standing import plan_on
from seeds.adopted import AdoptedLine
from seeds.load import adopt
from seeds.next_year import Head, document_of

NEXT = "plan-2017-18"
ADOPTED, LAST_DAY, FIRST_DAY = date(2017, 3, 20), date(2017, 3, 31), date(2017, 4, 1)
LATER = date(2017, 11, 1)
HEAD = Head("CSE and missing children plan 2017-18", NEXT, FIRST_DAY, FIRST_DAY, date(2018, 3, 31))
MINUTE = "NSCB, 31 March 2017, minute 4"
REASON = "The board ends it: the national return takes its place."

# What becomes of each line that is open in the example at the end of March 2017: several go on as one, one as several.
ONE_OF_SEVERAL, SEVERAL_OF_ONE = "2.13", ("2.14", "2.17")
GOES_ON = {
    **{number: (number,) for number in ("1.3", "2.3", "2.9", "2.11", "2.13", "3.2", "4.2", "5.2", "5.3", "7.2", "7.6")},
    "2.16": (ONE_OF_SEVERAL,),
    "2.14": SEVERAL_OF_ONE,
}
ENDS = ("2.10", "6.2", "7.4")
NEW_LINE = "2.17"
NEW_DUE = date(2017, 12, 31)


def row_of(number, reference):
    query = select(Action.id).join(Document, Document.id == Action.document_id)
    return db.session.scalar(query.where(Document.reference == reference, Action.number == number))


def document(reference=STRATEGY):
    return db.session.scalars(select(Document).filter_by(reference=reference)).one()


def adopt_the_next(on=ADOPTED):
    """The plan of 2017-18: the lines of the old one that go on, and a new one."""
    begin_writing()
    office, at, plan = holder("business_manager"), london_moment(on), plan_on(on)
    lines = [each for each in plan.of(STRATEGY) if each.number in GOES_ON and each.number != "2.16"]
    made = document_of(document(), HEAD, lines)
    new = AdoptedLine(number=NEW_LINE, priority=2, statement="Map the hot spots with health data.", position=90)
    counts = {"priorities": len(made.priorities), "actions": len(lines) + 1}
    rows = adopt(replace(made, lines=(*made.lines, new), facts={**made.facts, "counts": counts}), at=at, by=office)
    for each in lines:
        changes.hand_on(each, rows[each.number], by=office, at=at)
    db.session.commit()


def fates(goes_on=GOES_ON, ends=ENDS) -> dict:
    into = {
        row_of(number, STRATEGY): Into(tuple(row_of(each, NEXT) for each in others))
        for number, others in goes_on.items()
    }
    return into | {row_of(number, STRATEGY): Unfinished(REASON) for number in ends}


def dues() -> dict:
    """A month for each line of the new plan that needs one: 2.9, 5.2 and 5.3 are nothing but their regular reporting."""
    numbers = {each for others in GOES_ON.values() for each in others} - {"2.9", "5.2", "5.3"}
    return {row_of(number, NEXT): NEW_DUE for number in numbers}


def close_it(on=LAST_DAY, *, by=None, **different):
    """The number of the decision."""
    begin_writing()
    word = Word(by=by or holder("chair"), at=london_moment(on, 17), minute=different.pop("minute", MINUTE))
    asked = {"last_day": LAST_DAY, "fates": fates(), "dues": dues()} | different
    closing = changes.close_document(document(), word=word, **asked).id
    db.session.commit()
    return closing


def roll():
    adopt_the_next()
    return close_it()


def in_force(day) -> list[str]:
    """As the record says by itself, and as the plan of the day has it."""
    found, plan = queries.documents_in_force(day), plan_on(day)
    assert found == queries.not_closed(queries.documents(day), plan)
    return [each.reference for each in found]


# Apps on it


@pytest.fixture(scope="session")
def next_adopted(example_folder, tmp_path_factory):
    """The folder of the example with the plan of 2017-18 adopted and the old one still open."""
    folder = tmp_path_factory.mktemp("adopted")
    app = app_on_copy(example_folder, folder, LAST_DAY)
    with app.app_context():
        adopt_the_next()
        db.session.remove()
        db.engine.dispose()
    return folder


@pytest.fixture(scope="module")
def about_to_roll(next_adopted, tmp_path_factory):
    """For what is refused: nothing is recorded in it."""
    yield from opened(next_adopted, tmp_path_factory.mktemp("about-to-roll"))


@pytest.fixture
def rolling(next_adopted, tmp_path):
    yield from opened(next_adopted, tmp_path / "rolling")


def opened(built, folder, today=LAST_DAY):
    app = app_on_copy(built, folder, today)
    app.test_client_class = CheckedClient
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()
