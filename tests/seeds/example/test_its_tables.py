"""The tables that the example is told from: played in order, on working days, with no column that nobody plays."""

from datetime import date

import pytest
from sqlalchemy import select

from actions.db import db
from actions.models import JournalLine
from actions.periods import london_day
from seeds.example.office import draft_report
from seeds.example.story import PLAYED, steps
from seeds.example.tables import rows


def test_time_never_goes_backwards_in_the_journal():
    moments = list(db.session.scalars(select(JournalLine.at).order_by(JournalLine.number)))
    assert moments == sorted(moments)
    assert {london_day(moment) for moment in moments} == {step.day for step in steps() if step.play is not draft_report}
    assert (london_day(moments[0]), london_day(moments[-1])) == (date(2015, 2, 2), date(2017, 1, 13))


def test_every_row_of_the_tables_is_played_on_a_working_day():
    assert {step.table for step in steps() if step.day.weekday() > 4} <= {"reports"}
    for table, _, column in PLAYED:
        assert all(column in row or column == "frozen" for row in rows(table)), table


COLUMNS = {
    "reports": "kind period day frozen cut_off verdict worries successes decisions priorities",
    "documents": "day document",
    "people": "key day title agency roles email from to",
    "settings": "day key value",
    "ownership": "day first owner contributor person by lines ends",
    "meetings": "day for name",
    "starting": "line day minuted rating minute",
    "marks": "line day mark other note lifted",
    "withdrawals": "line day evidence by reason",
    "updates": "line day for by green amber red said next help children better back unchanged evidence claim",
    "submissions": "line day by green amber next back better answers evidence",
    "later": "line day to evidence",
    "dates": "line day ask to reason children agree decline withdraw set_date",
    "exemptions": "line day says withdraw exempt not_exempt by",
    "challenges": "name line day agency by due ask answers ends how words",
    "escalations": "name line day by ask options answers words minute taken",
    "decisions": "line lines day by accept check_again recheck reason checked_by send_back stop reopen to set_aside",
    "extension": "day taken document to minute lines",
    "considered": "line day by accept due every once words in_part merge reason not_accept",
}


@pytest.mark.parametrize("table", COLUMNS)
def test_no_row_has_a_column_that_nobody_plays(table):
    known = set(COLUMNS[table].split())
    assert rows(table)
    assert {str(column) for row in rows(table) for column in row} <= known
