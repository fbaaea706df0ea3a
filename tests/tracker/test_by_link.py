"""Answering by a link, without an account: who makes it, what it shows, how it ends, how what comes back is confirmed."""

import logging
import re
from datetime import UTC, date, datetime, timedelta

import pytest
from a_board import PROFILE, TODAY, Board, rows_now, the_action, the_agency
from counting import count_queries
from sqlalchemy import select
from the_example import holder

from actions import changes, queries
from actions.db import begin_writing, db
from actions.models import Document, JournalLine, Update
from actions.periods import Quarter, london_moment
from actions.standing import plan_on
from tracker import accounts, clock
from tracker.links.models import AnswerLink, LinkAnswer

Q3 = Quarter.parse("2016-17-Q3")
LINKS, CONFIRM = "/people/links", "/by-link"
TO_MAKE = {
    "agency": "police",
    "quarter": "2016-17-Q3",
    "issued_to": "Service manager, Missing Unit",
    "last_day-day": "31",
    "last_day-month": "1",
    "last_day-year": "2017",
}
GREEN = {"rating": "green", "said": "We mapped it.", "seen": "0", "held": ""}
AMBER = {
    **GREEN,
    "rating": "amber",
    "why": "Staff left.",
    "next_steps": "Recruit.",
    "forecast-month": "6",
    "forecast-year": "2017",
}
AWKWARD = ("<Smith, J>", "=1+1", "Łódź AT&T x < 3 👧", "\u202eright to left", "w" * 300, "x" * 20_000)


@pytest.fixture
def board(app):
    board = Board()
    board.own("2.14", "2.16")
    board.own("2.6", agency="ncc")
    board.lead = board.person("agency_lead", "police", title="Agency lead, Police")
    return board


@pytest.fixture
def office(app, board):
    return app.test_client().as_person(board.office.id)


@pytest.fixture
def made(office):
    """The path of a link that was just made."""
    return make(office)


def make(office, **more):
    office.send(LINKS, {**TO_MAKE, **more})
    page = office.page(LINKS)
    return shown_once(page).removeprefix("http://localhost")


def shown_once(page):
    found = page.tree.find(".//code[@id='answer-link']")
    return found.text if found is not None else None


def line(made, number="2.14", document="strategy-2015-16"):
    return f"{made}/{document}/{number}"


def waiting():
    db.session.rollback()
    return db.session.scalars(select(LinkAnswer).order_by(LinkAnswer.id)).all()


def updates(number="2.14"):
    db.session.rollback()
    return db.session.scalars(select(Update).where(Update.action_id == the_action(number)).order_by(Update.id)).all()


def told_in_journal():
    kinds = ("link_made", "link_revoked", "link_used", "link_answer_refused")
    lines = db.session.scalars(select(JournalLine).where(JournalLine.kind.in_(kinds)).order_by(JournalLine.number))
    return [(each.kind, each.by_id, each.detail) for each in lines]


def confirming(client, *numbers, status=302, **more):
    """Confirm the answers to these lines as the page shows them."""
    page = client.page(CONFIRM)
    rows = [row for row in waiting() if row.action_id in {the_action(number) for number in numbers}]
    shown = {f"seen-{row.id}": page.field(f"seen-{row.id}") for row in waiting()}
    return client.send(CONFIRM, {**shown, "confirm": [str(row.id) for row in rows], **more}, status=status)


class TestMaking:
    @pytest.mark.parametrize("who", ["officer", "lead", "chair", "deputy", "executive", "inspector"])
    def test_is_for_the_business_manager_alone(self, client, board, who):
        client.as_person(getattr(board, who).id)
        client.page(LINKS, status=403)
        client.send(LINKS, TO_MAKE, status=403)
        assert db.session.query(AnswerLink).count() == 0

    def test_the_address_is_shown_once_and_kept_as_a_hash(self, office, tmp_path):
        path = make(office)
        token = path.rpartition("/")[2]
        assert shown_once(office.page(LINKS)) is None
        assert db.session.scalars(select(AnswerLink.token_hash)).all() == [accounts.token_hash(token)]
        assert not [each for each in tmp_path.rglob("*") if each.is_file() and token.encode() in each.read_bytes()]

    def test_it_works_until_the_quarter_closes_unless_another_day_is_picked(self, office):
        page = office.page(LINKS)
        assert [page.field(f"last_day-{part}") for part in ("day", "month", "year")] == ["31", "1", "2017"]
        assert page.field("quarter") == "2016-17-Q3"
        make(office, **{"last_day-day": "20"})
        page = office.page(LINKS)
        assert "Police Q3 2016-17 (October to December 2016)" in page.text
        assert "Service manager, Missing Unit" in page.text
        assert "Works until 20 January 2017" in page.text

    @pytest.mark.parametrize(("day", "month"), [("15", "1"), ("1", "2")])
    def test_a_last_day_that_has_passed_or_lies_after_the_quarter_s_end_is_refused(self, office, day, month):
        page = office.send(LINKS, {**TO_MAKE, "last_day-day": day, "last_day-month": month}, status=400)
        assert page.errors() == {
            "Enter a day from today on, up to 31 January 2017, when the quarter closes": "#last_day-day"
        }
        assert db.session.query(AnswerLink).count() == 0

    @pytest.mark.parametrize(
        ("field", "value"),
        [("agency", ""), ("agency", "nobody"), ("quarter", ""), ("quarter", "2015-16-Q1"), ("issued_to", " ")],
    )
    def test_what_is_missing_or_made_up_is_refused(self, office, field, value):
        assert office.send(LINKS, {**TO_MAKE, field: value}, status=400).errors()
        assert db.session.query(AnswerLink).count() == 0

    @pytest.mark.parametrize("words", AWKWARD[:4])
    def test_who_gets_it_is_shown_as_typed(self, office, client, words):
        made = make(office, issued_to=words, email="unit@police.example")
        page = office.page(LINKS)
        assert words in page.text
        assert "unit@police.example" in page.text
        assert words in client.page(made).text

    def test_the_journal_says_made_and_revoked_without_the_token_or_the_words(self, office, board, made):
        number = db.session.scalar(select(AnswerLink.id))
        office.send(f"{LINKS}/{number}/revoke")
        by = board.office.id
        assert told_in_journal() == [
            ("link_made", by, f"link {number}: made"),
            ("link_revoked", by, f"link {number}: revoked"),
        ]

    def test_none_can_be_made_while_a_past_day_is_shown(self, office):
        assert "Make the link" not in office.page(f"{LINKS}?as-at=2017-01-10").text
        office.send(f"{LINKS}?as-at=2017-01-10", TO_MAKE, status=409)


class TestWhatDoesNotWork:
    """A wrong, an expired and a revoked link are all not there."""

    def revoked(self, office):
        db.session.rollback()
        office.send(f"{LINKS}/{db.session.scalar(select(AnswerLink.id))}/revoke")

    def expired(self, office):
        begin_writing()
        db.session.query(AnswerLink).update({"last_day": TODAY - timedelta(days=1)})
        db.session.commit()

    @pytest.mark.parametrize("how", ["revoked", "expired"])
    def test_they_answer_alike(self, office, client, made, how):
        client.page(made)
        getattr(self, how)(office)
        wrong = client.get(f"{made[:-4]}AAAA")
        ended = client.get(made)
        assert ended.status_code == wrong.status_code == 404
        assert without_nonce(ended) == without_nonce(wrong)
        client.page(line(made), status=404)
        client.send(line(made), GREEN, status=404)
        assert waiting() == []

    @pytest.mark.parametrize("how", ["revoked", "expired"])
    def test_with_as_many_questions_to_the_database(self, office, client, made, how):
        getattr(self, how)(office)
        counts = []
        for address in (made, f"{made[:-4]}AAAA"):
            with count_queries() as asked:
                client.get(address)
            counts.append(len(asked))
        assert counts[0] == counts[1]

    def test_on_its_last_day_it_works(self, client, office):
        client.page(make(office, **{"last_day-day": "16"}))

    def test_the_list_says_so(self, office, made):
        self.expired(office)
        assert "Ended on 15 January 2017" in office.page(LINKS).text
        begin_writing()
        db.session.query(AnswerLink).update({"last_day": TODAY})
        db.session.commit()
        self.revoked(office)
        assert "Revoked on 16 January 2017" in office.page(LINKS).text

    @pytest.mark.parametrize("token", ["x", "%00", "..", "Łódź", "a" * 3000, "' OR 1=1 --"])
    def test_any_other_text_is_no_link(self, client, token):
        assert client.get(f"/answer/{token}").status_code in (404, 308)


def without_nonce(response):
    return re.sub(r'nonce="[^"]*"', "", response.get_data(as_text=True))


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
            led = {href for href in page.links().values() if not href.startswith("#")}
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


class TestAnswering:
    def test_it_waits_and_the_plan_knows_nothing_of_it(self, client, made, office):
        answer = client.send(line(made), AMBER)
        assert answer.location.startswith(f"{made}/") or answer.location == f"{made}#main"
        page = client.page(made)
        assert "1 of 4 answered, 3 to go" in page.text
        assert "Your answer on 2.14 is saved. It counts once it is confirmed." in page.text
        assert "Why: Staff left." in page.text
        assert updates() == []
        assert "Staff left." not in office.page("/plan/strategy-2015-16/2.14").text
        assert told_in_journal()[-1][:2] == ("link_used", None)

    def test_the_next_line_comes_up_and_at_last_the_list(self, client, made):
        for address in ("2.14", "2.16", "1.3?agency=police", "2.3?agency=police"):
            answer = client.send(line(made, address), GREEN)
        assert answer.location == f"{made}#main"
        assert "4 of 4 answered, none to go." in client.page(made).text

    def test_what_waits_can_be_changed_and_stands_once(self, client, made):
        client.send(line(made), AMBER)
        page = client.page(line(made))
        assert (page.field("rating"), page.field("why"), page.field("forecast-year")) == (
            "amber",
            "Staff left.",
            "2017",
        )
        client.send(line(made), {**GREEN, "held": page.field("held")})
        assert [row.content["rating"] for row in waiting()] == ["green"]

    @pytest.mark.parametrize("words", AWKWARD)
    def test_words_come_back_as_typed(self, client, made, office, words):
        client.send(line(made), {**GREEN, "said": words})
        assert client.page(line(made)).field("said") == words
        assert words in office.page(CONFIRM).text
        confirming(office, "2.14")
        assert queries.words_of([updates()[0].id])[updates()[0].id]["said"] == words
        assert words in office.page("/plan/strategy-2015-16/2.14").text

    @pytest.mark.parametrize(
        ("sent", "message", "anchor"),
        [
            ({"rating": ""}, "Choose green, amber or red", "#rating"),
            ({"rating": "blue"}, "Choose one of the answers shown", "#rating"),
            ({"rating": "unchanged"}, "Choose one of the answers shown", "#rating"),
            ({"said": " "}, "Say in a line what was done", "#said"),
            ({"rating": "amber"}, "Say why it is amber", "#why"),
            ({"rating": "red"}, "Say what help you ask for", "#help_asked"),
            ({**AMBER, "forecast-month": ""}, "Enter the month as a number, such as 4", "#forecast-month"),
            ({"said": "x" * 20_001}, "Shorten this to 20,000 characters or fewer: it has 20,001", "#said"),
        ],
    )
    def test_the_rules_are_judged_as_it_is_saved(self, client, made, sent, message, anchor):
        page = client.send(line(made), {**GREEN, **sent}, status=400)
        assert page.errors()[message] == anchor
        assert waiting() == []

    def test_better_than_last_time_needs_a_reason(self, client, board, office):
        board.says("2.14", "red", on=date(2016, 12, 1))
        made = make(office, quarter="2016-17-Q4")
        seen = client.page(line(made)).field("seen")
        page = client.send(line(made), {**GREEN, "seen": seen}, status=400)
        assert page.errors() == {"Last time this was red. Say why it is better now": "#why_better"}
        client.send(line(made), {**GREEN, "seen": seen, "why_better": "Recruited."})

    def test_nothing_has_changed_is_not_said_twice(self, client, board, office):
        board.says("2.14", "amber", on=date(2016, 12, 1))
        made = make(office, quarter="2016-17-Q4")
        client.send(line(made), {"rating": "unchanged", "seen": client.page(line(made)).field("seen")})
        confirming(office, "2.14")
        assert (updates()[-1].unchanged, updates()[-1].rating) == (True, "amber")

    def test_an_update_made_meanwhile_is_shown_first(self, client, made, board):
        page = client.page(line(made))
        board.help("2.14")
        board.says("2.14", None, by=board.other, words={"said": "We added."})
        again = client.send(line(made), {**GREEN, "seen": page.field("seen")}, status=409)
        assert "Somebody added an update while you were writing" in again.text
        client.send(line(made), {**GREEN, "seen": again.field("seen")})

    def test_two_with_one_link_do_not_write_over_each_other_unseen(self, client, app, made):
        other = app.test_client()
        client.send(line(made), {**GREEN, "said": "Mine."})
        page = other.send(line(made), {**GREEN, "said": "Yours."}, status=409)
        assert "Saved while you were writing" in page.text
        assert "Mine." in page.text
        assert page.field("said") == "Yours."
        other.send(line(made), {**GREEN, "said": "Yours.", "held": page.field("held")})
        assert [row.content["words"]["said"] for row in waiting()] == ["Yours."]

    def test_only_a_rating_and_its_words_are_taken(self, client, made):
        client.send(line(made), {**GREEN, "claim": "y", "answers": "1:2017-01-31", "restricted": "y", "agency_id": "1"})
        assert waiting()[0].content.keys() == {"rating", "unchanged", "forecast", "words", "seen"}
        assert waiting()[0].content["words"] == {"said": "We mapped it."}

    def test_it_cannot_be_sent_without_a_token_of_the_form(self, client, made):
        assert client.post(line(made), data=GREEN).status_code == 400
        assert waiting() == []

    def test_what_looks_like_a_child_s_number_brings_a_warning(self, client, made):
        client.send(line(made), {**GREEN, "said": "NHS 943 476 5919"})
        assert "seems to hold an NHS number" in client.page(made).text

    def test_too_much_at_once_is_slowed_down(self, client, made):
        begin_writing()
        db.session.query(AnswerLink).update({"sends": 60, "counted_from": clock.real_now()})
        db.session.commit()
        assert client.send(line(made), GREEN, status=429)
        assert waiting() == []
        begin_writing()
        db.session.query(AnswerLink).update({"counted_from": clock.real_now() - timedelta(minutes=5)})
        db.session.commit()
        client.send(line(made), GREEN)
        assert db.session.scalar(select(AnswerLink.sends)) == 1


class TestConfirming:
    @pytest.fixture(autouse=True)
    def answered(self, client, made):
        client.send(line(made), AMBER)
        client.send(line(made, "2.16"), GREEN)

    @pytest.fixture
    def lead(self, app, board):
        return app.test_client().as_person(board.lead.id)

    @pytest.mark.parametrize("who", ["officer", "chair", "deputy", "executive", "inspector"])
    def test_is_for_the_agency_s_lead_and_the_business_manager(self, app, board, who):
        person = app.test_client().as_person(getattr(board, who).id)
        person.page(CONFIRM, status=403)
        person.send(CONFIRM, {"confirm": str(waiting()[0].id)}, status=403)
        assert updates() == []

    def test_another_agency_s_lead_sees_none(self, app, board):
        other = app.test_client().as_person(board.person("agency_lead", "ncc").id)
        assert "Nothing that came by link waits" in other.page(CONFIRM).text
        other.page(f"{CONFIRM}/{waiting()[0].id}/refuse", status=404)
        other.send(f"{CONFIRM}/{waiting()[0].id}/refuse", {"reason": "No."}, status=404)
        other.send(CONFIRM, {"confirm": str(waiting()[0].id)}, status=409)
        assert updates() == []

    def test_each_is_compared_with_what_stands(self, client, office, board, lead):
        board.says("2.14", "green", words={"said": "It stood so."})
        page = lead.page(CONFIRM)
        assert "2 answers wait to be confirmed" in page.text
        assert "Rating Green Amber" in page.text
        assert "Why nothing Staff left." in page.text
        assert "It stood so." in page.text
        assert "An update was added after this answer was given." in page.text
        assert "given by Service manager, Missing Unit" in page.text
        assert "2 answers came by link and wait for you to confirm" in lead.page("/my-update").links()

    @pytest.mark.parametrize("who", ["lead", "office"])
    def test_confirmed_it_is_the_agency_s_update_marked_by_link(self, app, board, who):
        person = getattr(board, who)
        confirming(app.test_client().as_person(person.id), "2.14")
        (update,) = updates()
        assert (update.by_id, update.agency_id, update.as_owner) == (person.id, the_agency("police"), True)
        assert (update.given_how, update.given_on) == ("link", TODAY)
        assert (update.rating, update.forecast, update.quarter) == ("amber", date(2017, 6, 30), date(2016, 10, 1))
        assert queries.words_of([update.id])[update.id] == {
            "said": "We mapped it.",
            "why": "Staff left.",
            "next_steps": "Recruit.",
            "given_by": "Service manager, Missing Unit",
        }

    def test_some_or_all(self, lead, office):
        confirming(lead, "2.14")
        assert [row.action_id for row in waiting()] == [the_action("2.16")]
        confirming(office, "2.16")
        assert waiting() == []
        assert "Nothing that came by link waits" in office.page(CONFIRM).text

    def test_a_link_that_ended_meanwhile_takes_nothing_away(self, office, lead):
        office.send(f"{LINKS}/{db.session.scalar(select(AnswerLink.id))}/revoke")
        confirming(lead, "2.14", "2.16")
        assert len(updates()) == 1

    def test_none_ticked_is_told(self, lead):
        page = lead.send(CONFIRM, {}, status=400)
        assert page.errors() == {"Tick what you confirm": "#confirm"}

    def test_the_rules_are_judged_again_and_then_none_is_recorded(self, lead, board):
        begin_writing()
        standing = the_action("2.14")
        changes.stop(standing, word=changes.Word(by=board.deputy, at=london_moment(TODAY)), reason="No longer wanted.")
        db.session.commit()
        page = confirming(lead, "2.14", "2.16", status=400)
        assert "2.14: This is not open, so no update can be added." in page.errors()
        assert updates("2.16") == []
        assert len(waiting()) == 2

    def test_an_update_that_came_while_the_page_was_open_is_shown_first(self, lead, board):
        shown = {f"seen-{row.id}": "0" for row in waiting()}
        board.says("2.14", "green")
        page = lead.send(CONFIRM, {**shown, "confirm": str(waiting()[0].id)}, status=400)
        assert "2.14: Somebody added an update while you were writing." in next(iter(page.errors()))
        assert len(updates()) == 1
        confirming(lead, "2.14")
        assert [update.rating for update in updates()] == ["green", "amber"]

    def test_a_line_that_was_given_to_another_agency_is_not_this_one_s_to_answer(self, office, lead, board):
        board.own("2.14", agency="ncc", on=TODAY)
        assert "2.14" not in " ".join(lead.page(CONFIRM).links())
        page = confirming(office, "2.14", status=400)
        assert any("not your agency's line any more" in each for each in page.errors())

    def test_twice_it_is_recorded_once(self, lead):
        number = str(waiting()[0].id)
        confirming(lead, "2.14")
        lead.send(CONFIRM, {"confirm": number, f"seen-{number}": "0"}, status=400)
        assert len(updates()) == 1

    def test_refused_its_words_are_gone_and_who_answered_is_told_why(self, client, made, lead, board):
        number = waiting()[0].id
        page = lead.send(f"{CONFIRM}/{number}/refuse", {"reason": ""}, status=400)
        assert page.errors() == {"Say why it is refused": "#reason"}
        lead.send(f"{CONFIRM}/{number}/refuse", {"reason": "It was 2.16 that <Smith, J> meant."})
        assert waiting()[0].content is None
        assert told_in_journal()[-1][:2] == ("link_answer_refused", board.lead.id)
        for address in (made, line(made)):
            assert "It was 2.16 that <Smith, J> meant." in client.page(address).text
        client.send(line(made), GREEN)
        assert "Smith" not in client.page(made).text
        assert updates() == []

    def test_after_30_days_it_is_gone(self, client, made, lead):
        begin_writing()
        db.session.query(LinkAnswer).update({"made": datetime.now(UTC) - timedelta(days=31)})
        db.session.commit()
        assert "Nothing that came by link waits" in lead.page(CONFIRM).text
        assert "0 of 4 answered" in client.page(made).text
        client.send(line(made), GREEN)
        assert len(waiting()) == 1

    def test_the_page_asks_few_questions_and_writes_nothing(self, lead):
        before = rows_now()
        with count_queries() as asked:
            lead.page(CONFIRM)
        assert len(asked) <= 12, asked
        assert rows_now() == before

    def test_it_cannot_be_done_while_a_past_day_is_shown(self, lead):
        assert "Confirm what is ticked" not in lead.page(f"{CONFIRM}?as-at=2017-01-10").text
        lead.send(f"{CONFIRM}?as-at=2017-01-10", {"confirm": str(waiting()[0].id)}, status=409)
        assert updates() == []

    def test_the_business_manager_s_start_leads_to_it(self, office):
        page = office.page("/people/missing")
        assert "2 answers that came by link wait to be confirmed" in page.text
        assert page.links()["Compare and confirm"] == CONFIRM


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
