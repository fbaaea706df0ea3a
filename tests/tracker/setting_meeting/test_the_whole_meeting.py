"""All of the profile goes through the meeting, one screen each, and the figures agree on the way."""

import re
from itertools import cycle

import setting
from a_board import PROFILE
from setting import OVERVIEW, accepts, decide, in_part, lines, merges, turns_down

from tracker.words import STATUS


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
