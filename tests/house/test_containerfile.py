"""The Containerfile cannot be built here: every path, command and setting that it names is there, and what it runs works."""

import json
import os
import re
import subprocess
import sys
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import pytest
from places import ROOT

from tracker import config

FILE = re.sub(r"\\\n\s*", "", (ROOT / "Containerfile").read_text(encoding="utf-8"))
LINES = [tuple(line.split(" ", 1)) for line in FILE.splitlines() if line and not line.startswith("#")]
LAST = LINES[max(place for place, (word, _) in enumerate(LINES) if word == "FROM") :]
NOT_OURS = {"FLASK_APP", "PATH", "PYTHONDONTWRITEBYTECODE", "PYTHONUNBUFFERED"}
SERVES = ("actions", "seeds", "static", "templates", "tracker", "wsgi.py")


def said(word, lines=LINES) -> list[str]:
    return [rest for each, rest in lines if each == word]


def listed(words) -> list[str]:
    return json.loads(words[words.index("[") :])


def test_what_is_copied_is_there_and_all_that_serves_is_copied():
    copied = [words.split() for words in said("COPY")]
    from_here = {name for words in copied if not words[0].startswith("--") for name in words[:-1]}
    assert [name for name in from_here if not (ROOT / name).exists()] == []
    assert {words[-1] if words[-1] != "./" else words[-2] for words in map(str.split, said("COPY", LAST))} == {
        ".venv",
        *SERVES,
    }


def test_images_are_named_plainly_and_the_python_is_ours():
    names = [words.split()[0] for words in said("FROM")]
    assert set(names) == {"python:3.11-slim-bookworm"}
    assert "://" not in re.sub(r"http://127\.0\.0\.1|sqlite:////|file:///", "", FILE)


def test_the_last_stage_builds_nothing_and_runs_as_nobody_special():
    assert said("USER", LAST) == ["tracker"]
    assert not re.search(r"\b(pip|npm|apt-get|gcc|make)\b", "\n".join(said("RUN", LAST)))


def test_folders_that_outlive_it_are_made_and_belong_to_its_user():
    (made,) = said("RUN", LAST)
    assert "install -d -o tracker -g tracker" in made
    assert [folder for folder in listed(said("VOLUME")[0]) if folder not in made] == []


def test_its_settings_are_ones():
    named = set(re.findall(r"(\w+)=", re.sub(r"//\S+", "", " ".join(said("ENV")))))
    assert named - NOT_OURS <= config.SETTINGS.keys()


def test_it_serves_as_the_unit_does():
    unit = (ROOT / "docs" / "systemd" / "tracker.service").read_text(encoding="utf-8")
    serves = listed(said("CMD")[0])
    assert (Path(sys.executable).parent / serves[0]).exists()
    assert f"/{' '.join(serves)}".replace("0.0.0.0", "127.0.0.1") in unit


class Ready(BaseHTTPRequestHandler):
    status, asked = 200, []

    def do_GET(self):
        self.asked.append((self.path, self.headers["Host"]))
        self.send_response(self.status)
        self.end_headers()

    def log_message(self, *_):
        pass


@pytest.mark.parametrize(("status", "code"), [(200, 0), (503, 1)])
def test_its_health_is_what_ready_says(status, code, app, monkeypatch):
    monkeypatch.setattr(Ready, "status", status)
    with HTTPServer(("127.0.0.1", 0), Ready) as server:
        Thread(target=server.handle_request, daemon=True).start()
        _, *how = listed(said("HEALTHCHECK")[0])
        how = [each.replace(":8001", f":{server.server_port}") for each in how]
        surroundings = {**os.environ, "BASE_URL": "https://tracker.example.org"}
        done = subprocess.run([sys.executable, *how], env=surroundings, capture_output=True, check=False)
    assert done.returncode == code
    assert Ready.asked[-1] == ("/ready", "tracker.example.org")
    assert "/ready" in {rule.rule for rule in app.url_map.iter_rules()}
