"""Recommendations of the profile, for tests: one of each kind, by number."""

RECURRING, WITH_PARTS, PLAIN, OTHER = "24", "16", "27", "28"
PARTS = ("16a", "16b", "16c", "16d")


def statuses(board, *numbers):
    return [board.status(number) for number in numbers]
