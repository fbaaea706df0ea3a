"""How a matter before the board stands, said in a sentence."""

from tracker.words import days


def standing(put) -> str:
    """When it was put to the board, and since when it waits or when it was answered."""
    since = f"Put to the board on {days.day(put.row.counts_from)}"
    if put.answered:
        return f"{since}; answered on {days.day(put.answered.answered_on)}, after {days.count(put.age, 'day')}."
    return f"{since}. No answer yet: it has waited for {days.count(put.age, 'day')}."
