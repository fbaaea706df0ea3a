"""Sending: once, whatever the number of schedulers; nothing lost; nothing to who lost access; every send on record."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta

import pytest
from a_board import TODAY, Board, the_agency
from board_apps import make_tables, settings
from freezegun import freeze_time
from people import viewer_of
from posting import Handed, Post, address_of, messages, on_record
from sqlalchemy import func, select

from actions import changes
from actions.db import begin_writing, db
from actions.models import Person
from actions.periods import london_moment
from actions.verify import verify
from seeds.adopted import read_all
from seeds.load import FOLDER, seed
from tracker import create_app
from tracker.accounts.models import Account
from tracker.mail import reminding, sending
from tracker.mail.models import Message, Told
from tracker.mail.transports import Folder, Trouble

DOWN = Trouble("The mail server cannot be reached (ConnectionRefusedError)", down=True)
REFUSED = Trouble("The mail server refused the address (550)", refused=True)
NOON = datetime(2017, 1, 16, 12, tzinfo=UTC)


@pytest.fixture
def board(app):
    return Board()


@pytest.fixture
def post(app, board):
    """A Monday's reminders in the outbox, of line 2.6 and of the agencies' own lines."""
    board.own("2.6")
    post = Post(app)
    post.remind()
    return post


def well():
    return [finding.sentence for finding in verify() if finding.fault] == []


class TestOnce:
    def test_run_again_and_again_sends_once(self, post, board):
        people = {row.person_id for row in messages()}
        assert {board.officer.id, board.other.id, board.office.id} == people
        assert post.send() == ["sent"] * 3
        for _ in range(3):
            assert post.remind().people == 0
            assert post.send() == []
        assert len(post.handed.letters) == 3

    def test_every_send_is_on_record_and_the_record_is_well(self, post, board):
        post.send()
        lines = on_record("mail_sent")
        assert len(lines) == 3
        mine = next(row for row in messages() if row.person_id == board.officer.id)
        assert f"message {mine.id} to person {board.officer.id}: 3 overdue" in lines
        assert mine.sent_on == TODAY
        assert well()

    def test_one_mail_a_day_what_comes_later_waits_for_the_next(self, post, board):
        post.send()
        begin_writing()
        asking = {"agency_id": the_agency("police"), "question": "Who reads them?", "due_day": date(2017, 2, 6)}
        changes.challenge(**asking, by=board.deputy, at=london_moment(TODAY))
        db.session.commit()
        assert post.remind().people == 0
        post.goes_out(TODAY + timedelta(days=1))
        (first, second) = post.handed.to(board.officer)
        assert "Asked on record" not in first.body
        assert "Asked on record" in second.body
        assert "Overdue" not in second.body


@pytest.fixture(scope="module")
def at_work(either_database, tmp_path_factory):
    app = create_app(settings(either_database, tmp_path_factory.mktemp("mail-at-once"), date(2015, 5, 10)))
    with app.app_context():
        make_tables(example=True)
        begin_writing()
        seed(read_all(FOLDER)[:1], at=london_moment(date(2015, 2, 2)))
        db.session.commit()
        for agency in ("police", "ncc", "health", "corby", "cps"):
            viewer_of("officer", agency)
        yield app
        db.session.remove()
        db.engine.dispose()


class TestAtOnce:
    """Two schedulers at the same moment, on both engines."""

    def together(self, app, job, hosts=4):
        db.session.rollback()
        ready = threading.Barrier(hosts)

        def run(_):
            with app.app_context():
                ready.wait(timeout=10)
                try:
                    return job()
                finally:
                    db.session.remove()

        with ThreadPoolExecutor(hosts) as pool:
            return list(pool.map(run, range(hosts)))

    def test_they_queue_once_and_send_once(self, at_work):
        queued = self.together(at_work, reminding.remind)
        assert sorted(each.people for each in queued) == [0, 0, 0, 5]
        handed = Handed()
        for row in messages():
            assert row.tries == 0
        became = self.together(at_work, lambda: sending.send_all(handed))
        assert sum(map(len, became)) == 5
        assert len(handed.letters) == len({letter.to for letter in handed.letters}) == 5
        assert all(row.sent and row.tries == 1 for row in messages())
        assert len(on_record("mail_sent")) == 5
        assert well()

    def test_of_two_who_have_seen_the_same_message_one_gets_it(self, at_work):
        begin_writing()
        person = db.session.scalar(select(func.min(Person.id)))
        about = {"day": TODAY, "about": [], "message_id": "<claimed@localhost>", "tries": 0}
        db.session.add(Message(key="claimed", person_id=person, queued=NOON, **about))
        db.session.commit()
        number = db.session.scalar(select(Message.id).filter_by(key="claimed"))
        assert sorted(self.together(at_work, lambda: sending._claim(number))) == [False, False, False, True]


class TestACrash:
    class Killed(BaseException):
        pass

    def die_after_handing_over(self, post):
        class Dies(Handed):
            def send(self, letter):
                super().send(letter)
                raise TestACrash.Killed

        dying = Dies()
        with pytest.raises(self.Killed):
            post.send(dying)
        db.session.remove()
        return dying.letters

    def test_between_sending_and_recording_sends_once_more_with_the_same_message_id(self, post):
        with freeze_time(NOON) as clock:
            (lost,) = self.die_after_handing_over(post)
            clock.tick(timedelta(minutes=5))
            post.send()
            assert lost.message_id not in [letter.message_id for letter in post.handed.letters], (
                "it may still be under way"
            )
            clock.tick(timedelta(minutes=11))
            post.send()
            again = [letter for letter in post.handed.letters if letter.to == lost.to]
            assert [letter.message_id for letter in again] == [lost.message_id]
            assert again[0].body == lost.body
            clock.tick(timedelta(hours=5))
            assert post.send() == []
        assert len(on_record("mail_sent")) == 3
        assert well()

    def test_nothing_is_added_to_a_mail_that_may_have_left(self, post, board):
        with freeze_time(NOON) as clock:
            (lost,) = self.die_after_handing_over(post)
            clock.tick(timedelta(days=1))
            post.on(TODAY + timedelta(days=8)).remind()
            post.send()
            same = [letter for letter in post.handed.letters if letter.message_id == lost.message_id]
            assert len(same) == 1
            assert len(post.handed.to(board.officer)) <= 1


class TestAServerThatIsDown:
    def test_loses_nothing_and_is_asked_once_a_run(self, post):
        with freeze_time(NOON) as clock:
            assert post.send(Handed(DOWN)) == ["failed"]
            clock.tick(timedelta(minutes=9))
            assert post.send(Handed(DOWN)) == ["failed"], "the next one, which had not been tried"
            clock.tick(timedelta(hours=1))
            assert post.send() == ["sent"] * 3
        assert well()

    def test_each_try_waits_longer_up_to_six_hours(self, post):
        waits = []
        with freeze_time(NOON) as clock:
            for _ in range(8):
                post.send(Handed(Trouble("The mail server refused the mail (451)")))
                row = messages()[0]
                waits.append((row.next_try - clock().replace(tzinfo=UTC)).total_seconds() / 60)
                clock.move_to(row.next_try)
        assert waits == [10, 20, 40, 80, 160, 320, 360, 360]
        assert row.problem == "The mail server refused the mail (451)"

    def test_what_comes_up_meanwhile_joins_the_mail_that_waits(self, post, board):
        with freeze_time(NOON) as clock:
            post.send(Handed(Trouble("The mail server refused the mail (451)")))
            before = [row.message_id for row in messages() if row.person_id == board.officer.id]
            for days in (1, 6, 7):
                clock.move_to(NOON + timedelta(days=days))
                post.on(TODAY + timedelta(days=days)).remind()
            mine = [row for row in messages() if row.person_id == board.officer.id]
            assert len(mine) == 1
            assert mine[0].message_id not in before, "it says more than what was tried"
            post.send()
        (letter,) = post.handed.to(board.officer)
        assert "Overdue" in letter.body
        assert "The quarter's update" in letter.body

    def test_a_mail_sent_late_is_that_day_s_mail(self, post, board):
        next_day = TODAY + timedelta(days=1)
        with freeze_time(NOON) as clock:
            post.send(Handed(Trouble("The mail server refused the mail (451)")))
            clock.tick(timedelta(days=1))
            post.on(next_day).send()
            assert len(post.handed.to(board.officer)) == 1
            assert "The quarter's update" not in post.handed.to(board.officer)[0].body
            assert board.officer.id not in _queued_for(post)
            clock.tick(timedelta(days=1))
            assert len(post.goes_out(next_day + timedelta(days=1))) == 3


def _queued_for(post):
    post.remind()
    return [row.person_id for row in messages() if not row.sent and not row.dropped]


class TestAServerThatRefuses:
    def test_the_address_it_waits_a_day_and_goes_to_the_one_they_have_then(self, post, board):
        with freeze_time(NOON) as clock:
            assert post.send(Handed(REFUSED)) == ["failed"] * 3, "the others are tried all the same"
            clock.tick(timedelta(hours=23))
            assert post.send() == []
            db.session.get(Account, board.officer.id).email = "right@police.example"
            db.session.commit()
            clock.tick(timedelta(hours=2))
            assert post.send() == ["sent"] * 3
        assert [letter.to for letter in post.handed.to(board.officer)] == ["right@police.example"]

    def test_an_address_with_a_line_break_reaches_no_header(self, post, board, tmp_path):
        account = db.session.get(Account, board.officer.id)
        account.email = "a@b.example\nBcc: everybody@example.org"
        db.session.commit()
        assert sorted(post.send(Folder(f"folder://{tmp_path}/out", "tracker@localhost"))) == ["failed", "sent", "sent"]
        written = [path.read_text() for path in (tmp_path / "out").iterdir()]
        assert len(written) == 2
        assert "everybody" not in "".join(written)


class TestWhoLostAccess:
    """Between queueing and sending."""

    def ended(self, board, role="officer"):
        begin_writing()
        person = db.session.get(Person, board.officer.id)
        changes.end_appointment(person, role, by=board.office, at=london_moment(TODAY))
        db.session.commit()

    def closed(self, board):
        db.session.get(Account, board.officer.id).active = False
        db.session.commit()

    @pytest.mark.parametrize("how", ["ended", "closed"])
    def test_gets_nothing_and_that_is_on_record(self, post, board, how):
        getattr(self, how)(board)
        assert sorted(post.send()) == ["dropped", "sent", "sent"]
        assert [each for each in post.handed.letters if each.to == address_of(board.officer)] == []
        mine = next(row for row in messages() if row.person_id == board.officer.id)
        assert mine.dropped
        assert on_record("mail_dropped") == [f"message {mine.id} to person {board.officer.id}"]
        assert well()

    def test_of_a_line_that_was_given_to_another_agency_hears_no_more(self, post, board):
        board.own("2.6", agency="ncc", on=TODAY)
        post.send()
        (mine,) = post.handed.to(board.officer)
        assert "2.6" not in mine.body
        assert "2 matters for you" in mine.body

    def test_what_was_answered_meanwhile_is_left_out(self, post, board):
        board.asks("2.6", date(2017, 3, 31))
        post.send()
        assert "2.6" not in post.handed.to(board.officer)[0].body


class TestTheClockChanges:
    """Days are London days: a timer that fires at 01:30 fires twice on 28 October 2018 and not at all on 25 March."""

    @pytest.fixture
    def real(self, app, board):
        board.own("2.6")
        app.config["TODAY"] = None
        return Post(app)

    def runs(self, post, moment):
        before = len(post.handed.letters)
        with freeze_time(moment):
            post.remind()
            post.send()
        return [letter.to for letter in post.handed.letters[before:]]

    def test_half_past_one_that_comes_twice_sends_once(self, real, board):
        summer, winter = "2018-10-28 00:30:00", "2018-10-28 01:30:00"
        assert address_of(board.officer) in self.runs(real, summer)
        assert self.runs(real, winter) == []
        assert {row.day for row in messages()} == {date(2018, 10, 28)}
        assert {row.sent_on for row in messages()} == {date(2018, 10, 28)}

    def test_half_past_one_that_does_not_come_is_made_up_for_by_the_next_run(self, real, board):
        self.runs(real, "2018-03-19 01:30:00")
        assert self.runs(real, "2018-03-24 01:30:00") == []
        assert address_of(board.officer) in self.runs(real, "2018-03-26 00:30:00"), "day 7 was the 25th"

    def test_the_day_begins_at_midnight_in_london(self, real):
        assert self.runs(real, "2018-03-25 00:30:00")
        assert self.runs(real, "2018-03-25 22:59:00") == []
        assert {row.day for row in messages()} == {date(2018, 3, 25)}
        with freeze_time("2018-03-30 22:59:00"):
            assert reminding.remind().people == 0, "day 7 begins an hour earlier by Greenwich"
        with freeze_time("2018-03-30 23:01:00"):
            assert reminding.remind().people > 0
        assert max(row.day for row in messages()) == date(2018, 3, 31)
        assert db.session.scalar(select(func.max(Told.day))) == date(2018, 3, 31)
