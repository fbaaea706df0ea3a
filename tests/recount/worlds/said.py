"""What each form of a report says, read back into the same figures: `counts` and `changes` by status, `lines` listed, and
the figures of page 1."""

import json
import re
from collections import Counter
from datetime import date

from drawn_papers import said_in_pdf, tree_of
from pypdf import PdfReader
from reading_pdfs import elements_of
from reading_tables import files_of, sheets_of, unmarked

from worlds.sentences import CAME, changes, counted, figures

PROOF, SUBMISSIONS = "Complete, proved as ", "Submissions "
PROFILE = "Recommendations of the problem profile"
BY_STATUS = re.compile(r"\d+ (actions|recommendations) by status")


def kind(title) -> str:
    return "recommendations" if title.startswith(PROFILE) else "actions"


def word(status) -> str:
    return status.replace("_", " ").lower()


def occurring(counts) -> dict:
    return {name: number for name, number in counts.items() if number}


def month(day: date) -> str:
    return f"{day:%B %Y}"


# The facts


def in_facts(content: bytes) -> dict:
    said = json.loads(content)
    overdue, moves = said["overdue"], said["moves"]
    return {
        "counts": {kinds[each["kind"]]: _counts(each) for each in said["documents"]},
        "changes": {kinds[each["kind"]]: _changes(each) for each in said["documents"]},
        "lines": [_line(each, row) for each in said["documents"] for row in each.get("rows", ())],
        "overdue": overdue["count"],
        "oldest": overdue["oldest"] and (overdue["oldest"]["number"], overdue["oldest"]["months"]),
        "by_agency": {each["agency"]: each["count"] for each in overdue["by_agency"]},
        "await_decision": overdue["await_decision"],
        "moves": tuple(moves[name] for name in ("since_last", "in_all", "actions", "twice_or_more")),
        "silent": said["silent"],
        "completed": occurring(said["completed"]),
        "rechecks": said["rechecks"],
        "submissions": occurring(said["submissions"]),
        "due_next": {month(date.fromisoformat(each["month"])): each["numbers"] for each in said["due_next"]},
    }


kinds = {"plan": "actions", "profile": "recommendations"}


def _counts(document) -> dict:
    return occurring({word(each["status"]): each["count"] for each in document["counts"]})


def _changes(document) -> dict | None:
    if any(each["change"] is None for each in document["counts"]):
        return None
    return occurring({word(each["status"]): each["change"] for each in document["counts"]})


def _line(document, row):
    return kinds[document["kind"]], row["number"], word(row["status"]), row["moves"]


# Tables


def in_xlsx(content: bytes) -> dict:
    return _in_tables(sheets_of(content))


def in_csv(content: bytes) -> dict:
    """The files by the names of the sheets, numbers and days as such again."""
    names = {re.sub("[^a-z0-9]+", "-", name.lower()): name for name in SHEETS}
    found = files_of(content)
    stem = next(name for name in found if name.endswith("-about.csv")).removesuffix("about.csv")
    return _in_tables(
        {
            names[name.removeprefix(stem).removesuffix(".csv")]: [_typed(unmarked(row)) for row in rows]
            for name, rows in found.items()
            if name.removeprefix(stem).removesuffix(".csv") in names
        }
    )


SHEETS = ("Status", "Totals", "Figures", "Overdue by agency", "Said nothing", "Falls due next", "Lines")
NUMBERS = {"Lines", "Change since last", "Overdue", "Times moved"}


def _typed(row) -> dict:
    found = {head: (int(cell) if cell else None) if head in NUMBERS else cell for head, cell in row.items()}
    if "What" in row:
        found["Number"] = int(row["Number"])
    elif "Due" in row and row["Due"]:
        found["Due"] = date.fromisoformat(row["Due"])
    return found


def _in_tables(sheets) -> dict:
    named = {row["What"]: row for row in sheets["Figures"]}
    number = {what: row["Number"] for what, row in named.items()}
    oldest = named.get("Months that the oldest is late")
    assert len(sheets["Said nothing"]) == number["Agencies that said nothing"]
    return {
        "counts": _by_document(sheets["Status"], "Lines"),
        "changes": _changes_in(sheets["Status"]),
        "lines": [
            (kind(r["Document"]), r["Number"], word(r["Status"]), r["Times moved"]) for r in sheets.get("Lines", ())
        ],
        "overdue": number["Overdue"],
        "oldest": oldest and (oldest["Which line"], oldest["Number"]),
        "by_agency": {row["Agency"]: row["Overdue"] for row in sheets["Overdue by agency"]},
        "await_decision": number["Past due, waiting for a decision"],
        "moves": (_moved_since(number), *(number[what] for what in MOVES)),
        "silent": [row["Agency"] for row in sheets["Said nothing"]],
        "completed": _beginning(number, PROOF),
        "rechecks": number["To be checked again"],
        "submissions": {CAME[came]: count for came, count in _beginning(number, SUBMISSIONS).items()},
        "due_next": _by_month(sheets["Falls due next"]),
    }


MOVED_SINCE = "Dates moved since "
MOVES = (
    "Dates moved in all",
    "Lines of which the date was moved",
    "Of them moved twice or more",
)


def _moved_since(numbers) -> int:
    """Since the last report, or since a day where there is none: the label says which."""
    (found,) = (number for what, number in numbers.items() if what.startswith(MOVED_SINCE))
    return found


def _by_document(rows, head) -> dict:
    found = {kind(row["Document"]): {} for row in rows}
    for row in rows:
        found[kind(row["Document"])][word(row["Status"])] = row[head]
    return {name: occurring(counts) for name, counts in found.items()}


def _changes_in(rows) -> dict:
    unknown = {kind(row["Document"]) for row in rows if row["Change since last"] is None}
    return {name: None if name in unknown else found for name, found in _by_document(rows, "Change since last").items()}


def _beginning(numbers, start) -> dict:
    return occurring({what.removeprefix(start): n for what, n in numbers.items() if what.startswith(start)})


def _by_month(rows) -> dict:
    found = {}
    for row in rows:
        found.setdefault(month(row["Due"]), []).append(row["Number"])
    return found


def sections_in(content: bytes) -> dict:
    """The quarterly report beyond page 1: what each agency answers for, and what wants something of its readers."""
    sheets = sheets_of(content)
    return {
        "agencies": {row["Agency"]: (row["Overdue"], row["Open"], row["Complete"]) for row in sheets["Agencies"]},
        "claims": sorted(row["Number"] for row in sheets["Claims"]),
        "requests": sorted(row["Number"] for row in sheets["New dates asked for"]),
        "exceptions": Counter(word(row["Status"]) for row in sheets["Exceptions"]),
    }


def waiting_in(content: bytes) -> dict:
    """The numbers of what deserves the chair, by what waits."""
    found = {}
    for row in sheets_of(content)["What deserves the chair"]:
        found.setdefault(row["What waits"], []).append(row["Number"])
    return {what: sorted(numbers) for what, numbers in found.items()}


def in_extract(content: bytes) -> dict:
    sheets = sheets_of(content)
    return {
        "lines": sorted((row["Number"], word(row["Status"])) for row in sheets["Lines"]),
        "counts": {word(row["Status"]): row["Lines"] for row in sheets["Status"]},
    }


def in_six_monthly(content: bytes) -> dict:
    """The priorities' columns added up; of each agency what is overdue, open and complete."""
    sheets = sheets_of(content)
    every = Counter()
    for row in sheets["Priorities"]:
        own = {word(head): row[head] for head in row if head not in NO_STATUS}
        assert sum(own.values()) == row["Lines"]
        every.update(own)
    agencies = {row["Agency"]: (row["Overdue"], row["Open"], row["Complete"]) for row in sheets["Agencies"]}
    return {"priorities": occurring(every), "agencies": agencies}


NO_STATUS = {"Number", "Priority", "Lines", "Better", "Worse", "Verdict"}

# The page


def text_of(element) -> str:
    return " ".join("".join(element.itertext()).split())


def tables_of(tree) -> dict:
    """The rows of each table by its caption, headings across the table left out."""
    return {
        text_of(table.find("caption")): [
            [text_of(cell) for cell in row] for row in table.iterfind("tbody/tr") if len(row) > 1
        ]
        for table in tree.iter("table")
    }


def in_html(content: bytes) -> dict:
    tree = tree_of(content)
    tables = tables_of(tree)
    named = {text_of(each.find("dt")): _without_links(each.find("dd")) for each in tree.iterfind(".//dl/div")}
    captions = [caption for caption in tables if BY_STATUS.match(caption)]
    since = [text_of(each) for each in tree.iter("figcaption")]
    return {
        "counts": {_counted_kind(caption): _status_table(tables[caption]) for caption in captions},
        "changes": dict(zip(map(_counted_kind, captions), map(changes, since), strict=True)),
        "lines": _listed(tables),
        "behind": _behind(tree),
        **figures(named),
    }


def _without_links(element) -> str:
    """A figure without "See:" and the lists behind it."""
    return text_of(element).partition(". See: ")[0]


def _behind(tree) -> dict:
    """How many lines stand in each of the lists behind the figures, whose heading says it."""
    found = {}
    for heading in tree.iterfind(".//h3"):
        name, _, number = text_of(heading).rpartition(" ")
        siblings = list(next(each for each in tree.iter() if heading in list(each)))
        found[name] = len(siblings[siblings.index(heading) + 1])
        assert number == f"({found[name]})"
    return {name: number for name, number in found.items() if name not in OF_OTHER_THINGS}


# Lists of which a figure counts not the lines, but the agencies or the submissions.
OF_OTHER_THINGS = ("What the silent agencies owe an update for", "With a submission that fell due")


def _counted_kind(caption) -> str:
    """43 actions by status."""
    return caption.split()[1]


def _status_table(rows) -> dict:
    """The statuses with their numbers; the total below them is theirs."""
    *statuses, (total, number) = rows
    found = {word(status): int(count) for status, count in statuses}
    assert (total, int(number)) == ("Total", sum(found.values()))
    return found


def _listed(tables) -> list:
    """The lines of the tables that list a document's. Those of a run that only waits stand in one row together."""
    return [
        (kind(caption), number, word(row[2].partition(" into ")[0]), int(row[5].replace("-", "0")))
        for caption, rows in tables.items()
        for row in rows
        if ", as at " in caption and len(row) == 7
        for number in _numbers(row)
    ]


def _numbers(row) -> list[str]:
    """2.14; of "19 to 21" those that its text names."""
    return row[1].partition(": ")[2].split(", ") if " to " in row[0] else [row[0]]


# The PDF


def in_pdf(content: bytes, open_stream) -> dict:
    """What its structure says, and the alternative texts of its pictures."""
    spoken = said_in_pdf(content)
    pictures = [str(each["/Alt"]) for _, each, _ in elements_of(PdfReader(open_stream(content))) if "/Alt" in each]
    pictures = [each for each in pictures if BY_STATUS.match(each)]
    paragraphs = [text for tag, text in spoken if tag == "P"]
    named = dict(text.split(": ", 1) for text in paragraphs if ": " in text)
    since = [text for text in paragraphs if text.startswith(("Since the", "No earlier report"))]
    return {
        "counts": dict(map(_pictured, pictures)),
        "changes": dict(zip((_pictured(each)[0] for each in pictures), map(changes, since), strict=True)),
        "lines": _listed(_tables_in(spoken)),
        **figures(named),
    }


def _pictured(alternative):
    """43 actions by status: 26 Complete, 17 Overdue. Total 43."""
    name, _, said = alternative.partition(" by status: ")
    parts, _, total = said.rstrip(".").partition(". Total ")
    found = {word(status): number for status, number in counted(parts).items()}
    assert int(total) == sum(found.values()) == int(name.split()[0])
    return name.split()[1], found


def _tables_in(spoken) -> dict:
    """The rows of each table: a row begins with a heading of its own, and has cells."""
    tables, rows = {}, []
    for tag, text in spoken:
        if tag == "Caption":
            rows = tables[text] = []
        elif tag == "TH":
            rows.append([text])
        elif tag == "TD":
            rows[-1].append(text)
    return {caption: [row for row in rows if len(row) > 1] for caption, rows in tables.items()}
