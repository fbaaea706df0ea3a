"""What was opened, in words."""

from tracker.words import days

LOOKED_FOR = {
    "evidence": "Evidence",
    "restricted": "Restricted evidence alone",
    "reports": "Reports",
    "packs": "Inspection packs",
    "lists": "Lists and workbooks",
    "refused": "What was refused",
}
# What a line is called in the list.
WORD = {
    "evidence": "Evidence",
    "restricted": "Restricted",
    "reports": "Report",
    "packs": "Pack",
    "lists": "List",
    "refused": "Refused",
}
# Of each kind of line in the journal.
KIND = {"download": "evidence", "report_opened": "reports", "export": "lists", "refused": "refused"}
# How lines about what a program read begin.
PROGRAM = "api."


def which(kind: str, detail: str) -> str:
    """What the journal names, as a sentence begins; what was refused: the page, by its name in the product. What a program
    read: "By a program: actions, token 3"."""
    if kind == "refused":
        page, _, needs = detail.partition(": ")
        return f"{page.replace('.', ', ').replace('_', ' ').capitalize()} ({needs.replace('_', ' ')})"
    if detail.startswith(PROGRAM):
        return f"By a program: {detail.removeprefix(PROGRAM)}"
    return days.capital(detail)
