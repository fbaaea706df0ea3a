"""An officer says that it does not apply to the agency; the chair's queue, and deciding it there."""

from datetime import date

import pytest
from a_board import STRATEGY, TODAY, Board, rows_now, the_action, the_agency

from actions import changes, queries
from actions.db import begin_writing, db
from actions.models import Decision, ExemptionRequest, Words
from actions.periods import london_moment
from actions.standing import line_on
from tracker import page as frame

CARD = f"/my-update/{STRATEGY}/1.3"
SAYING = f"{CARD}/does-not-apply"
LINE = f"/review/{STRATEGY}/1.3?agency=police"
TAKEN = {"taken_on-day": "16", "taken_on-month": "1", "taken_on-year": "2017", "recheck": "no"}
AWKWARD = "<Smith, J> says =1+1 in Łódź"


@pytest.fixture
def board(app):
    return Board()


@pytest.fixture
def deputy(app, board):
    return app.test_client().as_person(board.deputy.id)


def cell(agency="police"):
    db.session.rollback()
    return line_on(TODAY, the_action("1.3"), the_agency(agency))


def said():
    query = db.session.query(ExemptionRequest.verb, Words.text).outerjoin(Words, Words.row_id == ExemptionRequest.id)
    return query.order_by(ExemptionRequest.id).all()


class TestSayingIt:
    def test_it_is_one_click_from_the_card(self, officer):
        assert officer.page(CARD).links()["This does not apply to us"] == f"{SAYING}?agency=police"
        assert officer.page(SAYING).h1 == "This does not apply to us"

    def test_it_is_recorded_as_typed_and_waits(self, officer):
        answer = officer.send(SAYING, {"reason": AWKWARD})
        assert answer.location == f"{CARD}?agency=police"
        assert said() == [("ask_exemption", AWKWARD)]
        page = officer.page(CARD)
        assert "You have said that 1.3 does not apply to your agency. The chair decides." in page.html
        assert "Your agency says that this does not apply to it" in page.links()
        assert f"Reason: {AWKWARD}" in officer.page(SAYING).text

    def test_it_needs_a_reason(self, officer):
        page = officer.send(SAYING, {"reason": "  "}, status=400)
        assert page.errors() == {"Say why it does not apply to your agency": "#reason"}
        assert said() == []

    def test_text_of_20_000_characters_is_kept_and_more_refused(self, officer):
        officer.send(SAYING, {"reason": "ż" * 20_001}, status=400)
        officer.send(SAYING, {"reason": "ż" * 20_000})
        assert len(said()[0].text) == 20_000

    def test_a_second_one_is_refused_and_what_was_typed_is_there(self, officer, board):
        board.excuses()
        page = officer.send(SAYING, {"reason": "Once more."}, status=400)
        assert page.errors() == {"Your agency said so already, and it waits for the chair": "#reason"}
        assert page.field("reason") == "Once more."

    def test_it_is_withdrawn(self, officer, board):
        board.excuses()
        assert officer.send(f"{SAYING}/withdraw").location == f"{CARD}?agency=police"
        assert [row.verb for row in said()] == ["ask_exemption", "withdraw_exemption"]
        assert "It may have been withdrawn" in officer.send(f"{SAYING}/withdraw", status=409).text

    def test_it_is_not_offered_while_a_claim_waits_nor_a_claim_while_it_waits(self, officer, board):
        own = {"cell_id": board.officer.agency_id}
        board.proves_own("1.3")
        board.excuses()
        assert "Report it complete" not in officer.page(CARD).text
        officer.send(f"{SAYING}/withdraw")
        assert "Report it complete" in officer.page(CARD).text
        begin_writing()
        changes.claim_complete(the_action("1.3"), by=board.officer, at=london_moment(TODAY), **own)
        db.session.commit()
        assert "This does not apply to us" not in officer.page(CARD).links()
        assert "this cannot be said" in officer.page(SAYING).text
        assert "or its claim waits" in " ".join(officer.send(SAYING, {"reason": "No."}, status=400).errors())

    def test_only_of_an_action_asked_of_each_agency(self, officer, board):
        board.own("2.6")
        assert "This does not apply to us" not in officer.page(f"/my-update/{STRATEGY}/2.6").links()
        officer.page(f"/my-update/{STRATEGY}/2.6/does-not-apply", status=404)
        officer.send(f"/my-update/{STRATEGY}/2.6/does-not-apply/withdraw", status=404)

    def test_nobody_says_it_for_another_agency(self, officer):
        officer.page(f"{SAYING}?agency=ncc", status=403)
        officer.send(f"{SAYING}?agency=ncc", {"reason": "No."}, status=403)
        officer.send(f"{SAYING}/withdraw?agency=ncc", status=403)
        assert said() == []

    @pytest.mark.parametrize("who", ["chair", "office", "executive", "inspector"])
    def test_only_officers(self, client, board, who):
        client.as_person(getattr(board, who).id).page(SAYING, status=403)

    def test_nothing_is_entered_on_a_past_day(self, officer):
        page = officer.page(f"{SAYING}?as-at=2017-01-15")
        assert page.field("reason") is None
        assert "Go to today" in page.links()
        officer.send(f"{SAYING}?as-at=2017-01-15", {"reason": "No."}, status=409)

    def test_looking_writes_nothing(self, officer):
        before = rows_now()
        officer.page(SAYING)
        assert rows_now() == before

    def test_what_looks_like_an_identifier_brings_a_warning(self, officer):
        officer.send(SAYING, {"reason": "NHS number 943 476 5919 is not ours"})
        assert "an NHS number" in officer.page(CARD).html

    def test_what_was_decided_is_on_the_card(self, officer, board):
        board.exempts("1.3", board.excuses())
        page = officer.page(CARD)
        assert "It was decided that this does not apply to the agency." in page.text
        assert "Reason: It is the trusts' to record." in page.text
        assert page.field("rating") is None


class TestDecidingIt:
    def test_it_has_a_group_of_its_own(self, deputy, board):
        board.excuses()
        page = deputy.page("/review")
        assert "1 Says it does not apply" in page.text
        assert page.links()["1.3 Accountable lead officer in each organisation: Northamptonshire Police"] == LINE

    def test_it_counts_as_waiting(self, deputy, board, app):
        def counted():
            deputy.page("/review")
            with app.test_request_context("/review"):
                return frame._count("review.queue", TODAY)

        before = counted()
        asked = board.excuses()
        assert counted() == before + 1 == _waiting()
        board.exempts("1.3", asked)
        assert counted() == before == _waiting()

    def test_the_case_shows_the_reason_and_what_each_outcome_does(self, deputy, board):
        board.excuses(reason=AWKWARD)
        text = deputy.page(LINE).text
        assert f"Reason: {AWKWARD}" in text
        assert "It is closed for this agency and left out of the count." in text
        assert "It is open for this agency as before: it stays due by the end of March 2015." in text

    @pytest.mark.parametrize(("outcome", "status"), [("exempt", "stopped"), ("not_exempt", "overdue")])
    def test_it_is_decided(self, deputy, board, outcome, status):
        asked = board.excuses()
        deputy.send(LINE, {"outcome": outcome, "reason": AWKWARD, "exemption": str(asked), **TAKEN})
        assert cell().status == status
        row = db.session.query(Decision).one()
        assert (row.verb, row.exemption_id, row.by_id) == (outcome, asked, board.deputy.id)
        assert f"Reason: {AWKWARD}" in deputy.page(f"/plan/{STRATEGY}/1.3?agency=police").text

    def test_it_needs_a_reason(self, deputy, board):
        asked = board.excuses()
        page = deputy.send(LINE, {"outcome": "exempt", "exemption": str(asked), **TAKEN}, status=400)
        assert page.errors() == {"Give the reason": "#reason"}

    def test_decided_a_moment_ago_the_second_person_is_told(self, deputy, board):
        asked = board.excuses()
        board.exempts("1.3", asked, verb="not_exempt")
        page = deputy.send(LINE, {"outcome": "exempt", "reason": "No.", "exemption": str(asked), **TAKEN}, status=409)
        assert "decided a moment ago" in page.text
        assert "What you wrote was not recorded" in page.text

    def test_one_withdrawn_and_said_again_is_another(self, deputy, board, officer):
        asked = board.excuses()
        officer.send(f"{SAYING}/withdraw")
        board.excuses(reason="Another reason.")
        deputy.send(LINE, {"outcome": "exempt", "reason": "No.", "exemption": str(asked), **TAKEN}, status=409)
        assert cell().status == "overdue"

    def test_the_chair_may_not_for_their_own_agency(self, client, board):
        asked = board.excuses()
        chair = client.as_person(board.chair.id)
        page = chair.page(LINE)
        assert 'value="exempt"' not in page.html
        assert "You may not decide this" in page.text
        chair.send(LINE, {"outcome": "exempt", "reason": "No.", "exemption": str(asked), **TAKEN}, status=403)

    def test_it_is_not_offered_where_nothing_is_said(self, deputy):
        html = deputy.page(LINE).html
        assert 'value="exempt"' not in html
        assert 'value="ask_each_agency"' not in html


def _waiting():
    waiting = queries.waiting_for_chair(TODAY)
    return sum(len(waiting[name]) for name in queries.AWAIT_A_DECISION)


class TestAskingEachAgency:
    @pytest.fixture
    def whole(self, board):
        board.own("2.16")
        board.says("2.16", "red")
        return f"/review/{STRATEGY}/2.16"

    def test_it_is_decided_on_the_whole_action(self, deputy, whole):
        assert "What was said before is kept and counts no more." in deputy.page(whole).text
        deputy.send(whole, {"outcome": "ask_each_agency", "reason": "All share it.", **TAKEN})
        assert deputy.page(whole).links()["Northamptonshire Police"] == f"{whole}?agency=police"
        assert "From now on each agency answers this for itself." in deputy.page(f"/plan/{STRATEGY}/2.16").text

    def test_it_is_not_offered_while_a_new_date_is_asked_for(self, deputy, board, whole):
        board.asks("2.16", date(2017, 5, 31))
        assert 'value="ask_each_agency"' not in deputy.page(whole).html
        page = deputy.send(whole, {"outcome": "ask_each_agency", "reason": "All share it.", **TAKEN}, status=409)
        assert "A new date is asked for. Decide that first" in page.text

    def test_an_officer_of_another_agency_then_has_a_card(self, app, deputy, board, whole):
        other = app.test_client().as_person(board.other.id)
        other.page("/my-update/" + whole.removeprefix("/review/"), status=403)
        deputy.send(whole, {"outcome": "ask_each_agency", "reason": "All share it.", **TAKEN})
        page = other.page("/my-update/" + whole.removeprefix("/review/"))
        assert "This does not apply to us" in page.links()

    def test_evidence_of_before_is_still_opened_by_the_same_people(self, app, deputy, board, whole):
        piece = board.proves("2.16", restricted=True)
        deputy.send(whole, {"outcome": "ask_each_agency", "reason": "All share it.", **TAKEN})
        for who, status in ((board.officer, 200), (board.other, 404), (board.executive, 404)):
            assert app.test_client().as_person(who.id).get(f"/evidence/{piece}").status_code == status

    def test_set_aside_what_an_agency_gave_is_still_its_own(self, app, deputy, board, whole):
        deputy.send(whole, {"outcome": "ask_each_agency", "reason": "All share it.", **TAKEN})
        piece = board.proves_own("2.16", by=board.other, restricted=True)
        begin_writing()
        decision = db.session.query(Decision).one()
        changes.set_aside(decision, word=changes.Word(by=board.deputy, at=london_moment(TODAY)), reason="No.")
        db.session.commit()
        for who, status in ((board.other, 200), (board.officer, 404), (board.executive, 404), (board.chair, 200)):
            client = app.test_client().as_person(who.id)
            assert client.get(f"/evidence/{piece}").status_code == status
            assert ("Own minutes" in client.page(f"/plan/{STRATEGY}/2.16").html) == (status == 200)

    def test_a_past_day_on_which_each_was_asked_is_still_shown(self, app, board):
        board.own("2.16", on=date(2017, 1, 5))
        begin_writing()
        early, late = (changes.Word(by=board.deputy, at=london_moment(day)) for day in (date(2017, 1, 10), TODAY))
        decision = changes.ask_each_agency(the_action("2.16"), word=early, reason="All share it.")
        given = {"cell_id": board.other.agency_id, "by": board.other, "at": london_moment(date(2017, 1, 11))}
        secret = changes.NewEvidence(kind="held", shows="activity", name="A secret", held="Here", restricted=True)
        changes.add_evidence(the_action("2.16"), secret, **given)
        changes.set_aside(decision, word=late, reason="No.")
        db.session.commit()
        for who, seen in ((board.other, True), (board.officer, False), (board.executive, False)):
            page = app.test_client().as_person(who.id).page(f"/plan/{STRATEGY}/2.16?agency=ncc&as-at=2017-01-12")
            assert ("A secret" in page.html) == seen
