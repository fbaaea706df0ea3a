"""Which commitments ask for a practice ("all", "ensure", "monitor") rather than for a thing."""

import re

PRACTICE = re.compile(r"\b(all|every|ensure|make sure|monitor)\b", re.IGNORECASE)


def is_practice(statement: str) -> bool:
    """Whether a statement asks for something to hold everywhere or to go on; then completion wants checking."""
    return PRACTICE.search(statement) is not None
