"""What deserves the chair: the groups of queries.waiting_for_chair, in the order in which they are worked through."""

TITLES = {
    "claims": "Claims",
    "requests": "Requests for a new date",
    "exemptions": "Says it does not apply",
    "overdue": "Overdue, longest first",
    "silent": "Silent",
    "green_while_overdue": "Green while overdue",
    "orphans": "Without an owner",
    "rechecks": "To be checked again",
}
