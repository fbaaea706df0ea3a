"""A slow, plain recount of where every line stands on a day, from the ledger's rows and the documents' YAML alone.

It shares no code with the tracker and takes no short cuts: it says the rules (status, duties, flags) once more, one
small function for each, so that the two can be compared. Days are dates; "due" is always the last day of a month.

From the ledger to what is shown: rows, documents, lines; decided, said, duties, claims, due; closed, silence, status;
flags, shown.
"""

from datetime import date

from .agencies import agencies_of, by_then
from .documents import lines_of
from .rows import rows_that_stand
from .shown import object_of


def recount(ledger: list[dict], documents: list[dict], day: date) -> list[dict]:
    """One object for every action, recommendation, part and national recommendation in force on the day."""
    rows = rows_that_stand(ledger, day)
    adopted = {row["document"] for row in rows if row["verb"] == "adopt_document"}
    objects = []
    for document in sorted(documents, key=lambda each: each["document"]["in_force_from"]):
        header = document["document"]
        if header["reference"] in adopted and header["in_force_from"] <= day:
            objects += recount_document(document, rows, day)
    return objects


def recount_document(document, rows, day) -> list[dict]:
    lines = lines_of(document, rows, day)
    agencies = {day: agencies_of(by_then(rows, day)) for day in {line.day for line in lines}}
    return [object_of(line, lines, agencies[line.day]) for line in lines]
