"""An officer's update: the list, the card, a new date."""

from datetime import date
from io import BytesIO

import pytest
from a_board import STRATEGY, TODAY, Board, kept_files, rows_now, the_action, the_agency
from checked_page import Page
from counting import count_queries
from sqlalchemy import select
from werkzeug.datastructures import FileStorage
from werkzeug.test import encode_multipart

from actions import changes, queries
from actions.db import begin_writing, db
from actions.models import Evidence, Update
from actions.periods import london_moment
from actions.standing import line_on, plan_on

CARD = f"/my-update/{STRATEGY}/2.16"
CARD_14 = f"/my-update/{STRATEGY}/2.14"
ONE_3 = f"/my-update/{STRATEGY}/1.3"
GREEN = {"quarter": "2016-17-Q3", "rating": "green", "said": "The agreement is signed."}
RED = {
    "quarter": "2016-17-Q3",
    "rating": "red",
    "why": "The analyst left.",
    "next_steps": "Recruit by March.",
    "forecast-month": "June",
    "forecast-year": "2017",
    "help_asked": "An analyst for two months.",
    "children": "Their risks are seen later.",
}


@pytest.fixture
def board(app):
    board = Board()
    board.own("2.16", "2.14")
    return board


@pytest.fixture
def officer(client, board):
    return client.as_person(board.officer.id)


def send(client, data, status=302, address=CARD, seen=0):
    """Post a card; the body is built in memory, so that a large file leaves no temporary one behind."""
    fields = {"seen": str(seen), "shows": "activity", **data, "csrf_token": client.token()}
    boundary, body = encode_multipart(fields)
    answer = client.post(address, data=body, content_type=f"multipart/form-data; boundary={boundary}")
    assert answer.status_code == status, f"{answer.status_code} {answer.location}"
    return answer if status == 302 else Page(answer)


def upload(content=b"what was agreed", name="minutes.txt"):
    return FileStorage(BytesIO(content), name)


def standing(number="2.16"):
    db.session.rollback()
    return line_on(TODAY, the_action(number))


def evidence(number="2.16"):
    rows = db.session.scalars(select(Evidence).filter_by(action_id=the_action(number)).order_by(Evidence.id)).all()
    words = queries.words_of(row.id for row in rows)
    return [(row, words[row.id]) for row in rows]


def last_words():
    update = db.session.scalars(select(Update).order_by(Update.id.desc()).limit(1)).first()
    return queries.words_of([update.id]).get(update.id, {})


def forms_of(page):
    """Where the lines that can be answered on the page are sent, in their order."""
    found = [each.get("action") or "" for each in page.tree.iter("form")]
    return [address for address in found if address.startswith("/my-update/")]


class TestWhoMaySee:
    @pytest.mark.parametrize("address", ["/my-update", CARD, f"{CARD}/date"])
    @pytest.mark.parametrize("who", ["office", "chair", "deputy", "executive", "inspector"])
    def test_nobody_but_officers(self, client, board, who, address):
        client.as_person(getattr(board, who).id).page(address, status=403)

    def test_an_officer_of_another_agency_may_not_open_the_card(self, client, board):
        client.as_person(board.other.id).page(CARD, status=403)
        send(client, GREEN, 403)
        assert standing().rating is None

    def test_a_line_that_does_not_exist_is_not_found(self, officer):
        for address in ("/my-update/nothing/2.16", f"/my-update/{STRATEGY}/2.15", f"{CARD}?agency=police"):
            officer.page(address, status=404)

    def test_a_contributor_may_not_ask_for_a_date(self, client, board):
        board.help("2.16")
        client.as_person(board.other.id).page(f"{CARD}/date", status=403)


class TestTheList:
    def test_an_officer_without_lines_is_told_so(self, client, board):
        assert "Adoption" not in client.as_person(board.other.id).page("/my-update").text
        page = client.page("/my-update")
        assert "1.3" in page.text  # each agency answers 1.3 and 2.3 for itself

    def test_it_counts_what_is_answered_and_what_is_to_go(self, officer, board):
        board.says("2.16")
        page = officer.page("/my-update")
        assert "1 of 4 answered for Q3 2016-17 (October to December 2016), 3 to go, by 31 January 2017." in page.text
        assert forms_of(page) == [f"{ONE_3}?agency=police", f"/my-update/{STRATEGY}/2.3?agency=police", CARD_14]

    def test_a_line_shows_where_it_stands_and_what_was_said_last(self, officer, board):
        board.says("2.16", "red")
        page = officer.page("/my-update")
        assert "Overdue by 19 months: it was due by the end of May 2015." in page.text
        assert "Help asked: An analyst." in page.text
        assert "Q3 2016-17 (October to December 2016): answered" in page.text
        assert "Q4 2016-17 (January to March 2017): not answered yet" in page.text

    def test_what_wants_an_answer_comes_first_and_the_most_urgent_before_it(self, officer, board):
        board.own("3.2")
        board.says("2.16")
        text = officer.page("/my-update").text
        assert text.index("2.14 ") < text.index("Answered (1)") < text.rindex("2.16 ")

    def test_lines_helped_stand_apart(self, client, board):
        board.help("2.16")
        page = client.as_person(board.other.id).page("/my-update")
        assert "You help with (1)" in page.text
        assert page.links()["2.16 " + standing().line.title] == CARD

    def test_a_past_day_shows_that_day_and_offers_nothing(self, officer, board):
        board.says("2.16")
        page = officer.page("/my-update?as-at=2016-12-01")
        assert "0 of 4 answered for Q3 2016-17" in page.text
        assert "/my-update/" not in page.html
        assert 'href="/my-update">Go to today' in page.html

    def test_85_lines_take_at_most_twelve_queries_and_none_is_a_line_s_own(self, officer, board):
        own_all(board)
        officer.page("/my-update")
        with count_queries() as warm:
            officer.page("/my-update")
        board.says("2.16", "red")
        with count_queries() as cold:
            officer.page("/my-update")
        assert len(queries.mine(board.officer, TODAY)) >= 43
        assert len(warm) <= 12, warm
        assert len(cold) <= 12, cold


def own_all(board):
    begin_writing()
    lines = [each for each in plan_on(TODAY).answerable() if each.cell is None]
    keys = [each.facts.key for each in lines]
    police = the_agency("police")
    changes.assign(keys, agency_id=police, person=None, by=board.office, at=london_moment(date(2016, 11, 1)))
    db.session.commit()


class TestSaving:
    def test_the_card_shows_what_was_adopted_and_asks(self, officer):
        page = officer.page(CARD)
        assert standing().line.statement[:60] in page.text
        assert page.field("quarter") == "2016-17-Q3"
        assert page.field("rating") is None

    def test_green_is_saved_and_the_next_line_follows(self, officer):
        answer = send(officer, GREEN)
        page = officer.page(answer.location)
        following = page.tree.find(f".//*[@id='{answer.location.partition('#')[2]}']")
        assert following.find(".//form").get("action") == f"{ONE_3}?agency=police"
        assert (standing().rating, last_words()) == ("green", {"said": "The agreement is signed."})
        assert "Your update on 2.16 is saved." in page.text

    def test_after_the_last_line_comes_the_summary(self, client, board):
        for number in ("1.3", "2.3"):
            cell = the_agency("police")
            board.says(number, cell_id=cell)
        board.says("2.14")
        assert send(client.as_person(board.officer.id), GREEN).location == "/my-update/send#main"

    def test_red_keeps_all_that_it_needs(self, officer):
        send(officer, RED)
        assert standing().facts.rated.forecast == date(2017, 6, 30)
        assert last_words()["children"] == "Their risks are seen later."

    def test_words_of_another_answer_are_not_sent(self, officer):
        send(officer, {**GREEN, "children": "left over"})
        assert "children" not in last_words()

    def test_last_time_s_words_are_filled_in(self, officer, board):
        board.says("2.16", "red", on=date(2016, 10, 28))
        page = officer.page(CARD)
        assert page.field("help_asked") == "An analyst."
        assert (page.field("forecast-month"), page.field("forecast-year")) == ("6", "2017")
        assert page.field("rating") is None

    def test_nothing_has_changed_is_offered_once(self, officer, board):
        assert "Nothing has changed" not in officer.page(CARD).text
        first = board.says("2.16", "amber", on=date(2016, 10, 28))
        assert "Nothing has changed" in officer.page(CARD).text
        send(officer, {"quarter": "2016-17-Q3", "rating": "unchanged", "said": "Done as planned."}, seen=first)
        assert (standing().rating, last_words()) == ("amber", {})
        page = officer.page(CARD)
        assert "It stays amber" not in page.text
        assert page.field("why") == "Staff left."

    def test_better_than_last_time_needs_a_sentence(self, officer, board):
        seen = board.says("2.16", "red", on=date(2016, 10, 28))
        page = send(officer, GREEN, 400, seen=seen)
        assert page.errors() == {"Last time this was red. Say why it is better now": "#why_better"}
        send(officer, {**GREEN, "why_better": "The analyst came."}, seen=seen)
        assert standing().rating == "green"

    def test_a_submission_is_answered(self, officer):
        address = f"/my-update/{STRATEGY}/2.14"
        page = officer.page(address)
        assert (
            "For October to December 2016: joint report by Police and NCC (quarterly), due by the end of January 2017"
            in page.text
        )
        duty = standing("2.14").facts.running[0]
        send(officer, {**GREEN, "answers": f"{duty.id}:2017-01-31"}, address=address)
        assert standing("2.14").facts.running[0].submissions[-2].state == "on_time"

    def test_a_cell_of_an_action_asked_of_each(self, officer):
        address = f"/my-update/{STRATEGY}/1.3"
        assert officer.page(address).text == officer.page(f"{address}?agency=police").text
        officer.page(f"{address}?agency=ncc", status=403)
        send(officer, GREEN, address=f"{address}?agency=police")
        assert line_on(TODAY, the_action("1.3"), the_agency("police")).rating == "green"

    def test_a_contributor_adds_words_and_evidence_and_nothing_else(self, client, board):
        board.help("2.16")
        client.as_person(board.other.id)
        page = client.page(CARD)
        assert page.field("rating") is None
        assert "Report it complete" not in page.text
        send(client, {"said": "We gave our data.", "rating": "green", "claim": "y", "evidence_file": [upload()]})
        assert (standing().rating, standing().facts.claim) == (None, None)
        assert last_words() == {"said": "We gave our data."}
        assert len(evidence()) == 1

    def test_a_get_writes_nothing(self, officer):
        before = rows_now()
        officer.page("/my-update")
        officer.page(CARD)
        officer.page(f"{CARD}/date")
        assert rows_now() == before


class TestEvidenceOnACard:
    def test_several_files_at_once_a_link_and_what_is_held(self, officer):
        more = {"evidence_link": "https://board.example/minutes", "evidence_held": "At Wootton Hall, by appointment"}
        files = [upload(b"one", "one.txt"), upload(b"two", "../two.csv")]
        named = {"evidence_name": "Minutes", "shows": "practice", "restricted": "y"}
        send(officer, {**GREEN, **more, **named, "evidence_file": files})
        said = [(row.kind, row.shows, row.restricted, words["name"]) for row, words in evidence()]
        assert said == [
            ("file", "practice", True, "Minutes: one.txt"),
            ("file", "practice", True, "Minutes: two.csv"),
            ("link", "practice", True, "Minutes"),
            ("held", "practice", True, "Minutes"),
        ]
        assert len(kept_files()) == 2

    def test_a_claim_goes_with_its_evidence(self, officer):
        send(officer, {**GREEN, "claim": "y", "evidence_file": [upload()]})
        assert standing().status == "reported_complete"
        assert "Report it complete" not in officer.page(CARD).text

    def test_a_claim_without_evidence_is_refused_and_nothing_stays(self, officer):
        page = send(officer, {**GREEN, "claim": "y"}, 400)
        assert page.errors() == {"Add evidence before you report it complete": "#claim"}
        assert page.field("said") == GREEN["said"]
        assert standing().rating is None

    @pytest.mark.parametrize(
        ("file", "sentence"),
        [
            (upload(b""), "minutes.txt: The file is empty. Choose one that is not"),
            (upload(b"MZ\0\0program"), "minutes.txt: The file must be one of: PDF, Word"),
            (upload(b"x" * (20 * 1024 * 1024 + 1)), "minutes.txt: The file must be 20 MB or smaller"),
        ],
    )
    def test_a_file_that_is_not_taken_is_named_and_nothing_stays(self, officer, file, sentence):
        page = send(officer, {**GREEN, "evidence_file": [upload(b"good", "good.txt"), file]}, 400)
        message = next(iter(page.errors()))
        assert message.startswith(sentence)
        assert page.errors()[message] == "#evidence_file"
        assert page.field("said") == GREEN["said"]
        assert "Choose your files again" in page.text
        assert (kept_files(), evidence(), standing().rating) == ([], [], None)

    def test_a_refused_form_leaves_no_file_but_a_file_in_use_stays(self, officer, board):
        board.proves("2.14", content=b"in use")
        in_use = kept_files()
        files = [upload(b"in use", "again.txt"), upload(b"new", "new.txt")]
        send(officer, {**GREEN, "evidence_file": files, "evidence_link": "not an address", "evidence_name": "X"}, 400)
        assert kept_files() == in_use
        assert officer.get(f"/evidence/{evidence('2.14')[0][0].id}").status_code == 200

    def test_a_name_without_evidence_is_not_dropped_in_silence(self, officer):
        page = send(officer, {**GREEN, "evidence_name": "Minutes"}, 400)
        assert page.errors() == {
            "Choose the file, give a link, or say where it is held; or empty the name": "#evidence_file"
        }


class TestBadInput:
    def test_nothing_at_all(self, officer):
        page = send(officer, {}, 400)
        assert page.errors() == {"Choose green, amber or red": "#rating"}
        assert page.title.startswith("Error: ")

    def test_red_without_what_it_needs_says_all_of_it_at_once(self, officer):
        page = send(officer, {"quarter": "2016-17-Q3", "rating": "red"}, 400)
        assert list(page.errors()) == [
            "Say why it is red",
            "Say what happens next",
            "Enter the month by which it will be back on course",
            "Say what help you ask for",
            "Say what it means for children",
        ]

    @pytest.mark.parametrize(
        "wrong",
        [
            {"rating": "blue"},
            {"quarter": "2015-16-Q1"},
            {"quarter": "x"},
            {"forecast-month": "13"},
            {"forecast-year": "9" * 5000},
            {"shows": "nothing"},
            {"evidence_link": "javascript:alert(1)", "evidence_name": "X"},
            {"said": "x" * 20_001},
            {"why": "a\x00b"},
        ],
    )
    def test_what_is_wrong_is_said_and_what_was_typed_comes_back(self, officer, wrong):
        page = send(officer, {**RED, **wrong}, 400)
        assert page.errors()
        assert page.field("help_asked") == RED["help_asked"]
        for name in wrong.keys() & {"said", "forecast-month", "forecast-year", "evidence_link"}:
            assert page.field(name) == wrong[name]
        assert standing().rating is None

    @pytest.mark.parametrize("answers", ["1:2017-01-31", "x", "0:0"])
    def test_a_submission_that_is_not_owed_cannot_be_answered(self, officer, answers):
        page = send(officer, {**GREEN, "answers": answers}, 400, address=f"/my-update/{STRATEGY}/2.14")
        assert page.errors() == {"Choose one of the answers shown": "#answers"}

    @pytest.mark.parametrize("text", ["<Smith, J>", "=1+1", "Łódź Ŵ 👍 مرحبا", "x < 3 & AT&T", "w" * 300, "ż" * 20_000])
    def test_text_is_kept_and_shown_as_typed(self, officer, text):
        send(officer, {**GREEN, "said": text})
        assert last_words() == {"said": text}
        assert text in officer.page("/my-update").text
        assert officer.page(CARD).field("said") == text

    def test_more_than_a_form_may_hold_gets_a_sentence(self, officer):
        assert "This is too large" in send(officer, {"said": "x" * 3_000_000}, 413).text

    def test_a_closed_line_takes_nothing(self, officer, board):
        begin_writing()
        word = changes.Word(by=board.deputy, at=london_moment(TODAY))
        changes.stop(the_action("2.16"), word=word, reason="Superseded.")
        db.session.commit()
        assert "no update is wanted" in officer.page(CARD).text
        assert "This is not open" in send(officer, GREEN, 409).text

    def test_a_past_day_takes_nothing(self, officer):
        page = officer.page(f"{CARD}?as-at=2016-12-01")
        assert page.field("said") is None
        assert "Go to today" in page.links()
        send(officer, GREEN, 409, address=f"{CARD}?as-at=2016-12-01")
        assert standing().rating is None


class TestTwoAtOnce:
    def test_the_second_sees_the_first_and_may_then_save(self, officer, board):
        board.says("2.16", "amber", words={"why": "Łódź", "next_steps": "<Smith, J>"})
        page = send(officer, {**RED, "evidence_file": [upload()]}, 409)
        assert "Added while you were writing" in page.text
        assert "Next: <Smith, J>" in page.text
        assert (page.field("help_asked"), page.field("rating")) == (RED["help_asked"], "red")
        assert kept_files() == []
        send(officer, RED, seen=page.field("seen"))
        assert standing().rating == "red"
        assert db.session.query(Update).count() == 2

    def test_a_contributor_s_update_is_shown_too(self, officer, board):
        board.help("2.16")
        board.says("2.16", None, by=board.other, words={"said": "We gave our data."})
        page = send(officer, RED, 409)
        assert "We gave our data." in page.text

    @pytest.mark.parametrize("seen", ["", "x", "-1", "9" * 30, "²"])
    def test_a_forged_place_counts_as_having_seen_nothing(self, officer, board, seen):
        board.says("2.16", "amber")
        send(officer, RED, 409, seen=seen)


class TestANewDate:
    ASK = {
        "new_due-month": "3",
        "new_due-year": "2017",
        "reason": "The analyst left.",
        "children": "They are mapped later.",
    }

    def test_it_is_asked_for_and_withdrawn(self, officer):
        assert officer.page(CARD).links()["Ask for a new date"] == f"{CARD}/date"
        officer.send(f"{CARD}/date", self.ASK)
        assert standing().facts.request.day == date(2017, 3, 31)
        page = officer.page(f"{CARD}/date")
        assert "for March 2017. It waits for the chair." in page.text
        assert "For children: They are mapped later." in page.text
        officer.send(f"{CARD}/date/withdraw")
        assert standing().facts.request is None
        assert "It may have been withdrawn" in officer.send(f"{CARD}/date/withdraw", status=409).text

    def test_all_that_is_missing_is_said_at_once(self, officer):
        assert officer.send(f"{CARD}/date", {}, status=400).errors() == {
            "Enter the month you ask for": "#new_due-month",
            "Say why a new date is needed": "#reason",
            "Say what the delay means for children": "#children",
        }

    def test_an_earlier_month_is_refused_and_the_words_come_back(self, officer):
        page = officer.send(f"{CARD}/date", {**self.ASK, "new_due-year": "2015"}, status=400)
        late = "Enter a month later than the one it is due in now, this month or later"
        assert page.errors() == {late: "#new_due-month"}
        assert page.field("reason") == "The analyst left."

    def test_two_requests_cannot_wait(self, officer, board):
        board.asks("2.16", date(2017, 5, 31))
        page = officer.send(f"{CARD}/date", self.ASK, status=400)
        assert "A request already waits. Withdraw it first" in page.errors()

    def test_where_there_is_no_date_none_can_be_moved(self, officer, board):
        board.own("3.2")
        address = f"/my-update/{STRATEGY}/3.2"
        assert "Ask for a new date" not in officer.page(address).links()
        assert "the chair sets the first" in officer.page(f"{address}/date").text

    def test_a_refusal_is_told_on_the_card(self, officer, board):
        asked = board.asks("2.16", date(2017, 5, 31))
        begin_writing()
        word = changes.Word(by=board.deputy, at=london_moment(TODAY))
        changes.decline(the_action("2.16"), asked, word=word, reason="It was asked for too late.")
        db.session.commit()
        page = officer.page(CARD)
        assert "Decided since your last update" in page.text
        assert "Reason: It was asked for too late." in page.text
