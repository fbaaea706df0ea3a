"""A workbook that was filled in is looked at first, then applied; what happened meanwhile is shown."""

from datetime import date

import pytest
from a_board import TODAY
from a_workbook import downloaded, green, previews, updates, upload
from sqlalchemy import select

from actions import queries
from actions.db import db
from actions.models import Update

AWKWARD = "Łódź, Ŵ, <Smith, J> & x < 3\n=1+1 _x0041_ " + "a" * 300


class TestComingBack:
    def test_only_the_edited_lines_change(self, officer, board):
        book = green(officer).fill(
            "2.14",
            answer="Red",
            why="The analyst left.",
            next_steps="Recruit.",
            forecast=date(2017, 6, 5),
            help_asked="An analyst.",
            children="They wait.",
        )
        upload(officer, book)
        page = officer.page("/my-update/workbook/preview")
        assert "2 lines for Q3 2016-17" in page.text
        assert "The agreement is signed." in page.text
        assert updates() == updates("2.14") == []
        officer.send("/my-update/workbook/preview")
        (one,), (two,) = updates(), updates("2.14")
        assert (one.rating, one.by_id, one.as_owner, one.quarter) == (
            "green",
            board.officer.id,
            True,
            date(2016, 10, 1),
        )
        assert (two.rating, two.forecast) == ("red", date(2017, 6, 30))
        assert len(db.session.scalars(select(Update)).all()) == 2
        assert previews() == []

    @pytest.mark.parametrize("said", [AWKWARD, "=1+1", "a" * 20_000])
    def test_text_survives(self, officer, said):
        book = green(officer, said.replace("_x0041_", "_x005F_x0041_"))
        upload(officer, book)
        officer.page("/my-update/workbook/preview")
        officer.send("/my-update/workbook/preview")
        (update,) = updates()
        assert queries.words_of([update.id])[update.id]["said"] == said

    def test_an_unedited_workbook_changes_nothing(self, officer):
        assert "nothing would change" in upload(officer, downloaded(officer), 400).text

    def test_a_preview_is_for_who_sent_it_and_for_a_day(self, officer, client, board):
        upload(officer, green(officer))
        colleague = board.person("officer", "police", title="Another officer")
        assert client.as_person(colleague.id).get("/my-update/workbook/preview").status_code == 302
        client.send("/my-update/workbook/preview")
        assert updates() == []
        kept = previews()[0]
        kept.made = kept.made.replace(year=2020)
        db.session.commit()
        assert client.as_person(board.officer.id).get("/my-update/workbook/preview").status_code == 302

    def test_it_can_be_discarded(self, officer):
        upload(officer, green(officer))
        officer.send("/my-update/workbook/discard")
        assert (previews(), updates()) == ([], [])

    def test_sent_twice_it_is_recorded_once(self, officer):
        upload(officer, green(officer))
        officer.send("/my-update/workbook/preview")
        officer.send("/my-update/workbook/preview")
        assert len(updates()) == 1


class TestMeanwhile:
    def test_a_line_that_went_elsewhere_matters_only_if_it_was_answered(self, officer, board):
        book = green(officer)
        board.own("2.14", agency="ncc", on=TODAY)
        upload(officer, book)
        refused = upload(officer, book.fill("2.14", answer="Green", said="Mapped."), 400)
        assert "not an open line of your agency" in refused.text

    def test_a_line_that_goes_elsewhere_before_it_is_applied_holds_back_all(self, officer, board):
        upload(officer, green(officer).fill("2.14", answer="Green", said="Mapped."))
        board.own("2.14", agency="ncc", on=TODAY)
        assert "no longer an open line" in officer.page("/my-update/workbook/preview").text
        officer.send("/my-update/workbook/preview", status=409)
        assert updates() == updates("2.14") == []

    def test_an_update_made_meanwhile_is_shown_and_needs_a_tick(self, officer, board):
        book = green(officer)
        newer = board.says("2.16", words={"said": "Signed by half."})
        upload(officer, book)
        page = officer.page("/my-update/workbook/preview")
        assert "Signed by half." in page.text
        tick = f"over-{book.row('2.16')}"
        refused = officer.send("/my-update/workbook/preview", status=409)
        assert "Somebody added an update" in refused.text
        assert len(updates()) == 1
        officer.send("/my-update/workbook/preview", {tick: str(newer)})
        assert len(updates()) == 2

    def test_a_conflict_on_one_line_holds_back_all(self, officer, board):
        upload(officer, green(officer).fill("2.14", answer="Green", said="Mapped."))
        board.says("2.16")
        officer.send("/my-update/workbook/preview", status=409)
        assert updates("2.14") == []
