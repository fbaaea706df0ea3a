"""What the pages and their lists say of a day."""

import csv
import io
import re

from reading_tables import sheets_of
from the_example import lines_listed

from worlds.said import tables_of, text_of, word


def dashboard(client, reference) -> dict:
    """A document's page: what it counts, what the table below its picture adds up to, and what it says needs attention."""
    page = client.page(f"/plan/{reference}")
    lead = page.tree.find(".//p[@class='lead']")
    total, *counts = [text_of(each) for each in lead.iter("a")]
    attention = {text_of(each.find("dt")): text_of(each.find("dd")) for each in page.tree.iterfind(".//dl/div")}
    return {
        "total": int(total.split()[0]),
        "counts": {name: int(number) for number, name in (each.split(" ", 1) for each in counts)},
        "table": _statuses(page.main),
        "overdue": _number(attention["Overdue"]),
        "oldest": _oldest(attention["Overdue"]),
        "silent": _silent(attention["Silent agencies"]),
        "moves": tuple(map(int, re.findall(r"\d+", attention["Dates moved"]))) or (0, 0),
    }


def _statuses(tree) -> dict:
    """The numbers by status of the table below the picture: columns of a table of priorities, or the rows of one bar."""
    (table,) = [each for each in tree.iter("table") if text_of(each.find("caption")).startswith("Status")]
    heads = [text_of(each) for each in table.iterfind("thead/tr/th")]
    rows = [[text_of(cell) for cell in row] for row in table.iterfind("tbody/tr")]
    if heads == ["Status", "Count"]:
        return {word(status): int(number) for status, number in rows if status != "Total"}
    return {word(head): sum(int(row[place]) for row in rows) for place, head in enumerate(heads[1:-1], 1)}


def _number(said) -> int:
    found = re.match(r"\d+", said)
    return int(found.group()) if found else 0


def _oldest(said):
    found = re.search(r"the oldest (\S+) ", said)
    return found and found.group(1)


def _silent(said) -> list[str]:
    if said.startswith("Every agency"):
        return []
    return said.partition(": nothing said")[0].replace(" and ", ", ").split(", ")


def listed(client, **wanted) -> tuple[int, int]:
    """How many lines a list says it has, and how many it shows."""
    asked = "&".join(f"{name}={value}" for name, value in wanted.items())
    return lines_listed(client.page(f"/lines?{asked}"))


def in_csv(client) -> list:
    rows = csv.DictReader(io.StringIO(client.get("/lines.csv").data.decode("utf-8-sig"), newline=""))
    return [_line(row) for row in rows]


def in_xlsx(client) -> list:
    (rows,) = sheets_of(client.get("/lines.xlsx").data).values()
    return [_line(row) for row in rows]


def _line(row):
    return row["Document"], row["Number"], word(row["Status"]), int(row["Times moved"])


def scorecard(client) -> dict:
    """By agency: overdue, open, complete."""
    (rows,) = tables_of(client.page("/scorecard").main).values()
    return {row[0]: _scores(row) for row in rows}


def _scores(row) -> tuple:
    overdue = re.match(r"(\d+)(?: overdue)? of (\d+)", row[2])
    complete = re.match(r"\d+", row[7])
    late, still_open = map(int, overdue.groups()) if overdue else (0, 0)
    return late, still_open, int(complete.group()) if complete else 0
