"""Somebody who answers for a line again and again, each time with a file: python writer.py FOLDER NUMBER PERSON.

Prints the words of each update once it was acknowledged, until it is ended. The settings come from the environment.
"""

import sys
from io import BytesIO
from itertools import count
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))
sys.path.insert(0, str(Path(__file__).parents[1]))

from checked_page import CheckedClient
from werkzeug.datastructures import FileStorage

from tracker import config, create_app


def main(folder, number, person):
    config.INSTANCE = Path(folder)
    app = create_app({**config.from_environment(), "TESTING": True})
    app.test_client_class = CheckedClient
    with app.app_context():
        client = app.test_client().as_person(int(person))
        for time in count(1):
            say(client, f"/my-update/strategy-2015-16/{number}", f"Words of {number}, time {time}.")


def say(client, address, words):
    seen = client.page(address).field("seen")
    file = FileStorage(BytesIO(words.encode() * 20_000), "notes.txt")
    said = {"quarter": "2016-17-Q3", "rating": "green", "said": words, "evidence_name": words, "shows": "activity"}
    client.send(address, {**said, "seen": seen, "evidence_file": file})
    print(words, flush=True)


main(*sys.argv[1:])
