"""The figures of page 1, read back from the sentences that say them: on the page, in the PDF, in Word."""

import re

OVERDUE = re.compile(
    r"(\d+)(?:; the oldest is (\S+), by (\d+) months?\. By agency: (.*)\.|;) (\d+) (?:more )?past due await a decision"
)
MOVED = re.compile(
    r"(\d+) since (?:the last report|\d+ \w+ \d{4}); (\d+) moves? in all, on (\d+) lines?, (\d+) of them twice or more"
)
TOTAL = re.compile(r"(\d+) (actions|recommendations)\b")
CHANGE = re.compile(r"([+-]\d+) ([a-z ]+)")
SILENT = re.compile(r"for Q\d \S+ \([^)]*\): (.*)")
NONE_SILENT = "nobody: every agency that owed an update gave one"
CAME = {"on time": "on_time", "late": "late", "missed": "missed", "not received": "unanswered", "to come": "to_come"}


def figures(said: dict) -> dict:
    """`said`: what each figure is of, and its sentence."""
    silent = SILENT.fullmatch(said["Said nothing"]).group(1)
    count, number, months, by, awaiting = OVERDUE.fullmatch(said["Overdue"]).groups()
    submissions = next(sentence for name, sentence in said.items() if name.startswith("Submissions since"))
    return {
        "overdue": int(count),
        "oldest": number and (number, int(months)),
        "by_agency": counted(by or "", last=True),
        "await_decision": int(awaiting),
        "moves": tuple(map(int, MOVED.fullmatch(said["Dates moved"]).groups())),
        "silent": [] if silent == NONE_SILENT else listed(silent),
        "completed": counted(said["How completion is proved"].partition(": ")[2], last=True),
        "rechecks": int(said["Re-checks due"].split()[0]),
        "submissions": {CAME[word]: number for word, number in counted(submissions.replace(" and ", ", ")).items()},
        "due_next": due_next(said["Falls due next"]),
    }


def counted(text, *, last=False) -> dict:
    """26 complete, 4 overdue; with `last`: Police 3, Schools 1. What is 0 is left out."""
    pattern = r"(?P<word>.+) (?P<number>\d+)" if last else r"(?P<number>\d+) (?P<word>.+)"
    found = [re.fullmatch(pattern, each) for each in text.split(", ")]
    return {each["word"]: int(each["number"]) for each in found if each and int(each["number"])}


def listed(text) -> list[str]:
    return text.replace(" and ", ", ").split(", ")


def due_next(text) -> dict:
    """2 in January 2017 (2.11, 4.2); 1 in February 2017 (12): the numbers by month."""
    found = re.findall(r"(\d+) in (\w+ \d{4}) \(([^)]*)\)", text)
    assert all(int(count) == len(numbers.split(", ")) for count, _, numbers in found)
    return {month: numbers.split(", ") for _, month, numbers in found}


def changes(text) -> dict | None:
    """Since the Q2 2016-17 report, edition 1: +2 complete, -1 overdue."""
    if "No earlier report" in text:
        return None
    return {word.strip(): int(number) for number, word in CHANGE.findall(text.partition(", edition")[2])}
