"""What becomes of agencies, as sentences."""

from datetime import timedelta

from tracker.words.days import day, listed

DID = {
    "join_agency": "Joined",
    "rename_agency": "Is called {name}",
    "leave_agency": "Takes part no more",
    "merge_agency": "Was merged into {into}",
    "split_agency": "Was split into {into}",
}
BECAME = {
    "leave_agency": "It left",
    "merge_agency": "It was merged into {into}",
    "split_agency": "It was split into {into}",
}


def happened(row, agency, names: dict) -> str:
    """A change. `names`: what agencies are called on the day shown, by key."""
    said = {"name": row.name, "into": listed([names.get(key, key) for key in row.into])}
    if row.verb != "rename_agency":
        return DID[row.verb].format(**said)
    return DID[row.verb].format(name=f"{row.name} ({row.short} for short)" if row.short else row.name)


def became(agency, names: dict) -> str | None:
    """What became of an agency that takes part no more, and its last day."""
    if agency.ended is None:
        return None
    into = listed([names.get(key, key) for key in agency.into])
    return f"{BECAME[agency.ended].format(into=into)}. Its last day was {day(agency.until - timedelta(days=1))}."


def formerly(agency) -> str | None:
    """The names that it had before."""
    earlier = [name for name in dict.fromkeys(name for _, name in agency.names) if name != agency.name]
    return f"Until then called {listed(earlier)}" if earlier else None
