"""Drafting and freezing a report (rules.md section 8): when, with what, as bytes that never change, edition by edition."""

import hashlib
import json
from datetime import date

import pytest
from paper_board import forbidden, refused
from sqlalchemy import select

from actions import changes, journal, queries, reports, standing
from actions.db import db
from actions.models import ReportBytes, ReportDraft, ledger_classes
from actions.periods import Quarter
from actions.reports import Asked, default_cut_off, facts, from_bytes, to_bytes
from actions.verify import edition_of

PERIOD, CUT_OFF = "2014-15-Q4", date(2015, 4, 30)
VERDICT = {"verdict": "It holds."}


def render(kept: bytes):
    return {"html": b"<p>" + hashlib.sha256(kept).hexdigest().encode() + b"</p>", "pdf": b"%PDF " + kept[:9]}


def save(board, *, by=None, **more):
    given = {"kind": "quarterly", "period": PERIOD, "cut_off": CUT_OFF, "words": VERDICT, **more}
    return changes.save_draft(by=by or board.office, at=board.at, **given)


def freeze(board, *, by=None, **more):
    given = {"kind": "quarterly", "period": PERIOD, "render": render, **more}
    return changes.freeze(by=by or board.office, at=board.at, **given)


def kept(report, form):
    return db.session.scalars(select(ReportBytes).filter_by(report_id=report.id, form=form)).one().content


@pytest.fixture
def drafted(board):
    """A draft with the chair's verdict, on the day after its cut-off."""
    board.own("2.6")
    save(board, by=board.chair)
    return board.on(2015, 5, 1)


# Drafting


def test_a_draft_may_be_changed_until_it_is_frozen(board):
    save(board)
    save(board, words={"verdict": "It slips."})
    assert db.session.scalars(select(ReportDraft)).one().words == {"verdict": "It slips."}
    assert journal.head().number == max(row.id for row in _ledger_rows())  # nothing was recorded


def _ledger_rows():
    return [row for table in ledger_classes() for row in db.session.scalars(select(table))]


DRAFTS = [
    ({"kind": "yearly"}, "kind"),
    ({"period": "2014-15-H2"}, "period"),
    ({"period": ""}, "period"),
    ({"cut_off": None}, "cut_off"),
    ({"cut_off": date(2015, 3, 30)}, "cut_off"),  # before the period's last day
    ({"words": {"verdict": "word " * 61}}, "verdict"),
    ({"words": {"worries": ["x"] * 4}}, "worries"),
    ({"words": {"successes": ["x"] * 4}}, "successes"),
    ({"words": {"decisions": ["x"] * 6}}, "decisions"),
]


@pytest.mark.parametrize(("wrong", "field"), DRAFTS)
def test_what_a_draft_must_not_be(board, wrong, field):
    with refused(field):
        save(board, **wrong)


def test_what_a_draft_may_just_be(board):
    save(
        board, cut_off=date(2015, 3, 31), words={"verdict": "word " * 60, "worries": ["x"] * 3, "decisions": ["x"] * 5}
    )


def test_the_cut_off_is_the_update_day_unless_another_is_picked(board):
    assert default_cut_off(Quarter.parse(PERIOD)) == CUT_OFF


# When, and with what


def test_not_before_the_day_after_the_cut_off(drafted):
    with refused("cut_off"):
        freeze(drafted.on(2015, 4, 30))
    freeze(drafted.on(2015, 5, 1))


@pytest.mark.parametrize("words", [{}, {"verdict": ""}, {"verdict": "  "}])
def test_not_without_the_chairs_verdict(drafted, words):
    save(drafted, words=words)
    with refused("verdict"):
        freeze(drafted)


def test_not_without_a_draft(board):
    with refused("verdict"):
        freeze(board.on(2015, 5, 1))


def test_the_executive_reads_and_never_freezes(drafted):
    for person in (drafted.executive, drafted.deputy, drafted.health):
        with forbidden():
            freeze(drafted, by=person)


# Bytes


def test_facts_html_and_pdf_are_kept_as_bytes_with_their_hashes(drafted):
    report = freeze(drafted)
    for form in ("facts", "html", "pdf"):
        assert hashlib.sha256(kept(report, form)).hexdigest() == getattr(report, f"{form}_sha256")
    assert {form: kept(report, form) for form in ("html", "pdf")} == render(kept(report, "facts"))


def test_the_report_names_the_journals_head_that_it_rests_on(drafted):
    head = journal.head()
    report = freeze(drafted)
    said = from_bytes(kept(report, "facts"))
    assert (report.head, report.head_hash) == (head.number, head.line_hash)
    assert (said.head.number, said.head.hash) == (head.number, head.line_hash)


def test_what_is_recorded_later_changes_no_byte(drafted):
    report = freeze(drafted)
    before = [kept(report, form) for form in ("facts", "html", "pdf")]
    drafted.says("2.6", "red")
    save(drafted, words={"verdict": "It slips."})
    db.session.expire_all()
    assert [kept(report, form) for form in ("facts", "html", "pdf")] == before


def test_a_second_edition_needs_a_reason_and_the_first_stays(drafted):
    first = freeze(drafted)
    content = kept(first, "facts")
    for reason in ("", "  "):
        with refused("reason"):
            freeze(drafted, reason=reason)
    second = freeze(drafted, reason="The police figure was wrong")
    assert (first.edition, second.edition) == (1, 2)
    assert kept(first, "facts") == content
    assert from_bytes(kept(second, "facts")).reason == "The police figure was wrong"
    assert [row.edition for row in queries.reports(drafted.day)] == [2, 1]


def test_each_period_has_its_own_editions(drafted):
    freeze(drafted)
    save(drafted, period="2015-16-Q1", cut_off=date(2015, 7, 31))
    assert freeze(drafted.on(2015, 8, 1), period="2015-16-Q1").edition == 1


def test_the_edition_of_some_bytes_is_known_by_their_hash(drafted):
    report = freeze(drafted)
    assert edition_of(kept(report, "pdf")).id == report.id
    assert edition_of(kept(report, "pdf") + b" ") is None


# Facts are pure


def asked(**more):
    given = {"kind": "quarterly", "period": Quarter.parse(PERIOD), "cut_off": CUT_OFF, "edition": 1, "words": VERDICT}
    return Asked(**{**given, **more})


def test_the_same_head_gives_the_same_facts(drafted):
    first = to_bytes(facts(asked()))
    standing.forget()
    db.session.expire_all()
    assert to_bytes(facts(asked())) == first


def test_facts_stand_as_at_the_cut_off(drafted):
    before = facts(asked(recorded_on=drafted.day))
    drafted.stops("2.6")  # on 1 May
    after = facts(asked(recorded_on=drafted.day))
    assert before["documents"] == after["documents"]
    assert before["head"] != after["head"]


def test_facts_survive_being_written_down(drafted):
    values = json.loads(to_bytes(facts(asked())))
    assert to_bytes(values) == to_bytes(facts(asked()))
    assert from_bytes(to_bytes(values)).documents[0].reference == "strategy-2015-16"


def test_every_action_is_in_the_facts_and_the_total_is_checked(drafted):
    strategy = facts(asked())["documents"][0]
    assert (strategy["total"], strategy["adopted_total"], len(strategy["rows"])) == (43, 43, 43)
    assert sum(each["count"] for each in strategy["counts"]) == 43


def test_since_last_compares_with_the_edition_for_the_period_before(drafted):
    assert facts(asked())["compared_with"] is None
    freeze(drafted)
    later = asked(period=Quarter.parse("2015-16-Q1"), cut_off=date(2015, 7, 31))
    found = facts(later)
    assert found["compared_with"] == "2014-15-Q4, edition 1"
    changed = {each["status"]: each["change"] for each in found["documents"][0]["counts"]}
    assert sum(changed.values()) == 0
    assert changed["overdue"] > 0


def test_dates_moved_are_counted_in_the_period_and_in_all(drafted):
    drafted.moves("2.6", 2015, 9)  # on 1 May, after the cut-off
    assert facts(asked())["moves"]["in_all"] == 0
    later = facts(asked(period=Quarter.parse("2015-16-Q1"), cut_off=date(2015, 7, 31)))
    assert later["moves"] == {"since_last": 1, "in_all": 1, "actions": 1, "twice_or_more": 0}


def test_how_well_what_is_complete_is_proved(board):
    board.own("2.6", "2.7", "2.8")
    board.completes("2.6")
    board.completes("2.7", assurance="impact")
    board.completes("2.8", assurance="told", reason="Small")
    assert facts(asked())["completed"] == {"checked": 1, "impact": 1, "told": 1}


def test_of_a_whole_the_weakest_part_says_how_well_it_is_proved(board):
    board.on(2017, 1, 5).takes_on("16")
    for number, assurance in (("16a", "impact"), ("16b", "seen"), ("16c", "checked"), ("16d", "checked")):
        board.completes(number, assurance=assurance, reason="Small")
    board.stops("16")
    found = facts(asked(period=Quarter.parse("2016-17-Q3"), cut_off=date(2017, 1, 31)))
    assert found["completed"] == {"seen": 1}


def test_agencies_that_said_nothing_are_those_that_owed_an_update(board):
    board.own("2.6", agency="health")
    board.own("2.7", agency="probation")
    board.on(2015, 4, 2).says("2.6", quarter=Quarter.parse("2015-16-Q1"))
    found = facts(asked(period=Quarter.parse("2015-16-Q1"), cut_off=date(2015, 7, 31)))
    probation = next(
        each.name for each in reports.plan_on(date(2015, 7, 31)).agencies.values() if each.key == "probation"
    )
    health = next(each.name for each in reports.plan_on(date(2015, 7, 31)).agencies.values() if each.key == "health")
    assert probation in found["silent"]
    assert health not in found["silent"]
