"""The worker is killed while an update with a file is saved: what was acknowledged stays, the record is whole."""

import re
import socket
from contextlib import contextmanager
from io import BytesIO
from threading import Timer
from time import monotonic

import pytest
from playwright.sync_api import Error
from werkzeug.datastructures import FileStorage
from werkzeug.test import encode_multipart

pytestmark = [pytest.mark.browser, pytest.mark.slow]

OFFICER, CARD, ACTION = "lead.police@board.example", "/my-update/strategy-2015-16/5.2", "/plan/strategy-2015-16/5.2"
# When it is killed, as shares of the time that an undisturbed save takes.
MOMENTS = (0.1, 0.4, 0.6, 0.75, 0.9, 1.0)
TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')
SEEN = re.compile(r'name="seen" value="(\d+)"')


@pytest.fixture
def officer(served_on_sqlite, visitor):
    return visitor(served_on_sqlite, OFFICER)


def test_killed_while_saving(served_on_sqlite, officer):
    begun = monotonic()
    assert saves(officer, "undisturbed")
    whole = monotonic() - begun
    with half_sent(served_on_sqlite, officer, "half sent"):
        assert saves(officer, "meanwhile"), "a slow sender keeps others from saving"
        served_on_sqlite.kill_worker()
    served_on_sqlite.wait_until_ready()
    outcomes = {"undisturbed": True, "meanwhile": True, "half sent": False}
    for share in MOMENTS:
        name = f"killed at {share}"
        killing = Timer(whole * share, served_on_sqlite.kill_worker)
        outcomes[name] = saves(officer, name, before_sending=killing.start)
        killing.join()
        served_on_sqlite.wait_until_ready()
    stands(served_on_sqlite, officer, outcomes)


def fields_of(officer, name) -> dict:
    card = officer.fetches(CARD).text()
    fields = {"csrf_token": TOKEN.search(card)[1], "seen": SEEN.search(card)[1], "quarter": "2016-17-Q4"}
    return fields | {"rating": "green", "said": f"Words {name}.", "evidence_name": f"File {name}", "shows": "activity"}


def saves(officer, name, before_sending=lambda: None) -> bool:
    """Send an update with a file; whether it was acknowledged."""
    fields = fields_of(officer, name)
    before_sending()
    try:
        answer = officer.page.context.request.post(
            f"{officer.address}{CARD}", multipart={**fields, "evidence_file": file_of(name)}, max_redirects=0
        )
    except Error:
        return False
    assert answer.status == 302, answer.text()
    return True


def encoded(parts) -> tuple[str, bytes]:
    """A form with a file as a browser sends it: its content type and its bytes."""
    boundary, body = encode_multipart(parts)
    return f"multipart/form-data; boundary={boundary}", body


@contextmanager
def half_sent(served, officer, name):
    """The first half of an update with a file is under way; the rest never comes."""
    parts = {**fields_of(officer, name), "evidence_file": FileStorage(BytesIO(file_of(name)["buffer"]), "notes.txt")}
    content_type, body = encoded(parts)
    cookies = "; ".join(f"{each['name']}={each['value']}" for each in officer.page.context.cookies())
    host = served.address.removeprefix("http://")
    head = {"Host": host, "Cookie": cookies, "Content-Type": content_type, "Content-Length": len(body)}
    lines = [f"POST {CARD} HTTP/1.1", *(f"{key}: {value}" for key, value in head.items()), "", ""]
    with socket.create_connection(host.split(":")) as sending:
        sending.sendall("\r\n".join(lines).encode() + body[: len(body) // 2])
        yield


def file_of(name) -> dict:
    return {"name": "notes.txt", "mimeType": "text/plain", "buffer": (f"Notes {name}. " * 200_000).encode()}


def stands(served, officer, outcomes):
    """Each save is there whole, with its file as it was sent, or not at all; and never not if it was acknowledged."""
    officer.goes_to(ACTION)
    for name, acknowledged in outcomes.items():
        said, filed = f"Words {name}." in officer.text, f"File {name}" in officer.text
        assert said == filed, f"{name}: words {said}, file {filed}"
        assert said or not acknowledged, f"{name} was acknowledged and is lost"
        if filed:
            assert officer.downloads(f"Download File {name}") == file_of(name)["buffer"]
    served.place.insist("verify")
