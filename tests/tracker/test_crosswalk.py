"""How recommendations and actions cross, both ways."""

from urllib.parse import parse_qs, urlsplit

import pytest
import setting
from a_board import PROFILE, STRATEGY, TODAY, Board, rows_now, the_action
from counting import count_queries
from setting import CROSSWALK, accepts, address, in_part, lines, merges, turns_down
from the_example import ROLES, holder, pages_of

from actions import changes, crosswalk
from actions.changes import Word
from actions.db import begin_writing, db
from actions.periods import london_moment
from actions.standing import plan_on
from tracker import papers

AT = london_moment(TODAY)
NOTE = "It took in <the boroughs> =1+1 of Łódź."
CAPTION = "What came of the recommendations"


@pytest.fixture
def board(app):
    return Board()


@pytest.fixture
def meeting(board):
    return setting.hold(board)


@pytest.fixture
def reader(app, board):
    return app.test_client().as_person(board.executive.id)


@pytest.fixture
def decide(client, board, meeting):
    chair = client.as_person(board.chair.id)
    return lambda number, answers: chair.send(address(number, meeting), answers)


def mark(board, number="30", other="2.7", **more):
    begin_writing()
    given = {"by": board.office, "at": AT, "other_id": the_action(other), "note": NOTE, **more}
    changes.mark(the_action(number, PROFILE), "said_before", **given)
    db.session.commit()


def says(board, number, who):
    begin_writing()
    said = {"rating": "green", "words": {"said": "Begun."}, "by": who, "at": AT}
    changes.record_update(the_action(number, PROFILE), **said)
    db.session.commit()


def rows(page):
    """The rows of the list: what stands in each, by its line's number."""
    table = list(page.main.iter("table"))[-1]
    found = [" ".join("".join(row.itertext()).split()) for row in table.find("tbody")]
    return {text.split(" ", 1)[0]: text for text in found}


def test_a_recommendation_merged_is_answered_by_its_action_and_the_action_answers_it(reader, decide):
    decide("33", merges("2.14"))
    page = reader.page(f"{CROSSWALK}?show=merge")
    assert list(rows(page)) == ["33"]
    assert "Answered by 2.14 Map missing levels and report on young runaways Overdue" in rows(page)["33"]
    back = reader.page(f"{CROSSWALK}?from=actions&show=answers")
    assert list(rows(back)) == ["2.14"]
    assert "Answers 33 Learn from return interviews as a whole" in rows(back)["2.14"]


def test_what_was_accepted_and_nothing_was_done_about_is_told_apart_from_what_was_begun(reader, board, decide):
    for number in ("2", "4"):
        decide(number, accepts("ncc"))
    decide("5", in_part(owner="ncc"))
    assert list(rows(reader.page(f"{CROSSWALK}?show=nothing_done"))) == ["2", "4", "5"]
    says(board, "4", board.other)
    assert list(rows(reader.page(f"{CROSSWALK}?show=nothing_done"))) == ["2", "5"]
    assert list(rows(reader.page(f"{CROSSWALK}?show=something_done"))) == ["4"]


def test_what_an_action_said_before_is_told_both_ways_with_the_note(reader, board):
    mark(board)
    there = rows(reader.page(f"{CROSSWALK}?show=said_before"))
    assert list(there) == ["30"]
    assert "Said before by 2.7" in there["30"]
    assert NOTE in there["30"]
    back = rows(reader.page(f"{CROSSWALK}?from=actions&show=said_before"))
    assert list(back) == ["2.7"]
    assert "Said before 30" in back["2.7"]


def test_a_note_that_was_redacted_is_said_to_be(reader, board, client):
    mark(board)
    begin_writing()
    changes.redact("boroughs", reason="It named a child.", by=board.office, at=AT, render=papers.draw)
    db.session.commit()
    page = reader.page(f"{CROSSWALK}?show=said_before")
    assert "[redacted]" in rows(page)["30"]
    assert NOTE not in client.as_person(board.chair.id).page(address("30")).text


def test_a_mark_taken_off_is_gone_and_on_the_day_before_it_was_not_there(reader, board):
    mark(board)
    assert "Nothing stands here on this day." in reader.page(f"{CROSSWALK}?as-at=2017-01-15&show=said_before").text
    mark(board, other_id=None, off=True)
    assert "Nothing stands here on this day." in reader.page(f"{CROSSWALK}?show=said_before").text


def test_an_action_that_crosses_with_nothing_is_told_too(reader, board, decide):
    mark(board)
    decide("33", merges("2.14"))
    neither = rows(reader.page(f"{CROSSWALK}?from=actions&show=neither"))
    assert len(neither) == 41
    assert not {"2.7", "2.14"} & neither.keys()


def test_a_recommendation_that_others_were_merged_into_stands_among_the_actions(reader, decide):
    decide("3", accepts())
    decide("2", {**merges(), "merged_into": str(the_action("3", PROFILE))})
    assert "Answers 2 Everyone knows" in rows(reader.page(f"{CROSSWALK}?from=actions&show=answers"))["3"]


def test_what_was_set_aside_crosses_no_more(reader, board, decide):
    decide("33", merges("2.14"))
    begin_writing()
    decision = setting.decisions()[-1]
    changes.set_aside(decision, word=Word(by=board.chair, at=AT), reason="A slip.")
    db.session.commit()
    assert "Nothing stands here on this day." in reader.page(f"{CROSSWALK}?show=merge").text


# Figures


def test_every_figure_opens_a_list_of_as_many_and_all_add_up(reader, board, decide):
    mark(board)
    given = {"1": accepts(), "16": accepts(), "22": merges("2.16"), "N1": turns_down(), "33": merges("2.14")}
    for number, answers in given.items():
        decide(number, answers)
    decide("20a", turns_down())
    page = reader.page(CROSSWALK)
    figures = setting.figures(page, CAPTION)
    beside = figures.pop("Said before (counted above as well)")
    assert beside == [1, 0, 0]
    assert figures.pop("In all") == [42, 13, 2] == [sum(column) for column in zip(*figures.values(), strict=True)]
    table = next(each for each in page.main.iter("table"))
    opened = [_opens(reader, link) for link in table.iter("a")]
    assert len(opened) == sum(bool(number) for row in [*figures.values(), beside] for number in row)
    assert sum(opened) == 57 + 1
    assert sum(len(rows(each)) for each in pages_of(reader, CROSSWALK)) == 57


def _opens(reader, link):
    said = int(link.text)
    listed = reader.page(link.get("href"))
    asked = parse_qs(urlsplit(link.get("href")).query)
    assert asked["show"][0] in crosswalk.CAME_TO + ("said_before",)
    assert said == len(rows(listed)), link.get("href")
    return said


def test_the_figures_of_actions_open_lists_of_as_many(reader, board, decide):
    mark(board)
    decide("33", merges("2.14"))
    page = reader.page(f"{CROSSWALK}?from=actions")
    figures = [link for link in page.main.iter("a") if link.get("class") == "govuk-link figures__link"]
    numbers = [int(link.find("span").text) for link in figures]
    assert numbers == [1, 1, 41]
    for number, link in zip(numbers, figures, strict=True):
        assert len(rows(reader.page(link.get("href")))) == number


@pytest.mark.parametrize("asked", ["?show=nonsense", "?of=nonsense", "?from=nonsense", "?show=merge&from=nonsense&of="])
def test_what_asks_for_nothing_known_is_no_fault(reader, asked):
    reader.page(f"{CROSSWALK}{asked}")


# Everybody, on any day


def test_everybody_who_reads_the_plan_reads_it(example_app):
    with example_app.app_context():
        for role in ROLES:
            assert (
                example_app.test_client().as_person(holder(role).id).page(CROSSWALK).h1 == "Recommendations and actions"
            )
        assert example_app.test_client().get(CROSSWALK).location == f"/sign-in?next={CROSSWALK}"


def test_before_the_profile_there_is_nothing_to_cross(reader):
    page = reader.page(f"{CROSSWALK}?as-at=2016-10-25")
    assert "Nothing stands here on this day." in page.text
    assert setting.figures(page, CAPTION)["In all"] == [0, 0, 0]


def test_it_is_reached_from_the_recommendations_and_from_the_plan(reader):
    assert reader.page("/recommendations").links()["How they cross with the actions"] == CROSSWALK
    link = "How recommendations and actions cross"
    assert reader.page(f"/plan/{PROFILE}").links()[link] == CROSSWALK
    assert reader.page(f"/plan/{STRATEGY}").links()[link] == f"{CROSSWALK}?from=actions"


def test_looking_writes_nothing(reader, board):
    mark(board)
    before = rows_now()
    reader.page(CROSSWALK)
    reader.page(f"{CROSSWALK}?from=actions")
    assert rows_now() == before


def test_it_takes_as_many_queries_however_much_crosses(reader, board, decide):
    mark(board)

    def asked():
        with count_queries() as sent:
            reader.page(CROSSWALK)
        return len(sent)

    reader.page(CROSSWALK)
    few = asked()
    for number in ("31", "33", "34"):
        decide(number, merges("2.14"))
    mark(board, "16", "3.5")
    asked()
    assert asked() == few <= 12


# What it came to, by the rule


def test_a_recommendation_of_which_a_part_waits_is_still_to_be_considered(decide):
    decide("16", accepts(parts="apart"))
    whole = lines()["16"]
    assert (crosswalk.outcome(whole), crosswalk.waits_itself(whole)) == ("to_be_considered", False)
    for letter in "abcd":
        decide(f"16{letter}", turns_down())
    assert crosswalk.outcome(lines()["16"]) == "accept_recommendation"


def test_one_whose_examples_wait_is_not(decide):
    decide("20", accepts())
    assert crosswalk.outcome(lines()["20"]) == "accept_recommendation"


def test_what_is_stopped_later_was_accepted_all_the_same(board, decide):
    decide("2", accepts())
    begin_writing()
    changes.stop(the_action("2", PROFILE), word=Word(by=board.deputy, at=AT), reason="Overtaken.")
    db.session.commit()
    assert crosswalk.outcome(lines()["2"]) == "accept_recommendation"


def test_parts_are_steps_once_their_recommendation_is_decided(decide):
    def steps():
        return [each.number for each in crosswalk.steps(plan_on(TODAY).of(PROFILE))]

    assert len(steps()) == 44
    decide("22", turns_down(parts="apart"))
    db.session.rollback()
    assert len(steps()) == 46
    assert {"22a", "22b", "22c"} <= set(steps())
