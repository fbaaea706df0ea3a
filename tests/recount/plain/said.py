"""What was said of a line: its latest rating, the forecast, the day of the last update."""

from datetime import date

from .lines import rows_of


def latest_rating(line) -> dict | None:
    """The latest row with a rating: an owner's update, or a starting position."""
    rated = [row for row in rows_of(line, "update", "starting_position") if row["rating"]]
    return rated[-1] if rated else None


def is_rated(line, rating) -> bool:
    rated = latest_rating(line)
    return rated is not None and rated["rating"] == rating


def forecast(line) -> date | None:
    """The latest rating's; a starting position gives none."""
    rated = latest_rating(line)
    return rated.get("forecast") if rated else None


def last_update(line) -> date | None:
    """The day of the owner's latest; a contributor's is not the line's own word."""
    updates = [row for row in rows_of(line, "update") if row["as_owner"]]
    return updates[-1]["counts_from"] if updates else None
