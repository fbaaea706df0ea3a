"""When each job last ran, on whatever host: the age of a file beside the evidence, where all hosts find it."""

from contextlib import suppress
from datetime import datetime

from actions import files


def ran(job: str) -> None:
    """The job has just run. Where that cannot be written down, nothing is lost by it."""
    with suppress(OSError):
        files.store().touch(f"jobs/{job}")


def last(job: str) -> datetime | None:
    """When it last ran; None if it never did."""
    return files.store().changed(f"jobs/{job}")
