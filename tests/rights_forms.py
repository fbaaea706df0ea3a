"""For the matrix of rights: where each route is asked for, and what is put into the form that its page offers, so that it
would be saved. What is not named here is kept as the page shows it, or typed in."""

from io import BytesIO

from rights_board import RightsBoard

STRATEGY = "strategy-2015-16"
NO_EVIDENCE = dict.fromkeys(("evidence_link", "evidence_name", "evidence_held", "link_name", "held_name"))
NO_FORECAST = dict.fromkeys(
    ("forecast-month", "forecast-year", "recheck_on-day", "recheck_on-month", "recheck_on-year")
)
NO_DAYS = {f"{name}-{part}": None for name in ("first_day", "last_day") for part in ("day", "month", "year")}
GREEN = {"rating": "green", **NO_EVIDENCE, **NO_FORECAST}
TODAY = {"day": "16", "month": "1", "year": "2017"}
BY_JUNE = {"new_due-month": "6", "new_due-year": "2018", "reason": "The analyst left.", "children": "They wait."}


def on(name):
    return {f"{name}-{part}": text for part, text in TODAY.items()}


def a_file(_):
    """A file as it is sent, new each time: it is closed once it was."""
    return BytesIO(b"what was agreed"), "minutes.txt"


def where(board: RightsBoard) -> dict:
    """Arguments of addresses that are others than those of the board's line and of what hangs on it, by what is asked for."""
    cells, twice = {"document": STRATEGY, "number": "1.3"}, {"document": STRATEGY, "number": "2.3"}
    return {
        "my_update.does_not_apply": twice,
        "my_update.withdraw_exemption": cells,
        "my_update.withdraw_request": {"document": STRATEGY, "number": board.asked.number},
        "review.together": twice,
        "set_aside.decision": {"document": STRATEGY, "number": board.decided.number},
        "setting_meeting.line": {"document": "profile-2016", "number": "42", "meeting": board.meeting},
        "meetings.call_off": {"number": board.to_come},
        "registers.register": {"name": "challenges", "form": "csv"},
        "account.end_session~somebody_else's": {"handle": board.handle},
        "account.end_token~somebody_else's": {"number": board.token},
        "account.confirm_lost": {"number": board.lost},
        "account.refuse_lost": {"number": board.lost},
        "evidence.download~restricted": {"number": board.restricted},
        "evidence.withdraw~restricted": {"number": board.restricted},
        "packs.pack~inspector's": {"number": board.inspectors_pack},
        "packs.download~inspector's": {"number": board.inspectors_pack},
        "people.lost_factor": {"number": board.people["without_factor"]},
        **{f"agencies.{how}": {"key": "corby"} for how in ("leave", "merge", "split")},
    }


def answers(board: RightsBoard) -> dict:
    """What is put into the form, by what is asked for."""
    line, own = str(board.line.line.id), board.owner.key
    given = {"given_person": str(board.people["officer"]), "given_by": None, "given_how": "email", **on("given_on")}
    proof = {"assurance": "checked", "checked_by": "The board office checked the minutes.", **on("taken_on")}
    return {
        "account.new_token": {"scope": "standing", **on("last_day")},
        "by_link.confirm": {"confirm": str(board.answer)},
        "challenges.new": {"agency": own},
        "challenges.end": {"ended": "satisfied"},
        "my_update.send": {"without": "y"},
        "my_update.card": GREEN,
        "my_update.enter": {**GREEN, **given},
        "my_update.new_date": BY_JUNE,
        "my_update.enter_date": {**BY_JUNE, **given},
        "my_update.add_evidence": {**NO_EVIDENCE, **NO_FORECAST, "evidence_file": a_file, "evidence_name": "Minutes"},
        "ownership.cover": {
            "lines": line,
            "person": lambda name: str(board.colleagues.get(name, board.people["officer"])),
        },
        "ownership.ownership": {"lines": line, "agency": own, "person": str(board.people["officer"]), **NO_DAYS},
        "ownership.ownership~of_another": {"lines": board.of_another, "agency": own, "person": "", **NO_DAYS},
        "ownership.starting_position": {"lines": board.untold, "rating": "green", **on("minuted_on")},
        "packs.ask": {"reader": "executives", **on("day")},
        "packs.look": {"reader": "executives"},
        "people.person": {"role": "business_manager", **NO_DAYS},
        "people.invite": {"email": "new@police.example", "role": "officer", "agency": "police", **NO_DAYS},
        "people.links": {"agency": own, "email": "new@police.example"},
        "people.permission": {"audience": ["sub_group", "executives"], **on("given_on")},
        "people.lost_factor": {"how": "met"},
        "agencies.join": {"step": "sure", **on("first_day")},
        "agencies.rename": {"step": "sure", "name": "Crown prosecutors", **on("first_day")},
        "agencies.leave": {"step": "sure", **on("first_day")},
        "agencies.merge": {"step": "sure", "into": "police", **on("first_day")},
        "agencies.split": {"step": "sure", "into": ["police", "ncc"], **on("first_day")},
        "meetings.attendance": {f"how_{number}": "present" for number in board.plan.agencies},
        "marks.marks": {"mark": "repeat", "other": ""},
        "set_aside.decision": {"outcome": str(board.stopped)},
        "setting_meeting.line": {"outcome": "not_accept", "parts": "together", "due-month": None, "due-year": None},
        "redaction.redact": {"word": "It is late", "reason": "A name."},
        "review.line": {"outcome": "stop", **on("taken_on")},
        "review.together": {"claims": board.claims, **proof},
        "reports.check": {"file": a_file},
    }


# What is let in and cannot be done by this board as it stands, and why: the test still tells who is let in.
NOT_DONE = {
    "records.period": "its rules are told by the tests of records",
    "records.purge": "nothing is to be purged yet",
    "settings.one": "is as it was",
    "closing.close": "a word on every open line is wanted, as the tests of closing tell",
    "closing.begin": "the next plan wants its lines and days, as the tests of closing tell",
    "account.confirm": "nobody here has a password",
    "account.password": "judging a password takes long",
    "account.begin": "leads to a code",
    "packs.again": "the pack is ready",
    "workbook.upload": "needs a workbook",
    "workbook.apply": "needs a workbook",
    "importing.upload": "needs a spreadsheet",
    "importing.columns": "needs a spreadsheet",
    "importing.doubts": "needs a spreadsheet",
    "importing.adopt": "needs a spreadsheet",
}
# The page that offers the form, where it is another than the one that it is sent to.
OFFERED_ON = {
    "account.begin": "account.set_up",
    "challenges.answer": "challenges.challenge",
    "challenges.end": "challenges.challenge",
    "escalations.answer": "escalations.escalation",
    "meetings.send_agenda": "meetings.agenda",
    "meetings.send_sheet": "meetings.sheet",
    "packs.look": "packs.new",
    "redaction.places": "redaction.redaction",
    "reports.freeze": "reports.draft",
}
