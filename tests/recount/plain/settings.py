"""What the board chose: the latest row of a setting that counts on a day."""


def setting(line, key, day, otherwise) -> str:
    """Its value on the day; what holds unless it was changed is `otherwise`."""
    chosen = [row for row in line.settings if row["key"] == key and row["counts_from"] <= day]
    return max(chosen, key=lambda row: row["number"])["value"] if chosen else otherwise
