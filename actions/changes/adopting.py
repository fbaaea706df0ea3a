"""What the board adopts: documents with their lines, agencies and teams. By the system from the seeds, or a plan by the
business manager from a spreadsheet."""

from actions.changes.recording import record
from actions.models import Action, Agency, Document, Duty, Priority, Team
from actions.permissions import Permission, Viewer, require


def adopt_agency(*, key, name, also, position, in_force, at, by: Viewer | None = None) -> Agency:
    return record(Agency, by=by, at=at, in_force=in_force, key=key, name=name, also=list(also), position=position)


def adopt_team(*, name, agencies, in_force, at) -> Team:
    return record(Team, by=None, at=at, in_force=in_force, name=name, agencies=list(agencies))


def adopt_document(*, in_force_from, at, by: Viewer | None = None, **columns) -> Document:
    return _adopt(Document, in_force_from, by, at, in_force_from=in_force_from, **columns)


def adopt_priority(document: Document, *, at, by: Viewer | None = None, **columns) -> Priority:
    return _adopt(Priority, document.in_force_from, by, at, document_id=document.id, **columns)


def adopt_action(document: Document, *, at, by: Viewer | None = None, **columns) -> Action:
    return _adopt(Action, document.in_force_from, by, at, document_id=document.id, **columns)


def _adopt(table, in_force, by, at, **columns):
    if by is not None:
        require(by, Permission.IMPORT_PLAN)
    return record(table, by=by, at=at, in_force=in_force, **columns)


def adopt_duty(action: Action, *, at, in_force, **columns) -> Duty:
    return record(Duty, by=None, at=at, in_force=in_force, action_id=action.id, **columns)
