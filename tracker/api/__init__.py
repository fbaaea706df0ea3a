"""The read API: what it answers is what a page would show the same person, as data. The libraries behind it are brought in
when something is asked of it, so that a server starts without them."""

from dataclasses import dataclass

from actions.permissions import Permission
from tracker.accounts.tokens import EVERYTHING, STANDING

PREFIX = "/api/v1"
LINE = "/actions/<document>/<number>"


@dataclass(frozen=True)
class Address:
    """What may be asked for: its route behind PREFIX, what that needs of the person, and of their token."""

    rule: str
    needs: Permission
    scope: str
    says: str

    @property
    def is_list(self) -> bool:
        return self.rule != LINE


READ, REPORTS = Permission.READ_PLAN, Permission.READ_REPORTS
ADDRESSES = {
    "documents": Address("/documents", READ, STANDING, "The documents in force"),
    "agencies": Address("/agencies", READ, STANDING, "The agencies taking part, by the keys that actions name"),
    "actions": Address("/actions", READ, STANDING, "Every action and recommendation with where it stands"),
    "action": Address(LINE, READ, STANDING, "One of them, with its parts and each agency's own answer"),
    "updates": Address(f"{LINE}/updates", READ, EVERYTHING, "What was said of it, the latest first"),
    "evidence": Address(f"{LINE}/evidence", READ, EVERYTHING, "What supports it: what each piece is, not the piece"),
    "submissions": Address(f"{LINE}/submissions", READ, EVERYTHING, "What is owed regularly, and how it came"),
    "decisions": Address(f"{LINE}/decisions", READ, EVERYTHING, "What was decided, the latest first"),
    "reports": Address(
        "/reports", REPORTS, EVERYTHING, "The frozen editions, with where each is opened and its SHA-256"
    ),
}
