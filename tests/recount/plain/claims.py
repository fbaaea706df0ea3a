"""Claims and the evidence that they rest on."""

from dataclasses import dataclass, replace

from .decided import current_due
from .duties import nothing_but_its_duty
from .lines import about_the_whole


@dataclass(frozen=True)
class Claim:
    """The latest "reported complete" that was neither sent back nor undone by reopening."""

    number: int
    late: bool
    evidence: tuple[int, ...]
    update: int | None = None
    minuted: bool = False
    acceptance: dict | None = None


def claim_of(line) -> Claim | None:
    """The latest claim, unless it was sent back or the line was reopened since."""
    claim = None
    for row in about_the_whole(line):
        if row["verb"] == "claim" or (row["verb"] == "starting_position" and row["reported_complete"]):
            claim = made_by(line, row)
        elif row["verb"] == "reopen":
            claim = None
        elif claim and proves(row, claim):
            claim = replace(claim, acceptance=row)
        elif claim and row["verb"] == "send_back" and row["claim"] == claim.number:
            claim = None
        elif claim and row["verb"] == "add_evidence" and was_added_for(line, claim, row):
            claim = replace(claim, evidence=(*claim.evidence, row["number"]))
    return claim


def proves(row, claim) -> bool:
    """Whether the row accepts the claim, or checks again what was accepted and still is."""
    return (
        row["claim"] == claim.number if row["verb"] == "accept" else row["verb"] == "check_again" and claim.acceptance
    )


def made_by(line, row) -> Claim:
    """What a row that reports complete says; a starting position rests on a minute, not on evidence."""
    late, evidence = claimed_after_its_date(line, row), tuple(row.get("evidence_ids") or ())
    return Claim(row["number"], late, evidence, row.get("update"), row["verb"] == "starting_position")


def was_added_for(line, claim, piece) -> bool:
    """Evidence that goes with the claim's own update counts for it if it came while the claim waited."""
    earlier = [row for row in line.withdrawals if row["number"] < piece["number"]]
    return (
        claim.acceptance is None
        and piece.get("update") == claim.update
        and not lapsed(claim, {row["evidence"] for row in earlier})
    )


def lapsed(claim, withdrawn) -> bool:
    """All that it rested on was withdrawn."""
    return not claim.minuted and bool(claim.evidence) and all(piece in withdrawn for piece in claim.evidence)


def claimed_after_its_date(line, row) -> bool:
    """A minuted claim is judged by the day of the minute. A line that is nothing but its duty has no date to miss."""
    due = current_due(line, before=row["number"])
    claimed_on = row.get("minuted_on") or row["counts_from"]
    return due is not None and claimed_on > due and not nothing_but_its_duty(line)


def delivered(line) -> bool:
    claim = claim_of(line)
    return claim is not None and claim.acceptance is not None


def waiting_claim(line) -> Claim | None:
    """It waits while it is undecided, and lapses when all the evidence that it rested on is withdrawn."""
    claim = claim_of(line)
    waits = claim is not None and claim.acceptance is None
    return claim if waits and not lapsed(claim, line.withdrawn) else None


def evidence_left(line, claim) -> list[int]:
    return [piece for piece in claim.evidence if piece not in line.withdrawn]
