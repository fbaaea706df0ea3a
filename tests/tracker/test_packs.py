"""The pages of inspection packs, and the commands: who asks, what is said before, progress, who opens and who opened."""

from datetime import date, timedelta

import pytest
from a_board import Board, rows_now
from a_pack import TODAY, Unpacked, pack_file, use_files_of
from counting import count_queries
from the_example import run

from actions import files
from actions.db import begin_writing, db
from actions.models import JournalLine
from actions.packs import Reader
from tracker import clock
from tracker.packs import queue
from tracker.packs.models import Pack

ASKED = {"day-day": "16", "day-month": "1", "day-year": "2017"}
ROLES = ("officer", "lead", "chair", "deputy", "executive", "inspector", "office")


@pytest.fixture
def board(app):
    use_files_of(app)
    board = Board()
    board.lead = board.person("agency_lead", "police", title="Agency lead")
    board.second = board.person("inspector", title="Second inspector", last_day=date(2017, 3, 31))
    board.own("2.14")
    board.proves("2.14", name="Minutes of May", content=b"what was agreed")
    board.proves("2.14", name="Case notes", content=b"eyes only", restricted=True)
    return board


@pytest.fixture
def office(client, board):
    return client.as_person(board.office.id)


def asking(reader="executives", **more):
    return {"reader": reader, **ASKED, **more}


def made(board, reader=Reader("executives"), day=TODAY):  # noqa: B008
    begin_writing()
    number = queue.ask(reader, day, by=board.office).id
    db.session.commit()
    queue.work()
    return number


def as_role(app, board, role):
    return app.test_client().as_person(getattr(board, role).id)


class TestAsking:
    def test_shows_before_it_is_made_what_it_would_hold_and_what_it_leaves_out(self, office, board):
        page = office.send("/packs/look", asking(f"person-{board.inspector.id}"), status=200)
        assert "Inspector" in page.text
        assert "Files of evidence 1, 1 KB" in page.text
        assert "Evidence that is restricted" in page.text
        assert "is not recorded for inspectors" in page.text
        assert db.session.query(Pack).count() == 0

    def test_nothing_is_written_by_looking(self, office, board):
        office.token()
        before = rows_now()
        office.send("/packs/look", asking(), status=200)
        assert rows_now() == before

    def test_what_was_looked_at_is_asked_for(self, office, board):
        page = office.send("/packs/look", asking(), status=200)
        sent = {name: page.field(name) for name in ("reader", "day-day", "day-month", "day-year")}
        answer = office.send("/packs", sent)
        number = db.session.query(Pack.id).scalar()
        assert answer.location.endswith(f"/packs/{number}")
        assert "It waits to be made." in office.page(answer.location).text
        queue.work()
        assert "It is ready." in office.page(answer.location).text

    @pytest.mark.parametrize("address", ["/packs/look", "/packs"])
    @pytest.mark.parametrize(
        ("wrong", "said"),
        [
            ({"reader": ""}, "Choose for whom the pack is made"),
            ({"reader": "chair"}, "Choose one of the answers shown"),
            ({"reader": "person-1"}, "Choose one of the answers shown"),
            ({"day-day": ""}, "Enter the day as a number"),
            ({"day-year": "2018"}, "That day has not come yet"),
            ({"day-year": "2014"}, "Nothing was adopted by then"),
        ],
    )
    def test_bad_answers_come_back_with_their_fault(self, office, board, address, wrong, said):
        page = office.send(address, asking(**wrong), status=400)
        assert any(said in error for error in page.errors()), page.errors()
        assert db.session.query(Pack).count() == 0

    def test_the_same_pack_twice_is_told(self, office, board):
        office.send("/packs", asking())
        page = office.send("/packs", asking(), status=400)
        assert "This pack is being made already" in page.errors()

    def test_each_inspector_of_today_can_be_chosen_and_nobody_else(self, office, board):
        page = office.page("/packs/new")
        values = {each.get("value") for each in page.tree.iter("input") if each.get("name") == "reader"}
        people = {f"person-{board.inspector.id}", f"person-{board.second.id}"}
        assert values == {*people, "sub_group", "executives"}

    def test_a_past_day_that_is_shown_is_offered(self, office, board):
        assert office.page("/packs/new?as-at=2016-12-01").field("day-month") == "12"

    @pytest.mark.parametrize("role", [role for role in ROLES if role != "office"])
    def test_is_for_the_business_manager_alone(self, app, board, role):
        client = as_role(app, board, role)
        assert client.get("/packs/new").status_code == 403
        client.send("/packs", asking(), status=403)
        client.send("/packs/look", asking(), status=403)


class TestProgress:
    def test_is_shown_without_a_script_and_without_reloading_by_itself(self, office, board, monkeypatch):
        monkeypatch.setattr(queue, "BEATS_EVERY", timedelta(0))
        begin_writing()
        number = queue.ask(Reader("executives"), TODAY, by=board.office).id
        db.session.commit()
        seen, read = [], files.read
        monkeypatch.setattr(files, "read", lambda sha256: seen.append(office.page(f"/packs/{number}")) or read(sha256))
        queue.work()
        [page] = seen
        assert "It is being made." in page.text
        assert "0 of 1 file" in page.text
        assert page.tree.find(".//progress").get("max") == "1"
        assert page.links()["Look again"] == f"/packs/{number}"
        assert "http-equiv" not in page.html

    def test_one_that_nobody_makes_can_be_taken_up_again(self, office, board, monkeypatch):
        office.send("/packs", asking())
        number = db.session.query(Pack.id).scalar()
        now = clock.real_now
        monkeypatch.setattr(clock, "real_now", lambda: now() + queue.SILENT_FOR * 2)
        page = office.page(f"/packs/{number}")
        assert "nobody has begun it yet" in page.text
        assert "Take it up again" in page.text
        office.send(f"/packs/{number}/again")
        assert db.session.query(Pack).count() == 1

    def test_one_that_failed_or_is_gone_can_be_asked_for_again(self, office, board):
        number = made(board)
        begin_writing()
        db.session.get(Pack, number).state = "withdrawn"
        db.session.commit()
        answer = office.send(f"/packs/{number}/again")
        assert answer.location.endswith(f"/packs/{number + 1}")

    def test_one_that_is_ready_is_not_made_again(self, office, board):
        office.send(f"/packs/{made(board)}/again", status=409)


class TestOpening:
    def test_hands_over_the_file_to_be_kept_and_never_stored_on_the_way(self, office, board):
        number = made(board)
        with office.get(f"/packs/{number}.zip") as answer:
            assert answer.get_data() == pack_file(number).read_bytes()
            assert (
                answer.headers["Content-Disposition"] == f"attachment; filename=inspection-pack-2017-01-16-{number}.zip"
            )
            assert answer.headers["Cache-Control"] == "no-store"
            assert answer.headers["Content-Type"] == "application/zip"

    def test_is_put_on_record_and_told_to_the_business_manager_alone(self, app, office, board):
        number = made(board, Reader("inspectors", board.inspector.id))
        assert "Nobody yet." in office.page(f"/packs/{number}").text
        inspector = as_role(app, board, "inspector")
        inspector.get(f"/packs/{number}.zip").close()
        line = db.session.query(JournalLine).order_by(JournalLine.number.desc()).first()
        assert (line.kind, line.by_id, line.detail) == ("export", board.inspector.id, f"inspection pack {number}")
        assert ": Inspector" in office.page(f"/packs/{number}").text.partition("Who took it")[2]
        assert "Who took it" not in inspector.page(f"/packs/{number}").text

    @pytest.mark.parametrize("role", ROLES)
    def test_an_inspectors_pack_is_for_that_inspector_and_does_not_exist_for_others(self, app, board, role):
        number = made(board, Reader("inspectors", board.inspector.id))
        status = 200 if role in ("inspector", "office") else 404
        client = as_role(app, board, role)
        assert client.get(f"/packs/{number}").status_code == status
        with client.get(f"/packs/{number}.zip") as answer:
            assert answer.status_code == status
        assert (f"Pack {number}" in client.page("/packs").text) == (status == 200)

    def test_nor_for_another_inspector(self, app, board):
        number = made(board, Reader("inspectors", board.inspector.id))
        assert as_role(app, board, "second").get(f"/packs/{number}.zip").status_code == 404

    def test_nor_for_the_inspector_once_the_inspection_is_over(self, app, board):
        number = made(board, Reader("inspectors", board.inspector.id))
        app.config["TODAY"] = date(2017, 4, 1)
        answer = as_role(app, board, "inspector").get(f"/packs/{number}.zip")
        assert (answer.status_code, answer.location.partition("?")[0]) == (302, "/sign-in")

    @pytest.mark.parametrize(
        ("audience", "roles"),
        [("executives", ("executive", "office")), ("sub_group", ("officer", "lead", "chair", "deputy", "office"))],
    )
    def test_an_audiences_pack_is_for_its_holders(self, app, board, audience, roles):
        number = made(board, Reader(audience))
        found = {role for role in ROLES if as_role(app, board, role).get(f"/packs/{number}").status_code == 200}
        assert found == set(roles)

    def test_one_that_is_not_ready_is_not_there_yet(self, office, board):
        office.send("/packs", asking())
        assert office.get(f"/packs/{db.session.query(Pack.id).scalar()}.zip").status_code == 404

    def test_nor_one_whose_file_is_gone(self, office, board):
        number = made(board)
        pack_file(number).unlink()
        assert office.get(f"/packs/{number}.zip").status_code == 404


def test_the_list_says_when_it_is_empty(app, office, board):
    assert "No pack has been asked for yet." in office.page("/packs").text
    assert "No pack is ready for you." in as_role(app, board, "inspector").page("/packs").text


def test_reports_lead_to_it(office, board):
    assert office.page("/reports").links()["Inspection packs"] == "/packs"


class TestCommands:
    def test_packs_makes_what_waits(self, app, office, board):
        office.send("/packs", asking())
        number = db.session.query(Pack.id).scalar()
        assert run(app, "packs").splitlines() == [f"Pack {number}: ready", "1 pack made."]
        assert run(app, "packs") == "0 packs made.\n"

    def test_and_ends_with_1_where_one_could_not_be_made(self, app, office, board, monkeypatch, caplog):
        office.send("/packs", asking())
        monkeypatch.setattr(files, "read", lambda sha256: (_ for _ in ()).throw(ValueError))
        assert "1 pack could not be made." in run(app, "packs", code=1)

    def test_pack_writes_one_to_a_file_at_once(self, app, board, tmp_path):
        out = tmp_path / "pack.zip"
        assert "for Inspector" in run(
            app, "pack", "2017-01-10", "--for", f"person{board.inspector.id}@board.example", "--out", out
        )
        facts = Unpacked(out).facts
        assert (facts["as_at"], facts["made_for"]) == ("2017-01-10", "Inspector")
        assert db.session.query(Pack).count() == 0

    @pytest.mark.parametrize(
        ("words", "said"),
        [
            (("2017-01-10", "--for", "chair"), "For whom?"),
            (("2017-02-10", "--for", "executives"), "That day has not come yet"),
            (("2014-02-10", "--for", "executives"), "Nothing was adopted by then"),
        ],
    )
    def test_what_cannot_be_made_ends_with_a_sentence(self, app, board, tmp_path, words, said):
        out = tmp_path / "pack.zip"
        assert said in run(app, "pack", *words, "--out", out, code=1)
        assert not out.exists()

    def test_nobody_but_an_inspector_is_named_by_address(self, app, board, tmp_path):
        address = f"person{board.chair.id}@board.example"
        assert "For whom?" in run(app, "pack", "2017-01-10", "--for", address, "--out", tmp_path / "pack.zip", code=1)


@pytest.mark.parametrize("address", ["/packs", "/packs/new", "PACK"])
def test_looking_writes_nothing_and_asks_few_questions(office, board, address):
    address = f"/packs/{made(board)}" if address == "PACK" else address
    office.page(address)
    before = rows_now()
    with count_queries() as sent:
        office.page(address)
    assert len(sent) <= 12, sent
    assert rows_now() == before
