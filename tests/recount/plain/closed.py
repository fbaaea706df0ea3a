"""The rows of the status table of which a line is not open: 1 to 5."""

from .claims import delivered
from .decided import considered
from .duties import running_duties
from .lines import rows_of


def to_be_considered(line) -> bool:
    """1. A recommendation on which no decision stands."""
    return line.recommendation and considered(line) is None


def not_accepted(line) -> bool:
    """2. Decided so, with a reason."""
    return considered(line) == "not_accept"


def merged(line) -> bool:
    """3. Merged into another action."""
    return considered(line) == "merge"


def stopped(line) -> bool:
    """4. A decision stopped or superseded it, or said that it does not apply to the agency."""
    return bool(rows_of(line, "stop", "supersede", "exempt"))


def complete(line) -> bool:
    """5. The claim was accepted, and no duty of it runs on."""
    return delivered(line) and not running_duties(line)
