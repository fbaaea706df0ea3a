"""A slow, plain recount of where every line stands on a day, from the ledger's rows and the documents' YAML alone.

It shares no code with the tracker and takes no short cuts: it says the rules (status, duties, flags) once more, one
small function for each, so that the two can be compared. Days are dates; "due" is always the last day of a month.

A *line* is an action, a recommendation, a part of one, or one agency's cell of an action asked of each agency.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

import yaml
from dateutil.relativedelta import relativedelta

WORST_FIRST = (
    "overdue",
    "off_track",
    "no_update",
    "at_risk",
    "date_to_be_set",
    "to_be_considered",
    "not_started",
    "on_track",
    "reported_complete",
    "complete",
)
CLOSED = {"not_accepted", "merged", "stopped"}
NOT_OPEN = CLOSED | {"to_be_considered", "complete"}
ANY = set(WORST_FIRST) | CLOSED
OPEN = ANY - NOT_OPEN

ACCEPTED_AT_A_MEETING = ("accept_recommendation", "accept_in_part")
CONSIDERED = (*ACCEPTED_AT_A_MEETING, "merge", "not_accept")
GIVES_A_DATE = (*ACCEPTED_AT_A_MEETING, "agree", "set_date", "reopen", "extend_line")
HOLDS_FOR_EVERY_CELL = (*GIVES_A_DATE, "carry", "stop", "supersede")
SAID = ("update", "starting_position", "claim")
DATES = ("counts_from", "new_due", "due", "first", "quarter", "forecast", "recheck_on", "minuted_on")


@dataclass(frozen=True)
class Line:
    """A line as it is on a day: what its document says of it, and the rows about it that count and stand."""

    day: date
    document: str
    in_force_from: date
    document_ends: date | None
    number: str
    parent: str | None
    recommendation: bool
    national: bool
    example: bool
    each_agency: bool
    due: date | None
    duties: tuple[dict, ...]
    rows: tuple[dict, ...]
    withdrawals: tuple[dict, ...]
    cell: str | None = None

    @property
    def withdrawn(self) -> set[int]:
        """The numbers of the evidence that was taken back."""
        return {row["evidence"] for row in self.withdrawals}


@dataclass(frozen=True)
class Duty:
    """A recurring commitment. `answers` are pairs: the submission's due day, and the day of the answer."""

    every: int
    first: date | None
    is_the_action: bool
    ended: date | None
    answers: tuple[tuple[date, date], ...]


@dataclass(frozen=True)
class Claim:
    """The latest "reported complete" that was neither sent back nor undone by reopening."""

    number: int
    late: bool
    evidence: tuple[int, ...]
    update: int | None = None
    minuted: bool = False
    acceptance: dict | None = None


# The whole


def read_documents(folder: Path) -> list[dict]:
    """What the YAML files say, as they are."""
    return [yaml.safe_load(path.read_text(encoding="utf-8")) for path in sorted(Path(folder).glob("*.yaml"))]


def recount(ledger: list[dict], documents: list[dict], day: date) -> list[dict]:
    """One object for every action, recommendation, part and national recommendation in force on the day."""
    rows = rows_that_stand(ledger, day)
    adopted = {row["document"] for row in rows if row["verb"] == "adopt_document"}
    objects = []
    for document in sorted(documents, key=lambda each: each["document"]["in_force_from"]):
        header = document["document"]
        if header["reference"] in adopted and header["in_force_from"] <= day:
            objects += recount_document(document, rows, day)
    return objects


def rows_that_stand(ledger, day) -> list[dict]:
    """The rows that count by the end of the day, in their order, without what was set aside by then."""
    rows = [with_dates(row) for row in sorted(ledger, key=lambda row: row["number"])]
    rows = [row for row in rows if row["counts_from"] <= day]
    set_aside = {row["decision"] for row in rows if row["verb"] == "set_aside"}
    gone = set_aside | {row["number"] for row in rows if brought_by(row, set_aside)}
    accepted = {row["number"] for row in rows if row["verb"] in ACCEPTED_AT_A_MEETING and row["number"] in set_aside}
    gone |= {row["number"] for row in rows if row["verb"] == "assign" and row["number"] - 1 in accepted}
    return [row for row in rows if row["number"] not in gone]


def brought_by(row, decisions) -> bool:
    """Whether the row is a duty that one of these decisions brought. (The owner that an acceptance brought is the row
    after it.)"""
    return row["verb"] == "owe_duty" and row["decision"] in decisions


def with_dates(row) -> dict:
    return {name: date.fromisoformat(value) if name in DATES and value else value for name, value in row.items()}


def recount_document(document, rows, day) -> list[dict]:
    lines = lines_of(document, rows, day)
    agencies = [row for row in rows if row["verb"] == "adopt_agency"]
    return [object_of(line, lines, agencies) for line in lines]


# What the document says


def lines_of(document, rows, day) -> list[Line]:
    header = document["document"]
    withdrawals = tuple(row for row in rows if row["verb"] == "withdraw_evidence")
    lines = []
    for entry in entries_of(document):
        about = tuple(
            row for row in rows if row["document"] == header["reference"] and row["action"] == entry["number"]
        )
        line = Line(
            day=day,
            document=header["reference"],
            in_force_from=header["in_force_from"],
            document_ends=last_day_of(header, rows),
            number=entry["number"],
            parent=entry.get("parent"),
            recommendation=header["kind"] == "profile",
            national=entry.get("national", False),
            example=entry.get("example", False),
            each_agency=entry.get("each_agency", False),
            due=last_day_of_month(entry.get("due")),
            duties=tuple(entry.get("duties", ())),
            rows=about,
            withdrawals=withdrawals,
        )
        lines.append(asked_of_each(line))
    return lines


def asked_of_each(line) -> Line:
    """By decision too: then what was said of the whole before counts no more."""
    asked = [row for row in line.rows if row["verb"] == "ask_each_agency"]
    if not asked:
        return line
    said_before = [
        row for row in line.rows if row["verb"] in SAID and row["cell"] is None and row["number"] < asked[-1]["number"]
    ]
    return replace(line, each_agency=True, rows=tuple(row for row in line.rows if row not in said_before))


def entries_of(document) -> list[dict]:
    """The document's numbered commitments, in its order; a part says who its parent is and whether it is an example."""
    entries = [action for priority in document.get("priorities", ()) for action in priority["actions"]]
    for recommendation in document.get("recommendations", ()):
        entries.append(recommendation)
        for part in recommendation.get("parts", ()):
            example = recommendation.get("parts_are_examples", False)
            entries.append({**part, "parent": recommendation["number"], "example": example})
    entries += [{**each, "national": True} for each in document.get("national_recommendations", ())]
    return entries


def last_day_of(header, rows) -> date | None:
    """The document's last day, or that to which it was last extended."""
    extended = [
        row["new_due"] for row in rows if row["verb"] == "extend_document" and row["document"] == header["reference"]
    ]
    if extended:
        return extended[-1]
    return last_day_of_month(header["period"]["to"]) if "period" in header else None


def last_day_of_month(month) -> date | None:
    """2015-04 is 30 April 2015."""
    return month_end(date.fromisoformat(f"{month}-01")) if month else None


def month_end(day) -> date:
    return day + relativedelta(day=31)


# What is shown of a line


def object_of(line, lines, agencies) -> dict:
    cells = [cell_of(line, agency) for agency in agencies] if line.each_agency else []
    status = status_shown(line, lines, cells)
    updates = [day for each in (cells or [line]) if (day := last_update(each))]
    rated = latest_rating(line)
    return {
        "document": line.document,
        "number": line.number,
        "parent": line.parent,
        "national": line.national,
        "status": status,
        "colour": colour(status, line),
        "due": iso(due_shown(line)),
        "original_due": iso(original_due(line)),
        "owner": owner(line),
        "rating": rated and rated["rating"],
        "forecast": iso(forecast(line)),
        "last_update": iso(max(updates, default=None)),
        "moves": moves(line),
        "flags": flags_with_cells(line, cells, status) if cells else flags(line, own_status(line)),
    }


def iso(day) -> str | None:
    return day and day.isoformat()


def cell_of(line, agency) -> Line:
    """One agency's cell: the rows about it, and the decisions about the whole action that hold for every cell."""
    rows = tuple(
        row
        for row in line.rows
        if row.get("cell") == agency["key"] or (row.get("cell") is None and row["verb"] in HOLDS_FOR_EVERY_CELL)
    )
    asked = [row["counts_from"] for row in line.rows if row["verb"] == "ask_each_agency"]
    began = max(line.in_force_from, agency["counts_from"], *asked)
    return replace(line, rows=rows, each_agency=False, in_force_from=began, cell=agency["key"])


def about_the_whole(line) -> list[dict]:
    """The line's rows, without those about a single agency's cell."""
    return [row for row in line.rows if row.get("cell") is None] if line.each_agency else list(line.rows)


def status_shown(line, lines, cells) -> str:
    """Examples show their parent's status; parts and cells roll up into their whole."""
    if line.example:
        return own_status(next(each for each in lines if each.number == line.parent))
    if cells:
        return worst([own_status(cell) for cell in cells])
    owed_parts = [part for part in lines if part.parent == line.number and not part.example]
    return worst([own_status(line), *map(own_status, owed_parts)])


def worst(statuses) -> str:
    """The worst; closed ones are left out unless all are, and then the first counts."""
    left = [status for status in statuses if status not in CLOSED]
    return min(left, key=WORST_FIRST.index) if left else statuses[0]


def colour(status, line) -> str:
    if status == "to_be_considered":
        return "amber" if line.day >= line.in_force_from + timedelta(days=90) else "grey"
    return COLOURS[status]


COLOURS = {
    "not_accepted": "closed",
    "merged": "closed",
    "stopped": "closed",
    "complete": "blue",
    "reported_complete": "purple",
    "overdue": "red",
    "off_track": "red",
    "no_update": "amber",
    "at_risk": "amber",
    "date_to_be_set": "grey",
    "on_track": "green",
    "not_started": "grey",
}


# Status: the first row that holds, from the top


def own_status(line) -> str:
    """Where the line stands by itself."""
    for status, holds in STATUS_ROWS:
        if holds(line):
            return status
    return "not_started"


def to_be_considered(line) -> bool:
    """1. A recommendation on which no decision stands."""
    return line.recommendation and considered(line) is None


def not_accepted(line) -> bool:
    """2. Decided so, with a reason."""
    return considered(line) == "not_accept"


def merged(line) -> bool:
    """3. Merged into another action."""
    return considered(line) == "merge"


def stopped(line) -> bool:
    """4. A decision stopped or superseded it, or said that it does not apply to the agency."""
    return bool(rows_of(line, "stop", "supersede", "exempt"))


def complete(line) -> bool:
    """5. The claim was accepted, and no duty of it runs on."""
    return delivered(line) and not running_duties(line)


def reported_complete(line) -> bool:
    """6. A claim waits."""
    return waiting_claim(line) is not None


def overdue(line) -> bool:
    """7. Its date has passed; or a duty is behind; or it has no date and its document's last day has passed."""
    return date_passed(line) or duty_behind(line) or plan_over_without_a_date(line)


def off_track(line) -> bool:
    """8. The latest rating is red."""
    return is_rated(line, "red")


def no_update(line) -> bool:
    """9. It owes an update for a quarter whose update day has passed, and none speaks for that quarter or a later one."""
    return silent(line)


def at_risk(line) -> bool:
    """10. The latest rating is amber, or the officer's forecast is after the due date."""
    return is_rated(line, "amber") or forecast_is_late(line)


def forecast_is_late(line) -> bool:
    """The due date is the one that is shown."""
    said, due = forecast(line), due_shown(line)
    return said is not None and due is not None and said > due


def date_to_be_set(line) -> bool:
    """11. It has no due date."""
    return current_due(line) is None


def on_track(line) -> bool:
    """12. The latest rating is green; or delivered and its duty answered so far (row 7 took those that are behind)."""
    return is_rated(line, "green") or delivered(line)


STATUS_ROWS = [
    ("to_be_considered", to_be_considered),
    ("not_accepted", not_accepted),
    ("merged", merged),
    ("stopped", stopped),
    ("complete", complete),
    ("reported_complete", reported_complete),
    ("overdue", overdue),
    ("off_track", off_track),
    ("no_update", no_update),
    ("at_risk", at_risk),
    ("date_to_be_set", date_to_be_set),
    ("on_track", on_track),
]


# Decisions, dates and owners


def rows_of(line, *verbs) -> list[dict]:
    return [row for row in about_the_whole(line) if row["verb"] in verbs]


def considered(line) -> str | None:
    """What the meeting decided about a recommendation, if that stands."""
    decided = rows_of(line, *CONSIDERED)
    return decided[-1]["verb"] if decided else None


def current_due(line, before=None) -> date | None:
    """The date most recently set (`before`: by the rows before that number); at first, the document's."""
    given = [row["new_due"] for row in rows_of(line, *GIVES_A_DATE) if before is None or row["number"] < before]
    return given[-1] if given else line.due


def original_due(line) -> date | None:
    """The document's date; where it has none, the first that a decision gave."""
    given = [row["new_due"] for row in rows_of(line, *GIVES_A_DATE)]
    return line.due or (given[0] if given else None)


def moves(line) -> int:
    """Of a cell: its own; a date agreed for the whole before each agency was asked is not its move."""
    return len([row for row in rows_of(line, "agree") if row.get("cell") == line.cell])


def owner(line) -> str | None:
    """The agency of the latest assignment."""
    assigned = rows_of(line, "assign")
    return assigned[-1]["agency"] if assigned else None


def date_passed(line) -> bool:
    """Nothing passes once it is delivered, nor for a line that is nothing but its duty."""
    due = current_due(line)
    owed = not delivered(line) and not nothing_but_its_duty(line)
    return owed and due is not None and due < line.day


def plan_over(line) -> bool:
    return line.document_ends is not None and line.document_ends < line.day


def plan_over_without_a_date(line) -> bool:
    return current_due(line) is None and not delivered(line) and plan_over(line)


def due_shown(line) -> date | None:
    """The deliverable's until it is accepted, then that of the latest unanswered submission, or the next one."""
    if delivered(line) or nothing_but_its_duty(line):
        submissions = [due for duty in duties_of(line) if (due := submission_shown(duty, line.day))]
        if submissions:
            return min(submissions)
    return current_due(line)


# What was said


def latest_rating(line) -> dict | None:
    """The latest row with a rating: an owner's update, or a starting position."""
    rated = [row for row in rows_of(line, "update", "starting_position") if row["rating"]]
    return rated[-1] if rated else None


def is_rated(line, rating) -> bool:
    rated = latest_rating(line)
    return rated is not None and rated["rating"] == rating


def forecast(line) -> date | None:
    """The latest rating's; a starting position gives none."""
    rated = latest_rating(line)
    return rated.get("forecast") if rated else None


def last_update(line) -> date | None:
    """The day of the owner's latest; a contributor's is not the line's own word."""
    updates = [row for row in rows_of(line, "update") if row["as_owner"]]
    return updates[-1]["counts_from"] if updates else None


def silent(line) -> bool:
    """Some quarter is owed, its update day has passed, and no owner's update speaks for it or a later one."""
    spoken_for = [row["quarter"] for row in rows_of(line, "update") if row["as_owner"]]
    for quarter in quarters_until(line):
        heard = any(said >= quarter for said in spoken_for)
        if update_day(quarter) < line.day and open_at_the_end_of(line, quarter) and not heard:
            return True
    return False


def quarters_until(line) -> list[date]:
    """The first days of the quarters from the line's first year to the day."""
    years = range(line.in_force_from.year, line.day.year + 1)
    firsts = [date(year, month, 1) for year in years for month in (1, 4, 7, 10)]
    return [first for first in firsts if line.in_force_from <= first <= line.day]


def update_day(quarter) -> date:
    """The last day of the month after the quarter."""
    return month_end(quarter + relativedelta(months=3))


def open_at_the_end_of(line, day) -> bool:
    """Whether the line was open then, by the rows that stand now: considered, not stopped and not complete."""
    then = replace(line, day=day, rows=tuple(row for row in line.rows if row["counts_from"] <= day))
    closed = [to_be_considered, not_accepted, merged, stopped, complete]
    return not any(holds(then) for holds in closed)


# Claims and evidence


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


# Duties


def duties_of(line) -> list[Duty]:
    """The document's duties, in its order, and those that an acceptance brought."""
    adopted = zip(rows_of(line, "adopt_duty"), line.duties, strict=True) if rows_of(line, "adopt_duty") else ()
    duties = []
    for row, said in adopted:
        first = last_day_of_month(said["first"]) or one_step_after_the_first_date_set(line, months(said))
        duties.append(duty_of(line, row["number"], months(said), first, said.get("is_the_action", False)))
    for row in rows_of(line, "owe_duty"):
        duties.append(duty_of(line, row["number"], row["every"], row["first"], row["is_the_action"]))
    return duties


def months(said) -> int:
    """ "3 months" is 3."""
    return int(said["every"].split()[0])


def duty_of(line, number, every, first, is_the_action) -> Duty:
    ends = [row["counts_from"] for row in rows_of(line, "end_duty") if row["duty"] == number]
    answers = [(row["due"], row["counts_from"]) for row in rows_of(line, "answer") if row["duty"] == number]
    return Duty(every, first, is_the_action, ends[0] if ends else None, tuple(answers))


def one_step_after_the_first_date_set(line, every) -> date | None:
    first = original_due(line)
    return step_after(first, every) if first else None


def step_after(due, count) -> date:
    return month_end(due + relativedelta(day=1, months=count))


def running_duties(line) -> list[Duty]:
    return [duty for duty in duties_of(line) if duty.ended is None]


def nothing_but_its_duty(line) -> bool:
    """What was reopened has a date of its own."""
    return any(duty.is_the_action for duty in duties_of(line)) and not rows_of(line, "reopen")


def submissions_of(duty, day) -> list[date]:
    """The due days from the first to beyond the day and every answer; none after the day on which the duty ended."""
    if duty.first is None:
        return []
    until = max([day, *(due for due, _ in duty.answers)])
    due_days = [duty.first]
    while due_days[-1] <= until:
        due_days.append(step_after(duty.first, duty.every * len(due_days)))
    return [due for due in due_days if duty.ended is None or due <= duty.ended]


def is_answered(duty, due, day) -> bool:
    """An answer counts until the day on which the next submission falls due."""
    later = [each for each in submissions_of(duty, day) if each > due]
    return any(answered == due and (not later or answered_on <= later[0]) for answered, answered_on in duty.answers)


def fallen_due(duty, day) -> list[date]:
    """A submission is due from the day after its due day."""
    return [due for due in submissions_of(duty, day) if due < day]


def latest_is_unanswered(duty, day) -> bool:
    past = fallen_due(duty, day)
    return bool(past) and not is_answered(duty, past[-1], day)


def is_behind(duty, day) -> bool:
    """The latest submission due is not answered; of a monthly duty: the latest two."""
    count = 2 if duty.every == 1 else 1
    latest = fallen_due(duty, day)[-count:]
    return len(latest) == count and not any(is_answered(duty, due, day) for due in latest)


def duty_behind(line) -> bool:
    return any(is_behind(duty, line.day) for duty in running_duties(line))


def submission_shown(duty, day) -> date | None:
    """The latest that fell due, if unanswered; else the next unanswered one."""
    if latest_is_unanswered(duty, day):
        return fallen_due(duty, day)[-1]
    to_come = [due for due in submissions_of(duty, day) if due >= day and not is_answered(duty, due, day)]
    return to_come[0] if to_come else None


# Flags: beside which statuses each can stand, and when it does


def flags(line, status) -> list[str]:
    return [name for name, beside, holds in FLAGS if status in beside and holds(line)]


def flags_with_cells(line, cells, status) -> list[str]:
    """Of an action asked of each agency: some flags are its own, the others are those of its cells."""
    found = set(flags(line, status)) & FLAGS_OF_THE_WHOLE
    for cell in cells:
        of_cell = set(flags(cell, own_status(cell)))
        found |= of_cell - FLAGS_OF_THE_WHOLE | of_cell & {"restricted"}
    return [name for name, _, _ in FLAGS if name in found]


def has_no_owner(line) -> bool:
    return owner(line) is None


def due_soon(line) -> bool:
    due = due_shown(line)
    return due is not None and line.day <= due <= line.day + timedelta(days=30)


def re_dated(line) -> bool:
    return moves(line) > 0


def date_asked(line) -> bool:
    """A request that was neither agreed, nor declined, nor withdrawn."""
    settled = {row["request"] for row in rows_of(line, "agree", "decline", "withdraw_request")}
    return any(row["number"] not in settled for row in rows_of(line, "ask_for_date"))


def claimed_late(line) -> bool:
    claim = waiting_claim(line)
    return claim is not None and claim.late


def completed_late(line) -> bool:
    return delivered(line) and claim_of(line).late


def no_evidence(line) -> bool:
    claim = waiting_claim(line)
    return claim is not None and not evidence_left(line, claim)


def submission_late(line) -> bool:
    return any(latest_is_unanswered(duty, line.day) for duty in running_duties(line))


def recheck_due(line) -> bool:
    recheck_on = claim_of(line).acceptance["recheck_on"] if delivered(line) else None
    return recheck_on is not None and recheck_on <= line.day


def challenge_open(line) -> bool:
    ended = {row["challenge"] for row in rows_of(line, "end_challenge")}
    return any(row["number"] not in ended for row in rows_of(line, "challenge"))


def has_restricted_evidence(line) -> bool:
    return any(row["restricted"] and row["number"] not in line.withdrawn for row in rows_of(line, "add_evidence"))


def marked(name):
    def holds(line) -> bool:
        marks = [row["verb"] for row in rows_of(line, "mark", "unmark") if row["mark"] == name]
        return marks[-1:] == ["mark"]

    return holds


def rated_green(line) -> bool:
    return is_rated(line, "green")


def plan_ended(line) -> bool:
    """The document's last day has passed, and the line was neither carried nor given a date beyond it."""
    due = current_due(line)
    beyond = due is not None and line.document_ends is not None and due > line.document_ends
    return plan_over(line) and not rows_of(line, "carry") and not beyond


FLAGS = [
    ("no_owner", OPEN, has_no_owner),
    ("due_soon", OPEN, due_soon),
    ("re_dated", ANY, re_dated),
    ("date_asked", OPEN, date_asked),
    ("claimed_late", {"reported_complete"}, claimed_late),
    ("completed_late", ANY - CLOSED - {"reported_complete"}, completed_late),
    ("no_evidence", {"reported_complete"}, no_evidence),
    ("submission_late", OPEN, submission_late),
    ("silent", OPEN, silent),
    ("recheck_due", ANY - CLOSED, recheck_due),
    ("challenge_open", ANY, challenge_open),
    ("restricted", ANY, has_restricted_evidence),
    ("repeat", ANY, marked("repeat")),
    ("said_before", ANY, marked("said_before")),
    ("green_while_overdue", {"overdue"}, rated_green),
    ("waiting_outside", OPEN, marked("waiting_outside")),
    ("plan_ended", OPEN, plan_ended),
]
FLAGS_OF_THE_WHOLE = {
    "no_owner",
    "due_soon",
    "re_dated",
    "date_asked",
    "challenge_open",
    "restricted",
    "repeat",
    "said_before",
    "waiting_outside",
    "plan_ended",
}
