"""The agencies that take part on a day: those that joined by then and did not end, each with the name that it has."""

ENDS = ("leave_agency", "merge_agency", "split_agency")


def by_then(rows, day) -> list[dict]:
    """The rows that count by the day on which a line is shown."""
    return [row for row in rows if row["counts_from"] <= day]


def gone(rows) -> frozenset[str]:
    """Those that left, were merged or split."""
    return frozenset(row["agency"] for row in rows if row["verb"] in ENDS)


def agencies_of(rows) -> list[dict]:
    """In the order in which they joined; of several names the one entered last."""
    names = {row["agency"]: row["name"] for row in rows if row["verb"] == "rename_agency"}
    adopted = [row for row in rows if row["verb"] == "adopt_agency"]
    return [{**row, "name": names.get(row["key"], row.get("name"))} for row in adopted if row["key"] not in gone(rows)]
