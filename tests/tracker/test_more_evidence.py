"""Evidence added afterwards: to an update or the claim that waits, of every kind; the same file recognised."""

from datetime import date
from io import BytesIO

import pytest
from a_board import STRATEGY, TODAY, Board, kept_files, rows_now, the_action, the_agency
from sqlalchemy import select

from actions import changes, files, queries
from actions.changes import NewEvidence, Word
from actions.db import begin_writing, db
from actions.models import Evidence
from actions.periods import london_moment
from actions.standing import line_on

PAGE = f"/my-update/{STRATEGY}/2.16/evidence"
ACTION = f"/plan/{STRATEGY}/2.16"
REVIEW = f"/review/{STRATEGY}/2.16"
EARLIER = date(2017, 1, 3)
LINK = {"evidence_link": "https://board.example/minutes", "link_name": "Minutes", "link_shows": "impact"}
SAME = "The same file is already evidence on"


@pytest.fixture
def board(app):
    board = Board()
    board.own("2.16", "2.14")
    return board


@pytest.fixture
def claimed(board):
    """2.16 is reported complete, with an update and a file."""
    piece = NewEvidence(kind="held", shows="activity", name="Agreement", held="At Wootton Hall")
    board.update = board.says("2.16", evidence=(piece,), claim=True, on=EARLIER)
    board.claim = line_on(TODAY, the_action("2.16")).facts.claim.id
    return board


def upload(content=b"what was agreed", name="minutes.txt"):
    return BytesIO(content), name


def added():
    db.session.rollback()
    rows = db.session.scalars(select(Evidence).where(Evidence.action_id == the_action("2.16")).order_by(Evidence.id))
    return list(rows)


def names():
    return [queries.words_of([row.id])[row.id]["name"] for row in added()]


class TestAdding:
    def test_several_kinds_at_once_each_with_what_it_shows(self, officer, board):
        update = board.says("2.16", on=EARLIER)
        more = {"evidence_held": "At Wootton Hall", "held_name": "Audit", "held_shows": "practice"}
        files = {"evidence_file": [upload(b"one", "one.txt"), upload(b"two", "two.txt")], "shows": "activity"}
        again = {"restricted": "y", "recheck_on-day": "3", "recheck_on-month": "July", "recheck_on-year": "2017"}
        answer = officer.send(PAGE, {"target": str(update), **files, **LINK, **more, **again})
        assert answer.location == f"{ACTION}#evidence"
        assert [(row.kind, row.shows, row.restricted, row.recheck_on, row.update_id) for row in added()] == [
            ("file", "activity", True, date(2017, 7, 3), update),
            ("file", "activity", True, date(2017, 7, 3), update),
            ("link", "impact", True, date(2017, 7, 3), update),
            ("held", "practice", True, date(2017, 7, 3), update),
        ]
        assert names() == ["one.txt", "two.txt", "Minutes", "Audit"]
        page = officer.page(answer.location)
        assert "4 pieces of evidence added to 2.16." in page.text
        assert "Police (Lead officer, Police), 16 January 2017; to be looked at again on 3 July 2017" in page.text

    def test_a_meeting_and_a_decision_on_record_lead_to_what_they_are(self, officer, board):
        begin_writing()
        meeting = changes.hold_meeting(
            name="Sub group <1>", day=date(2017, 1, 10), by=board.office, at=london_moment(EARLIER)
        ).id
        db.session.commit()
        update = board.says("2.16", on=EARLIER)
        request = board.asks("2.16", date(2017, 6, 30), on=EARLIER)
        board.agrees("2.16", request, on=EARLIER)
        decision = line_on(TODAY, the_action("2.16")).facts.moves[0].id
        chosen = {"evidence_meeting": str(meeting), "evidence_decision": str(decision), "decision_shows": "practice"}
        officer.send(PAGE, {"target": str(update), **chosen})
        assert [(row.kind, row.shows, row.meeting_id, row.decision_id) for row in added()] == [
            ("meeting", "activity", meeting, None),
            ("decision", "practice", None, decision),
        ]
        page = officer.page(ACTION)
        called = "Meeting of 10 January 2017: Sub group <1>"
        assert page.links()[f"Go to the meeting: {called}"] == f"/meetings#meeting-{meeting}"
        assert f'id="meeting-{meeting}"' in officer.page("/meetings").html
        called = "Decision of 3 January 2017: A new date was agreed: by the end of June 2017"
        assert page.links()[f"Go to the decision: {called}"] == f"{ACTION}?history=decisions#history"

    def test_a_decision_that_was_set_aside_or_is_on_another_line_is_not_offered(self, officer, board):
        board.says("2.16", on=EARLIER)
        board.agrees("2.14", board.asks("2.14", date(2017, 6, 30), on=EARLIER), on=EARLIER)
        assert "Decision of" not in officer.page(PAGE).text
        board.agrees("2.16", board.asks("2.16", date(2017, 6, 30), on=EARLIER), on=EARLIER)
        assert "Decision of 3 January 2017" in officer.page(PAGE).text
        begin_writing()
        move = line_on(TODAY, the_action("2.16")).facts.moves[0].id
        row = db.session.get(changes.deciding.Decision, move)
        changes.set_aside(row, word=Word(by=board.deputy, at=london_moment(TODAY)), reason="Wrong month")
        db.session.commit()
        assert "Decision of" not in officer.page(PAGE).text

    def test_the_claim_that_waits_is_offered_first_and_its_own_update_not_twice(self, officer, claimed):
        later = claimed.says("2.16")
        page = officer.page(PAGE)
        values = [each.get("value") for each in page.tree.find(".//select[@id='target']").iter("option")]
        assert values == [f"claim:{claimed.claim}", str(later)]

    def test_what_is_added_for_the_claim_counts_and_the_decider_sees_that_it_came_later(self, client, claimed):
        client.as_person(claimed.officer.id).send(PAGE, {"target": f"claim:{claimed.claim}", **LINK})
        assert line_on(TODAY, the_action("2.16")).facts.claim.evidence_ids == tuple(row.id for row in added())
        page = client.as_person(claimed.deputy.id).page(REVIEW)
        assert "Agreement shows activity" in page.text
        assert "Minutes Added after the claim shows impact" in page.text
        assert "Minutes Added after the claim" in client.page(ACTION).text

    def test_once_there_is_nothing_to_add_to_that_is_said(self, officer, board):
        page = officer.page(PAGE)
        assert "Your agency has said nothing of this yet, and no claim waits." in page.text
        assert page.links()["Add an update with its evidence"] == f"/my-update/{STRATEGY}/2.16"
        assert officer.send(PAGE, {"target": "1", **LINK}, status=400).field("link_name") == "Minutes"
        assert added() == []

    def test_one_agency_s_own_line(self, officer, board):
        cell = the_agency("police")
        update = board.says("1.3", cell_id=cell)
        address = f"/my-update/{STRATEGY}/1.3/evidence?agency=police"
        answer = officer.send(address, {"target": str(update), **LINK})
        assert answer.location == f"/plan/{STRATEGY}/1.3?agency=police#evidence"
        row = db.session.scalars(select(Evidence)).one()
        assert (row.cell_id, row.update_id) == (cell, update)

    def test_it_is_reached_from_the_action_and_from_the_card(self, officer, board):
        assert "Add evidence to what was said" not in officer.page(f"/my-update/{STRATEGY}/2.16").links()
        board.says("2.16", on=EARLIER)
        assert officer.page(ACTION).links()["Add evidence"] == PAGE
        assert officer.page(f"/my-update/{STRATEGY}/2.16").links()["Add evidence to what was said"] == PAGE

    def test_without_room_it_is_said_and_the_file_does_not_stay(self, officer, board, monkeypatch):
        update = board.says("2.16", on=EARLIER)
        monkeypatch.setattr(files, "ROOM", 10)
        sent = {"target": str(update), "evidence_file": [upload(b"eleven bytes")], "shows": "activity"}
        page = officer.send(PAGE, sent, status=400)
        assert [message.partition(". ")[0] for message in page.errors()] == [
            "Your agency's files fill the room that it has"
        ]
        assert (added(), kept_files()) == ([], [])


class TestWhoMay:
    @pytest.mark.parametrize("who", ["office", "chair", "deputy", "executive", "inspector", "other"])
    def test_nobody_else(self, client, claimed, who):
        client.as_person(getattr(claimed, who).id)
        client.page(PAGE, status=403)
        client.send(PAGE, {"target": f"claim:{claimed.claim}", **LINK}, status=403)
        assert "Add evidence" not in client.page(ACTION).links()
        assert len(added()) == 1

    def test_a_contributor_adds_to_its_own_update_and_to_the_claim_but_not_to_the_owner_s_update(self, client, claimed):
        claimed.help("2.16")
        own = claimed.says("2.16", None, by=claimed.other, words={"said": "We gave our data."})
        owners = claimed.says("2.16")
        client.as_person(claimed.other.id)
        for target in (str(own), f"claim:{claimed.claim}"):
            client.send(PAGE, {"target": target, **LINK})
        page = client.send(PAGE, {"target": str(owners), **LINK}, status=400)
        assert page.errors() == {"Choose one of the answers shown": "#target"}
        assert [row.update_id for row in added()] == [claimed.update, own, claimed.update]

    def test_a_past_day_takes_nothing_and_a_get_writes_nothing(self, officer, claimed):
        before = rows_now()
        page = officer.page(f"{PAGE}?as-at=2017-01-10")
        assert page.field("target") is None
        assert "Go to today" in page.links()
        officer.send(f"{PAGE}?as-at=2017-01-10", {"target": f"claim:{claimed.claim}", **LINK}, status=409)
        assert rows_now() == before

    def test_what_is_closed_takes_nothing(self, officer, claimed):
        begin_writing()
        word = Word(by=claimed.deputy, at=london_moment(TODAY))
        changes.stop(the_action("2.16"), word=word, reason="Superseded")
        db.session.commit()
        assert "This is closed, so no evidence can be added to it." in officer.page(PAGE).text
        officer.send(PAGE, {"target": f"claim:{claimed.claim}", **LINK}, status=409)
        assert "Add evidence" not in officer.page(ACTION).links()

    def test_a_claim_decided_in_the_meantime_takes_nothing(self, officer, claimed):
        begin_writing()
        word = Word(by=claimed.deputy, at=london_moment(TODAY))
        changes.send_back(the_action("2.16"), claimed.claim, word=word, reason="Where is the list?")
        db.session.commit()
        page = officer.send(PAGE, {"target": f"claim:{claimed.claim}", **LINK}, status=400)
        assert page.field("link_name") == "Minutes"
        assert len(added()) == 1


class TestWhatIsWrong:
    @pytest.mark.parametrize(
        ("sent", "errors"),
        [
            ({}, {"Choose a file, give a link, say where it is held, or choose what is on record": "#evidence_file"}),
            ({"evidence_link": "https://board.example/"}, {"Say what the evidence is": "#link_name"}),
            ({"evidence_held": "Here"}, {"Say what the evidence is": "#held_name"}),
            ({"link_name": "Minutes"}, {"Give the link, or empty its name": "#evidence_link"}),
            ({"held_name": "Minutes"}, {"Say where it is held, or empty its name": "#evidence_held"}),
            ({"evidence_name": "Minutes"}, {"Choose the files, or empty their name": "#evidence_file"}),
            (
                {"evidence_link": "javascript:alert(1)", "link_name": "X"},
                {"Enter the whole address, beginning with https://": "#evidence_link"},
            ),
            ({"evidence_meeting": "999999"}, {"Choose one of the answers shown": "#evidence_meeting"}),
            ({"evidence_decision": "x"}, {"Choose one of the answers shown": "#evidence_decision"}),
            ({**LINK, "link_shows": "promise"}, {"Choose one of the answers shown": "#link_shows"}),
            ({**LINK, "target": "claim:1"}, {"Choose one of the answers shown": "#target"}),
            ({**LINK, "target": ""}, {"Choose what it supports": "#target"}),
            (
                {**LINK, "recheck_on-day": "16", "recheck_on-month": "1", "recheck_on-year": "2017"},
                {"Enter a day that is still to come, or none": "#recheck_on-day"},
            ),
            (
                {**LINK, "recheck_on-day": "31", "recheck_on-month": "4", "recheck_on-year": "2017"},
                {"Enter a day that exists: April 2017 has 30 days": "#recheck_on-day"},
            ),
            ({**LINK, "link_name": "x" * 201}, {"Shorten this to 200 characters or fewer: it has 201": "#link_name"}),
        ],
    )
    def test_it_is_said_and_nothing_stays(self, officer, board, sent, errors):
        update = board.says("2.16", on=EARLIER)
        page = officer.send(PAGE, {"target": str(update), "evidence_held": "", **sent}, status=400)
        assert page.errors() == errors
        assert added() == []

    def test_of_several_pieces_none_stays_if_one_is_refused(self, officer, board):
        update = board.says("2.16", on=EARLIER)
        files = [upload(), upload(b"MZ\0\0program", "run.exe")]
        officer.send(PAGE, {"target": str(update), "evidence_file": files, **LINK}, status=400)
        wrong = {"evidence_link": "nowhere", "link_name": "X"}
        officer.send(PAGE, {"target": str(update), "evidence_file": [upload()], **wrong}, status=400)
        assert (added(), kept_files()) == ([], [])

    @pytest.mark.parametrize("text", ["<Smith, J>", "=1+1", "Łódź 👍", "شارع", "AT&T", "x" * 200])
    def test_text_is_kept_and_shown_as_typed(self, officer, board, text):
        update = board.says("2.16", on=EARLIER)
        held = {"evidence_held": f"{text} {'y' * 19_000}", "held_name": text}
        officer.send(PAGE, {"target": str(update), **held})
        page = officer.page(ACTION)
        assert names() == [text]
        assert f"{text} {'y' * 19_000}" in page.text


class TestTheSameFile:
    def test_it_is_said_where_it_is_evidence_already(self, officer, board):
        board.proves("2.14", on=EARLIER)
        update = board.says("2.16", on=EARLIER)
        answer = officer.send(PAGE, {"target": str(update), "evidence_file": [upload()]})
        assert f"{SAME} 2.14, added 3 January 2017." in officer.page(answer.location).text
        assert len(kept_files()) == 1

    def test_on_the_card_too_and_each_of_several_files_by_its_place(self, officer, board):
        board.proves("2.14", on=EARLIER)
        files = [upload(b"new"), upload(), upload(b"new", "again.txt")]
        sent = {"rating": "green", "said": "Done.", "seen": "0", "quarter": "2016-17-Q3", "evidence_file": files}
        text = officer.page(officer.send(f"/my-update/{STRATEGY}/2.16", sent).location).text
        assert "File 2 of 3: the same file is already evidence on 2.14, added 3 January 2017." in text
        assert "File 3 of 3: the same file is already evidence on 2.16, added 16 January 2017." in text
        assert "File 1 of 3" not in text

    def test_a_new_file_a_link_and_what_was_withdrawn_say_nothing(self, officer, board):
        number = board.proves("2.14", on=EARLIER)
        officer.send(f"/evidence/{number}/withdraw", {"reason": "Wrong file"})
        update = board.says("2.16", on=EARLIER)
        for sent in ({"evidence_file": [upload()]}, {"evidence_file": [upload(b"other")]}, LINK):
            text = officer.page(officer.send(PAGE, {"target": str(update), **sent}).location).text
            assert "same file" not in text

    def test_restricted_evidence_of_others_is_not_given_away(self, client, board):
        """NCC sends the very file that the Police keep restricted: nothing tells that it is there."""
        board.own("4.2", agency="ncc")
        board.proves("2.14", restricted=True, on=EARLIER)
        update = board.says("4.2", by=board.other, on=EARLIER)
        address = f"/my-update/{STRATEGY}/4.2/evidence"
        client.as_person(board.other.id)
        text = client.page(client.send(address, {"target": str(update), "evidence_file": [upload()]}).location).text
        assert "same file" not in text
        assert "2.14" not in text

    def test_past_the_restricted_piece_one_that_may_be_seen_is_named(self, client, board):
        board.own("4.2", agency="ncc")
        board.proves("2.14", restricted=True, on=EARLIER)
        board.proves("2.16", on=date(2017, 1, 5))
        update = board.says("4.2", by=board.other, on=EARLIER)
        client.as_person(board.other.id)
        sent = {"target": str(update), "evidence_file": [upload()]}
        text = client.page(client.send(f"/my-update/{STRATEGY}/4.2/evidence", sent).location).text
        assert f"{SAME} 2.16, added 5 January 2017." in text
        assert "2.14" not in text

    def test_its_own_agency_is_told_of_its_restricted_piece(self, officer, board):
        board.proves("2.14", restricted=True, on=EARLIER)
        update = board.says("2.16", on=EARLIER)
        answer = officer.send(PAGE, {"target": str(update), "evidence_file": [upload()]})
        assert f"{SAME} 2.14, added 3 January 2017." in officer.page(answer.location).text

    def test_an_agency_s_own_line_is_named_with_its_agency(self, officer, board):
        cell = the_agency("police")
        begin_writing()
        update = board.says("1.3", cell_id=cell, on=EARLIER)
        address = f"/my-update/{STRATEGY}/1.3/evidence?agency=police"
        officer.send(address, {"target": str(update), "evidence_file": [upload()]})
        answer = officer.send(address, {"target": str(update), "evidence_file": [upload()]})
        assert f"{SAME} 1.3 (" in officer.page(answer.location).text


def test_every_file_that_is_offered_says_that_it_was_not_scanned(client, claimed):
    claimed.proves("2.16")
    for person, address in (
        (claimed.officer, ACTION),
        (claimed.officer, f"/my-update/{STRATEGY}/2.16"),
        (claimed.officer, PAGE),
        (claimed.deputy, REVIEW),
    ):
        text = client.as_person(person.id).page(address).text
        assert text.count("Download Minutes 1 KB, not scanned: this tracker has no scanner") == 1, address
