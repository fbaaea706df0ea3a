"""The recommendation setting meeting: going through what is to be considered, one screen each."""

import re
from datetime import date
from itertools import cycle

import pytest
import setting
from a_board import PROFILE, STRATEGY, TODAY, Board, rows_now, the_action, the_agency
from counting import count_queries
from setting import OVERVIEW, OWN_WORDS, accepts, address, in_part, lines, merges, turns_down

from actions import changes
from actions.changes import Acceptance, Word
from actions.db import begin_writing, db
from actions.models import Assignment, Duty, Meeting, Words
from actions.periods import london_moment
from tracker.words import STATUS

AT = london_moment(TODAY)


@pytest.fixture
def board(app):
    return Board()


@pytest.fixture
def meeting(board):
    return setting.hold(board)


@pytest.fixture
def chair(client, board):
    """From the police."""
    return client.as_person(board.chair.id)


@pytest.fixture
def deputy(app, board):
    """From the county council."""
    return app.test_client().as_person(board.deputy.id)


def decide(person, number, meeting, answers, status=302):
    return person.send(address(number, meeting), answers, status=status)


def stands(number):
    return lines()[number].own_status


def own_words(number):
    decision = setting.decisions(action_id=the_action(number, PROFILE))[-1]
    return db.session.get(Words, (decision.id, "own_words")).text


def decided_by(who, number, meeting, verb="not_accept", **more):
    """A decision taken elsewhere."""
    begin_writing()
    word, row = Word(by=who, at=AT), db.session.get(Meeting, meeting)
    decision = getattr(changes, verb)(the_action(number, PROFILE), word=word, meeting=row, **more)
    db.session.commit()
    return decision


# All of it, through the page


class Tour:
    """A meeting that goes through everything by "Decide and next", checking the figures on the way."""

    def __init__(self, chair, meeting):
        self.chair, self.meeting, self.decided = chair, meeting, []
        plain = (accepts, lambda **more: merges("2.16", **more), turns_down, in_part)
        self.next_answer = cycle(plain)

    def answers(self, number):
        fixed = {"16": accepts, "20": accepts, "22": lambda **more: merges(**{**more, "parts": "apart"}), "38": in_part}
        answers = fixed[number]() if number in fixed else next(self.next_answer)()
        return {**answers, "every": "6"} if number in setting.RECURRING and "every" in answers else answers

    def goes_on(self, start):
        """From one screen to the next until the meeting is led back to its list."""
        place = start
        while "/profile-2016/" in place:
            number = re.search(r"/profile-2016/(\w+)\?", place)[1]
            place = self.chair.send(place, self.answers(number)).location
            self.decided.append(number)
            if len(self.decided) % 6 == 1:
                self.figures_agree()
        return place

    def figures_agree(self):
        """What the three pages print is what the record holds, and adds up to 42, 13 and 2."""
        found = lines()
        considered = {row.action_id for row in setting.decisions() if row.verb != "set_aside"}
        waits = {number for number, each in found.items() if each.line.id not in considered}
        owed = {re.match(r"\w\d*", number)[0] for number in waits - set(setting.EXAMPLES)}
        to_go = (
            len({n for n in owed if n.isdigit()}),
            len([n for n in waits if n[-1].isalpha()]),
            len(waits & {"N1", "N2"}),
        )
        page, listed = self.chair.page(f"{OVERVIEW}?meeting={self.meeting}"), self.chair.page("/recommendations")
        for each in (page, listed):
            assert _said(each) == to_go
        table = setting.figures(page, "By decision")
        assert tuple(table["To be considered"]) == to_go
        assert table.pop("In all") == [42, 13, 2] == [sum(column) for column in zip(*table.values(), strict=True)]
        self._statuses_agree(found, page, listed)

    def _statuses_agree(self, found, page, listed):
        by_status = {}
        for each in (each for each in found.values() if each.counted):
            by_status[STATUS[each.status].lower()] = by_status.get(STATUS[each.status].lower(), 0) + 1
        at_a_glance = self.chair.page(f"/plan/{PROFILE}")
        assert sum(by_status.values()) == 42
        assert setting.statuses_said(listed) == setting.statuses_said(at_a_glance) == by_status
        said = re.search(r"By status the 42 are: ([^.]*)\.", page.text)[1]
        assert {word: int(n) for n, word in (part.split(" ", 1) for part in said.split(", "))} == by_status


def _said(page):
    said = re.findall(r"(\d+) of (\d+) (?:national )?(?:recommendations|parts) considered, (\d+) to go", page.text)
    found = {int(total): (int(done), int(left)) for done, total, left in said}
    assert all(done + left == total for total, (done, left) in found.items())
    return tuple(found[total][1] for total in (42, 13, 2))


def test_all_42_recommendations_13_parts_and_2_national_ones_go_through_the_meeting(chair, board, meeting):
    tour = Tour(chair, meeting)
    tour.figures_agree()
    begin = chair.page(f"{OVERVIEW}?meeting={meeting}").links()["Begin with 1"]
    back = tour.goes_on(begin)
    assert back.startswith(OVERVIEW)
    assert "Everything that wants a decision has one." in chair.page(back).text
    for number in setting.EXAMPLES:
        decide(chair, number, meeting, turns_down())
    tour.figures_agree()
    assert all(each.facts.considered for each in lines().values())
    assert len(lines()) == 57
    walked = [*tour.decided, *setting.EXAMPLES]
    assert len(walked) == len(set(walked)) == 57 - len(("16a", "16b", "16c", "16d"))
    assert {row.verb for row in setting.decisions()} == {
        "accept_recommendation",
        "accept_in_part",
        "merge",
        "not_accept",
    }
    assert {row.meeting_id for row in setting.decisions()} == {meeting}
    assert _said(chair.page("/recommendations")) == (0, 0, 0)


# Accepting


def test_accepted_in_the_meetings_own_words_with_owner_month_and_rhythm(chair, board, meeting):
    decide(chair, "24", meeting, accepts(every="3", person=str(_officer_of_ncc(board)), owner="ncc"))
    standing = lines()["24"]
    assert (standing.due, standing.owner_id) == (date(2017, 6, 30), the_agency("ncc"))
    assert standing.facts.owner_person_id == _officer_of_ncc(board)
    assert [duty.every for duty in standing.facts.duties] == [3]
    assert own_words("24") == OWN_WORDS
    page = chair.page(address("24", meeting))
    assert f"What will be done: {OWN_WORDS}" in page.text
    assert OWN_WORDS in chair.page(f"{OVERVIEW}?meeting={meeting}").text
    assert OWN_WORDS in chair.page(f"/meetings/{meeting}").text


def _officer_of_ncc(board):
    return board.other.id


def test_the_day_it_was_taken_is_the_meetings(chair, board):
    earlier = setting.hold(board, date(2017, 1, 12))
    decide(chair, "2", earlier, turns_down())
    assert [(row.taken_on, row.counts_from) for row in setting.decisions()] == [(date(2017, 1, 12), TODAY)]


def test_twenty_thousand_awkward_characters_are_kept_as_typed(chair, meeting):
    text = ("<b>&amp; x < 3 =1+1 Łódź Ŵ \N{GRINNING FACE} שלום\n" * 500)[:20_000].strip()
    decide(chair, "2", meeting, accepts(own_words=text))
    assert own_words("2") == text
    page = chair.page(address("2", meeting))
    assert " ".join(text.split()) in page.text
    assert "<b>&amp" not in page.html


def test_one_character_more_is_refused_and_shown_again(chair, meeting):
    page = decide(chair, "2", meeting, accepts(own_words="x" * 20_001), status=400)
    assert "#own_words" in page.errors().values()
    assert page.field("own_words") == "x" * 20_001
    assert stands("2") == "to_be_considered"


LACKING = [
    ({"outcome": ""}, {"Choose what the meeting decides": "#outcome"}),
    ({"outcome": "reopen"}, {"Choose one of the answers shown": "#outcome"}),
    (
        {"outcome": "accept_recommendation"},
        {
            "Choose the agency that will own it": "#owner",
            "Enter the month by which it is due": "#due-month",
            "Say in the meeting's own words what will be done": "#own_words",
        },
    ),
    (
        {"outcome": "merge"},
        {"Choose an open action to merge it into": "#merged_into", "Say why it is merged": "#reason"},
    ),
    ({"outcome": "not_accept", "reason": " \n "}, {"Say why it is not accepted": "#reason"}),
    (in_part(reason=""), {"Say which part is not accepted, and why": "#reason"}),
    (accepts(own_words=" "), {"Say in the meeting's own words what will be done": "#own_words"}),
    (accepts(**{"due-year": "2016"}), {"Enter the month by which it is due, this month or later": "#due-month"}),
    (accepts(owner="nobody"), {"Choose one of the answers shown": "#owner"}),
    (accepts(every="2"), {"Choose one of the answers shown": "#every"}),
]


@pytest.mark.parametrize(("answers", "errors"), LACKING)
def test_what_each_outcome_needs_is_told_on_its_field(chair, meeting, answers, errors):
    answers = {"every": "once", "parts": "together", **answers}
    page = decide(chair, "2", meeting, answers, status=400)
    assert page.errors() == errors
    assert setting.decisions() == []


@pytest.mark.parametrize("number", setting.RECURRING)
def test_where_the_text_says_regularly_how_often_is_asked_and_nothing_is_chosen_beforehand(chair, meeting, number):
    assert chair.page(address(number, meeting)).field("every") is None
    page = decide(chair, number, meeting, accepts(every=""), status=400)
    assert page.errors() == {"Its text asks for it regularly. Choose how often, or say that it is done once": "#every"}
    assert stands(number) == "to_be_considered"


def test_it_can_be_said_that_it_is_done_once(chair, meeting):
    decide(chair, "24", meeting, accepts(every="once"))
    assert db.session.query(Duty).filter_by(verb="owe_duty").count() == 0


def test_elsewhere_once_is_chosen_beforehand_and_need_not_be_said(chair, meeting):
    assert chair.page(address("2", meeting)).field("every") == "once"
    decide(chair, "2", meeting, accepts(every=""))
    assert lines()["2"].facts.duties == ()


def test_an_officer_of_another_agency_is_refused_on_the_field(chair, board, meeting):
    page = decide(chair, "2", meeting, accepts(owner="health", person=str(board.other.id)), status=400)
    assert page.errors() == {"Choose somebody of that agency": "#person"}
    assert db.session.query(Assignment).count() == 0


# Parts


def test_parts_go_together(chair, meeting):
    decide(chair, "16", meeting, accepts())
    assert {stands(f"16{letter}") for letter in "abcd"} == {"not_started"}


@pytest.mark.parametrize("answers", [accepts, merges, turns_down])
def test_or_apart_and_the_meeting_goes_on_with_the_first_of_them(chair, meeting, answers):
    led = decide(chair, "22", meeting, answers(parts="apart"))
    assert f"/{PROFILE}/22a?" in led.location
    assert {stands(f"22{letter}") for letter in "abc"} == {"to_be_considered"}


def test_a_part_decided_before_keeps_its_decision(chair, meeting):
    decide(chair, "16b", meeting, turns_down())
    decide(chair, "16", meeting, accepts())
    assert (stands("16b"), stands("16a")) == ("not_accepted", "not_started")


def test_accepted_in_part_its_parts_are_considered_one_by_one(chair, meeting):
    decide(chair, "38", meeting, in_part())
    assert {stands(f"38{letter}") for letter in "abc"} == {"to_be_considered"}


def test_a_recommendation_of_which_a_part_waits_is_not_counted_as_considered(chair, meeting):
    decide(chair, "16", meeting, accepts(parts="apart"))
    assert "0 of 42 recommendations considered, 42 to go" in chair.page(OVERVIEW).text


def test_a_part_that_belongs_to_the_chairs_own_agency_does_not_go_along(chair, board, meeting):
    board.own("16c", document=PROFILE)
    for answers in (accepts(), merges(), turns_down()):
        decide(chair, "16", meeting, answers, status=403)
    assert setting.decisions() == []
    decide(chair, "16", meeting, accepts(parts="apart"))


# Merging


def test_only_open_lines_are_offered_to_merge_into(chair, meeting):
    page = chair.page(address("2", meeting))
    select = page.tree.find(".//select[@name='merged_into']")
    offered = {option.get("value") for option in select.iter("option")} - {""}
    assert str(the_action("2.16")) in offered
    assert not {str(each.line.id) for each in lines().values()} & offered


def closed(board, chair, meeting):
    begin_writing()
    changes.stop(the_action("2.16"), word=Word(by=board.deputy, at=AT), reason="Not needed.")
    db.session.commit()
    return the_action("2.16")


REFUSED_TARGETS = {
    "a closed action": closed,
    "one that waits itself": lambda board, chair, meeting: the_action("3", PROFILE),
    "itself": lambda board, chair, meeting: the_action("2", PROFILE),
}


@pytest.mark.parametrize("case", REFUSED_TARGETS)
def test_a_merge_into_anything_else_is_refused_on_its_field(chair, board, meeting, case):
    target = REFUSED_TARGETS[case](board, chair, meeting)
    page = decide(chair, "2", meeting, {**merges(), "merged_into": str(target)}, status=400)
    assert page.errors() == {"Choose an open action to merge it into": "#merged_into"}
    assert stands("2") == "to_be_considered"


def test_there_is_no_ring(chair, meeting):
    decide(chair, "3", meeting, accepts())
    decide(chair, "2", meeting, {**merges(), "merged_into": str(the_action("3", PROFILE))})
    page = decide(chair, "3", meeting, {**merges(), "merged_into": str(the_action("2", PROFILE))}, status=409)
    assert (stands("2"), stands("3")) == ("merged", "not_started")
    assert any(message.startswith("A decision on this stands already.") for message in page.errors())


# Who may


@pytest.mark.parametrize("where", [OVERVIEW, address("2")])
@pytest.mark.parametrize(
    ("who", "status"),
    [("chair", 200), ("deputy", 200), ("office", 200)]
    + [(who, 403) for who in ("officer", "other", "executive", "inspector")],
)
def test_chair_deputy_and_office_see_it(client, board, where, who, status):
    client.as_person(getattr(board, who).id).page(where, status=status)


@pytest.mark.parametrize("who", ["office", "officer", "executive", "inspector"])
def test_only_chair_and_deputy_decide(client, board, meeting, who):
    person = client.as_person(getattr(board, who).id)
    person.send(address("2", meeting), turns_down(), status=403)
    assert setting.decisions() == []


def test_the_office_is_offered_nothing_and_told_who_decides(client, board, meeting):
    page = client.as_person(board.office.id).page(address("2", meeting))
    assert "The chair or the deputy decides this, at the meeting." in page.text
    assert page.field("outcome") is None
    assert "Decide and next" not in page.text


def test_nobody_makes_their_own_agency_the_owner(chair, deputy, meeting):
    page = chair.page(address("2", meeting))
    offered = {option.get("value") for option in page.tree.find(".//select[@name='owner']").iter("option")}
    assert "police" not in offered
    assert {"ncc", "health"} <= offered
    assert "Lead officer, Police" not in page.text
    decide(chair, "2", meeting, accepts(owner="police"), status=403)
    assert stands("2") == "to_be_considered"
    decide(deputy, "2", meeting, accepts(owner="police"))
    assert lines()["2"].owner_id == the_agency("police")


def test_nobody_decides_what_their_own_agency_answers_for_already(chair, deputy, board, meeting):
    board.own("2", document=PROFILE)
    page = chair.page(address("2", meeting))
    assert "You may not decide this:" in page.text
    assert "Decide and next" not in page.text
    decide(chair, "2", meeting, turns_down(), status=403)
    decide(deputy, "2", meeting, turns_down())


# At a meeting, and not on a past day


def test_without_a_meeting_nothing_is_offered_or_taken(chair, board):
    page = chair.page(address("2"))
    assert "Choose the meeting first" in page.links()
    assert "Decide and next" not in page.text
    page = decide(chair, "2", None, turns_down(), status=400)
    assert "Choose the meeting at which it was considered" in page.errors()
    assert setting.decisions() == []


def test_nor_at_one_that_is_still_to_come_or_was_called_off(chair, board, meeting):
    to_come = setting.hold(board, date(2017, 2, 14))
    begin_writing()
    changes.call_off(db.session.get(Meeting, meeting), reason="Snow.", by=board.office, at=AT)
    db.session.commit()
    for number in (to_come, meeting, 999_999, 10**30):
        for where in (OVERVIEW, address("2")):
            assert chair.get(f"{where}?meeting={number}").status_code == 404
        decide(chair, "2", number, turns_down(), status=404)
    assert str(to_come) not in "".join(chair.page(OVERVIEW).links().values())


def test_while_a_past_day_is_shown_nothing_is_offered_or_taken(chair, meeting):
    for where in (f"{OVERVIEW}?meeting={meeting}", address("2", meeting)):
        page = chair.page(f"{where}&as-at=2017-01-10")
        assert "A past day is shown, so nothing can be decided." in page.text
        assert not {"Decide and next", "Begin with 1"} & {*page.links(), *re.findall("Decide and next", page.text)}
    chair.send(f"{address('2', meeting)}&as-at=2017-01-10", turns_down(), status=409)
    assert setting.decisions() == []


def test_an_action_of_the_plan_is_not_considered(chair, meeting):
    chair.page(f"{OVERVIEW}/{STRATEGY}/2.14?meeting={meeting}", status=404)
    chair.page(f"{OVERVIEW}/{PROFILE}/43?meeting={meeting}", status=404)


# Two at once


@pytest.mark.parametrize("answers", [accepts(), in_part(), turns_down()])
def test_of_two_decisions_at_once_one_stands_and_the_other_is_told(chair, board, meeting, answers):
    chair.page(address("2", meeting))
    decided_by(board.deputy, "2", meeting, reason="The deputy was quicker.")
    page = decide(chair, "2", meeting, answers, status=409)
    assert "A decision on this stands already. Look at what was decided before you go on." in page.errors()
    assert "The deputy was quicker." in page.text
    assert "What you wrote was not recorded:" in page.text
    assert answers.get("own_words", answers.get("reason")) in page.text
    assert "Decide and next" not in page.text
    assert [row.verb for row in setting.decisions()] == ["not_accept"]


# Going on


def test_skipping_passes_by_and_records_nothing(chair, meeting):
    before = rows_now()
    page = chair.page(
        chair.page(address("1", meeting)).links()["Skip to 2 Everyone knows the early warning indicators"]
    )
    assert page.h1.startswith("2 ")
    assert rows_now() == before


def test_a_second_sitting_goes_on_where_the_first_stopped(chair, board):
    first, second = (
        setting.hold(board, date(2017, 1, 12), "First sitting"),
        setting.hold(board, name="Second <sitting>"),
    )
    led = decide(chair, "1", first, turns_down())
    assert f"/{PROFILE}/2?meeting={first}" in led.location
    decide(chair, "3", first, turns_down())
    page = chair.page(f"{OVERVIEW}?meeting={second}")
    assert page.links()["Go on with 4"] == address("4", second)
    assert "16 January 2017: Second <sitting>" in page.text
    choosing = chair.page(OVERVIEW)
    assert "12 January 2017: First sitting 2 decisions on recommendations" in choosing.text
    assert chair.page(choosing.links()["16 January 2017: Second <sitting>"]).h1 == page.h1


def test_what_was_skipped_comes_after_the_last(chair, meeting):
    decide(chair, "N2", meeting, turns_down())
    assert "Go on with 1" in chair.page(f"{OVERVIEW}?meeting={meeting}").links()


def test_what_was_set_aside_is_to_be_considered_again(chair, board, meeting):
    decision = decided_by(board.chair, "2", meeting, reason="No.")
    begin_writing()
    changes.set_aside(decision, word=Word(by=board.chair, at=AT), reason="A slip.")
    db.session.commit()
    page = chair.page(f"{OVERVIEW}?meeting={meeting}")
    assert "0 of 42 recommendations considered, 42 to go" in page.text
    assert "Nothing has been considered by this day." in page.text
    decide(chair, "2", meeting, accepts())
    assert stands("2") == "not_started"


def test_a_recommendation_that_stands_worse_because_of_another_part_is_named(chair, board, meeting, app):
    acceptance = Acceptance(the_agency("health"), date(2017, 1, 31), "Now.")
    decided_by(board.chair, "16", meeting, "accept_recommendation", acceptance=acceptance, with_parts=False)
    app.config["TODAY"] = date(2017, 2, 1)
    page = chair.page(f"{OVERVIEW}?meeting={meeting}")
    assert "16 stands worse than to be considered, because of another part." in page.text
    assert "42 to go" in page.text


# What the screen shows


def test_the_screen_says_what_the_profile_says_and_what_bears_on_it(chair, board, meeting):
    begin_writing()
    given = {"by": board.chair, "at": AT, "other_id": the_action("2.7"), "note": "It took in <the> boroughs."}
    changes.mark(the_action("30", PROFILE), "said_before", **given)
    db.session.commit()
    text = chair.page(address("30", meeting)).text
    for said in (
        "Introduce CSE training for licensing officers, environmental officers and park rangers.",
        "Argued for in: Recovery Locations",
        "Said before by 2.7",
        "It took in <the> boroughs.",
    ):
        assert said in text


def test_actions_that_share_rare_words_are_named_with_them(chair, meeting):
    text = chair.page(address("33", meeting)).text
    assert re.search(r"Shares words with 2\.13 [^.]*interviews?", text)


def test_a_part_shows_the_recommendation_it_belongs_to(chair, meeting):
    page = chair.page(address("16b", meeting))
    assert "A part of 16 Raise awareness with secondary schools" in page.text
    assert page.links()["16 Raise awareness with secondary schools"] == address("16", meeting)


# From elsewhere


def test_the_meetings_page_leads_there_while_anything_waits(chair, client, board, meeting):
    link = chair.page(f"/meetings/{meeting}").links()["Go through the recommendations at this meeting"]
    assert chair.page(link).h1 == "Recommendation setting meeting"
    to_come = setting.hold(board, date(2017, 2, 14))
    assert "Go through the recommendations at this meeting" not in chair.page(f"/meetings/{to_come}").links()
    officer = client.application.test_client().as_person(board.officer.id)
    assert "Go through the recommendations at this meeting" not in officer.page(f"/meetings/{meeting}").links()


def test_so_do_the_list_and_the_review(chair, client, board):
    assert chair.page("/recommendations").links()["Consider them at a meeting"] == OVERVIEW
    assert chair.page(f"/review/{PROFILE}/2").links()["Consider it"] == address("2")
    officer = client.application.test_client().as_person(board.officer.id)
    assert "Consider them at a meeting" not in officer.page("/recommendations").links()


def test_before_the_profile_there_is_nothing(chair):
    assert "No profile was in force on this day." in chair.page(f"{OVERVIEW}?as-at=2016-10-25").text


def test_looking_writes_nothing(chair, meeting):
    before = rows_now()
    for where in (OVERVIEW, f"{OVERVIEW}?meeting={meeting}", address("16", meeting)):
        chair.page(where)
    assert rows_now() == before


def test_the_pages_take_as_many_queries_however_much_was_decided(chair, board, meeting):
    def asked(where):
        with count_queries() as sent:
            chair.page(where)
        return len(sent)

    places = (f"{OVERVIEW}?meeting={meeting}", address("31", meeting))
    decided_by(board.chair, "31", meeting, "merge", into_id=the_action("2.14"), reason="Same.")
    few = [asked(each) for each in places]
    for number in ("1", "2", "3", "33"):
        decided_by(board.chair, number, meeting, "merge", into_id=the_action("2.14"), reason="Same.")
    many = [asked(each) for each in places]
    assert many == few
    assert max(many) <= 12
