"""When each job last ran, on whatever host: the age of a file beside the evidence, which all hosts share."""

from contextlib import suppress
from datetime import UTC, datetime

from actions import files

JOBS = ("remind", "send", "backup")


def ran(job: str) -> None:
    """The job has just run. Where that cannot be written down, nothing is lost by it."""
    with suppress(OSError):
        folder = files.folder("jobs")
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        (folder / job).touch()


def last(job: str) -> datetime | None:
    """When it last ran; None if it never did."""
    with suppress(FileNotFoundError):
        return datetime.fromtimestamp((files.folder("jobs") / job).stat().st_mtime, UTC)
    return None
