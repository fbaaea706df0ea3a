"""How it is said why a line may not be met, and why it is in no month."""

REASON = {
    "overdue": "overdue already",
    "red": "rated red",
    "amber": "rated amber",
    "forecast": "forecast after its date",
    "silent": "no update for the quarter",
    "nothing_said": "nothing said yet",
    "no_owner": "no owner",
    "date_asked": "a later date was asked for",
    "claimed_late": "claimed late",
}
OUTSIDE = {
    "earlier": "due earlier",
    "later": "due later",
    "no_date": "without a date",
    "done": "complete before its date",
    "closed": "closed",
}


def why_at_risk(keys) -> str:
    """Rated amber; a later date was asked for."""
    text = "; ".join(REASON[key] for key in keys)
    return text[:1].upper() + text[1:]


def outside_the_picture(counts: dict) -> str:
    """12 due earlier, 1 without a date: what the months do not hold."""
    return ", ".join(f"{counts[key]} {said}" for key, said in OUTSIDE.items() if counts.get(key))
