"""What came back by links and waits to be confirmed. It ends when confirmed or refused, or after 30 days."""

from collections.abc import Iterator
from datetime import date, timedelta

from sqlalchemy import delete, func, select
from sqlalchemy.orm import joinedload

from actions import changes
from actions.changes import ByLink
from actions.changes.masking import MASK, pattern
from actions.db import db
from actions.models import Action, Document
from actions.periods import Quarter
from actions.permissions import Permission, Viewer, may
from actions.standing import plan_on
from tracker import clock
from tracker.links.addresses import noted
from tracker.links.models import AnswerLink, LinkAnswer

KEPT = timedelta(days=30)
TYPED = {AnswerLink: ("issued_to", "email"), LinkAnswer: ("refused",)}
TABLES = tuple(table.__tablename__ for table in TYPED)


def of_link(link: AnswerLink) -> dict[tuple, LinkAnswer]:
    """What came by one link, by the line's key: what waits and what was refused."""
    return {row.key: row for row in db.session.scalars(_live().where(LinkAnswer.link_id == link.id))}


def for_viewer(viewer: Viewer) -> list[LinkAnswer]:
    """The answers that wait and that this person may confirm or refuse, oldest first."""
    query = _live().where(LinkAnswer.content.is_not(None)).options(joinedload(LinkAnswer.link)).order_by(LinkAnswer.id)
    plan = plan_on(clock.today())
    return [row for row in db.session.scalars(query) if _may(viewer, plan, row)]


def _may(viewer, plan, row) -> bool:
    """The business manager for any agency; an agency lead for a line of the agency that the link was made for."""
    standing = plan.leaf(*row.key)
    own = viewer.has("business_manager") or row.link.agency_id == viewer.agency_id
    return own and standing is not None and may(viewer, Permission.CONFIRM_BY_LINK, standing)


def counts() -> dict[int, int]:
    """How many answers wait, by the number of the link."""
    query = select(LinkAnswer.link_id, func.count(LinkAnswer.id)).where(LinkAnswer.content.is_not(None), *_young())
    return dict(db.session.execute(query.group_by(LinkAnswer.link_id)).all())


def _live():
    return select(LinkAnswer).where(*_young())


def _young():
    return (LinkAnswer.made > clock.real_now() - KEPT,)


def keep(link: AnswerLink, said: ByLink) -> None:
    """Keep an answer in place of the one before, and forget all that is too old. Who calls commits."""
    db.session.execute(delete(LinkAnswer).where(LinkAnswer.made <= clock.real_now() - KEPT))
    row = of_link(link).get((said.action_id, said.cell_id))
    if row is None:
        row = LinkAnswer(link_id=link.id, action_id=said.action_id, cell_id=said.cell_id)
        db.session.add(row)
    row.content, row.refused = as_data(said), None
    row.came_on, row.made = clock.today(), clock.real_now()
    noted(link, "used", None)


def confirm(row: LinkAnswer, *, seen: int, by: Viewer) -> None:
    """Make it the agency's update, and end it. RuleBroken if a rule forbids it by now. Who calls commits."""
    given = {"given_by": row.link.issued_to, "given_on": row.came_on}
    changes.confirm_by_link(said_by(row), **given, seen=seen, by=by, at=clock.now())
    db.session.delete(row)


def refuse(row: LinkAnswer, *, reason: str, by: Viewer) -> None:
    """Take its words away; who holds the link is shown the reason. Who calls commits."""
    row.content, row.refused = None, reason
    noted(row.link, "refused", by, kind="link_answer")


def forget(document: Document) -> None:
    """Delete what came about its lines, and why it was refused: its words are purged. Who calls commits."""
    lines = select(Action.id).where(Action.document_id == document.id)
    db.session.execute(delete(LinkAnswer).where(LinkAnswer.action_id.in_(lines)))


def as_data(said: ByLink) -> dict:
    """The answer as it is kept."""
    return {
        "rating": said.rating,
        "unchanged": said.unchanged,
        "forecast": said.forecast and said.forecast.isoformat(),
        "words": said.words,
        "seen": said.seen,
    }


def said_by(row: LinkAnswer) -> ByLink:
    """A kept answer that waits."""
    kept = {**row.content, "forecast": row.content["forecast"] and date.fromisoformat(row.content["forecast"])}
    link = row.link
    return ByLink(row.action_id, row.cell_id, link.agency_id, Quarter(link.quarter), **kept)


def holding(word: str) -> list:
    """The links and answers in which the word stands, whatever its age: a redaction takes it out of these too."""
    found = pattern(word)
    rows = [*db.session.scalars(select(AnswerLink)), *db.session.scalars(select(LinkAnswer))]
    return [row for row in rows if any(found.search(text) for text in _texts(row))]


def _texts(row) -> Iterator[str]:
    yield from (getattr(row, name) for name in TYPED[type(row)] if getattr(row, name))
    yield from (getattr(row, "content", None) or {}).get("words", {}).values()


def take_out(word: str) -> None:
    """Mask the word wherever it stands here. Who calls commits."""
    found = pattern(word)
    for row in holding(word):
        for name in TYPED[type(row)]:
            setattr(row, name, getattr(row, name) and found.sub(MASK, getattr(row, name)))
        if getattr(row, "content", None):
            words = {name: found.sub(MASK, text) for name, text in row.content["words"].items()}
            row.content = {**row.content, "words": words}
