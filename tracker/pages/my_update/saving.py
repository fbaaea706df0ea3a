"""From a card's form to the record: all of it, or nothing, files included."""

from datetime import date

from actions import changes
from actions.periods import Quarter
from tracker import clock, guard, kept_files, pieces
from tracker.forms import whole_number


def save(card, form, record=changes.record_update) -> int:
    """Record the update by the verb `record` and give its number; who calls commits. RuleBroken if a rule forbids it;
    then no row and no file stays."""
    with kept_files.keeping(form.evidence_file.data or []) as kept:
        return record(
            card.standing.line.id,
            by=guard.viewer(),
            at=clock.now(),
            cell_id=card.standing.cell,
            quarter=Quarter.parse(form.quarter.data) if "quarter" in form else None,
            evidence=tuple(pieces.made(form, kept)),
            seen=whole_number(form.seen.data),
            check_seen=True,
            words=form.words_sent(card.last_words.get("said", "")),
            **(_owners_part(form) if card.as_owner else {}),
        ).id


def added_since(card, form) -> list:
    """After a collision: what was added in the meantime, told. The form takes the update when it is sent again."""
    if "seen" not in form.errors:
        return []
    added = card.added_after(whole_number(form.seen.data))
    form.seen.data = str(card.latest)
    return added


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
