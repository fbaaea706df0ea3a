"""Evidence: what each kind needs; added afterwards to an update or to a waiting claim; which claim it counts for."""

from datetime import date

import pytest
from paper_board import forbidden, refused

from actions import changes, evidence, files
from actions.changes import NewEvidence
from actions.db import db
from actions.files import StoredFile
from actions.models import KINDS_OF_EVIDENCE, Claim, Evidence, Words

HELD = {"kind": "held", "shows": "practice", "name": "Audit", "held": "At the hospital, any weekday"}


def piece(**different):
    return NewEvidence(**{**HELD, **different})


def add(board, *pieces, number="2.6", by=None, cell=None, **target):
    given = pieces or (piece(),)
    return changes.add_evidence_later(
        pieces=given, **board.where(number, cell), by=by or board.health, at=board.at, **target
    )


def withdraw(board, *numbers):
    for number in numbers:
        row = db.session.get(Evidence, number)
        changes.withdraw_evidence(row, reason="Wrong file", by=board.health, at=board.at)


@pytest.fixture
def owned(board):
    board.own("2.6", "2.7")
    return board


@pytest.fixture
def claimed(owned):
    """2.6 is claimed with an update and one piece of evidence; `claimed.claim` is the claim, `.update` its update."""
    owned.update = owned.says("2.6", evidence=(piece(name="Minutes"),), claim=True)
    owned.claim = db.session.query(Claim).one()
    return owned


def claim_of(board, number="2.6", **more):
    return board.stands(number, **more).facts.claim


# What each kind needs


NEEDS = [
    # what is missing                                       refused on
    ({"name": " "}, "evidence_name"),
    ({"kind": "file", "file": None}, "evidence_file"),
    ({"kind": "link", "link": ""}, "evidence_link"),
    ({"kind": "link", "link": "javascript:alert(1)"}, "evidence_link"),
    ({"kind": "held", "held": ""}, "evidence_held"),
    ({"kind": "meeting"}, "evidence_meeting"),
    ({"kind": "meeting", "meeting_id": 999_999}, "evidence_meeting"),
    ({"kind": "decision"}, "evidence_decision"),
    ({"kind": "decision", "decision_id": 999_999}, "evidence_decision"),
    ({"kind": "hearsay"}, "evidence_kind"),
    ({"shows": "promise"}, "evidence_shows"),
    ({"recheck_on": date(2015, 2, 3)}, "recheck_on"),  # today is not to come
]


@pytest.mark.parametrize(("missing", "field"), NEEDS)
def test_evidence_says_what_it_is_and_where(board, missing, field):
    board.own("2.6")
    with refused(field):
        board.proves("2.6", **missing)


def file_of(size, letter):
    return piece(kind="file", file=StoredFile(letter * 64, size, "text/plain"))


def test_an_agency_has_room_for_so_many_bytes_and_what_is_withdrawn_makes_room(owned, monkeypatch):
    monkeypatch.setattr(files, "ROOM", 100)
    update = owned.says("2.6")
    first, _ = add(owned, file_of(60, "a"), file_of(40, "b"), update_id=update.id)
    with refused("evidence_file"):
        add(owned, file_of(1, "c"), update_id=update.id)
    withdraw(owned, first.id)
    add(owned, file_of(60, "c"), update_id=update.id)
    with refused("evidence_file"):
        add(owned, file_of(1, "d"), update_id=update.id)


def test_what_was_redacted_makes_room_too(owned, monkeypatch):
    monkeypatch.setattr(files, "ROOM", 100)
    update = owned.says("2.6")
    first, _ = add(owned, file_of(60, "a"), file_of(40, "b"), update_id=update.id)
    db.session.get(Words, (first.id, "file")).text = None
    db.session.flush()
    add(owned, file_of(60, "c"), update_id=update.id)


def test_the_room_is_each_agency_s_own_and_what_it_holds_itself_takes_none(owned, monkeypatch):
    monkeypatch.setattr(files, "ROOM", 100)
    update = owned.says("2.6")
    add(owned, file_of(100, "a"), piece(), update_id=update.id)
    owned.own("2.7", agency="police")
    other = owned.says("2.7", by=owned.police)
    add(owned, file_of(100, "b"), number="2.7", by=owned.police, update_id=other.id)


def test_a_meeting_and_a_decision_on_record_are_evidence(owned):
    owned.own("3.2")
    meeting, decision = owned.meeting(), owned.set_date("3.2", 2015, 9)
    owned.proves("3.2", kind="meeting", meeting_id=meeting.id)
    owned.proves("3.2", kind="decision", decision_id=decision.id)
    rows = db.session.query(Evidence).order_by(Evidence.id).all()
    assert [(row.kind, row.meeting_id, row.decision_id) for row in rows] == [
        ("meeting", meeting.id, None),
        ("decision", None, decision.id),
    ]


def test_a_meeting_that_was_called_off_is_no_evidence_and_is_not_offered(owned):
    held, off = owned.meeting(), owned.meeting()
    said = changes.call_off(off, reason="No room.", by=owned.office, at=owned.at)
    assert [each.id for each in evidence.meetings(owned.day)] == [held.id]
    for number in (off.id, said.id):
        with refused("evidence_meeting"):
            owned.proves("2.6", kind="meeting", meeting_id=number)


def test_a_decision_on_another_line_is_none_of_this_one(owned):
    decision = owned.stops("2.7")
    with refused("evidence_decision"):
        owned.proves("2.6", kind="decision", decision_id=decision.id)


def test_another_row_s_number_is_no_meeting(owned):
    with refused("evidence_meeting"):
        owned.proves("2.6", kind="meeting", meeting_id=owned.says("2.6").id)


def test_every_kind_is_known():
    assert set(KINDS_OF_EVIDENCE) == {"file", "link", "held", "meeting", "decision"}


# Afterwards


def test_several_pieces_are_added_to_an_update_each_with_what_it_shows(owned):
    update = owned.says("2.6")
    owned.on(2015, 2, 10)
    pieces = (piece(shows="activity"), piece(shows="impact", restricted=True), piece(recheck_on=date(2015, 8, 1)))
    rows = add(owned, *pieces, update_id=update.id)
    assert [(row.update_id, row.shows, row.restricted, row.recheck_on) for row in rows] == [
        (update.id, "activity", False, None),
        (update.id, "impact", True, None),
        (update.id, "practice", False, date(2015, 8, 1)),
    ]
    assert {row.counts_from for row in rows} == {date(2015, 2, 10)}


def test_of_several_all_are_added_or_none(owned):
    update = owned.says("2.6")
    with owned.rehearsal(), refused("evidence_held"):
        add(owned, piece(), piece(held=""), update_id=update.id)
    assert owned.stands("2.6").facts.evidence_ids == ()


def test_nothing_at_all_is_told_so(owned):
    update = owned.says("2.6")
    with refused("evidence_file"):
        changes.add_evidence_later(pieces=(), **owned.where("2.6"), by=owned.health, at=owned.at, update_id=update.id)


def test_only_to_an_update_that_the_own_agency_gave_on_that_line(owned):
    owned.help("2.6")
    own, others = owned.says("2.6"), owned.says("2.7")
    theirs = owned.says("2.6", None, by=owned.probation, words={"said": "We gave our data."})
    for wrong in (others.id, theirs.id, own.id + 999, None):
        with refused("target"):
            add(owned, update_id=wrong)
    assert add(owned, by=owned.probation, update_id=theirs.id)
    with refused("target"):
        add(owned, by=owned.probation, update_id=own.id)


def test_only_who_owns_or_helps(claimed):
    for person in (claimed.probation, claimed.chair, claimed.office, claimed.executive, claimed.inspector):
        with forbidden():
            add(claimed, by=person, claim_id=claimed.claim.id)
    claimed.help("2.6")
    assert add(claimed, by=claimed.probation, claim_id=claimed.claim.id)


def test_what_is_complete_still_takes_evidence_and_what_is_closed_none(owned):
    update, other = owned.says("2.6"), owned.says("2.7")
    owned.completes("2.6")
    assert add(owned, update_id=update.id)
    owned.stops("2.7")
    with refused("target"):
        add(owned, number="2.7", update_id=other.id)


def test_each_agency_s_own_line_takes_its_own(board):
    update = board.says("1.3", by=board.police, cell="police")
    assert add(board, number="1.3", cell="police", by=board.police, update_id=update.id)
    with refused("target"):
        add(board, number="1.3", cell="ncc", by=board.ncc, update_id=update.id)


# For the claim that waits


def test_it_counts_for_the_claim(claimed):
    first = claim_of(claimed).evidence_ids
    (later,) = add(claimed.on(2015, 2, 10), claim_id=claimed.claim.id)
    assert claim_of(claimed).evidence_ids == (*first, later.id)
    assert claim_of(claimed, day=date(2015, 2, 9)).evidence_ids == first
    assert claimed.claim.evidence_ids == list(first)  # the claim's own row stays as it was made


def test_so_the_claim_does_not_lapse_with_the_first_but_with_the_last(claimed):
    first = claim_of(claimed).evidence_ids
    (later,) = add(claimed, claim_id=claimed.claim.id)
    withdraw(claimed, *first)
    assert (claim_of(claimed).state, claim_of(claimed).evidence_ids) == ("waiting", (later.id,))
    withdraw(claimed, later.id)
    assert claim_of(claimed).state == "lapsed"


def test_added_to_the_claim_s_own_update_it_counts_too(claimed):
    (later,) = add(claimed, update_id=claimed.update.id)
    assert later.id in claim_of(claimed).evidence_ids


def test_what_goes_with_another_update_does_not_count(claimed):
    another = claimed.says("2.6")
    (later,) = add(claimed, update_id=another.id)
    assert later.id not in claim_of(claimed).evidence_ids
    assert later.id in claimed.stands("2.6").facts.evidence_ids


def test_a_claim_that_lapsed_is_not_revived(claimed):
    withdraw(claimed, *claim_of(claimed).evidence_ids)
    with refused("target"):
        add(claimed, claim_id=claimed.claim.id)
    add(claimed, update_id=claimed.update.id)
    assert claim_of(claimed).state == "lapsed"


@pytest.mark.parametrize("decide", ["accepts", "sends_back"])
def test_a_claim_that_was_decided_takes_no_more(claimed, decide):
    before = claim_of(claimed).evidence_ids
    getattr(claimed, decide)("2.6")
    with refused("target"):
        add(claimed, claim_id=claimed.claim.id)
    add(claimed, update_id=claimed.update.id)
    assert claim_of(claimed).evidence_ids == before


def test_a_claim_as_minuted_gets_its_first_evidence_and_may_lose_it(owned):
    owned.minuted("2.6")
    claim = claim_of(owned)
    assert "no_evidence" in owned.stands("2.6").flags
    (later,) = add(owned, claim_id=claim.id)
    assert (claim_of(owned).evidence_ids, later.update_id) == ((later.id,), None)
    assert "no_evidence" not in owned.stands("2.6").flags
    withdraw(owned, later.id)
    assert (claim_of(owned).state, claim_of(owned).evidence_ids) == ("waiting", ())
    assert "no_evidence" in owned.stands("2.6").flags


def test_another_claim_s_number_is_refused(claimed):
    claimed.says("2.7", evidence=(piece(),), claim=True)
    with refused("target"):
        add(claimed, number="2.7", claim_id=claimed.claim.id)
