"""What was done, as a pack says it: chronology, challenges, escalations. Of a line that may not be quoted without the words
that were typed, but for the meeting's own."""

from actions import queries
from tracker import histories
from tracker.packs.known import Known
from tracker.words import day
from tracker.words import history as sentences
from tracker.words.challenges import ENDED

ASKED = ("question", "answer", "ending")
OF_A_DOCUMENT = {
    "extend_document": "The plan was extended to {}.",
    "close_document": "The document was closed after {}.",
}
PUT = ("asked", "options", "answer", "minute")


def chronology(known: Known, lines) -> list[dict]:
    """Everything that was recorded about the lines, in the order in which it was."""
    found = [(entry, each) for each in lines for entry in known.contents.history.get(each.line.id, ())]
    found.sort(key=lambda pair: pair[0].event.id)
    return [row for entry, standing in found for row in _told(known, entry, standing)]


def _told(known, entry, standing):
    """A row; none for what history does not tell, or not to this reader."""
    event = entry.event
    if known.gated(standing):
        own = {name: text for name, text in entry.words.items() if name == "own_words"}
        entry = queries.Entry(event._replace(given_how=None), own)
    for told in histories.told([entry], known.names, known.visible):
        said = {"day": told.day, "said": told.sentence, "by": told.by, "details": told.details}
        yield {"number": standing.number, "verb": event.verb, **said, **_marks(known, event)}


def _marks(known, event) -> dict:
    decision = event.verb in histories.FILTERS["decisions"] or event.verb in OF_A_DOCUMENT
    return {"decision": decision or None, "set_aside": event.id in known.aside or None}


def general(known: Known) -> dict:
    """What is about no line: a document's last day, questions in general."""
    about = [entry for entry in known.contents.history.get(None, ()) if entry.event.verb in OF_A_DOCUMENT]
    return {"chronology": [_of_the_document(known, entry) for entry in about], **questions(known, {None})}


def _of_the_document(known, entry) -> dict:
    event = entry.event
    return {
        "day": event.counts_from,
        "verb": event.verb,
        "said": OF_A_DOCUMENT[event.verb].format(day(event.day)),
        "by": known.names.person(event.by_id),
        "details": sentences.details(entry.words),
        **_marks(known, event),
    }


def questions(known: Known, numbers: set) -> dict:
    """The challenges and the escalations about these lines (None: in general)."""
    challenges = [each for each in known.contents.challenges if each.row.action_id in numbers]
    escalations = [each for each in known.contents.escalations if each.row.action_id in numbers]
    return {
        "challenges": [_challenge(known, each) for each in challenges],
        "escalations": [_escalation(known, each) for each in escalations],
    }


def _typed(known, asked, fields) -> dict:
    """What was typed, and about which line."""
    about = known.plan.by_id.get(asked.row.action_id)
    if known.gated(about):
        return {"words_held_back": True, "number": about.number}
    told = {name: asked.words[name] or sentences.REDACTED for name in fields if name in asked.words}
    return {**told, "number": about and about.number}


def _challenge(known, asked) -> dict:
    ended = asked.ended
    return {
        **_typed(known, asked, ASKED),
        "asked_on": asked.row.counts_from,
        "agency": known.agency(asked.row.agency_id),
        "due": asked.row.due_day,
        "answered_on": asked.answered and asked.answered.counts_from,
        "ended_on": ended and ended.counts_from,
        "how": ended and ENDED[ended.ended],
    }


def _escalation(known, put) -> dict:
    answered_on = put.answered and put.answered.answered_on
    return {**_typed(known, put, PUT), "put_on": put.row.counts_from, "answered_on": answered_on}
