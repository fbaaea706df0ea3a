"""What the board adopts: documents with their lines, agencies and teams. By the system, from the seeds."""

from actions.changes.recording import record
from actions.models import Action, Agency, Document, Duty, Priority, Team


def adopt_agency(*, key, name, also, position, in_force, at) -> Agency:
    return record(Agency, by=None, at=at, in_force=in_force, key=key, name=name, also=list(also), position=position)


def adopt_team(*, name, agencies, in_force, at) -> Team:
    return record(Team, by=None, at=at, in_force=in_force, name=name, agencies=list(agencies))


def adopt_document(*, in_force_from, at, **columns) -> Document:
    return record(Document, by=None, at=at, in_force=in_force_from, in_force_from=in_force_from, **columns)


def adopt_priority(document: Document, *, at, **columns) -> Priority:
    return record(Priority, by=None, at=at, in_force=document.in_force_from, document_id=document.id, **columns)


def adopt_action(document: Document, *, at, **columns) -> Action:
    return record(Action, by=None, at=at, in_force=document.in_force_from, document_id=document.id, **columns)


def adopt_duty(action: Action, *, at, in_force, **columns) -> Duty:
    return record(Duty, by=None, at=at, in_force=in_force, action_id=action.id, **columns)
