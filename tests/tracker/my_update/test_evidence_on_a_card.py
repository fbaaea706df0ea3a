"""Evidence and a claim that go with an update; what is not taken leaves nothing behind."""

import pytest
from a_board import kept_files
from a_card import CARD, GREEN, evidence, send, standing, upload


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
