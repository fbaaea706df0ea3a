"""What is doubtful in a sheet, and what somebody answered; what a sheet cannot be read with."""

from dataclasses import dataclass, field

LEAVE_OUT = "leave"


def key_of(row: int, kind: str) -> str:
    return f"row-{row}-{kind}"


@dataclass(frozen=True)
class Doubt:
    """One thing to settle: the row as it stands, why, and what is read unless somebody says otherwise."""

    key: str
    row: int
    kind: str  # heading, text, number, due, owner, status, name
    line: str  # the number of the action that it is about, as far as it is known; the heading's number
    shown: str  # what the cell says
    whole_row: str
    why: str
    read: str
    answered: bool


@dataclass
class Asking:
    """The doubts of a sheet in the order of its rows, and what is wrong with the answers to them."""

    answers: dict[str, str]
    doubts: list[Doubt] = field(default_factory=list)
    problems: dict[str, str] = field(default_factory=dict)

    def settle(self, row: int, kind: str, *, shown: str, why: str, read: str, line: str = "", whole: str = "") -> str:
        """What is read: the answer, where one was given, or else what is suggested."""
        key = key_of(row, kind)
        answer = self.answers.get(key)
        said = read if answer is None else answer
        self.doubts.append(Doubt(key, row, kind, line, shown, whole, why, said, answer is not None))
        return said

    def refuse(self, row: int, kind: str, message: str) -> None:
        self.problems.setdefault(key_of(row, kind), message)
