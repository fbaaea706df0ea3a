"""From a card's form to the record: all of it, or nothing, files included."""

from datetime import date

from actions import changes
from actions.changes import NewEvidence
from actions.periods import Quarter
from tracker import clock, guard, kept_files
from tracker.answer_form import hidden_number


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
            seen=hidden_number(form.seen.data),
            check_seen=True,
            words=form.words_sent(card.last_words.get("said", "")),
            **(_owners_part(form) if card.as_owner else {}),
        )
    except Exception:
        kept_files.drop_unused(file.sha256 for _, file in kept)
        raise


def _owners_part(form) -> dict:
    return {
        **form.rated(),
        "answers": tuple(_answers(form.answers.data)) if "answers" in form else (),
        "claim": "claim" in form and form.claim.data,
    }


def _answers(chosen):
    for each in chosen:
        duty_id, due = each.split(":")
        yield int(duty_id), date.fromisoformat(due)


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
