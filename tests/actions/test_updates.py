"""Updates (rules.md section 6): what each rating needs, nothing has changed, which quarter, who was first, contributors."""

from datetime import date

import pytest
from paper_board import BEGINS, WORDS, forbidden, refused
from sqlalchemy import select

from actions import changes
from actions.db import db
from actions.models import Update, Words
from actions.periods import Quarter


@pytest.fixture
def owned(board):
    board.own("2.6", "2.7")
    return board


def without(*fields):
    return {field: text for field, text in WORDS.items() if field not in fields}


NEEDS = [
    # green: a line on what was done
    ("green", "said"),
    # amber: why, what next
    ("amber", "why"),
    ("amber", "next_steps"),
    # red: also the help asked and what it means for children
    ("red", "why"),
    ("red", "next_steps"),
    ("red", "help_asked"),
    ("red", "children"),
]


@pytest.mark.parametrize(("rating", "field"), NEEDS)
@pytest.mark.parametrize("blank", [None, "", "   "])
def test_each_rating_needs_its_words(owned, rating, field, blank):
    with refused(field):
        owned.says("2.6", rating, words={**without(field), field: blank})


@pytest.mark.parametrize("rating", ["amber", "red"])
def test_amber_and_red_say_when_it_is_back_on_course(owned, rating):
    with refused("forecast"):
        owned.says("2.6", rating, forecast=None)


def test_a_forecast_is_a_month_and_means_its_last_day(owned):
    assert owned.says("2.6", "amber", forecast=date(2016, 2, 3)).forecast == date(2016, 2, 29)


@pytest.mark.parametrize("rating", [None, "", "blue", "GREEN"])
def test_a_rating_is_green_amber_or_red(owned, rating):
    with refused("rating"):
        owned.says("2.6", rating)


def test_the_plainest_words_are_enough(owned):
    owned.says("2.6", "green", words={"said": "Done."})
    owned.says("2.7", "amber", words={"why": "Ill.", "next_steps": "Recover."})


BETTER = [
    ("red", "amber", True),
    ("red", "green", True),
    ("amber", "green", True),
    ("green", "green", False),
    ("green", "amber", False),
    ("amber", "red", False),
]


@pytest.mark.parametrize(("last", "now", "is_better"), BETTER)
def test_better_than_last_time_needs_a_sentence_why(owned, last, now, is_better):
    owned.says("2.6", last)
    if is_better:
        with refused("why_better"):
            owned.says("2.6", now, words=without("why_better"))
    owned.says("2.6", now, words=WORDS if is_better else without("why_better"))


def test_better_than_what_was_minuted_needs_it_too(owned):
    owned.minuted("2.6", "red")
    with refused("why_better"):
        owned.says("2.6", "green", words=without("why_better"))


# Nothing has changed


def same(board, **more):
    return board.says("2.6", None, unchanged=True, words={}, **more)


def test_nothing_has_changed_repeats_the_last_rating_and_forecast(owned):
    owned.says("2.6", "amber", forecast=date(2015, 4, 1))
    repeated = same(owned)
    assert (repeated.rating, repeated.forecast) == ("amber", date(2015, 4, 30))


def test_it_is_not_for_a_first_rating(owned):
    with refused("rating"):
        same(owned)


def test_nor_after_a_position_that_was_only_minuted(owned):
    owned.minuted("2.6", "green")
    with refused("rating"):
        same(owned)


def test_nor_twice_running(owned):
    owned.says("2.6")
    same(owned)
    with refused("rating"):
        same(owned)
    owned.says("2.6")
    same(owned)


# Which quarter


SPEAKS_FOR = [
    # on this day          after updates on        speaks for
    (date(2015, 3, 2), [], "2014-15-Q4"),
    (date(2015, 4, 20), [], "2014-15-Q4"),  # the earliest still open and not yet answered
    (date(2015, 4, 20), [date(2015, 3, 2)], "2015-16-Q1"),  # answered: the next
    (date(2015, 4, 21), [date(2015, 3, 2), date(2015, 4, 20)], "2015-16-Q1"),  # both answered: the later again
    (date(2015, 5, 1), [], "2015-16-Q1"),  # the one before closed the day before
]


@pytest.mark.parametrize(("day", "earlier", "label"), SPEAKS_FOR)
def test_an_update_speaks_for_the_earliest_open_quarter_not_yet_answered(owned, day, earlier, label):
    for each in earlier:
        owned.day = each
        owned.says("2.6")
    owned.day = day
    assert changes.quarter_to_answer(owned.stands("2.6"), day).label == label
    assert owned.says("2.6").quarter == Quarter.parse(label).first


def test_the_officer_may_choose_another_open_quarter(owned):
    chosen = Quarter.parse("2015-16-Q1")
    assert owned.on(2015, 4, 20).says("2.6", quarter=chosen).quarter == chosen.first


@pytest.mark.parametrize("label", ["2014-15-Q4", "2015-16-Q2", "2014-15-Q1"])
def test_a_closed_quarter_or_one_that_has_not_begun_is_refused(owned, label):
    owned.on(2015, 5, 1)
    with refused("quarter"):
        owned.says("2.6", quarter=Quarter.parse(label))


def test_on_its_update_day_a_quarter_is_still_open(owned):
    owned.on(2015, 4, 30).says("2.6", quarter=Quarter.parse("2014-15-Q4"))


def test_an_update_for_an_earlier_quarter_does_not_take_back_what_was_said_for_a_later_one(owned):
    owned.on(2015, 4, 20).says("2.6", quarter=Quarter.parse("2015-16-Q1"))
    owned.says("2.6", quarter=Quarter.parse("2014-15-Q4"))
    assert owned.stands("2.6").facts.speaks_for.label == "2015-16-Q1"


# Who was first


def test_two_updates_both_stand_and_the_latest_rates(owned):
    owned.says("2.6", "green")
    owned.says("2.6", "red")
    assert len(list(db.session.scalars(select(Update).filter_by(action_id=owned.line("2.6"))))) == 2
    assert owned.status("2.6") == "off_track"


def test_whoever_was_overtaken_is_told_before_saving(owned):
    first = owned.says("2.6")
    with refused("seen"):
        owned.says("2.6", by=owned.health_lead, check_seen=True, seen=None)
    owned.says("2.6", by=owned.health_lead, check_seen=True, seen=first.id)


def test_nobody_is_told_when_nobody_was_first(owned):
    owned.says("2.6", check_seen=True, seen=None)


def test_an_update_on_another_line_overtakes_nobody(owned):
    owned.says("2.7")
    owned.says("2.6", check_seen=True, seen=None)


def test_a_contributors_update_overtakes_too(owned):
    owned.help("2.6")
    owned.says("2.6", None, by=owned.probation, words={"said": "We gave names."})
    with refused("seen"):
        owned.says("2.6", check_seen=True, seen=None)


# Contributors


@pytest.fixture
def helped(owned):
    owned.help("2.6")
    return owned


def test_a_contributors_update_carries_no_rating(helped):
    said = helped.says("2.6", None, by=helped.probation, words={"said": "We gave names."})
    assert (said.as_owner, said.rating, said.forecast) == (False, None, None)
    assert helped.status("2.6") == "not_started"


def test_only_the_owner_rates_claims_and_answers(helped):
    for more in ({"rating": "green"}, {"claim": True}, {"answers": ((1, date(2015, 3, 31)),)}):
        with forbidden():
            helped.says("2.6", **{"rating": None, "by": helped.probation, **more})


def test_a_contributor_says_something(helped):
    with refused("said"):
        helped.says("2.6", None, by=helped.probation, words={"said": " "})


def test_a_contributors_update_breaks_no_silence(helped):
    helped.on(2015, 2, 4).moves("2.6", 2016, 3)
    helped.on(2015, 6, 1).says("2.6", None, by=helped.probation, words={"said": "We gave names."})
    assert helped.on(2015, 8, 1).status("2.6") == "no_update"


def test_who_no_longer_contributes_may_not(helped):
    helped.help("2.6", ends=True)
    with forbidden():
        helped.says("2.6", None, by=helped.probation, words={"said": "We gave names."})


# What is kept


def test_words_are_kept_apart_and_the_row_holds_only_their_salted_hash(owned):
    update = owned.says("2.6", words={"said": "  Łódź, <Smith, J> & x < 3 😀  "})
    kept = db.session.get(Words, (update.id, "said"))
    assert kept.text == "Łódź, <Smith, J> & x < 3 😀"
    assert set(update.hashes) == {"said"}
    assert kept.text not in str(vars(update))


def test_the_same_words_never_have_the_same_hash(owned):
    first, second = owned.says("2.6", words={"said": "Done."}), owned.says("2.7", words={"said": "Done."})
    assert first.hashes != second.hashes


def test_words_have_a_limit(owned):
    owned.says("2.6", words={"said": "x" * 20_000})
    with refused("said"):
        owned.says("2.6", words={"said": "x" * 20_001})


def test_a_refused_update_leaves_nothing(owned):
    with refused("claim"), owned.rehearsal():
        owned.says("2.6", claim=True)
    assert db.session.scalars(select(Update)).all() == []
    assert owned.day == BEGINS


def test_no_update_on_a_recommendation_before_it_is_accepted(board):
    board.on(2017, 1, 5).own("27")
    with refused("rating"):
        board.says("27")
    board.takes_on("27")
    board.says("27")
