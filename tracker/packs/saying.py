"""The facts of a pack: all that it says, in one piece of plain data, from which its pages are drawn."""

from collections import Counter
from functools import cached_property

from actions import place, queries
from actions.packs import Contents, Reader
from actions.reports.documents import own_words_of
from actions.standing import STATUSES, Standing
from tracker import histories
from tracker.names import Names
from tracker.packs import held, paths
from tracker.words import STATUS, because, count, day, flag, listed, quarter
from tracker.words import history as sentences
from tracker.words.challenges import ENDED
from tracker.words.reports import name as report_name
from tracker.words.standing import RHYTHM, submitted

FOR = {
    "sub_group": "the sub group",
    "executives": "the executives of the board",
    "inspectors": "inspectors",
}
KINDS = {"plan": "actions", "profile": "recommendations"}
GATED_TITLE = "Recommendations of the problem profile"
GATED = (
    "Of the recommendations only number, status, owner, dates and the meeting's own words on what will be done are given: its "
    "originator's permission to use the profile in reporting is not recorded for {}. What was said about them, and the "
    "evidence on them, can be read on screen by whoever may sign in."
)
ALWAYS = (
    "Evidence that is restricted, and whatever would name it.",
    "Drafts, people's addresses, and who opened what.",
)
NOT_ITS_WORDS = "can be read on screen; may not be quoted here"


def facts(contents: Contents) -> dict:
    """Everything the pack says. A pure function of what was chosen; the days are ISO text once written down."""
    return Saying(contents).facts()


def made_for(reader: Reader) -> str:
    """For whom, in words: an inspector by what they are."""
    title = queries.titles().get(reader.person_id) if reader.person_id else None
    return title or FOR[reader.audience]


def left_out(contents_gated: bool, reader: Reader, reports_out: int) -> list[str]:
    """What the pack leaves out, and why, in sentences."""
    gated = [GATED.format(FOR[reader.audience])] if contents_gated else []
    quoting = [f"{count(reports_out, 'frozen report')} that quote the profile."] if reports_out else []
    return [*ALWAYS, *gated, *quoting]


class Saying:
    """The facts of one pack, part by part."""

    def __init__(self, contents: Contents):
        self.contents, self.plan = contents, contents.plan
        self.day = contents.plan.day
        self.titles = queries.titles()
        self.names = Names(self.plan, self.titles)
        self.documents = queries.documents(self.day)
        self.visible = {piece.row.id for piece in contents.pieces}

    def facts(self) -> dict:
        settings, head, reader = queries.settings(self.day), self.contents.head, self.contents.reader
        return {
            "kind": "pack",
            "reference": f"NSCB-pack-{self.day}-{reader.audience.replace('_', '-')}",
            "as_at": self.day,
            "board": settings["board_name"],
            "sub_group": settings["sub_group_name"],
            "marking": settings["marking"],
            "example_line": place.example_line(),
            "head": {"number": head.number, "hash": head.line_hash},
            "audience": reader.audience,
            "made_for": made_for(reader),
            "left_out": left_out(self._is_gated, reader, sum(each.quotes for each in self.contents.editions)),
            "documents": [self._document(each) for each in self.documents],
            "groups": self._groups(),
            "general": self._general(),
            "reports": [self._report(n, each) for n, each in enumerate(self.contents.editions, 1)],
            "journal": [self._journal_line(each) for each in self.contents.lines],
        }

    @cached_property
    def _is_gated(self) -> bool:
        return any(self.contents.gated(each.line) for each in self.plan.standings)

    @cached_property
    def _own_words(self) -> dict:
        return own_words_of(self.plan.standings)

    @cached_property
    def _aside(self) -> set:
        """The decisions that were set aside."""
        entries = (entry for found in self.contents.history.values() for entry in found)
        return {entry.event.ref for entry in entries if entry.event.verb == "set_aside"}

    @cached_property
    def _pieces(self) -> dict:
        """The evidence of each line."""
        found: dict = {}
        for piece in self.contents.pieces:
            found.setdefault(piece.row.action_id, []).append(piece)
        return found

    def _document(self, document) -> dict:
        counted = [each for each in self.plan.of(document.reference) if each.counted]
        counts = Counter(each.status for each in counted)
        stated = document.facts.get("counts", {})
        quoted = document.kind == "plan" or document.id in self.contents.quoted
        return {
            "reference": document.reference,
            "title": document.title if quoted else GATED_TITLE,
            "what": KINDS[document.kind],
            "total": len(counted),
            "adopted_total": stated.get("actions") or stated.get("recommendations"),
            "counts": [{"status": status, "count": counts[status]} for status in STATUSES if counts[status]],
        }

    # The lines, priority by priority

    def _groups(self) -> list[dict]:
        return [group for place, document in enumerate(self.documents, 1) for group in self._of_document(place, document)]

    def _of_document(self, place, document):
        lines = self.plan.of(document.reference)
        known = self._document(document)
        folder = paths.folder(place, document.reference)
        for priority in queries.priorities(document.id):
            own = [each for each in lines if each.line.priority == priority.number]
            heading = f"Priority {priority.number}: {priority.name}"
            page = f"pages/{folder}-priority-{priority.number}.html"
            yield self._group(known, folder, page, heading, own, priority.commitment)
        rest = [each for each in lines if each.line.priority is None]
        if rest:
            yield self._group(known, folder, f"pages/{folder}-lines.html", known["title"], rest, None)

    def _group(self, document, folder, page, heading, lines, commitment) -> dict:
        numbers = {each.line.id for each in lines}
        return {
            "document": document["reference"],
            "heading": heading,
            "page": page,
            "commitment": commitment,
            "lines": [self._line(each) for each in lines],
            "chronology": self._chronology(lines),
            "challenges": [self._challenge(each) for each in self.contents.challenges if each.row.action_id in numbers],
            "escalations": [self._escalation(each) for each in self.contents.escalations if each.row.action_id in numbers],
            "evidence": [piece for each in lines for piece in self._evidence(each, folder)],
        }

    def _line(self, standing: Standing) -> dict:
        line, gated = standing.line, self.contents.gated(standing.line)
        into = self.plan.by_id.get(standing.facts.merged_into)
        return {
            "number": line.number,
            "title": None if gated else line.title,
            "statement": None if gated else line.statement,
            "own_words": self._own_words.get(line.id),
            "status": standing.status,
            "colour": standing.colour,
            "because": because(standing),
            "owner": self._agency(standing.owner_id),
            "due": standing.due,
            "original_due": standing.original_due,
            "moves": standing.moves,
            "rating": standing.rating,
            "last_update": standing.last_update,
            "merged_into": into and into.number,
            "flags": [flag(key, standing) for key in queries.visible_flags(standing, self.contents.reader.viewer)],
            "duties": [] if gated else [self._duty(each) for each in standing.facts.duties],
            "cells": [self._cell(each) for each in standing.cells],
            "gated": gated or None,
        }

    def _agency(self, number) -> str | None:
        return self.names.agency(number) if number else None

    @staticmethod
    def _duty(duty) -> str:
        came = submitted(Counter(each.state for each in duty.fallen_due))
        return f"{duty.what}, {RHYTHM[duty.every]}: {came}"

    def _cell(self, standing) -> dict:
        return {
            "agency": self.names.agency(standing.cell),
            "status": standing.status,
            "colour": standing.colour,
            "because": because(standing),
        }

    # What was done about them

    def _chronology(self, lines) -> list[dict]:
        found = [(entry, each) for each in lines for entry in self.contents.history.get(each.line.id, ())]
        found.sort(key=lambda pair: pair[0].event.id)
        return [row for entry, standing in found for row in self._told(entry, standing)]

    def _told(self, entry, standing=None):
        """One thing that was done; of a line that may not be quoted without what was typed, but the meeting's own words."""
        gated = standing is not None and self.contents.gated(standing.line)
        if gated:
            own = {name: text for name, text in entry.words.items() if name == "own_words"}
            entry = queries.Entry(entry.event._replace(given_how=None), own)
        for told in histories.told([entry], self.names, self.visible):
            yield {
                "day": told.day,
                "number": standing and standing.number,
                "verb": entry.event.verb,
                "said": told.sentence,
                "by": told.by,
                "details": told.details,
                "decision": entry.event.verb in histories.FILTERS["decisions"] or None,
                "set_aside": entry.event.id in self._aside or None,
            }

    def _typed(self, row, words, *fields) -> dict:
        """What was typed in a question; nothing where it is about a line that may not be quoted."""
        about = self.plan.by_id.get(row.action_id)
        if about is not None and self.contents.gated(about.line):
            return {"words_held_back": True, "number": about.number}
        told = {name: words[name] or sentences.REDACTED for name in fields if name in words}
        return {**told, "number": about and about.number}

    def _challenge(self, asked) -> dict:
        ended = asked.ended
        return {
            **self._typed(asked.row, asked.words, "question", "answer", "ending"),
            "asked_on": asked.row.counts_from,
            "agency": self.names.agency(asked.row.agency_id),
            "due": asked.row.due_day,
            "answered_on": asked.answered and asked.answered.counts_from,
            "ended_on": ended and ended.counts_from,
            "how": ended and ENDED[ended.ended],
        }

    def _escalation(self, put) -> dict:
        return {
            **self._typed(put.row, put.words, "asked", "options", "answer", "minute"),
            "put_on": put.row.counts_from,
            "answered_on": put.answered and put.answered.answered_on,
        }

    def _evidence(self, standing, folder) -> list[dict]:
        if self.contents.gated(standing.line):
            return []
        where = paths.line_folder(standing.number)
        return [held.piece(each, standing.number, (folder, where), self.names) for each in self._pieces.get(standing.line.id, ())]

    def _general(self) -> dict:
        """What is about no line: a document's last day, questions in general."""
        about = self.contents.history.get(None, ())
        return {
            "chronology": [row for entry in about if entry.event.verb == "extend_document" for row in self._extended(entry)],
            "challenges": [self._challenge(each) for each in self.contents.challenges if each.row.action_id is None],
            "escalations": [self._escalation(each) for each in self.contents.escalations if each.row.action_id is None],
        }

    def _extended(self, entry):
        said = f"The plan was extended to {day(entry.event.day)}."
        yield {
            "day": entry.event.counts_from,
            "verb": entry.event.verb,
            "said": said,
            "by": self.names.person(entry.event.by_id),
            "details": sentences.details(entry.words),
            "decision": True,
            "set_aside": entry.event.id in self._aside or None,
        }

    # The frozen reports and the journal

    def _report(self, place, edition) -> dict:
        row = edition.row
        forms = () if edition.withdrawn or edition.quotes else row.FORMS
        return {
            "row": row.id,
            "name": report_name(row.kind, row.period),
            "edition": row.edition,
            "as_at": row.cut_off,
            "frozen_on": row.counts_from,
            "state": "withdrawn" if edition.withdrawn else "quotes" if edition.quotes else None,
            "files": [
                {"form": form, "path": paths.report(place, row, form), "sha256": getattr(row, f"{form}_sha256")}
                for form in forms
            ],
        }

    def _journal_line(self, line) -> dict:
        """A line of the record; of what is kept back (who opened what, and restricted evidence) its number and hash."""
        if line.table is None or line.number in self.contents.hidden:
            return {"number": line.number, "line_hash": line.line_hash}
        return {
            "number": line.number,
            "at": line.at,
            "kind": line.kind,
            "table": line.table,
            "by": self.names.person(line.by_id),
            "content_hash": line.content_hash,
            "line_hash": line.line_hash,
        }
