"""Search by number or words, and the lists behind figures."""

import pytest
from the_example import STRATEGY, TODAY, holder, lines_listed

from actions.standing import OPEN, plan_on


@pytest.fixture
def executive(example_app):
    with example_app.app_context():
        yield example_app.test_client().as_person(holder("executive").id)


class TestSearch:
    @pytest.mark.parametrize(
        ("typed", "found"), [("2.14", 1), (" 16a ", 1), ("n1", 1), ("2.15", 0), ("taxi drivers", 1)]
    )
    def test_finds_by_number_or_by_words(self, executive, typed, found):
        assert lines_listed(executive.page("/search", query_string={"q": typed})) == (found, found)

    def test_finds_every_line_that_holds_all_the_words(self, executive):
        plan = plan_on(TODAY)
        wanted = [
            e
            for e in plan.standings
            if all(w in f"{e.line.title} {e.line.statement}".lower() for w in ("missing", "children"))
        ]
        assert lines_listed(executive.page("/search?q=missing+children")) == (len(wanted), len(wanted))

    @pytest.mark.parametrize(
        "typed", ["<Smith, J>", "=1+1", "Łódź", "a\0b", "{{ 7*7 }}"[1:-1], "'; DROP TABLE", "%", "\\"]
    )
    def test_of_words_that_stand_nowhere_says_so(self, executive, typed):
        text = executive.page("/search", query_string={"q": typed}).text
        assert f"Nothing found for “{typed}”".replace("\0", "\ufffd") in text

    def test_of_nothing_says_what_to_enter(self, executive):
        assert "Enter a number, such as 2.14, or a word." in executive.page("/search?q=+").text

    def test_of_twenty_thousand_characters_is_answered_in_a_sentence(self, executive):
        page = executive.page("/search", query_string={"q": "child " * 3333})
        assert "not for a whole text" in page.text
        assert len(page.text) < 200


class TestLines:
    @pytest.mark.parametrize(
        "query", ["status=zzz", "flag=zzz", "owner=zzz", "due=zzz", "document=zzz", "due=2015-13-45"]
    )
    def test_of_what_is_not_known_are_none(self, executive, query):
        assert "No line stands here on this day." in executive.page(f"/lines?{query}").text

    def test_of_all_are_43_and_42(self, executive):
        assert lines_listed(executive.page("/lines")) == (85, 50)
        assert lines_listed(executive.page("/lines?page=2")) == (85, 35)

    def test_of_a_month_are_open(self, executive):
        due = next(each for each in plan_on(TODAY).standings if each.status == "complete" and each.due)
        page = executive.page(f"/lines?document={STRATEGY}&due={due.due}")
        wanted = [e for e in plan_on(TODAY).of(STRATEGY) if e.due == due.due and e.status in OPEN]
        assert lines_listed(page)[1] == len(wanted)
