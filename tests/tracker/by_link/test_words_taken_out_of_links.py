"""Words taken out of the record are taken out of links and of the answers that wait."""

from an_answer_link import AMBER, CONFIRM, GREEN, confirming, line, make, waiting

from actions.db import db


class TestWordsTakenOut:
    WORD = "Quillfeather"

    def test_they_are_taken_out_of_what_waits_and_of_who_gets_it(self, client, office):
        made = make(office, issued_to=f"Manager {self.WORD}", email=f"{self.WORD}@police.example")
        client.send(line(made), {**AMBER, "why": f"We met {self.WORD.upper()} twice."})
        client.send(line(made, "2.16"), GREEN)
        office.send(f"{CONFIRM}/{waiting()[1].id}/refuse", {"reason": f"{self.WORD} again."})
        page = office.send("/redaction/places", {"word": self.WORD}, status=200)
        assert "3 links, or answers by one that wait" in page.text
        office.send("/redaction", {"word": self.WORD, "reason": "A person was named."})
        assert held(self.WORD) == set()
        kept = waiting()[0].content
        assert kept["words"]["why"] == "We met [redacted] twice."
        assert (kept["rating"], kept["forecast"]) == ("amber", "2017-06-30")
        assert "Manager [redacted]" in client.page(made).text

    def test_a_rating_s_own_name_is_no_word_that_was_typed(self, client, office, made):
        client.send(line(made), {**AMBER, "why": "An amber light."})
        office.send("/redaction", {"word": "amber", "reason": "A test."})
        assert waiting()[0].content["rating"] == "amber"
        assert waiting()[0].content["words"]["why"] == "An [redacted] light."

    def test_confirmed_they_are_in_the_record_and_taken_out_of_that(self, client, office, made):
        client.send(line(made), {**GREEN, "said": f"We met {self.WORD}."})
        confirming(office, "2.14")
        assert held(self.WORD) == {"words"}
        office.send("/redaction", {"word": self.WORD, "reason": "A person was named."})
        assert held(self.WORD) == set()


def held(word):
    """The tables in which a word stands in any column of any row."""
    db.session.rollback()
    return {
        table.name
        for table in db.metadata.sorted_tables
        for row in db.session.execute(table.select())
        if any(word.lower() in str(value).lower() for value in row)
    }
