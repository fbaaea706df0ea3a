"""From whom an entry came, where somebody else enters it."""

from dataclasses import dataclass
from datetime import date

from actions.permissions import Viewer


@dataclass(frozen=True)
class Given:
    """Who said it (`person`, or typed as `name` where they have no account), how, and on which day."""

    how: str | None = None
    on: date | None = None
    person: Viewer | None = None
    name: str = ""

    @property
    def words(self) -> dict:
        """What of it was typed, and so is kept apart from the row."""
        return {} if self.person else {"given_by": self.name.strip()}

    @property
    def columns(self) -> dict:
        return {"given_how": self.how, "given_on": self.on, "given_person_id": self.person and self.person.id}


BY_THEMSELVES = Given()
