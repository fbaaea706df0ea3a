"""The chair's review: the queue, a line, and every outcome."""

from datetime import date

import pytest
from a_board import STRATEGY, TODAY, Board, rows_now, the_action, the_agency
from counting import count_queries

from actions import changes, queries
from actions.db import begin_writing, db
from actions.models import Decision, Person
from actions.periods import london_moment
from actions.standing import line_on, plan_on
from tracker.pages.review import queues

LINE = f"/review/{STRATEGY}/2.16"
TAKEN = {"taken_on-day": "16", "taken_on-month": "1", "taken_on-year": "2017"}
MONTH = {"new_due-month": "6", "new_due-year": "2017"}
MINUTE = {"minute": "NSCB, 12 January 2017, item 4.2"}


@pytest.fixture
def board(app):
    board = Board()
    board.own("2.16", "2.14")
    return board


@pytest.fixture
def deputy(client, board):
    return client.as_person(board.deputy.id)


@pytest.fixture
def claimed(board):
    """2.16 reported complete by the police, with a file."""
    board.says("2.16", words={"said": "<Smith, J> signed =1+1 in Łódź."})
    board.proves("2.16", name="The signed agreement")
    return board.claims("2.16")


@pytest.fixture
def asked(board):
    return board.asks("2.16", date(2017, 5, 31))


def decide(client, outcome, status=302, address=LINE, **data):
    return client.send(address, {"outcome": outcome, "recheck": "no", **TAKEN, **data}, status=status)


def standing(number="2.16", cell=None):
    db.session.rollback()
    return line_on(TODAY, the_action(number), cell and the_agency(cell))


def decisions():
    return [row.verb for row in db.session.query(Decision).order_by(Decision.id)]


def decided_by(who, verb, *args, **more):
    begin_writing()
    getattr(changes, verb)(the_action("2.16"), *args, word=changes.Word(by=who, at=london_moment(TODAY)), **more)
    db.session.commit()


class TestWhoMaySee:
    @pytest.mark.parametrize("address", ["/review", LINE])
    @pytest.mark.parametrize(
        ("who", "status"),
        [
            ("chair", 200),
            ("deputy", 200),
            ("office", 200),
            ("officer", 403),
            ("other", 403),
            ("executive", 403),
            ("inspector", 403),
        ],
    )
    def test_chair_deputy_and_office(self, client, board, who, status, address):
        client.as_person(getattr(board, who).id).page(address, status=status)

    def test_a_line_that_does_not_exist_is_not_found(self, deputy):
        for address in ("/review/nothing/2.16", f"/review/{STRATEGY}/2.15", f"{LINE}?agency=police"):
            deputy.page(address, status=404)

    def test_looking_writes_nothing(self, deputy, claimed):
        before = rows_now()
        deputy.page("/review")
        deputy.page(LINE)
        assert rows_now() == before


class TestTheQueue:
    def test_its_groups_have_counts_and_claims_come_first(self, deputy, claimed, board):
        board.asks("2.14", date(2017, 5, 31))
        page = deputy.page("/review")
        assert page.text.index("1 Claims") < page.text.index("1 Requests for a new date") < page.text.index("Overdue")
        assert page.links()["Begin with 2.16"] == LINE

    def test_the_longest_overdue_come_first(self, deputy):
        page, lines = deputy.page("/review"), queries.waiting_for_chair(TODAY)["overdue"]
        days = [each.due for each in lines if each.due]
        assert days == sorted(days)
        assert page.text.index(f"{lines[0].number} ") < page.text.index(f"{lines[-1].number} ")

    def test_nothing_waiting_is_said(self, client, board, monkeypatch):
        nothing = dict.fromkeys(queries.waiting_for_chair(TODAY), [])
        monkeypatch.setattr(queries, "waiting_for_chair", lambda day: nothing)
        page = client.as_person(board.chair.id).page("/review")
        assert "Nothing waits for a decision" in page.text

    def test_it_is_narrowed_down_by_document_priority_and_owner(self, deputy, claimed, board):
        board.asks("2.14", date(2017, 5, 31))
        for asked, shown in {
            "of-owner=police": {"2.14", "2.16"},
            "of-owner=health": set(),
            "of-priority=2&of-owner=police": {"2.14", "2.16"},
            "of-priority=1&of-owner=police": set(),
            "of-document=profile-2016&of-owner=police": set(),
            "of-owner=<Smith, J>": set(),
        }.items():
            page = deputy.page(f"/review?{asked}")
            lines = {said.split()[0] for said in page.links() if said[:2] == "2."}
            assert lines - {"2.3"} == shown, asked
        assert "Nothing of this waits." in page.text

    def test_what_it_is_narrowed_down_to_is_carried_along(self, deputy, claimed, board):
        board.asks("2.14", date(2017, 5, 31))
        page = deputy.page("/review?of-owner=police")
        first = page.links()["Begin with 2.16"]
        assert first == f"{LINE}?of-owner=police"
        line = deputy.page(first)
        assert line.links()["Review: all that waits"] == "/review?of-owner=police"
        assert "Without an owner" in deputy.page(LINE).text
        assert "Without an owner" not in line.text
        answer = decide(deputy, "send_back", address=first, claim=str(claimed), reason="It is not signed.")
        assert answer.location == f"/review/{STRATEGY}/2.14?of-owner=police#main"

    def test_how_much_of_it_is_shown_is_said(self, deputy, claimed):
        page = deputy.page("/review?of-owner=police")
        waiting = {each.facts.key for group in queues.of(TODAY) for each in group.lines}
        police = {key for key in waiting if line_on(TODAY, *key).owner_id == the_agency("police")}
        assert f"{len(police)} of {len(waiting)} lines shown." in page.text
        assert page.links()["Show all of them"] == "/review"

    def test_the_current_line_is_marked_beside_what_it_shows(self, deputy, claimed):
        page = deputy.page(LINE)
        current = [link.get("href") for link in page.main.iter("a") if link.get("aria-current")]
        assert current == [LINE]

    def test_it_takes_at_most_twelve_queries_whatever_its_length(self, deputy, board):
        begin_writing()
        keys = [each.facts.key for each in plan_on(TODAY).answerable() if each.cell is None]
        changes.assign(keys, agency_id=the_agency("police"), person=None, by=board.office, at=london_moment(TODAY))
        db.session.commit()
        with count_queries() as cold:
            deputy.page("/review")
        with count_queries() as warm:
            deputy.page("/review")
        assert len(warm) <= len(cold) <= 12, cold

    def test_a_line_takes_as_many_queries_with_much_history_as_with_little(self, deputy, board, claimed):
        deputy.page(LINE)
        with count_queries() as little:
            deputy.page(LINE)
        for _ in range(6):
            board.says("2.16", "green")
            board.proves("2.16")
        deputy.page(LINE)
        with count_queries() as much:
            deputy.page(LINE)
        assert len(little) == len(much) <= 12, much

    def test_a_past_day_shows_that_day_and_offers_nothing(self, deputy, claimed):
        page = deputy.page(f"{LINE}?as-at=2017-01-15")
        assert "Reported complete" not in page.text
        assert page.field("taken_on-day") is None
        assert "Go to today" in page.links()
        decide(deputy, "stop", 409, address=f"{LINE}?as-at=2017-01-15", reason="Not now.")


class TestALine:
    def test_it_shows_the_claim_its_words_and_its_evidence(self, deputy, claimed):
        page = deputy.page(LINE)
        assert "Reported complete. Lead officer, Police, 16 January 2017." in page.text
        assert "<Smith, J> signed =1+1 in Łódź." in page.text
        assert page.links()["Download The signed agreement"].startswith("/evidence/")

    def test_each_outcome_says_what_it_will_do(self, deputy, claimed, board):
        text = deputy.page(LINE).text
        assert "It becomes complete." in text
        assert "it stays due by the end of May 2015, and the owner is told" in text
        board.asks("2.14", date(2017, 5, 31))
        text = deputy.page(f"/review/{STRATEGY}/2.14").text
        assert "takes the place of the end of April 2015." in text

    def test_only_what_is_open_is_offered(self, deputy, claimed):
        html = deputy.page(LINE).html
        offered = {key for key in ("accept", "send_back", "agree", "decline", "reopen") if f'value="{key}"' in html}
        assert offered == {"accept", "send_back"}

    def test_each_move_of_its_date_is_shown(self, deputy, board, asked):
        board.agrees("2.16", asked)
        page = deputy.page(LINE)
        assert "1 time re-dated" in page.text
        assert "From May 2015 to May 2017, agreed on 16 January 2017" in page.text
        assert "Reason: It is likely to be kept." in page.text

    def test_restricted_evidence_is_named_only_to_who_may_see_it(self, client, board):
        board.proves("2.16", name="A secret case", restricted=True)
        assert "A secret case" in client.as_person(board.deputy.id).page(LINE).text
        page = client.as_person(board.office.id).page(LINE)
        assert "A secret case" not in page.html
        assert "1 restricted piece of evidence exists that you may not open." in page.text

    def test_text_of_20_000_characters_is_shown_whole(self, deputy, board):
        board.says("2.16", words={"said": "ż" * 20_000})
        assert "ż" * 20_000 in deputy.page(LINE).text

    def test_the_whole_of_an_action_asked_of_each_leads_to_its_parts(self, deputy):
        page = deputy.page(f"/review/{STRATEGY}/1.3")
        assert page.links()["Northamptonshire Police"] == f"/review/{STRATEGY}/1.3?agency=police"
        assert "Stop it" in page.text
        assert "Reopen" not in page.text

    def test_a_recommendation_to_be_considered_is_for_a_meeting(self, deputy):
        assert "considered at a meeting" in deputy.page("/review/profile-2016/1").text


class TestDeciding:
    def test_accepting_needs_what_the_assurance_needs(self, deputy, claimed):
        claim = {"claim": str(claimed)}
        assert decide(deputy, "accept", 400, **claim).errors() == {"Choose how well completion is proved": "#assurance"}
        told = decide(deputy, "accept", 400, assurance="told", **claim)
        assert told.errors() == {"Give a reason for accepting this without a check": "#reason"}
        checked = decide(deputy, "accept", 400, assurance="checked", **claim)
        assert checked.errors() == {"Say in a line who checked what": "#checked_by"}
        decide(deputy, "accept", assurance="checked", checked_by="NCC audit, ten cases", recheck="6", **claim)
        assert standing().status == "complete"
        assert standing().facts.claim.recheck_on == date(2017, 7, 16)

    def test_decide_and_next_leads_on(self, deputy, claimed, board):
        board.asks("2.14", date(2017, 5, 31))
        answer = decide(deputy, "send_back", claim=str(claimed), reason="It is not signed.")
        assert answer.location == f"/review/{STRATEGY}/2.14#main"
        assert "The claim on 2.16 is sent back." in deputy.page(answer.location).text
        assert standing().status == "overdue"

    def test_the_month_asked_for_or_another(self, deputy, board, asked):
        page = deputy.page(LINE)
        assert (page.field("new_due-month"), page.field("new_due-year")) == ("5", "2017")
        decide(deputy, "agree", request=str(asked), reason="It is likely.", **MONTH)
        assert standing().due == date(2017, 6, 30)

    def test_declining(self, deputy, asked):
        decide(deputy, "decline", request=str(asked), reason="Asked for too late.")
        assert standing().facts.request is None
        assert standing().due == date(2015, 5, 31)

    def test_a_first_date(self, deputy):
        address = f"/review/{STRATEGY}/3.2"
        empty = decide(deputy, "set_date", 400, address=address)
        assert empty.errors() == {"Enter the month by which it is due": "#new_due-month"}
        decide(deputy, "set_date", address=address, **MONTH)
        assert (standing("3.2").due, standing("3.2").moves) == (date(2017, 6, 30), 0)

    def test_stopping_then_nothing_more(self, deputy):
        decide(deputy, "stop", reason="Done elsewhere.")
        assert standing().status == "stopped"
        assert "there is nothing to decide" in deputy.page(LINE).text

    def test_stopping_what_is_asked_of_each_stops_it_for_all(self, deputy):
        decide(deputy, "stop", address=f"/review/{STRATEGY}/1.3", reason="Done.")
        assert standing("1.3", "corby").status == "stopped"

    def test_reopening(self, deputy, claimed):
        decide(deputy, "accept", claim=str(claimed), assurance="checked", checked_by="NCC")
        assert "Reopen it" in deputy.page(LINE).text
        decide(deputy, "reopen", reason="It lapsed.", **MONTH)
        assert (standing().is_open, standing().due) == (True, date(2017, 6, 30))

    def test_ending_a_duty(self, deputy):
        address = f"/review/{STRATEGY}/2.14"
        without = decide(deputy, "end_duty", 400, address=address, reason="Enough.")
        assert without.errors() == {"Choose which reporting ends": "#duty"}
        duty = standing("2.14").facts.running[0].id
        decide(deputy, "end_duty", address=address, duty=str(duty), reason="Enough.")
        assert duty not in {each.id for each in standing("2.14").facts.running}

    def test_one_agency_s_cell(self, deputy):
        cell = f"/review/{STRATEGY}/1.3?agency=corby"
        page = deputy.page(cell)
        assert "Corby Borough Council" in page.text
        assert 'value="stop"' not in page.html

    @pytest.mark.parametrize(
        ("wrong", "anchor"),
        [
            ({"outcome": ""}, "#outcome"),
            ({"outcome": "abolish"}, "#outcome"),
            ({"reason": " "}, "#reason"),
            ({"reason": "x" * 20_001}, "#reason"),
            ({"taken_on-day": "31", "taken_on-month": "2"}, "#taken_on-day"),
            ({"taken_on-day": "17"}, "#taken_on-day"),
            ({"taken_on-year": "9" * 4000}, "#taken_on-year"),
        ],
    )
    def test_what_is_wrong_is_said_and_what_was_typed_comes_back(self, deputy, claimed, wrong, anchor):
        data = {"claim": str(claimed), "reason": "<Smith, J> =1+1 Łódź", "checked_by": "NCC", **wrong}
        page = decide(deputy, data.pop("outcome", "send_back"), 400, **data)
        assert list(page.errors().values()) == [anchor]
        assert page.field("checked_by") == "NCC"
        assert page.field("reason") == data["reason"]
        assert decisions() == []


class TestWhoMayDecide:
    def test_not_for_the_own_agency_and_that_is_said(self, client, claimed, board):
        client.as_person(board.chair.id)
        page = client.page(LINE)
        assert "You may not decide this: your own agency answers for it." in page.text
        assert page.field("taken_on-day") is None
        decide(client, "send_back", 403, claim=str(claimed), reason="No.")
        assert decisions() == []

    def test_not_on_the_own_entry(self, client, board):
        both = Board.person("deputy", "ncc", also=("officer",), title="Deputy and officer")
        board.own("2.12", agency="ncc")
        asked = board.asks("2.12", date(2017, 5, 31), by=both)
        board.own("2.12", agency="health", on=TODAY)
        client.as_person(both.id)
        address = f"/review/{STRATEGY}/2.12"
        assert "You may not decide what you entered yourself." in client.page(address).text
        decide(client, "decline", 403, address=address, request=str(asked), reason="No.")
        client.as_person(board.chair.id)
        decide(client, "decline", address=address, request=str(asked), reason="No.")

    def test_the_office_decides_nothing_in_the_chair_s_place(self, client, claimed, board):
        client.as_person(board.office.id)
        assert "The chair or the deputy decides this." in client.page(LINE).text
        for minute in ({}, MINUTE):
            decide(client, "send_back", 403, claim=str(claimed), reason="No.", **minute)

    def test_where_nobody_may_decide_the_board_s_answer_is_recorded(self, client, claimed, board):
        changes.end_appointment(board.deputy_person, "deputy", by=None, at=london_moment(TODAY))
        db.session.commit()
        assert "Nobody may decide this" in client.as_person(board.chair.id).page(LINE).text
        client.as_person(board.office.id)
        page = decide(client, "send_back", 400, claim=str(claimed), reason="Not signed.")
        assert page.errors() == {"Enter the board's minute": "#minute"}
        decide(client, "send_back", claim=str(claimed), reason="Not signed.", **MINUTE)
        assert standing().facts.claim.state == "sent_back"
        assert db.session.query(Decision).one().by_the_board

    def test_and_where_one_is_barred_by_agency_and_the_other_by_their_own_entry(self, client, claimed, board):
        """The officer who claimed is made chair, and the line goes to the deputy's agency."""
        officer = db.session.get(Person, board.officer.id)
        changes.end_appointment(db.session.get(Person, board.chair.id), "chair", by=None, at=london_moment(TODAY))
        changes.appoint(officer, "chair", by=None, at=london_moment(TODAY))
        db.session.commit()
        board.own("2.16", agency="ncc", on=TODAY)
        page = client.as_person(board.officer.id).page(LINE)
        assert "You may not decide what you entered yourself." in page.text
        client.as_person(board.office.id)
        decide(client, "stop", 403, reason="No.", **MINUTE)
        decide(client, "send_back", claim=str(claimed), reason="Not signed.", **MINUTE)
        assert db.session.query(Decision).one().by_the_board

    def test_the_third_move_is_the_board_s(self, client, board):
        for month in (2, 3):
            board.agrees("2.16", board.asks("2.16", date(2017, month, 28)))
        third = board.asks("2.16", date(2017, 5, 31))
        client.as_person(board.deputy.id)
        page = client.page(LINE)
        assert "This would be move number 3." in page.text
        assert "2 times re-dated" in page.text
        assert 'value="agree"' not in page.html
        refused = decide(client, "agree", 400, request=str(third), reason="Yes.")
        assert "From the third move on only the board may agree" in next(iter(refused.errors()))
        client.as_person(board.office.id)
        decide(client, "agree", request=str(third), reason="The board agreed.", **MINUTE)
        assert (standing().moves, standing().due) == (3, date(2017, 5, 31))
        assert "Minute: NSCB, 12 January 2017, item 4.2" in client.page(LINE).text


class TestTwoAtOnce:
    def test_of_two_decisions_on_a_claim_one_stands_and_the_other_is_told(self, deputy, claimed, board):
        deputy.page(LINE)
        decided_by(board.deputy, "send_back", claimed, reason="Not signed.")
        page = decide(deputy, "accept", 409, claim=str(claimed), assurance="checked", checked_by="NCC", reason="Good.")
        assert next(iter(page.errors())).startswith("This was decided a moment ago")
        assert "The claim was sent back." in page.text
        assert page.field("reason") == "Good."
        assert "What you wrote was not recorded: Good." in page.text
        assert decisions() == ["send_back"]

    def test_a_second_request_is_not_agreed_unseen(self, deputy, board, asked):
        decided_by(board.deputy, "decline", asked, reason="Too late.")
        again = board.asks("2.16", date(2018, 5, 31))
        page = decide(deputy, "agree", 409, request=str(asked), reason="Fine.")
        assert page.field("request") == str(again)
        assert "by the end of May 2018" in page.text

    @pytest.mark.parametrize("claim", ["", "x", "-1", "9" * 40, "²"])
    def test_a_forged_number_of_a_claim_decides_nothing(self, deputy, claimed, claim):
        decide(deputy, "send_back", 409, claim=claim, reason="No.")
        assert decisions() == []

    def test_what_was_written_is_shown_when_nothing_is_left_to_decide(self, deputy, board):
        decided_by(board.deputy, "stop", reason="Done elsewhere.")
        page = decide(deputy, "stop", 409, reason="My own reason.")
        assert "My own reason." in page.text
        assert "It was stopped." in page.text
