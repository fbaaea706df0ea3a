"""A person's due dates as a calendar: its secret address, what stands in it, when it is gone."""

import logging
from datetime import UTC, date, datetime, timedelta

import icalendar
import pytest
from a_board import PROFILE, TODAY, Board, rows_now
from counting import count_queries
from sqlalchemy import select
from the_example import holder

from actions import changes
from actions.db import begin_writing, db
from actions.models import Document, JournalLine, Person
from actions.periods import london_moment
from actions.standing import plan_on
from tracker import accounts
from tracker.accounts.models import Account
from tracker.calendars import events, feed
from tracker.calendars.models import CalendarAddress

ABOUT = "/my-update/calendar"
EXAMPLE_LINE = "Worked example: invented. Not a record of any agency."


@pytest.fixture
def board(app):
    board = Board()
    board.own("2.14", "2.16", "5.2")
    return board


@pytest.fixture
def officer(app, board):
    return app.test_client().as_person(board.officer.id)


@pytest.fixture
def made(officer):
    return make(officer)


def make(person):
    """The path of a calendar whose address was just made."""
    person.send(ABOUT)
    return shown_once(person.page(ABOUT)).removeprefix("http://localhost")


def shown_once(page):
    found = page.tree.find(".//code[@id='calendar-address']")
    return found.text if found is not None else None


def in_calendar(client, address):
    """The events of a calendar, by their title."""
    answer = client.get(address)
    assert answer.status_code == 200
    return {str(each["summary"]): each for each in icalendar.Calendar.from_ical(answer.data).walk("VEVENT")}


def noted():
    kinds = ("calendar_made", "calendar_ended")
    db.session.rollback()
    lines = db.session.scalars(select(JournalLine).where(JournalLine.kind.in_(kinds)).order_by(JournalLine.number))
    return [(each.kind, each.by_id, each.detail) for each in lines]


class TestTheAddress:
    @pytest.mark.parametrize("who", ["office", "chair", "deputy", "executive", "inspector"])
    def test_is_for_officers(self, client, board, who):
        client.as_person(getattr(board, who).id)
        client.page(ABOUT, status=403)
        client.send(ABOUT, status=403)
        client.send(f"{ABOUT}/end", status=403)
        assert db.session.query(CalendarAddress).count() == 0

    def test_is_shown_once_and_kept_as_a_hash(self, officer, board, tmp_path):
        assert "Your calendar has no address yet." in officer.page(ABOUT).text
        path = make(officer)
        token = path.rpartition("/")[2].removesuffix(".ics")
        page = officer.page(ABOUT)
        assert shown_once(page) is None
        assert "made on 16 January 2017" in page.text
        assert db.session.scalars(select(CalendarAddress.token_hash)).all() == [accounts.token_hash(token)]
        assert not [each for each in tmp_path.rglob("*") if each.is_file() and token.encode() in each.read_bytes()]
        number = board.officer.id
        assert noted() == [("calendar_made", number, f"person {number}: calendar_made")]

    def test_a_new_one_ends_the_one_before(self, officer, client, made):
        again = make(officer)
        assert client.get(made).status_code == 404
        assert client.get(again).status_code == 200
        assert db.session.query(CalendarAddress).count() == 1

    def test_it_can_be_ended(self, officer, client, made):
        officer.send(f"{ABOUT}/end")
        assert client.get(made).status_code == 404
        assert "Your calendar has no address yet." in officer.page(ABOUT).text
        officer.send(f"{ABOUT}/end")
        assert [kind for kind, _, _ in noted()] == ["calendar_made", "calendar_ended"]

    def test_it_cannot_be_made_while_a_past_day_is_shown(self, officer):
        assert "Make an address" not in officer.page(f"{ABOUT}?as-at=2017-01-10").text
        officer.send(f"{ABOUT}?as-at=2017-01-10", status=409)
        assert noted() == []

    def test_my_update_leads_to_it(self, officer):
        assert officer.page("/my-update").links()["Your due dates in your own calendar"] == ABOUT


class TestWhoLosesAccess:
    """At once, with today's rights, and as if it had never been there."""

    def disabled(self, board):
        db.session.get(Account, board.officer.id).active = False

    def without_the_role(self, board):
        person = db.session.get(Person, board.officer.id)
        changes.end_appointment(person, "officer", by=board.office, at=london_moment(TODAY))

    @pytest.mark.parametrize("how", ["disabled", "without_the_role"])
    def test_reads_it_no_more(self, client, board, made, how):
        assert client.get(made).status_code == 200
        begin_writing()
        getattr(self, how)(board)
        db.session.commit()
        ended, wrong = client.get(made), client.get("/calendar/wrong.ics")
        assert ended.status_code == wrong.status_code == 404
        assert (ended.mimetype, len(ended.data)) == (wrong.mimetype, len(wrong.data))

    def test_a_line_given_to_another_agency_leaves_the_calendar(self, client, board, made):
        assert any("2.16" in title for title in in_calendar(client, made))
        board.own("2.16", agency="ncc", on=TODAY)
        assert not any("2.16" in title for title in in_calendar(client, made))


class TestWhatStandsInIt:
    def test_due_dates_submissions_and_update_days(self, client, made):
        found = in_calendar(client, made)
        due = {title: each["dtstart"].dt for title, each in found.items()}
        assert due["Update for Q3 2016-17 (October to December 2016) due"] == date(2017, 1, 31)
        line = plan_on(TODAY).find("strategy-2015-16", "2.16")
        assert due[f"Due: 2.16 {line.line.title or line.line.statement}"] == line.due
        assert any(title.startswith("Submission due: 5.2 ") for title in due)

    def test_are_whole_days_each_with_the_marking_and_a_name_for_good(self, client, board, made):
        before = in_calendar(client, made)
        board.says("2.16", "red")
        after = in_calendar(client, made)
        assert {str(each["uid"]) for each in after.values()} == {str(each["uid"]) for each in before.values()}
        assert len({str(each["uid"]) for each in after.values()}) == len(after)
        for each in after.values():
            assert type(each["dtstart"].dt) is date
            assert each["dtend"].dt - each["dtstart"].dt == timedelta(days=1)
            assert str(each["description"]).startswith(f"OFFICIAL-SENSITIVE {EXAMPLE_LINE}\n")
            assert each["dtstamp"].dt < datetime(2017, 1, 17, tzinfo=UTC)
            assert str(each["url"]).startswith("http://localhost/my-update")

    def test_a_marking_that_was_changed_is_borne_by_each(self, client, board, made):
        begin_writing()
        changes.set_setting("marking", "OFFICIAL, <b>; \\n\nBEGIN:VEVENT", by=board.office, at=london_moment(TODAY))
        db.session.commit()
        for each in in_calendar(client, made).values():
            assert str(each["description"]).startswith("OFFICIAL, <b>; \\n BEGIN:VEVENT ")

    def test_another_agency_s_are_not_there(self, client, made):
        assert not any("2.6 " in title for title in in_calendar(client, made))

    def test_the_same_gives_the_same_bytes_and_304(self, client, made):
        first, second = client.get(made), client.get(made)
        assert first.data == second.data
        assert client.get(made, headers={"If-None-Match": first.headers["ETag"]}).status_code == 304
        assert first.mimetype == "text/calendar"

    def test_it_is_guarded_by_its_headers(self, client, made):
        for answer in (client.get(made), client.get("/calendar/wrong.ics")):
            assert answer.headers["Referrer-Policy"] == "no-referrer"
            assert "no-store" in answer.headers["Cache-Control"]
            assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert client.get(made).headers["Content-Security-Policy"] == "sandbox"
        assert "Set-Cookie" not in client.get(made).headers

    def test_reading_writes_nothing_and_asks_few_questions(self, client, made):
        client.get(made)
        before = rows_now()
        with count_queries() as asked:
            client.get(made)
        assert len(asked) <= 12, asked
        assert rows_now() == before

    def test_the_token_is_in_no_log(self, client, made, caplog):
        with caplog.at_level(logging.DEBUG):
            client.get(made)
        assert made.rpartition("/")[2].removesuffix(".ics") not in caplog.text

    def test_restricted_evidence_is_not_named(self, client, board, made):
        board.proves("2.16", name="Sealed letter", restricted=True)
        board.proves("2.14", name="Open minutes")
        text = client.get(made).get_data(as_text=True).lower()
        assert "sealed" not in text
        assert "restricted" not in text


class TestTheGate:
    def texts(self):
        return {" ".join(t.split()) for e in plan_on(TODAY).of(PROFILE) for t in (e.line.title, e.line.statement) if t}

    def calendars(self, app):
        """What every agency's officer reads."""
        officers = {viewer.agency_id: viewer for viewer in all_officers()}
        return [
            " ".join(
                f"{' '.join(str(each['summary']).split())} {' '.join(str(each['description']).split())}"
                for each in in_calendar(app.test_client(), make(app.test_client().as_person(viewer.id))).values()
            )
            for viewer in officers.values()
        ]

    def test_of_the_profile_only_the_meeting_s_own_words(self, fresh_example):
        found = self.calendars(fresh_example)
        assert {text for text in self.texts() if any(text in each for each in found)} == set()
        assert any("Health writes the factsheet with young people" in each for each in found)

    def test_once_permitted_its_titles(self, fresh_example):
        begin_writing()
        document = db.session.query(Document).filter_by(reference=PROFILE).one()
        said = {"given_by": "Its author", "reference": "letter 1", "given_on": TODAY}
        for audience in ("sub_group", "executives"):
            manager = holder("business_manager")
            changes.release(document, audience=audience, by=manager, at=london_moment(TODAY), **said)
        db.session.commit()
        found = self.calendars(fresh_example)
        assert {text for text in self.texts() if any(text in each for each in found)}


def all_officers():
    from actions import permissions

    return [each for each in permissions.viewers(TODAY).values() if each.has("officer", "agency_lead")]


@pytest.mark.parametrize(
    "text", ["<Smith, J>", "=1+1", "Łódź; a\\b, c", "two\nlines", "👧" * 100, "x" * 20_000, "BEGIN:X\r\nEND:Y"]
)
def test_any_text_is_written_folded_and_read_back(text):
    event = events.Event("due-1", TODAY, TODAY, text, text)
    parts = {"name": text, "marking": "OFFICIAL", "base_url": "http://localhost:8000", "address_of": lambda event: "/x"}
    content = feed.write([event], **parts)
    assert max(len(line) for line in content.split(b"\r\n")) <= 75
    (found,) = icalendar.Calendar.from_ical(content).walk("VEVENT")
    assert str(found["summary"]) == text.replace("\r\n", "\n")
    assert str(found["description"]) == "OFFICIAL\n" + text.replace("\r\n", "\n")
    assert content.count(b"\r\nBEGIN:") == 1
    assert content == feed.write([event], **parts)
