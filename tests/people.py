"""Putting people into a test's database, by role."""

from datetime import date

from actions import changes, permissions
from actions.db import db
from actions.models import Agency
from actions.periods import london_moment
from tracker import accounts


def viewer_of(role, agency=None, *, on=date(2015, 2, 3), also=(), title=None, last_day=None):
    """A new person with the role (and others), as a Viewer with that day's rights."""
    row = db.session.query(Agency).filter_by(key=agency).one() if agency else None
    at = london_moment(on)
    person = changes.add_person(
        title=title or f"{role} {agency or ''}".strip(), agency_id=row and row.id, by=None, at=at
    )
    for each in (role, *also):
        changes.appoint(person, each, by=None, at=at, last_day=last_day)
    accounts.open_account(person.id, f"person{person.id}@board.example")
    db.session.commit()
    return permissions.viewer(person.id, max(on, date(2015, 2, 3)))
