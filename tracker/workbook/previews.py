"""What a workbook would change, kept for the person who sent it: a day at most, and gone once applied."""

import secrets
from datetime import timedelta

from sqlalchemy import delete, or_, select

from actions import changes
from actions.db import db
from actions.errors import RuleBroken
from actions.periods import Quarter
from actions.permissions import Permission, Viewer, require
from tracker import clock
from tracker.workbook.content import own_lines
from tracker.workbook.layout import PLACE, cell_name
from tracker.workbook.models import WorkbookPreview
from tracker.workbook.opening import Refused
from tracker.workbook.reading import Answer, Book

KEPT = timedelta(days=1)


def waiting(viewer: Viewer) -> WorkbookPreview | None:
    """The person's own preview, if one is not older than a day."""
    query = select(WorkbookPreview).where(
        WorkbookPreview.person_id == viewer.id, WorkbookPreview.made > clock.real_now() - KEPT
    )
    return db.session.scalars(query).first()


def forget(viewer: Viewer) -> None:
    """Delete the person's previews, and everybody's that are older than a day. Who calls commits."""
    old = WorkbookPreview.made <= clock.real_now() - KEPT
    db.session.execute(delete(WorkbookPreview).where(or_(WorkbookPreview.person_id == viewer.id, old)))


def forget_all() -> None:
    """Delete every preview: words that are taken out of the record must not wait here. Who calls commits."""
    db.session.execute(delete(WorkbookPreview))


def keep(viewer: Viewer, book: Book) -> None:
    """Keep what was read instead of what this person sent before. Who calls commits."""
    forget(viewer)
    answers = [each.as_data() for each in book.answers]
    token, made = secrets.token_urlsafe(32), clock.real_now()
    db.session.add(
        WorkbookPreview(token=token, person_id=viewer.id, quarter=book.quarter.first, answers=answers, made=made)
    )


def answers_of(preview: WorkbookPreview) -> list[Answer]:
    return [Answer.from_data(each) for each in preview.answers]


def record(viewer: Viewer, quarter: Quarter, answers, seen=None) -> None:
    """Record each answer as this person's update; who calls commits or rolls back. Refused, naming the cell, by any rule.

    `seen`: the number of the latest update that the person was shown, by line; without it nothing newer is looked for.
    """
    own, problems = own_lines(viewer, clock.today()), []
    for each in answers:
        standing = own.get((each.document, each.number))
        try:
            if standing is None:
                raise RuleBroken("number", "this is no longer an open line of your agency")
            require(viewer, Permission.UPDATE, standing)
            _record_one(viewer, quarter, each, standing, seen)
        except RuleBroken as broken:
            field = broken.field if broken.field in PLACE else "answer"
            problems.append(f"{cell_name(field, each.row)} ({each.number}): {broken.message}")
    if problems:
        raise Refused(*problems)


def _record_one(viewer, quarter, answer, standing, seen):
    unchanged = answer.answer == "unchanged"
    changes.record_update(
        standing.line.id,
        by=viewer,
        at=clock.now(),
        cell_id=standing.cell,
        quarter=quarter,
        rating=None if unchanged else answer.answer,
        unchanged=unchanged,
        forecast=answer.forecast,
        words=answer.words,
        seen=(seen or {}).get((answer.document, answer.number)),
        check_seen=seen is not None,
    )
