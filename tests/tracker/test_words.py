"""Every status, flag, verb and reason of the record has words, and every sentence is one."""

import re
from copy import copy
from dataclasses import replace
from datetime import date
from types import SimpleNamespace

import pytest
from the_example import PROFILE, STRATEGY, TODAY

from actions import queries
from actions.models import Assurance, Rating, ledger_classes
from actions.periods import Half, Quarter
from actions.standing import FLAGS, STATUSES, gather, judge, plan_on
from tracker import words
from tracker.names import Names
from tracker.words import days, history
from tracker.words import standing as said

# The last days of months, the days after them, update days: all along the example's two years.
DAYS = [date(year, month, day) for year in (2015, 2016) for month in range(1, 13) for day in (1, 15)]
DAYS = [day for day in DAYS if date(2015, 2, 1) <= day] + [TODAY]
SENTENCE = re.compile(r"[A-Z0-9][^{}]*[^.\s]\.")


@pytest.fixture(scope="module", autouse=True)
def example(example_app):
    with example_app.app_context():
        yield


def is_a_sentence(text):
    return SENTENCE.fullmatch(text) and ".." not in text and "  " not in text and not re.search(r"\bNone\b|<|_", text)


class TestEveryKeyHasWords:
    def test_statuses(self):
        assert tuple(words.STATUS) == STATUSES
        assert len(set(words.STATUS.values())) == len(STATUSES)

    def test_flags(self):
        assert tuple(words.FLAG) == tuple(flag.key for flag in FLAGS)

    def test_reasons(self):
        assert set(said.REASONS) == set(STATUSES)

    def test_ratings_and_assurance(self):
        assert set(words.RATING) == set(Rating)
        assert tuple(said.ASSURANCE) == tuple(Assurance)

    def test_verbs_of_a_line_s_history(self):
        tables = [table for table in ledger_classes() if table in gather.LOG]
        verbs = {verb for table in tables for verb in table.VERBS} - {"extend_document", "close_document"}
        assert verbs <= set(history.SENTENCES) | history.QUIET
        assert not set(history.SENTENCES) & history.QUIET

    def test_typed_fields_of_a_line_s_history(self):
        typed = {field for table in ledger_classes() if table in gather.LOG for field in table.TYPED}
        assert typed - set(history.DETAILS) == {"name", "file", "link", "held", "given_by"}


class TestWhy:
    def test_every_line_and_cell_has_a_sentence_on_every_day(self):
        found = {}
        for day in DAYS:
            for each in plan_on(day).standings:
                for one in (each, *each.cells):
                    found.setdefault(words.because(one), (one.status, one.number, day))
        assert {status for status, _, _ in found.values()} == set(STATUSES)
        assert {text: where for text, where in found.items() if not is_a_sentence(text)} == {}

    @pytest.mark.parametrize(
        ("reason", "number", "document", "day"),
        [
            ("Overdue by 19 months: it was due by the end of May 2015.", "2.16", STRATEGY, TODAY),
            ("Overdue by 1 day: it was due by the end of May 2015.", "2.16", STRATEGY, date(2015, 6, 1)),
            ("It has no due date.", "3.2", STRATEGY, date(2015, 2, 1)),
            ("No decision stands on this recommendation yet.", "2", PROFILE, TODAY),
            ("It was merged into another action and stands with that.", "31", PROFILE, TODAY),
            ("The meeting did not accept it; the reason is in its history.", "41", PROFILE, TODAY),
            ("A decision stopped it; the reason is in its history.", "7.3", STRATEGY, TODAY),
        ],
    )
    def test_each_way_of_standing_says_why(self, reason, number, document, day):
        assert words.because(plan_on(day).find(document, number)) == reason

    def test_each_way_of_being_overdue_says_which_it_is(self):
        overdue = {words.because(e) for day in DAYS for e in plan_on(day).answerable() if e.own_status == "overdue"}
        for way in (
            r"Overdue by \d+ (month|day)s?: it was due by the end of \w+ 20\d\d\.",
            r"Overdue: the \w+ submission \(.+\) due by the end of \w+ 20\d\d has not come\.",
            r"Overdue: the monthly submissions \(.+\) due by the end of .+ and by the end of .+ have not come\.",
            r"Overdue: it has no date, and its document ended on 31 March 2016\.",
            r"Overdue by .+ It was rated green; no rating can lift this\.",
        ):
            assert any(re.fullmatch(way, text) for text in overdue), way

    def test_a_rating_that_a_forecast_caps_says_so(self):
        green = next(
            each for each in plan_on(TODAY).answerable() if each.status == "on_track" and each.rating == "green"
        )
        facts = copy(green.facts)
        facts.rated = replace(facts.rated, forecast=date(2030, 6, 30))
        capped = replace(green, facts=facts, status=judge(facts).status)
        assert capped.status == "at_risk"
        assert re.fullmatch(
            r"Rated green on .*, but forecast by the end of June 2030, after its due date: that caps it\.",
            words.because(capped),
        )

    def test_asked_of_each_agency_names_the_few_that_are_waited_for(self):
        reasons = [words.because(each) for day in DAYS for each in plan_on(day).standings if each.cells]
        assert any(re.fullmatch(r"\d+ of 15 agencies complete; waiting for .+\.", text) for text in reasons)
        assert any(
            re.fullmatch(r"\d of 15 agencies complete; it stands at the worst of the other \d+\.", t) for t in reasons
        )
        assert not any("other 0" in text for text in reasons)

    def test_asked_of_each_agency_and_complete_in_all(self):
        cell = plan_on(TODAY).find(STRATEGY, "1.3").cells[0]
        all_done = said.Standing(
            cell.facts, "complete", "complete", "blue", (), cells=(_complete(cell),) * 3, stands_at=cell
        )
        assert words.because(all_done) == "Complete in all of 3 agencies."

    def test_what_does_not_apply_is_left_out_of_the_count_and_said(self):
        assert words.because(plan_on(TODAY).find(STRATEGY, "2.3")) == (
            "9 of 14 agencies complete; it stands at the worst of the other 5; does not apply to 1."
        )

    def test_asked_of_each_agency_and_applying_to_none_or_stopped(self):
        whole = plan_on(TODAY).find(STRATEGY, "2.3")
        spared = next(cell for cell in whole.cells if cell.facts.exempt)
        of_none = replace(whole, cells=(spared, spared), stands_at=spared)
        assert words.because(of_none) == "It was decided that it applies to no agency."
        facts = copy(whole.facts)
        facts.stopped = True
        stopped = replace(whole, facts=facts, status="stopped")
        assert words.because(stopped) == "A decision stopped it; the reason is in its history."

    def test_a_part_s_reason_is_said_for_the_whole(self):
        reasons = {
            words.because(each) for day in DAYS for each in plan_on(day).of(PROFILE) if each.parts and each.stands_at
        }
        assert all(re.match(r"It stands at its worst part, \d+[a-d]\. [A-Z]", text) for text in reasons)


def _complete(cell):
    return said.Standing(cell.facts, "complete", "complete", "blue", (), stands_at=None)


class TestHistory:
    def test_every_entry_of_the_example_is_a_sentence(self):
        plan = plan_on(TODAY)
        names, told, odd = Names(plan), set(), []
        for each in plan.standings:
            for event, typed in queries.history(each.line.id, TODAY):
                if event.verb in history.QUIET:
                    continue
                told.add(event.verb)
                sentence = history.sentence(event, names)
                odd += [sentence] if not is_a_sentence(sentence) else []
                assert all(isinstance(detail, str) and detail for detail in history.details(typed))
        assert odd == []
        assert len(told) > 20

    def test_a_decision_recorded_later_says_both_days(self):
        event = gather.Event(*[None] * len(gather.COLUMNS))._replace(
            verb="stop", taken_on=date(2016, 3, 1), counts_from=date(2016, 3, 4)
        )
        assert history.sentence(event, None) == "It was stopped (decided on 1 March 2016, recorded on 4 March 2016)."

    def test_what_was_redacted_says_so(self):
        assert history.details({"why": None, "said": "Done."}) == ["Done.", "Why: [redacted]"]


class TestWhoDidIt:
    PEOPLE = {1: "Lead officer, Police", 2: "Business manager, board office", 3: "Chair"}

    def said(self, words=None, **columns):
        event = gather.Event(*[None] * len(gather.COLUMNS))._replace(**columns)
        names = Names(None)
        names._titles = self.PEOPLE
        return history.by(event, words or {}, names)

    def test_who_said_it_themselves(self):
        assert self.said(by_id=1) == "Lead officer, Police"
        assert self.said() == "The system"

    @pytest.mark.parametrize(
        ("how", "words"),
        [
            ("email", "by e-mail"),
            ("telephone", "by telephone"),
            ("meeting", "at a meeting"),
            ("letter", "by letter"),
        ],
    )
    def test_who_gave_it_how_and_when_and_who_entered_it(self, how, words):
        told = self.said(by_id=2, given_how=how, given_on=date(2017, 1, 3), given_person_id=1)
        assert told == (
            f"Given by Lead officer, Police {words} on 3 January 2017; entered by the business manager, board office"
        )

    def test_who_gave_it_by_a_name_or_what_is_left_of_it(self):
        given = {"by_id": 3, "given_how": "letter", "given_on": date(2017, 1, 3)}
        assert self.said({"given_by": "AT&T"}, **given) == "Given by AT&T by letter on 3 January 2017; entered by Chair"
        assert self.said({"given_by": None}, **given).startswith("Given by [redacted] by letter")

    def test_through_a_link_nobody_entered_it(self):
        told = self.said(given_how="link", given_on=date(2017, 1, 3), given_person_id=1)
        assert told == "Given by Lead officer, Police through a link on 3 January 2017"


class TestFlags:
    def test_say_how_often_and_since_when(self):
        found = {words.flag(key, each) for day in DAYS for each in plan_on(day).standings for key in each.flags}
        assert "Re-dated once" in found
        assert "Re-dated twice" in found
        assert any(re.fullmatch(r"Silent since \d+ \w+ 20\d\d", text) for text in found)
        assert not [text for text in found if "None" in text or text.endswith(".")]


def numbered(many):
    """So many lines, numbered from 1."""
    return [SimpleNamespace(number=f"{place}") for place in range(1, many + 1)]


@pytest.mark.parametrize(
    ("say", "value", "text"),
    [
        (days.day, date(2015, 4, 30), "30 April 2015"),
        (days.day, date(2015, 4, 1), "1 April 2015"),
        (days.day, None, "no date"),
        (days.month, date(2015, 4, 30), "April 2015"),
        (days.short_day, date(2015, 4, 3), "3 Apr 2015"),
        (days.short_month, date(2015, 4, 30), "Apr 2015"),
        (days.by_the_end, date(2015, 4, 30), "by the end of April 2015"),
        (days.by_the_end, date(2016, 2, 29), "by the end of February 2016"),
        (days.by_the_end, date(2015, 2, 28), "by the end of February 2015"),
        (days.by_the_end, date(2016, 2, 28), "by 28 February 2016"),
        (days.by_the_end, None, "no date set"),
        (days.quarter, date(2016, 10, 1), "Q3 2016-17 (October to December 2016)"),
        (days.quarter, Quarter.parse("2016-17-Q4"), "Q4 2016-17 (January to March 2017)"),
        (days.quarter, Half.parse("2016-17-H2"), "H2 2016-17 (October 2016 to March 2017)"),
        (days.listed, [], ""),
        (days.listed, ["a"], "a"),
        (days.listed, ["a", "b"], "a and b"),
        (days.listed, ["a", "b", "c"], "a, b and c"),
        (words.some_numbers, numbered(3), "1, 2 and 3"),
        (words.some_numbers, numbered(1_240)[:40], f"{', '.join(map(str, range(1, 40)))} and 40"),
        (words.some_numbers, numbered(1_240), f"{', '.join(map(str, range(1, 41)))} and 1,200 more"),
        (days.file_size, 0, "1 KB"),
        (days.file_size, 12_345, "12 KB"),
        (days.file_size, 3_565_158, "3.4 MB"),
        (days.file_size, None, ""),
        (words.sums, {"overdue": 4, "complete": 26, "merged": 0}, "26 complete, 4 overdue"),
        (words.sums, {}, ""),
    ],
)
def test_days_counts_and_sizes(say, value, text):
    assert say(value) == text


@pytest.mark.parametrize(
    ("number", "text"), [(0, "0 actions"), (1, "1 action"), (2, "2 actions"), (1234, "1,234 actions")]
)
def test_counting(number, text):
    assert words.count(number, "action") == text


@pytest.mark.parametrize(
    ("due", "on", "text"),
    [
        (date(2015, 4, 30), date(2015, 5, 1), "1 day"),
        (date(2015, 4, 30), date(2015, 5, 29), "29 days"),
        (date(2015, 4, 30), date(2015, 5, 31), "1 month"),
        (date(2015, 4, 30), date(2015, 6, 29), "1 month"),
        (date(2015, 4, 30), date(2015, 6, 30), "2 months"),
        (date(2015, 1, 31), date(2015, 2, 28), "1 month"),
        (date(2015, 5, 31), date(2017, 1, 16), "19 months"),
    ],
)
def test_lateness_is_complete_months_and_under_one_days(due, on, text):
    assert words.lateness(due, on) == text
