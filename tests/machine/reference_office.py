"""What keeps the plan in order, owners, cover, challenges, marks, extensions: what speaks against each, as in
reference_rules.py."""

from reference_people import BARRED, DECIDES, when


def assign(people, call, line):
    """The business manager; an agency's lead within the agency. An agency's own line stays its own."""
    agency, officer = call.more["agency"], call.more["officer"]
    lead = "agency_lead" in people.roles[call.who] and people.agency[call.who] == line.owner == agency
    if not (people.is_office(call.who) or lead):
        yield BARRED
    yield from when(officer and people.agency[officer] != agency, call.cell and agency != call.cell)


def contribute(people, call, line):
    agency = call.more["agency"]
    lead = "agency_lead" in people.roles[call.who] and people.agency[call.who] == line.owner == agency
    if not (people.is_office(call.who) or lead):
        yield BARRED
    yield from when(call.cell and agency != call.cell)


def _may_cover(people, call, line):
    """The office and the agency's lead; an officer where it is theirs, or nobody's by name."""
    roles = people.roles[call.who]
    within = people.agency[call.who] == line.owner
    theirs = "officer" in roles and within and line.officer in (None, call.who)
    lead = "agency_lead" in roles and within
    if line.owner is None or not (people.is_office(call.who) or lead or theirs):
        yield BARRED


def cover(people, call, line):
    person, until = call.more["person"], call.more["until"]
    yield from _may_cover(people, call, line)
    yield from when(until is None or until < line.day, not line.is_open)
    yield from when(not people.owns(person, line), person == line.officer)


def end_cover(people, call, line):
    yield from _may_cover(people, call, line)
    yield from when(line.cover is None)


def starting_position(people, call, line):
    given = call.more
    if not people.is_office(call.who):
        yield BARRED
    yield from when(not line.is_open, line.rated or line.claim, not given["minute_of"], given["minuted_on"] > line.day)


def _chairs(people, call):
    """The chair or the deputy, whichever agency it is about."""
    if not people.roles[call.who] & DECIDES:
        yield BARRED


def challenge(people, call, line):
    given = call.more
    yield from _chairs(people, call)
    yield from when(not given["question"], given["answer_by"] is None or given["answer_by"] < line.day)


def answer_challenge(people, call, line):
    """The agency that was asked: once, and not after the end."""
    asked = line.challenges[call.more["challenge"]]
    if not people.answers(call.who, asked.agency):
        yield BARRED
    yield from when(asked.said, not call.more["answer"])


def end_challenge(people, call, line):
    given, asked = call.more, line.challenges[call.more["challenge"]]
    yield from _chairs(people, call)
    yield from when("end_challenge" in asked.said, not given["ending"])
    yield from when(given["ended"] not in ("practice_changed", "satisfied", "escalated"))


def mark(people, call, line):
    """By hand; that it was said before, by which other action."""
    given, off = call.more, call.verb == "unmark"
    if not (people.is_office(call.who) or people.roles[call.who] & DECIDES):
        yield BARRED
    yield from when((given["mark"] in line.marks) != off)
    said_before = given["mark"] == "said_before" and not off
    yield from when(bool(given["other"]) != said_before, said_before and given["other"] == call.line)


def extend_document(people, call, line):
    """The chair or the deputy, by the board's minute, whoever owns the lines."""
    yield from _chairs(people, call)
    yield from when(not call.more["minute"])


def close_document(people, call, line):
    """The same; once."""
    yield from extend_document(people, call, line)
    yield from when(line.closing)


OFFICE_RULES = {
    "assign": assign,
    "contribute": contribute,
    "end_contribution": contribute,
    "cover": cover,
    "end_cover": end_cover,
    "starting_position": starting_position,
    "challenge": challenge,
    "answer_challenge": answer_challenge,
    "end_challenge": end_challenge,
    "extend_document": extend_document,
    "close_document": close_document,
    "mark": mark,
    "unmark": mark,
}
