"""Actions asked of each agency, agency by agency; and claims that are alike accepted together."""

from datetime import date

import pytest
from a_board import PROFILE, STRATEGY, TODAY, Board, rows_now, the_action, the_agency
from people import viewer_of

from actions import changes
from actions.db import begin_writing, db
from actions.models import Decision
from actions.periods import london_moment
from actions.standing import line_on, plan_on

MATRIX, WHOLE = f"/plan/{STRATEGY}/1.3/agencies", f"/plan/{STRATEGY}/agencies"
TOGETHER = f"/review/{STRATEGY}/1.3/together"
TAKEN = {"taken_on-day": "16", "taken_on-month": "1", "taken_on-year": "2017", "recheck_months": "no"}
SEEN = {"assurance": "seen", "reason": "Each letter was on the table.", **TAKEN}
AWKWARD = "<Smith, J> says =1+1 in Łódź"


@pytest.fixture
def board(app):
    return Board()


@pytest.fixture
def reader(client, board):
    return client.as_person(board.executive.id)


def own(person, verb, *args, on=TODAY, number="1.3", **more):
    begin_writing()
    given = {"cell_id": person.agency_id, "by": person, "at": london_moment(on), **more}
    done = getattr(changes, verb)(the_action(number), *args, **given).id
    db.session.commit()
    return done


def says(person, rating="green", words="Our lead is named.", **more):
    needs = {"said": words} if rating == "green" else {"why": words, "next_steps": "Name one."}
    return own(person, "record_update", rating=rating, words=needs, **more)


def claims(board, person, **more):
    board.proves_own("1.3", by=person, **more)
    return own(person, "claim_complete")


def row_of(page, agency):
    rows = [" ".join("".join(row.itertext()).split()) for row in page.tree.iter("tr")]
    return next(row for row in rows if row.startswith(agency))


class TestOneAction:
    def test_a_row_for_each_agency_and_the_sentence_on_top(self, reader, board):
        page = reader.page(MATRIX)
        assert "0 of 15 agencies complete" in page.text
        for taking in plan_on(TODAY).agencies.values():
            assert page.links()[taking.name] == f"/plan/{STRATEGY}/1.3?agency={taking.key}"

    def test_a_row_says_rating_last_word_claim_evidence_and_what_comes_next(self, reader, board):
        says(board.officer, "amber", AWKWARD, forecast=date(2017, 6, 30))
        board.proves_own("1.3")
        row = row_of(reader.page(MATRIX), "Northamptonshire Police")
        for each in ("Overdue", "Amber", "16 January 2017", AWKWARD, "No claim 1", "by the end of June 2017"):
            assert each in row
        claims(board, board.other)
        row = row_of(reader.page(MATRIX), "Northamptonshire County Council")
        assert "Waits since 16 January 2017" in row
        assert "The chair decides on the claim" in row

    def test_the_worst_come_first_or_all_by_name(self, reader, board):
        claims(board, board.officer)
        agencies = [each.name for each in plan_on(TODAY).agencies.values()]
        assert _order(reader.page(MATRIX), agencies)[-1] == "Northamptonshire Police"
        assert _order(reader.page(f"{MATRIX}?by=name"), agencies) == sorted(agencies, key=str.casefold)
        assert _order(reader.page(f"{MATRIX}?by=nothing"), agencies)[-1] == "Northamptonshire Police"

    def test_what_does_not_apply_is_said_and_left_out_of_the_count(self, reader, board):
        board.exempts("1.3", board.excuses())
        claims(board, board.other)
        page = reader.page(MATRIX)
        assert "0 of 14 agencies complete; it stands at the worst of the other 14; does not apply to 1." in page.text
        assert "It does not apply" in row_of(page, "Northamptonshire Police")
        assert "It does not apply" in row_of(reader.page(WHOLE), "Northamptonshire Police")

    def test_restricted_evidence_is_counted_only_for_who_may_see_it(self, app, board):
        board.proves_own("1.3", restricted=True)
        for who, count in ((board.officer, "1"), (board.deputy, "1"), (board.executive, "0"), (board.office, "0")):
            page = app.test_client().as_person(who.id).page(MATRIX)
            assert f"No claim {count} Not named" in row_of(page, "Northamptonshire Police")

    def test_only_an_action_asked_of_each_agency_has_one(self, reader):
        for number in ("2.6", "2.15", "agencies"):
            reader.page(f"/plan/{STRATEGY}/{number}/agencies", status=404)

    def test_a_past_day_is_shown_as_it_was(self, reader, board):
        claims(board, board.officer)
        page = reader.page(f"{MATRIX}?as-at=2017-01-15")
        assert "Waits since" not in page.text
        assert page.links()["Northamptonshire Police"].endswith("as-at=2017-01-15")

    def test_looking_writes_nothing(self, reader):
        before = rows_now()
        for address in (MATRIX, WHOLE):
            reader.page(address)
        assert rows_now() == before

    def test_an_officer_is_named_by_what_they_are(self, reader, board):
        begin_writing()
        key = (the_action("1.3"), board.officer.agency_id)
        person = db.session.get(changes.governing.Person, board.officer.id)
        changes.assign([key], agency_id=key[1], person=person, by=board.office, at=london_moment(TODAY))
        db.session.commit()
        assert "Lead officer, Police" in row_of(reader.page(MATRIX), "Northamptonshire Police")


def _order(page, names):
    listed = [" ".join("".join(head.itertext()).split()) for head in page.tree.iter("th")]
    return [name for name in listed if name in names]


class TestAllOfADocument:
    def test_agencies_by_actions(self, reader, board):
        claims(board, board.officer)
        page = reader.page(WHOLE)
        assert page.links()["1.3, Northamptonshire Police: Reported complete"] == (
            f"/plan/{STRATEGY}/1.3?agency=police"
        )
        assert page.links()["1.3 Accountable lead officer in each organisation"] == MATRIX
        assert {"1.3", "2.3"} <= {head.text for head in page.tree.iter("th")}

    def test_it_is_one_click_from_the_plan_and_from_the_action(self, reader):
        assert reader.page(f"/plan/{STRATEGY}").links()["Asked of each agency: 1.3 and 2.3, agency by agency"] == WHOLE
        assert MATRIX in reader.page(f"/plan/{STRATEGY}/1.3").links().values()

    def test_a_document_that_asks_nothing_of_each_says_so(self, reader):
        assert "Nothing in this document is asked of each agency." in reader.page(f"/plan/{PROFILE}/agencies").text
        reader.page("/plan/nothing/agencies", status=404)


class TestTogether:
    @pytest.fixture
    def waiting(self, board):
        """The claims of Health, Probation and the Police on 1.3, by agency; none is the deputy's own."""
        people = {key: viewer_of("officer", key, on=date(2016, 10, 27)) for key in ("health", "probation")}
        people["police"] = board.officer
        for person in people.values():
            says(person, words=AWKWARD)
        return {key: claims(board, person) for key, person in people.items()}

    @pytest.fixture
    def deputy(self, app, board):
        return app.test_client().as_person(board.deputy.id)

    @staticmethod
    def ticked(waiting, *keys):
        return {"claims": [f"{key}:{waiting[key]}" for key in keys]}

    @staticmethod
    def statuses():
        db.session.rollback()
        found = (line_on(TODAY, the_action("1.3"), the_agency(key)) for key in ("health", "probation", "police"))
        return [each.status for each in found]

    def test_it_shows_each_claim_with_its_words_and_evidence(self, deputy, waiting):
        page = deputy.page(TOGETHER)
        assert page.text.count(AWKWARD) == 3
        assert "Download Own minutes" in page.links()
        assert TOGETHER in deputy.page(MATRIX).links().values()
        assert TOGETHER in deputy.page(f"/review/{STRATEGY}/1.3").links().values()

    def test_those_that_are_ticked_are_accepted_alike(self, deputy, waiting, board):
        deputy.send(TOGETHER, {**self.ticked(waiting, "health", "probation"), **SEEN})
        assert self.statuses() == ["complete", "complete", "reported_complete"]
        rows = db.session.query(Decision).all()
        assert {(row.verb, row.assurance, row.by_id) for row in rows} == {("accept", "seen", board.deputy.id)}
        assert "On 1.3 accepted: " in deputy.page("/review").html

    def test_it_needs_ticks_an_assurance_and_what_that_needs(self, deputy, waiting):
        errors = deputy.send(TOGETHER, TAKEN, status=400).errors()
        assert errors == {
            "Tick the agencies whose claims you accept": "#claims",
            "Choose how well completion is proved": "#assurance",
        }
        told = {**self.ticked(waiting, "health"), "assurance": "told", **TAKEN}
        assert deputy.send(TOGETHER, told, status=400).errors() == {
            "Give a reason for accepting this without a check": "#reason"
        }
        assert self.statuses() == ["reported_complete"] * 3

    def test_one_that_was_decided_a_moment_ago_stops_all_of_them(self, deputy, waiting):
        chair_accepts(self, deputy, waiting)
        page = deputy.send(TOGETHER, {**self.ticked(waiting, "probation", "health"), **SEEN}, status=409)
        assert "decided a moment ago" in page.text
        assert self.statuses() == ["complete", "reported_complete", "reported_complete"]
        assert page.field("reason") == SEEN["reason"]

    def test_nobody_accepts_for_their_own_agency(self, app, board, waiting):
        chair = app.test_client().as_person(board.chair.id)
        assert "Northamptonshire Police" not in chair.page(TOGETHER).links()
        chair.send(TOGETHER, {**self.ticked(waiting, "health", "police"), **SEEN}, status=403)
        assert self.statuses() == ["reported_complete"] * 3

    @pytest.mark.parametrize(
        "sent", ["health", "health:", "health:x", "health:999999", "nobody:1", ":", "=1+1:" + "9" * 40]
    )
    def test_what_is_no_claim_is_refused(self, deputy, waiting, sent):
        deputy.send(TOGETHER, {"claims": [sent], **SEEN}, status=409 if sent.startswith("health") else 400)
        assert self.statuses() == ["reported_complete"] * 3

    @pytest.mark.parametrize("who", ["officer", "office", "executive", "inspector"])
    def test_only_chair_and_deputy(self, app, board, waiting, who):
        client = app.test_client().as_person(getattr(board, who).id)
        client.page(TOGETHER, status=403)
        client.send(TOGETHER, {**self.ticked(waiting, "health"), **SEEN}, status=403)
        assert TOGETHER not in client.page(MATRIX).links().values()
        if who == "office":
            assert TOGETHER not in client.page(f"/review/{STRATEGY}/1.3").links().values()

    def test_a_past_day_offers_nothing(self, deputy, waiting):
        page = deputy.page(f"{TOGETHER}?as-at=2017-01-15")
        assert "Go to today" in page.links()
        assert TOGETHER not in deputy.page(f"{MATRIX}?as-at=2017-01-15").links().values()

    def test_with_nothing_waiting_it_says_so(self, deputy):
        assert "No claim waits here that is yours to decide." in deputy.page(TOGETHER).text
        deputy.page(f"/review/{STRATEGY}/2.6/together", status=404)


def chair_accepts(test, client, waiting):
    client.send(TOGETHER, {**test.ticked(waiting, "health"), **SEEN})
