"""From a card's form to the record: all of it, or nothing, files included."""

from datetime import date

from actions import changes
from actions.changes import NewEvidence
from actions.periods import Quarter
from tracker import clock, guard, kept_files
from tracker.pages.my_update.forms import FORECAST_WITH, SENT_WITH, UNCHANGED


def save(card, form) -> None:
    """Record the update; who calls commits. RuleBroken if a rule forbids it; then no row and no file stays."""
    kept = kept_files.keep(form.evidence_file.data or [])
    try:
        changes.record_update(
            card.standing.line.id,
            by=guard.viewer(),
            at=clock.now(),
            cell_id=card.standing.cell,
            quarter=Quarter.parse(form.quarter.data) if "quarter" in form else None,
            evidence=tuple(_evidence(form, kept)),
            seen=number(form.seen.data),
            check_seen=True,
            words=_words(card, form),
            **(_owners_part(form) if card.as_owner else {}),
        )
    except Exception:
        kept_files.drop_unused(file.sha256 for _, file in kept)
        raise


def number(text: str | None) -> int:
    """The number that a hidden field holds; 0 for anything else."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else 0


def _owners_part(form) -> dict:
    unchanged = form.answer == UNCHANGED
    return {
        "rating": None if unchanged else form.answer,
        "unchanged": unchanged,
        "forecast": form.forecast.data if form.answer in FORECAST_WITH else None,
        "answers": tuple(_answers(form.answers.data)) if "answers" in form else (),
        "claim": "claim" in form and form.claim.data,
    }


def _answers(chosen):
    for each in chosen:
        duty_id, due = each.split(":")
        yield int(duty_id), date.fromisoformat(due)


def _words(card, form) -> dict:
    """The words that go with the answer given; with "nothing has changed" only a line that was changed all the same."""
    fields = SENT_WITH[form.answer]
    words = {name: form[name].data for name in fields}
    if form.answer == UNCHANGED and form.said.data != card.last_words.get("said", ""):
        words["said"] = form.said.data
    return words


def _evidence(form, kept):
    shared = {"shows": form.shows.data or "activity", "restricted": form.restricted.data}
    name, held = form.evidence_name.data or "", (form.evidence_held.data or "").strip()
    for file_name, file in kept:
        yield NewEvidence(kind="file", name=_file_called(name, file_name, len(kept)), file=file, **shared)
    if form.evidence_link.data:
        yield NewEvidence(kind="link", name=name, link=form.evidence_link.data, **shared)
    if held:
        yield NewEvidence(kind="held", name=name, held=held, **shared)


def _file_called(name, file_name, how_many):
    """A single file goes by the name typed, several by that and their own."""
    if not name:
        return file_name
    return name if how_many == 1 else f"{name}: {file_name}"
