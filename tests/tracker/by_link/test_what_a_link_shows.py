"""What a link shows: one agency's lines that owe an answer, and nothing of the plan or the profile."""

import logging
from datetime import date

from a_board import PROFILE, TODAY, rows_now, the_agency
from an_answer_link import GREEN, line, make
from counting import count_queries
from the_example import holder

from actions import changes, queries
from actions.db import begin_writing, db
from actions.models import Document
from actions.periods import Quarter, london_moment
from actions.standing import plan_on

Q3 = Quarter.parse("2016-17-Q3")


class TestThePage:
    def test_shows_that_agency_s_lines_that_owe_an_answer_and_nothing_else(self, client, made):
        page = client.page(made)
        numbers = [each.split()[0] for each in page.links() if each[:1].isdigit()]
        assert sorted(numbers) == ["1.3", "2.14", "2.16", "2.3"]
        assert "0 of 4 answered, 4 to go, by 31 January 2017." in page.text
        assert "OFFICIAL-SENSITIVE" in page.html
        assert "Worked example: invented. Not a record of any agency." in page.html

    def test_the_most_urgent_comes_first(self, client, made):
        owed = queries.owed_by_agency(the_agency("police"), Q3, TODAY)
        numbers = [each.split()[0] for each in client.page(made).links() if each[:1].isdigit()]
        assert numbers == [each.number for each in owed]

    def test_leads_nowhere_in_the_plan(self, client, made, board):
        signed_in = client.as_person(board.office.id)
        for address in (made, line(made)):
            page = signed_in.page(address)
            about = {"/accessibility", "/data-protection"}
            led = {href for href in page.links().values() if not href.startswith("#")} - about
            assert all(href.startswith(made) for href in led), led
            assert not [each for each in page.tree.iter("form") if (each.get("action") or made) != made]

    def test_another_agency_s_line_is_not_there(self, client, made):
        for number in ("2.6", "5.2", "9.9", "1.3"):
            client.page(line(made, number), status=404)
            client.send(line(made, number), GREEN, status=404)
        client.page(f"{line(made, '1.3')}?agency=ncc", status=404)
        client.page(f"{line(made, '1.3')}?agency=police")

    def test_an_answer_in_the_tracker_is_counted_and_leaves_nothing_to_do(self, client, made, board):
        board.says("2.14")
        page = client.page(made)
        assert "1 of 4 answered" in page.text
        client.page(line(made), status=404)

    def test_no_session_is_made_and_nobody_is_told_where_it_was_opened(self, client, made):
        client.send(line(made), GREEN)
        with client.session_transaction() as cookie:
            assert cookie.keys() <= {"csrf_token", "_flashes"}
        for answer in (client.get(made), client.get(line(made)), client.get(f"{made}x")):
            assert answer.headers["Referrer-Policy"] == "no-referrer"
            assert answer.headers["Cache-Control"] == "no-store"
        assert client.get("/plan").status_code == 302

    def test_looking_writes_nothing_and_asks_few_questions(self, client, made, board):
        client.send(line(made), GREEN)
        for address in (made, line(made), line(made, "2.16")):
            client.page(address)
            before = rows_now()
            with count_queries() as asked:
                client.page(address)
            assert len(asked) <= 12, asked
            assert rows_now() == before

    def test_the_token_is_in_no_log(self, client, made, caplog):
        token = made.rpartition("/")[2]
        with caplog.at_level(logging.DEBUG):
            client.page(made)
            client.send(line(made), GREEN)
            client.get(f"{made}/nothing/x")
        assert token not in caplog.text

    def test_says_what_was_said_last_of_its_own_line(self, client, board, office):
        board.says("2.14", "amber", on=date(2016, 12, 1), quarter=Q3)
        page = client.page(line(make(office, quarter="2016-17-Q4")))
        assert "Rated amber on 1 December 2016" in page.text
        assert "Why: Staff left." in page.text
        assert (page.field("why"), page.field("next_steps")) == ("Staff left.", "Recruit.")
        assert page.field("forecast-month") == "6"
        assert "Nothing has changed" in page.text

    def test_says_what_cannot_be_sent_by_it(self, client, made):
        assert "To send files, to report something complete or to ask for a new date, write to the board office." in (
            client.page(made).text
        )
        assert client.page(line(made)).tree.find(".//input[@type='file']") is None


class TestTheGate:
    def pages_of(self, client, office, day_quarter="2016-17-Q4"):
        """What every agency's link shows, its lines' own pages among it."""
        for each in plan_on(TODAY).agencies.values():
            if queries.owed_by_agency(each.id, Quarter.parse(day_quarter), TODAY):
                made = make(office, agency=each.key, quarter=day_quarter)
                page = client.page(made)
                yield page
                yield from (client.page(href) for href in page.links().values() if href.startswith(f"{made}/"))

    def test_nothing_of_the_profile_but_the_meeting_s_own_words(self, fresh_example):
        client = fresh_example.test_client()
        office = fresh_example.test_client().as_person(holder("business_manager").id)
        texts = {" ".join(t.split()) for e in plan_on(TODAY).of(PROFILE) for t in (e.line.title, e.line.statement) if t}
        own = {each.number for each in plan_on(TODAY).of(PROFILE) if each.is_open and each.owner_id}
        pages = [f"{page.title} {page.text}" for page in self.pages_of(client, office)]
        assert any(f"{number} " in page for number in own for page in pages)
        assert {text for text in texts if any(text in page for page in pages)} == set()
        assert any("Health writes the factsheet with young people" in page for page in pages)

    def test_once_permitted_its_titles_are_shown(self, fresh_example):
        client = fresh_example.test_client()
        manager = holder("business_manager")
        office = fresh_example.test_client().as_person(manager.id)
        titles = {each.line.title for each in plan_on(TODAY).of(PROFILE) if each.is_open and each.line.title}
        for count, audience in enumerate(("sub_group", "executives")):
            assert bool(self.shown(titles, client, office)) == (count == 2)
            begin_writing()
            document = db.session.query(Document).filter_by(reference=PROFILE).one()
            said = {"given_by": "Its author", "reference": "letter 1", "given_on": TODAY}
            changes.release(document, audience=audience, by=manager, at=london_moment(TODAY), **said)
            db.session.commit()
        assert self.shown(titles, client, office)

    def shown(self, titles, client, office):
        pages = [page.text for page in self.pages_of(client, office)]
        return {title for title in titles if any(title in page for page in pages)}
