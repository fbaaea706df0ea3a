"""docs/running.md is followed: its commands are run, in their order, in a folder that stands for the machine."""

import json
import re
import shutil
import signal
import socket
import subprocess
import time
from urllib.request import Request, urlopen

import pytest
from places import ROOT
from the_machine import STAND_INS, Machine, blocks

from tracker.config import SETTINGS

PAGE = (ROOT / "docs" / "running.md").read_text(encoding="utf-8")
UNITS = sorted((ROOT / "docs" / "systemd").iterdir())
COMMANDS = sorted(set(re.findall(r"(?<![\w./])flask ([a-z-]+)", PAGE)))
NAMED = sorted(set(re.findall(r"^([A-Z][A-Z_]+)=", PAGE, re.MULTILINE)) - {"FLASK_APP"})
OF_A_BUCKET = {"AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_REGION"}
PATIENCE = 60
# What nothing here can run, by how it begins, and why. What root does otherwise has a stand-in (the_machine.STAND_INS).
NOT_RUN = {
    "apt-get update": "packages are installed by root",
    "server {": "nginx listens on ports of root's, with a certificate of the machine's",
    "nginx -t": "the same",
    "apt-get install --yes clamav-daemon": "clamd is a service of the machine's; test_scanning.py has one of its own",
    "podman build": "there is nothing here that runs containers; tests/house/test_containerfile.py looks at what it names",
    "DATABASE_URL=": "settings of several hosts, whose names are looked at",
    "GRANT MAINTAIN": "there is no such right before PostgreSQL 17; test_web_role.py grants it where there is",
}
RUN = [(kind, words) for kind, words in blocks(PAGE) if not words.startswith(tuple(NOT_RUN))]


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_is_one(app, name):
    assert name in app.cli.list_commands(None)


@pytest.mark.parametrize("name", NAMED)
def test_each_setting_is_one(name):
    assert name in SETTINGS.keys() | OF_A_BUCKET


def test_something_is_named():
    assert {"backup", "restore", "doctor", "verify", "read-only", "scan"} <= set(COMMANDS)
    assert {"DATABASE_URL", "PROXIES"} <= set(NAMED)


def test_everything_that_is_shown_to_be_done_is_run_or_has_a_reason_why_not():
    shown = blocks(PAGE)
    assert len(shown) - len(RUN) == len(NOT_RUN)
    assert {kind for kind, _ in RUN} == {"sh", "sql"}
    assert all(any(each in words for _, words in RUN) for each in STAND_INS)


@pytest.fixture(scope="module")
def machine(postgres_url, tmp_path_factory):
    made = Machine(tmp_path_factory.mktemp("machine"), postgres_url)
    yield made
    made.remove()


@pytest.fixture(scope="module")
def said(machine):
    """What was printed by all that the page shows to be done."""
    return machine.follow(RUN)


@pytest.mark.slow
@pytest.mark.postgres
class TestFollowed:
    def test_it_ends_with_a_record_that_is_whole_and_can_be_written_in(self, said):
        assert "https://tracker.example.org/first-run" in said
        assert "are back, as of" in said
        assert said.count("All well.") == 3  # restore looks too
        assert said.count("The tracker is read-only since") == 3
        assert said.count("The tracker can be written in again.") == 2
        assert "fault " not in said

    def test_settings_are_for_root_alone(self, machine, said):
        kept = machine.folder / "etc/tracker"
        assert {each.name: each.stat().st_mode & 0o777 for each in kept.iterdir()} == {"env": 0o600, "owner": 0o600}

    def test_the_website_may_change_no_table(self, said):
        assert "The role of the website may change tables" not in said
        assert "good  database  PostgreSQL" in said

    def test_units_that_are_started_are_those_that_are_installed(self, machine, said):
        installed = {each.name for each in (machine.folder / "etc/systemd/system").iterdir()}
        assert installed == {each.name for each in UNITS}
        named = set((machine.folder / "systemctl").read_text(encoding="utf-8").split()) - {
            "enable",
            "--now",
            "daemon-reload",
        }
        assert {each if "." in each else f"{each}.service" for each in named - {"start", "stop"}} <= installed

    def test_the_website_s_unit_serves_and_stops(self, machine, said):
        port = free_port()
        with started(machine, "tracker.service", port) as web:
            assert ready(port) == {"ready": True}
            assert ended(web) == 0

    def test_the_worker_s_unit_works_and_stops(self, machine, said):
        with started(machine, "tracker-worker.service") as worker:
            assert worker.stdout.readline() == "Reminds and sends every 10 minutes.\n"
            assert ended(worker) == 0

    def test_the_night_s_unit_makes_a_backup_and_finds_the_record_whole(self, machine, said):
        for command in exec_starts("tracker-nightly.service"):
            done = subprocess.run(
                shell(machine, command), capture_output=True, text=True, check=False, env=machine.surroundings
            )
            assert done.returncode == 0, done.stdout + done.stderr
        assert len(list((machine.folder / "var/backups/tracker").glob("20??-??-??/manifest.json"))) == 1


def exec_starts(unit) -> list[str]:
    """What a unit runs, as systemd would read it."""
    words = (ROOT / "docs" / "systemd" / unit).read_text(encoding="utf-8")
    return [each.replace("%%", "%") for each in re.findall(r"^ExecStart=-?(.*)$", words, re.MULTILINE)]


def shell(machine, command, port=8001) -> list[str]:
    """A unit's command with its settings, in its folder."""
    command = machine.here(command).replace(":8001", f":{port}")
    begins = machine.here("set -a; . /etc/tracker/env; set +a; cd /opt/tracker")
    return ["bash", "-euc", f"{begins}; {'exec ' if not command.startswith('/bin/sh') else ''}{command}"]


def started(machine, unit, port=8001):
    (command,) = exec_starts(unit)
    how = {"stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL, "text": True, "env": machine.surroundings}
    return subprocess.Popen(shell(machine, command, port), **how)


def ended(process) -> int:
    process.send_signal(signal.SIGTERM)
    process.communicate(timeout=PATIENCE)
    return process.returncode


def ready(port) -> dict:
    """What the website says of itself, as soon as it is up."""
    asked = Request(f"http://127.0.0.1:{port}/ready", headers={"Host": "tracker.example.org"})
    for _ in range(PATIENCE * 10):
        try:
            with urlopen(asked, timeout=PATIENCE) as answer:
                return json.loads(answer.read())
        except OSError:
            time.sleep(0.1)
    raise AssertionError("it is not up")


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return listener.getsockname()[1]


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="systemd-analyze is missing: apt-get install systemd")
def test_systemd_understands_the_units(tmp_path):
    made = tmp_path / "opt/tracker/.venv/bin"
    made.mkdir(parents=True)
    for name in ("flask", "gunicorn"):
        (made / name).symlink_to("/bin/true")
    for each in UNITS:
        words = each.read_text(encoding="utf-8").replace("/opt/tracker", f"{tmp_path}/opt/tracker")
        (tmp_path / each.name).write_text(words, encoding="utf-8")
    command = ["systemd-analyze", "verify", *(str(tmp_path / each.name) for each in UNITS)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
