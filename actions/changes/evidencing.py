"""Evidence: added with an update or afterwards, and taken back."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from actions import files
from actions.changes.judging import line_now, sentence
from actions.changes.meeting import stands
from actions.changes.open_verbs import insist_open
from actions.changes.recording import record
from actions.db import db
from actions.errors import NotAllowed, RuleBroken
from actions.files import StoredFile
from actions.models import KINDS_OF_EVIDENCE, SHOWS, Decision, Evidence, Meeting, Scan, Update, Withdrawal, Words
from actions.permissions import Permission, Viewer, require

NO_ROOM = (
    "Your agency's files fill the room that it has. Withdraw one that is needed no longer, or give a link or say where "
    "it is held"
)


@dataclass(frozen=True)
class NewEvidence:
    """A piece of evidence to add: a `file` (already kept), a `link`, what is `held` (where, when, by whom seen), or a
    meeting or a decision on record, by number. `recheck_on`: the day from which it ought to be looked at again."""

    kind: str
    shows: str
    name: str
    file: StoredFile | None = None
    link: str = ""
    held: str = ""
    restricted: bool = False
    recheck_on: date | None = None
    meeting_id: int | None = None
    decision_id: int | None = None


def add_evidence(action_id: int, piece: NewEvidence, *, by: Viewer, at, cell_id=None, update_id=None) -> Evidence:
    """A piece of evidence on a line. Its file must already be kept (`files.keep`)."""
    standing = line_now(action_id, cell_id, at)
    require(by, Permission.CONTRIBUTE, standing)
    _complete(piece, standing)
    _insist_room(piece, by.agency_id)
    file = piece.file
    added = record(
        Evidence,
        by=by,
        at=at,
        words={"name": piece.name.strip(), "file": file and file.sha256, "link": piece.link, "held": piece.held},
        action_id=action_id,
        cell_id=cell_id,
        agency_id=by.agency_id,
        update_id=update_id,
        kind=piece.kind,
        shows=piece.shows,
        restricted=piece.restricted,
        size=file and file.size,
        media_type=file and file.media_type,
        recheck_on=piece.recheck_on,
        meeting_id=piece.meeting_id,
        decision_id=piece.decision_id,
    )
    if file and file.scanned:
        db.session.add(Scan(evidence_id=added.id, at=file.scanned))
    return added


def _complete(piece, standing):
    if piece.kind not in KINDS_OF_EVIDENCE:
        raise RuleBroken("evidence_kind", "Choose a file, a link, what the agency holds, a meeting or a decision")
    if piece.shows not in SHOWS:
        raise RuleBroken("evidence_shows", "Choose whether it shows activity, practice or impact")
    sentence("evidence_name", piece.name, "Say what the evidence is")
    NEEDS_OF_A_KIND[piece.kind](piece, standing)
    if piece.recheck_on and piece.recheck_on <= standing.facts.day:
        raise RuleBroken("recheck_on", "Enter a day that is still to come, or none")


def _needs_a_file(piece, _):
    if piece.file is None:
        raise RuleBroken("evidence_file", "Choose a file")


def _insist_room(piece, agency_id):
    """RuleBroken where the agency's files that are still held would be larger than its room (`files.ROOM`, bytes)."""
    if piece.file is None:
        return
    is_held = (Words.row_id == Evidence.id) & (Words.field == "file") & Words.text.is_not(None)
    held = select(func.sum(Evidence.size)).join(Words, is_held)
    standing = held.outerjoin(Withdrawal, Withdrawal.evidence_id == Evidence.id).where(Withdrawal.id.is_(None))
    kept = db.session.scalar(standing.where(Evidence.agency_id == agency_id)) or 0
    if kept + piece.file.size > files.ROOM:
        raise RuleBroken("evidence_file", NO_ROOM)


def _needs_a_link(piece, _):
    if not piece.link.startswith(("https://", "http://")):
        raise RuleBroken("evidence_link", "Enter the whole address, beginning with https://")


def _needs_a_place(piece, _):
    sentence("evidence_held", piece.held, "Say where it is held, and when and by whom it can be seen")


def _needs_a_meeting(piece, standing):
    meeting = piece.meeting_id and db.session.get(Meeting, piece.meeting_id)
    if not meeting or meeting.counts_from > standing.facts.day or not stands(meeting):
        raise RuleBroken("evidence_meeting", "Choose a meeting that is on record")


def _needs_a_decision(piece, standing):
    """One on this very line; for an agency's own line, one about the whole action too."""
    decision = piece.decision_id and db.session.get(Decision, piece.decision_id)
    about = decision and (decision.action_id, decision.cell_id)
    if not decision or about not in ((standing.line.id, None), standing.facts.key):
        raise RuleBroken("evidence_decision", "Choose a decision that is on record here")


NEEDS_OF_A_KIND = {
    "file": _needs_a_file,
    "link": _needs_a_link,
    "held": _needs_a_place,
    "meeting": _needs_a_meeting,
    "decision": _needs_a_decision,
}
assert tuple(NEEDS_OF_A_KIND) == KINDS_OF_EVIDENCE


def add_evidence_later(
    action_id: int, pieces, *, by: Viewer, at, cell_id=None, update_id=None, claim_id=None
) -> list[Evidence]:
    """More evidence for an update that the person's agency gave, or (`claim_id`) for the claim that waits.

    What is added for a waiting claim goes with the update that the claim came with; that is how it counts for it.
    RuleBroken on "target" for an update of others, or a claim that does not wait any more.
    """
    standing = line_now(action_id, cell_id, at)
    require(by, Permission.CONTRIBUTE, standing)
    insist_open("add_evidence", standing, "target")
    pieces = tuple(pieces)
    if not pieces:
        raise RuleBroken(
            "evidence_file", "Choose a file, give a link, say where it is held, or choose what is on record"
        )
    goes_with = _of_the_claim(standing, claim_id) if claim_id else _own_update(standing, update_id, by)
    return [add_evidence(action_id, each, by=by, at=at, cell_id=cell_id, update_id=goes_with) for each in pieces]


def _of_the_claim(standing, claim_id) -> int | None:
    claim = standing.facts.claim
    if claim is None or claim.id != claim_id or claim.state != "waiting":
        raise RuleBroken("target", "That claim does not wait any more. It may have been decided a moment ago")
    return claim.update_id


def _own_update(standing, update_id, by) -> int:
    update = update_id and db.session.get(Update, update_id)
    if not update or (update.action_id, update.cell_id) != standing.facts.key or update.agency_id != by.agency_id:
        raise RuleBroken("target", "Choose an update that your own agency gave here")
    return update.id


def withdraw_evidence(evidence: Evidence, *, reason: str, by: Viewer, at) -> Withdrawal:
    """Take evidence back. A waiting claim that rested on it alone lapses."""
    standing = line_now(evidence.action_id, evidence.cell_id, at, whole=True)
    require(by, Permission.CONTRIBUTE, standing)
    if by.agency_id != evidence.agency_id:
        raise NotAllowed(Permission.CONTRIBUTE)
    if evidence.id not in standing.facts.evidence_ids:
        raise RuleBroken("reason", "This evidence was withdrawn already")
    reason = sentence("reason", reason, "Say why the evidence is withdrawn")
    return record(
        Withdrawal, by=by, at=at, words={"reason": reason}, evidence_id=evidence.id, action_id=evidence.action_id
    )
