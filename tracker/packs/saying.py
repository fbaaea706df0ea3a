"""The facts of a pack: all that it says, in one piece of plain data, from which its pages are drawn."""

from collections import Counter

from actions import off_screen, queries, settings
from actions.packs import Contents, Reader
from actions.standing import STATUSES
from tracker.packs import groups, happened, paths
from tracker.packs.known import KINDS, Known
from tracker.words import count
from tracker.words.reports import name as report_name

FOR = {
    "sub_group": "the sub group",
    "executives": "the executives of the board",
    "inspectors": "inspectors",
}
GATED = (
    "Of the recommendations only number, status, owner, dates and the meeting's own words on what will be done are given: "
    "the originator's permission to use the profile in reporting is not recorded for {}. What was said about them, and the "
    "evidence on them, can be read on screen by whoever may sign in."
)
ALWAYS = (
    "Evidence that is restricted, and whatever would name it.",
    "Drafts, people's addresses, and who opened what.",
)


def facts(contents: Contents) -> dict:
    """Everything the pack says. A pure function of what was chosen; the days are ISO text once written down."""
    known = Known(contents)
    return {
        **_head(known),
        "left_out": left_out(contents),
        "documents": [_document(known, each) for each in known.documents],
        "groups": list(groups.groups(known)),
        "general": happened.general(known),
        "reports": [_report(place, each) for place, each in enumerate(contents.editions, 1)],
        "journal": [_journal_line(known, each) for each in contents.lines],
    }


def _head(known) -> dict:
    head, reader = known.contents.head, known.contents.reader
    return {
        "kind": "pack",
        "reference": settings.reference(known.day, "pack", known.day, reader.audience.replace("_", "-")),
        "as_at": known.day,
        **off_screen.around(known.day),
        "head": {"number": head.number, "hash": head.line_hash},
        "audience": reader.audience,
        "made_for": made_for(reader),
    }


def made_for(reader: Reader) -> str:
    """For whom, in words: an inspector by what they are."""
    title = queries.titles().get(reader.person_id) if reader.person_id else None
    return title or FOR[reader.audience]


def left_out(contents: Contents) -> list[str]:
    """What the pack leaves out, and why, in sentences."""
    is_gated = any(contents.gated(each.line) for each in contents.plan.standings)
    gated = [GATED.format(FOR[contents.reader.audience])] if is_gated else []
    quoting = sum(each.quotes for each in contents.editions)
    quotes = [f"{count(quoting, 'frozen report')} quoting the profile."] if quoting else []
    return [*ALWAYS, *gated, *quotes]


def told_before(contents: Contents) -> dict:
    """What a pack would hold and what it leaves out, before it is asked for."""
    lines = {each.line.id: each.line for each in contents.plan.standings}
    files = [each for each in contents.pieces if each.file and not contents.gated(lines[each.row.action_id])]
    return {
        "lines": len(lines),
        "files": len(files),
        "size": sum(each.row.size or 0 for each in files),
        "reports": sum(not (each.withdrawn or each.quotes) for each in contents.editions),
        "left_out": left_out(contents),
    }


def _document(known, document) -> dict:
    counted = [each for each in known.plan.of(document.reference) if each.counted]
    counts, stated = Counter(each.status for each in counted), document.facts.get("counts", {})
    return {
        "reference": document.reference,
        "title": known.title_of(document),
        "what": KINDS[document.kind],
        "total": len(counted),
        "adopted_total": stated.get("actions") or stated.get("recommendations"),
        "counts": [{"status": status, "count": counts[status]} for status in STATUSES if counts[status]],
    }


def _report(place, edition) -> dict:
    row = edition.row
    forms = () if edition.withdrawn or edition.quotes else reversed(row.FORMS)
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


def _journal_line(known, line) -> dict:
    """A line of the record; of what is kept back (who opened what, and restricted evidence) its number and hash."""
    if line.table is None or line.number in known.contents.hidden:
        return {"number": line.number, "line_hash": line.line_hash}
    return {
        "number": line.number,
        "at": line.at,
        "kind": line.kind,
        "table": line.table,
        "by": known.names.person(line.by_id),
        "content_hash": line.content_hash,
        "line_hash": line.line_hash,
    }
