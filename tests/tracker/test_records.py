"""How long each document's record is kept: the page of the board office, and purging by two people on it."""

from datetime import date
from email import message_from_bytes

import an_old_plan
import pytest
from a_board import Board, kept_files, the_action, the_agency
from an_old_plan import HELD, LETTER, OLD, SAID
from signing_in import with_password
from sqlalchemy import select
from the_example import run

from actions import changes, standing, verify
from actions.db import begin_writing, db
from actions.models import Document, Evidence, Purge, Words
from actions.periods import Quarter, london_moment
from tracker import clock
from tracker.accounts.models import SignedIn
from tracker.closing import prepared
from tracker.links import addresses
from tracker.links.models import AnswerLink, LinkAnswer
from tracker.mail import sending, transports
from tracker.packs import queue
from tracker.words import file_size

TODAY = date(2017, 1, 16)
RECORDS, PAGE = "/records", f"/records/{OLD}"
WHY = {"reason": "The schedule of the board says so."}
DAY = {"first_day-day": "16", "first_day-month": "1", "first_day-year": "2017"}


@pytest.fixture
def board(app):
    """The plan of 2009 with its lines closed, kept for five years: until 31 March 2015."""
    board = Board()
    begin_writing()
    document = an_old_plan.lived(board.office, board.officer, board.deputy, board_begins())
    changes.keep_for(document, 5, **WHY, by=board.office, at=london_moment(TODAY))
    db.session.commit()
    standing.forget()
    return board


def board_begins():
    return date(2016, 10, 28)


def typed():
    db.session.rollback()
    return {row.text for row in db.session.scalars(select(Words)) if row.text}


def asked_and_confirmed(as_, by="chair", outcome="confirm", **more):
    as_("office").send(f"{PAGE}/purge", WHY)
    return as_(by).send(f"{PAGE}/purge/decide", {"outcome": outcome, **more})


def test_the_page_says_of_each_document_what_is_held_until_when_and_what_would_go(office):
    said = office.page(RECORDS).text
    assert "Plan of 2009" in said
    assert "5 years, until 31 March 2015" in said
    assert f"7 texts, 1 file ({file_size(len(LETTER))}) may be purged" in said
    assert "Nobody has said how long it is kept." in said


def test_a_document_s_own_page_counts_rows_texts_and_files(office):
    said = office.page(PAGE).text
    assert "Rows of the record" in said
    assert "Lines still open 0" in said
    assert "Kept for 5 years after its last day" in said
    assert WHY["reason"] in said


@pytest.mark.parametrize("who", ["officer", "other", "executive", "inspector"])
def test_others_do_not_open_it(as_, who):
    for address in (RECORDS, PAGE, f"{PAGE}/period", f"{PAGE}/hold", f"{PAGE}/purge", f"{PAGE}/purge/decide"):
        assert as_(who).get(address).status_code == 403, address


def test_the_chair_reads_it_and_is_offered_no_change(as_):
    assert "Say how long it is kept" not in as_("chair").page(PAGE).links()
    assert "Say how long it is kept" in as_("office").page(PAGE).links()
    assert as_("chair").get(f"{PAGE}/period").status_code == 403


def test_a_document_that_is_none_is_not_found(office):
    assert office.get(f"{RECORDS}/plan-1066").status_code == 404


def test_saying_how_long(office):
    office.send(f"{PAGE}/period", {"years": "10", **WHY, **DAY})
    assert "10 years, until 31 March 2020" in office.page(PAGE).text
    assert "Its years have not passed." in office.page(PAGE).text


@pytest.mark.parametrize(("typed_in", "anchor"), [({"years": "many"}, "#years"), ({"reason": ""}, "#reason")])
def test_what_is_wrong_is_said_on_its_field(office, typed_in, anchor):
    page = office.send(f"{PAGE}/period", {"years": "10", **WHY, **DAY, **typed_in}, status=400)
    assert list(page.errors().values()) == [anchor]


def test_a_hold_is_placed_and_lifted_and_stops_the_purge_meanwhile(office):
    office.send(f"{PAGE}/hold", {"reason": "An inquiry asked for it."})
    assert "A legal hold is on it." in office.page(PAGE).text
    assert "An inquiry asked for it." in office.page(PAGE).text
    page = office.send(f"{PAGE}/purge", WHY, status=400)
    assert "A legal hold is on this document" in page.errors()
    office.send(f"{PAGE}/hold", {"reason": "It ended."})
    assert "may be purged" in office.page(PAGE).text


def test_one_asks_another_confirms_and_the_words_and_the_file_are_gone(as_):
    before = set(kept_files())
    asked_and_confirmed(as_)
    assert not {SAID, HELD} & typed()
    assert len(before - set(kept_files())) == 1
    said = as_("office").page(PAGE).text
    assert f"The purge was confirmed: 7 texts, 1 file ({file_size(len(LETTER))})" in said
    assert WHY["reason"] in said
    assert [each.sentence for each in verify.verify() if each.fault] == []


def test_whoever_may_be_the_second_is_told_by_mail_and_not_why(app, as_, board, tmp_path):
    app.config["MAIL_URL"] = f"folder://{tmp_path / 'post'}"
    as_("office").send(f"{PAGE}/purge", WHY)
    sending.send_all(transports.current())
    letters = [message_from_bytes(path.read_bytes()) for path in (tmp_path / "post").glob("*.eml")]
    assert {each["To"] for each in letters} == {f"person{who.id}@board.example" for who in (board.chair, board.deputy)}
    for each in letters:
        said = each.get_payload(decode=True).decode()
        assert "http://localhost/records" in said
        assert WHY["reason"] not in said


def test_who_asked_cannot_confirm(as_):
    as_("office").send(f"{PAGE}/purge", WHY)
    assert "Confirm or refuse it" not in as_("office").page(PAGE).links()
    assert as_("office").get(f"{PAGE}/purge/decide").status_code == 403
    as_("office").send(f"{PAGE}/purge/decide", {"outcome": "confirm"}, status=403)
    assert SAID in typed()


def test_a_refusal_needs_a_reason_and_everything_stays(as_):
    as_("office").send(f"{PAGE}/purge", WHY)
    page = as_("deputy").send(f"{PAGE}/purge/decide", {"outcome": "refuse"}, status=400)
    assert page.errors() == {"Say why it is refused": "#reason"}
    as_("deputy").send(f"{PAGE}/purge/decide", {"outcome": "refuse", "reason": "The archive wants it."})
    assert SAID in typed()
    assert "The archive wants it." in as_("office").page(PAGE).text
    assert as_("deputy").get(f"{PAGE}/purge/decide").status_code == 404


def test_the_office_takes_its_request_back(as_):
    as_("office").send(f"{PAGE}/purge", WHY)
    as_("office").send(f"{PAGE}/purge/withdraw")
    assert "The request to purge was taken back" in as_("office").page(PAGE).text
    assert as_("chair").get(f"{PAGE}/purge/decide").status_code == 404


def test_both_steps_ask_again_who_it_is(as_, app):
    for who, address in (("office", f"{PAGE}/purge"), ("chair", f"{PAGE}/purge/decide")):
        browser = as_(who)
        begin_writing()
        db.session.query(SignedIn).update({"confirmed": None})
        db.session.commit()
        assert browser.get(address).location.startswith("/account/confirm")


def test_a_file_that_another_document_s_evidence_uses_too_stays(as_, board):
    board.own("2.14")
    board.proves("2.14", name="The same", content=LETTER)
    asked_and_confirmed(as_)
    number = db.session.scalar(select(Evidence.id).order_by(Evidence.id.desc()).limit(1))
    assert as_("officer").get(f"/evidence/{number}").data == LETTER
    assert [each.sentence for each in verify.verify() if each.fault] == []


def test_packs_that_are_kept_are_withdrawn(as_, board, app):
    from actions.packs import Reader

    with app.test_request_context():
        queue.ask(Reader("executives"), TODAY, by=board.office)
        db.session.commit()
        queue.work()
    asked_and_confirmed(as_)
    assert "It was withdrawn" in as_("office").page("/packs/1").text


def test_what_was_typed_about_it_and_never_recorded_is_gone_too(as_, board):
    """A closing that was prepared, and an answer by a link that was refused: neither is in the record, both hold words."""
    begin_writing()
    document = db.session.scalar(select(Document).filter_by(reference=OLD))
    prepared.keep(document, {"why_1": "Prepared: a child of one school."}, board.office)
    addresses.make(the_agency("police"), Quarter(date(2016, 10, 1)), TODAY, issued_to="A", email="", by=board.office)
    row = {"cell_id": None, "came_on": TODAY, "made": clock.real_now(), "refused": "Refused: it names a child."}
    link = db.session.scalar(select(AnswerLink))
    others = (an_old_plan.line_of("1.1"), the_action("2.16"))
    db.session.add_all(LinkAnswer(link_id=link.id, action_id=number, **row) for number in others)
    db.session.commit()
    asked_and_confirmed(as_)
    db.session.rollback()
    assert prepared.found(document) is None
    assert [each.action_id for each in db.session.scalars(select(LinkAnswer))] == [the_action("2.16")]


def test_every_page_of_the_document_still_opens_after_it(as_):
    asked_and_confirmed(as_)
    office, officer = as_("office"), as_("officer")
    for number in ("1.1", "1.2"):
        assert "[redacted]" in office.page(f"/plan/{OLD}/{number}").text
    for address in (f"/plan/{OLD}", "/evidence", "/lines", f"/records/{OLD}", "/data-protection"):
        office.page(address)
        officer.get(address)
    for name in ("lists/evidence", "lines"):
        assert office.get(f"/{name}.csv").status_code == 200


def test_the_database_s_own_files_keep_nothing_of_what_went(as_, app, tmp_path):
    asked_and_confirmed(as_)
    held = [each.name for each in tmp_path.rglob("*") if each.is_file() and SAID.encode() in each.read_bytes()]
    assert held == []


def test_on_a_past_day_nothing_is_offered(office):
    page = office.page(f"{PAGE}?as-at=2016-12-01")
    assert "Say how long it is kept" not in page.links()


# The command


def purge(app, *words, typed="", code=0):
    db.session.rollback()
    ran = app.test_cli_runner().invoke(args=["purge", *words], input=typed)
    assert ran.exit_code == code, ran.output
    return ran.output


PASSWORD = "three random words\n"


def address_of(person):
    return f"person{person.id}@board.example"


def test_the_command_says_what_would_go_and_takes_nothing(app, board):
    said = purge(app)
    assert f"{OLD}: 5 years, until 31 March 2015. 7 texts, 1 file" in said
    assert "strategy-2015-16: For good, until somebody says how long." in said
    assert SAID in typed()


def test_by_the_command_too_it_takes_two_people_with_their_passwords(app, board):
    for each in (board.office, board.chair):
        with_password(each)
    office, chair = address_of(board.office), address_of(board.chair)
    assert "is asked" in purge(app, OLD, "--by", office, "--reason", "It is time.", typed=PASSWORD)
    assert "Somebody else" in purge(app, OLD, "--by", office, "--confirm", typed=PASSWORD, code=1)
    assert "not right" in purge(app, OLD, "--by", chair, "--confirm", typed="four wrong words\n", code=1)
    assert SAID in typed()
    assert "is purged" in purge(app, OLD, "--by", chair, "--confirm", typed=PASSWORD)
    assert SAID not in typed()
    done = db.session.scalars(select(Purge).where(Purge.verb == "confirm_purge")).one()
    assert done.by_id == board.chair.id
    assert run(app, "verify").endswith("All well.\n")
