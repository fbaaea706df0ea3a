"""How a challenge stands, said in a sentence."""

from tracker.words import days

ENDED = {
    "practice_changed": "Practice changed",
    "satisfied": "The chair is satisfied",
    "escalated": "Escalated to the board",
}


def standing(asked) -> str:
    """Where a challenge stands: how it ended, whether it was answered, or how long its answer is owed."""
    if asked.ended:
        return f"Ended on {days.day(asked.ended.counts_from)}: {ENDED[asked.ended.ended].lower()}."
    if asked.answered:
        late = asked.answered.counts_from > asked.row.due_day
        when = f"{days.day(asked.answered.counts_from)}{', late' if late else ''}"
        return f"Answered on {when}; it waits for the chair. Open for {days.count(asked.age, 'day')}."
    if asked.overdue:
        return f"No answer: it was due by {days.day(asked.row.due_day)}, {days.lateness(asked.row.due_day, asked.day)} ago."
    return f"To be answered by {days.day(asked.row.due_day)}. Open for {days.count(asked.age, 'day')}."
