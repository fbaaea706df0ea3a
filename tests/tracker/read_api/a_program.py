"""A program that reads with somebody's token, for tests."""

import csv
from io import StringIO

from the_example import PROFILE, STRATEGY

from tracker.accounts.tokens import EVERYTHING
from tracker.api import ADDRESSES, PREFIX

LINE, GATED = f"actions/{STRATEGY}/2.14", f"actions/{PROFILE}/27"
# An address of each kind that holds something, by its name.
FULL = {
    **{name: name for name in ("documents", "agencies", "actions", "reports")},
    "action": LINE,
    **{name: f"{LINE}/{name}" for name in ("updates", "evidence", "submissions", "decisions")},
}
assert FULL.keys() == ADDRESSES.keys()
LISTS = {name: address for name, address in FULL.items() if ADDRESSES[name].is_list}


class Program:
    """Whose token it has, and what it reads."""

    def __init__(self, app, person, scope=EVERYTHING):
        self.client = app.test_client().with_token(person.id, scope)

    def ask(self, address, **more):
        return self.client.get(f"{PREFIX}/{address}", **more)

    def read(self, address, **more):
        """What is answered, as JSON."""
        answer = self.ask(address, **more)
        assert answer.status_code == 200, answer.get_data(as_text=True)
        return answer.json

    def rows(self, address):
        """Every row of a list, part by part."""
        part = self.read(address)
        yield from part["items"]
        while part["next"]:
            part = self.read(part["next"].partition(f"{PREFIX}/")[2])
            yield from part["items"]

    def refused(self, address, status, **more):
        """The problem, as JSON."""
        answer = self.ask(address, **more)
        assert (answer.status_code, answer.mimetype) == (status, "application/problem+json")
        assert answer.json["status"] == status
        return answer.json


def from_csv(answer) -> list[dict]:
    assert answer.mimetype == "text/csv"
    return list(csv.DictReader(StringIO(answer.data.decode("utf-8-sig"))))
