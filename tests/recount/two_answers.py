"""The tracker's answer and the recount's, for the worked example, and how they differ."""

import json
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import plain
from plain.documents import read_documents

SEEDS = Path(__file__).parents[2] / "seeds"
PARTS = [plain, *(import_module(f"plain.{part.name}") for part in iter_modules(plain.__path__))]
SHOWN = 40  # differences printed at most


class Example:
    """The worked example: its ledger as printed, the documents as they are kept, and the tracker's own answer."""

    def __init__(self, app):
        self.app = app
        self.documents = read_documents(SEEDS)
        with app.app_context():
            from actions.ledger import rows

            self.ledger = json.loads(json.dumps(list(rows())))

    def tracker(self, day):
        from tracker.commands.record import standing_as_json

        with self.app.app_context():
            return json.loads(json.dumps(standing_as_json(day)))

    def recount(self, day):
        return plain.recount(self.ledger, self.documents, day)

    def differences(self, day):
        return differences(day, self.recount(day), self.tracker(day))


def differences(day, recounted, tracked):
    """A sentence for each field of each object in which the two differ, and for each object that one of them lacks."""
    ours, theirs = by_line(recounted), by_line(tracked)
    found = [f"{day} {' '.join(line)}: only the recount has it" for line in ours if line not in theirs]
    found += [f"{day} {' '.join(line)}: only the tracker has it" for line in theirs if line not in ours]
    for line in ours.keys() & theirs.keys():
        found += differing_fields(f"{day} {' '.join(line)}", ours[line], theirs[line])
    return sorted(found)


def by_line(objects):
    found = {(each["document"], each["number"]): each for each in objects}
    assert len(found) == len(objects), "a line is listed twice"
    return found


def differing_fields(where, ours, theirs):
    return [
        f"{where}: {name}: the recount says {ours.get(name, 'nothing')}, the tracker {theirs.get(name, 'nothing')}"
        for name in sorted(ours.keys() | theirs.keys())
        if ours.get(name, "nothing") != theirs.get(name, "nothing")
    ]


def insist_same(found):
    left = [f"... and {len(found) - SHOWN} more"] if len(found) > SHOWN else []
    assert not found, "\n".join([f"{len(found)} differences", *found[:SHOWN], *left])
