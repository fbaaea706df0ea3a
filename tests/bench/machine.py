"""What it was measured on: nothing that would tell whose machine it is."""

import os
import platform
import re
import sqlite3
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

import psutil

PROCESSOR = re.compile(r"^model name\s*:\s*(.+)$", re.MULTILINE)
STANDS_ON = ("Flask", "SQLAlchemy", "reportlab", "gunicorn")


def described() -> dict[str, str]:
    cores, memory = os.cpu_count(), psutil.virtual_memory().total / 2**30
    return {
        "Date": f"{datetime.now(UTC):%-d %B %Y}",
        "Processor": f"{cores} cores{processor()}",
        "Memory": f"{memory:.0f} GB",
        "System": platform.system(),
        "Python": platform.python_version(),
        "SQLite": sqlite3.sqlite_version,
        "Packages": ", ".join(f"{name} {version(name)}" for name in STANDS_ON),
    }


def processor() -> str:
    """Its name, where the system tells it."""
    told = Path("/proc/cpuinfo")
    found = PROCESSOR.search(told.read_text()) if told.exists() else None
    return f", {found[1].strip()}" if found else ""


def load() -> float:
    """How many processes wanted a core, in the last minute."""
    return os.getloadavg()[0]
