"""What was opened, in words."""

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


def which(kind: str, detail: str) -> str:
    """What the journal names, as a sentence begins; what was refused: the page, by its name in the product."""
    if kind == "refused":
        page, _, needs = detail.partition(": ")
        return f"{page.replace('.', ', ').replace('_', ' ').capitalize()} ({needs.replace('_', ' ')})"
    return detail[:1].upper() + detail[1:]
