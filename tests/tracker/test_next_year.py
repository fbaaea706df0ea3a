"""Next year's plan: the example's strategy is closed with what became of each action, and what was open goes on in the plan
of 2017-18 (docs/decisions/0023)."""

import hashlib
from collections import Counter
from datetime import date, timedelta

import next_year
import pytest
from a_board import PROFILE, STRATEGY
from board_apps import app_on_copy
from checked_page import CheckedClient
from next_year import FIRST_DAY, LAST_DAY, LATER, NEXT
from sqlalchemy import select
from the_example import holder

from actions import carrying, changes, leads, queries, reports
from actions.changes import Into, Unfinished, Word
from actions.db import begin_writing, db
from actions.errors import RuleBroken
from actions.models import Decision, Report, ReportBytes
from actions.periods import Half, Quarter, london_moment
from actions.standing import plan_on
from tracker import papers
from tracker.commands.record import standing_as_json

ADDS_UP = "26 complete + 13 carried + 3 closed unfinished + 1 stopped"
BEFORE = (date(2016, 3, 31), date(2017, 1, 16), LAST_DAY - timedelta(days=1))


@pytest.fixture(scope="module")
def rolled(example_folder, tmp_path_factory):
    """The example on 1 November 2017, rolled into the plan of 2017-18; `before`: its frozen reports as they were."""
    app = app_on_copy(example_folder, tmp_path_factory.mktemp("rolled"), LATER)
    app.test_client_class = CheckedClient
    with app.app_context():
        app.before, app.said = frozen(), {day: standing_as_json(day) for day in BEFORE}
        app.open_then = [each.number for each in plan_on(LAST_DAY).of(STRATEGY) if each.is_open]
        app.closing = next_year.roll()
        yield app
        db.session.remove()
        db.engine.dispose()


def frozen():
    query = select(Report.id, ReportBytes.form, ReportBytes.content)
    rows = db.session.execute(query.join(ReportBytes, ReportBytes.report_id == Report.id)).all()
    return {(number, form): hashlib.sha256(content).hexdigest() for number, form, content in rows}


def old(number, day=LATER):
    return plan_on(day).find(STRATEGY, number)


def new(number, day=LATER):
    return plan_on(day).find(NEXT, number)


def counts(day, reference):
    return Counter(each.status for each in plan_on(day).counted_in(reference))


# 1. The example rolls into a 2017-18 plan


def test_every_line_that_was_open_has_exactly_one_fate_and_all_43_add_up(rolled):
    became = {each.number: carrying.fate(each) for each in plan_on(LATER).counted_in(STRATEGY)}
    assert {number for number, fate in became.items() if fate == "carried"} == set(next_year.GOES_ON)
    assert {number for number, fate in became.items() if fate == "unfinished"} == set(next_year.ENDS)
    assert sorted(rolled.open_then) == sorted([*next_year.GOES_ON, *next_year.ENDS])
    assert sum(carrying.fates(plan_on(LATER), STRATEGY).values()) == len(became) == 43
    assert None not in became.values()


def test_lines_are_linked_both_ways_split_and_merged(rolled):
    plan = plan_on(LATER)
    assert [each.number for each in carrying.goes_on_in(old("2.14"), plan)] == ["2.14", "2.17"]
    assert [each.number for each in carrying.came_from(new("2.13"), plan)] == ["2.13", "2.16"]
    assert {(each.line.document, each.number) for each in carrying.came_from(new("2.17"), plan)} == {(STRATEGY, "2.14")}


def test_the_new_line_has_a_first_date_by_decision_and_the_old_one_keeps_its_moves(rolled):
    assert (new("4.2").due, new("4.2").original_due, new("4.2").moves) == (next_year.NEW_DUE, next_year.NEW_DUE, 0)
    assert (old("4.2").moves, old("4.2").original_due) == (2, date(2015, 6, 30))
    found = carrying.carried(new("4.2"), plan_on(LATER))
    assert (found.times, found.first_due, found.moves) == (1, date(2015, 6, 30), 2)
    assert carrying.carried(new("2.13"), plan_on(LATER)).first_due == date(2015, 4, 30)


def test_who_answered_for_a_line_answers_for_the_one_it_goes_on_in_from_its_first_day(rolled):
    for number in ("2.14", "7.6"):
        before, after = old(number, LAST_DAY).facts, new(number, FIRST_DAY).facts
        assert (after.owner_id, after.owner_person_id) == (before.owner_id, before.owner_person_id) != (None, None)
        assert after.owner_since == FIRST_DAY


def test_regular_reporting_goes_on_with_its_rhythm(rolled):
    before, after = old("2.14", LAST_DAY).facts.running, new("2.14", FIRST_DAY).facts.running
    assert [each.every for each in after] == [each.every for each in before] == [3, 1]
    assert [each.submissions[0].due for each in after] == [date(2017, 4, 30), date(2017, 4, 30)]


def test_the_line_that_goes_on_asks_each_agency_for_its_lead_as_the_old_one_did(rolled):
    plan = plan_on(LATER)
    assert [each.number for each in plan.of(NEXT) if leads.asks_for_a_lead(each, plan)] == ["1.3"]


# 2. As-at days on both sides of the change


def test_until_the_last_day_the_old_plan_is_in_force_and_from_the_next_day_the_new_one(rolled):
    assert next_year.in_force(LAST_DAY) == [STRATEGY, PROFILE]
    assert next_year.in_force(FIRST_DAY) == [PROFILE, NEXT]
    assert queries.plan_in_force(LAST_DAY).reference == STRATEGY
    assert queries.plan_in_force(FIRST_DAY).reference == NEXT
    assert old("2.14", LAST_DAY).is_open
    assert not old("2.14", FIRST_DAY).is_open
    assert new("2.14", LAST_DAY) is None
    assert new("2.14", FIRST_DAY).is_open


def test_a_line_of_the_closed_plan_stands_for_good_as_it_stood_at_the_end_of_the_last_day(rolled):
    for number in ("2.14", "2.16", "7.2", "1.3", "2.9", "4.2"):
        then = old(number, LAST_DAY)
        for day in (FIRST_DAY, date(2017, 7, 1), LATER):
            now = old(number, day)
            assert (now.status, now.flags, now.due, now.moves) == (then.status, then.flags, then.due, then.moves)
            assert [cell.status for cell in now.cells] == [cell.status for cell in then.cells]


@pytest.mark.parametrize("day", BEFORE)
def test_days_before_the_change_say_what_they_said_without_it(rolled, day):
    assert standing_as_json(day) == rolled.said[day]


def test_nobody_owes_anything_on_a_closed_plan(rolled):
    plan = plan_on(LATER)
    assert {each.line.document for each in plan.answerable()} == {PROFILE, NEXT}
    assert {each.line.document for found in queries.waiting_for_chair(LATER).values() for each in found} <= {
        PROFILE,
        NEXT,
    }
    assert not any(queries.owes(each, Quarter.parse("2017-18-Q1")) for each in plan.of(STRATEGY))
    officer = holder("officer", "police")
    assert STRATEGY not in {each.line.document for each in queries.mine(officer, LATER)}


# 3. Totals reconcile


def test_the_new_years_totals_count_no_line_of_the_old_one(rolled):
    plan = plan_on(LATER)
    assert Counter(each.line.document for each in plan.counted) == {PROFILE: 42, NEXT: 13}
    assert sum(counts(LATER, STRATEGY).values()) == 43
    assert counts(LATER, STRATEGY) == counts(LAST_DAY, STRATEGY)


def test_standing_says_of_each_line_what_became_of_it_and_where_it_came_from(rolled):
    rows = {(each["document"], each["number"]): each for each in standing_as_json(LATER)}
    assert len(rows) == 43 + 57 + 13
    gone = rows[STRATEGY, "2.14"]
    assert (gone["closed_on"], gone["fate"]) == ("2017-03-31", "carried")
    assert gone["carried_into"] == [{"document": NEXT, "number": number} for number in ("2.14", "2.17")]
    assert rows[NEXT, "2.13"]["carried_from"] == [{"document": STRATEGY, "number": n} for n in ("2.13", "2.16")]
    assert rows[STRATEGY, "6.2"]["fate"] == "unfinished"
    assert "fate" not in rows[NEXT, "2.14"]


# 4. Reports of both years open


def drawn(kind, period, cut_off):
    asked = reports.Asked(kind, period, cut_off, edition=1, recorded_on=LATER)
    facts = reports.to_bytes(reports.facts(asked))
    return reports.from_bytes(facts), papers.draw(facts)


BOTH_YEARS = [
    ("quarterly", Quarter.parse("2016-17-Q4"), LAST_DAY, [STRATEGY, PROFILE], 0),
    ("quarterly", Quarter.parse("2016-17-Q4"), date(2017, 4, 30), [PROFILE, NEXT], 1),
    ("quarterly", Quarter.parse("2017-18-Q1"), date(2017, 7, 31), [PROFILE, NEXT], 0),
    ("six-monthly", Half.parse("2016-17-H2"), LAST_DAY, [STRATEGY, PROFILE], 0),
    ("six-monthly", Half.parse("2016-17-H2"), date(2017, 4, 30), [PROFILE, NEXT], 1),
    ("six-monthly", Half.parse("2017-18-H1"), date(2017, 10, 31), [PROFILE, NEXT], 0),
]


@pytest.mark.parametrize(("kind", "period", "cut_off", "documents", "closed"), BOTH_YEARS)
def test_reports_of_both_years_are_drawn_and_add_up(rolled, kind, period, cut_off, documents, closed):
    facts, forms = drawn(kind, period, cut_off)
    assert [each.reference for each in facts.documents] == documents
    assert all(each.total == each.adopted_total for each in facts.documents)
    assert [each.reference for each in facts.closed or []] == [STRATEGY] * closed
    assert all(each.total == each.adopted_total == 43 for each in facts.closed or [])
    assert b"DOES NOT AGREE" not in forms["html"]
    assert forms["pdf"].startswith(b"%PDF")


def test_a_report_says_of_the_plan_that_closed_what_became_of_each_line(rolled):
    _, forms = drawn("quarterly", Quarter.parse("2016-17-Q4"), date(2017, 4, 30))
    page = forms["html"].decode()
    assert "What became of the document that closed" in page
    assert "Carried into plan-2017-18 2.14 and plan-2017-18 2.17" in page
    assert f"closed on 31 March 2017: {ADDS_UP} = 43 actions; the document has 43: agrees." in page


def test_an_exception_that_was_carried_says_how_often_and_since_when(rolled):
    facts, forms = drawn("quarterly", Quarter.parse("2017-18-Q1"), date(2017, 8, 15))
    found = next(each for each in facts.exceptions if (each.document, each.number) == (NEXT, "4.2"))
    assert (found.carried.times, found.carried.first_due) == (1, "2015-06-30")
    assert "Carried once; first due June 2015. " in forms["html"].decode()


def test_the_picture_and_the_verdicts_are_of_the_same_plan_the_newest_in_force(rolled):
    facts, _ = drawn("quarterly", Quarter.parse("2017-18-Q1"), date(2017, 7, 31))
    assert queries.newest_plan(facts.documents).reference == NEXT
    assert {each.document_id for each in reports.priorities_on(LATER)} == {next_year.document(NEXT).id}


@pytest.mark.parametrize("cut_off", [LAST_DAY, date(2017, 10, 31)])
def test_disruption_and_voice_follow_their_lines_into_the_plan_that_goes_on(rolled, cut_off):
    period = Half.parse("2016-17-H2" if cut_off == LAST_DAY else "2017-18-H1")
    facts, _ = drawn("six-monthly", period, cut_off)
    assert [each.number for each in facts.submissions_made] == ["5.2", "5.3"]
    assert [each.number for each in facts.voice] == ["7.2", "7.6"]
    due = [date.fromisoformat(made.due) for line in facts.submissions_made for made in line.made]
    assert due
    assert all(period.first <= each <= cut_off for each in due)


def test_the_frozen_reports_of_the_old_year_open_byte_for_byte(rolled):
    assert frozen() == rolled.before
    executive = rolled.test_client().as_person(holder("executive").id)
    for form in ("pdf", "html"):
        content = executive.get(f"/reports/quarterly/2016-17-Q2/1.{form}").get_data()
        assert hashlib.sha256(content).hexdigest() in rolled.before.values()


# On the pages


def test_both_pages_say_where_the_line_went_and_came_from_with_its_history(rolled):
    reader = rolled.test_client().as_person(holder("executive").id)
    before, after = reader.page(f"/plan/{STRATEGY}/4.2"), reader.page(f"/plan/{NEXT}/4.2")
    assert f"/plan/{NEXT}/4.2" in before.links().values()
    assert "So it stood when its document closed on 31 March 2017." in before.text
    assert "was carried into plan-2017-18 4.2" in before.text
    assert f"/plan/{STRATEGY}/4.2" in after.links().values()
    assert "Carried once; first due June 2015. In the board's documents since February 2015" in after.text
    assert "its date was moved twice before" in after.text
    assert f"History in {STRATEGY}" in after.text


def test_the_old_plan_opens_on_what_became_of_it_and_the_plan_is_the_new_one(rolled):
    reader = rolled.test_client().as_person(holder("executive").id)
    page = reader.page(f"/plan/{STRATEGY}")
    assert f"{ADDS_UP} = 43." in page.text
    assert "Needs attention" not in page.text
    assert next_year.HEAD.title in reader.page("/plan").text
    lists = reader.page(f"/lines?document={NEXT}")
    assert "Carried once; first due April 2015." in lists.text


# What is refused


def test_it_is_refused_while_a_line_has_no_fate_and_names_it(about_to_roll):
    fates = {line: fate for line, fate in next_year.fates().items() if line != next_year.row_of("2.14", STRATEGY)}
    with pytest.raises(RuleBroken, match=r"or closed unfinished: 2\.14$"):
        next_year.close_it(fates=fates)


@pytest.mark.parametrize(
    ("different", "message"),
    [
        ({"minute": ""}, "the board's minute"),
        ({"last_day": LAST_DAY + timedelta(days=1)}, "today, or an earlier day"),
        ({"last_day": date(2015, 1, 1)}, "today, or an earlier day"),
        ({"dues": {}}, "Give the month by which it is due in the new document: 1.3, 2.11"),
    ],
)
def test_a_closing_is_whole(about_to_roll, different, message):
    with pytest.raises(RuleBroken, match=message):
        next_year.close_it(**different)


@pytest.mark.parametrize(
    ("fate", "message"),
    [
        (lambda: Unfinished("  "), "the board's reason"),
        (lambda: Into(()), "Choose the line"),
        (lambda: Into((next_year.row_of("2.16", STRATEGY),)), "of another document"),
        (lambda: Into((123456,)), "of another document"),
    ],
)
def test_a_fate_is_whole(about_to_roll, fate, message):
    with pytest.raises(RuleBroken, match=message):
        next_year.close_it(fates={**next_year.fates(), next_year.row_of("6.2", STRATEGY): fate()})


def test_what_is_complete_is_not_carried(about_to_roll):
    done = next(each.line.id for each in plan_on(LAST_DAY).of(STRATEGY) if each.own_status == "complete")
    with pytest.raises(RuleBroken, match="Only what is open"):
        next_year.close_it(fates={**next_year.fates(), done: Unfinished("It is done.")})


def test_once_it_is_recorded_nothing_more_is_recorded_on_its_lines(rolling):
    next_year.close_it()
    with pytest.raises(RuleBroken, match="already"):
        next_year.close_it()
    at, chair, line = london_moment(LAST_DAY, 18), holder("chair"), next_year.row_of("7.2", STRATEGY)
    tries = [
        lambda: changes.stop(line, word=Word(by=chair, at=at), reason="No."),
        lambda: changes.mark(line, "repeat", by=holder("business_manager"), at=at),
        lambda: changes.assign([(line, None)], agency_id=1, person=None, by=holder("business_manager"), at=at),
    ]
    for each in tries:
        begin_writing()
        with pytest.raises(RuleBroken, match="document is closed"):
            each()


def test_recorded_later_it_closes_from_the_day_of_recording_never_earlier(rolling):
    next_year.close_it(on=date(2017, 4, 20))
    assert next_year.in_force(date(2017, 4, 19)) == [STRATEGY, PROFILE, NEXT]
    assert next_year.in_force(date(2017, 4, 20)) == [PROFILE, NEXT]
    assert old("2.14", date(2017, 4, 20)).status == old("2.14", date(2017, 4, 19)).status


def test_set_aside_everything_stands_as_before(rolling):
    before = {each.number: (each.status, each.flags) for each in plan_on(LATER).of(STRATEGY)}
    closing = next_year.close_it()
    begin_writing()
    word = Word(by=holder("chair"), at=london_moment(date(2017, 4, 3)))
    changes.set_aside(db.session.get(Decision, closing), word=word, reason="The wrong day.")
    db.session.commit()
    after = plan_on(LATER)
    assert {each.number: (each.status, each.flags) for each in after.of(STRATEGY)} == before
    assert new("2.14").facts.carried_from == ()
    assert new("4.2").due is None
    assert next_year.close_it(on=date(2017, 4, 4)) > closing
