"""The points at which the product writes: files of evidence as the operating system sees them, statements and commits.

Each is counted just before it takes effect, a write of a file also when half of it is written, a commit also just after.
So a kill at point n leaves exactly what the n - 1 before it did. A power cut leaves less: of files, what was not synced is
gone (`Unsynced`); of the database what SQLite has told to be committed stays.
"""

import errno
import os
import re
import shutil
import signal
import sqlite3
from contextlib import contextmanager, suppress

from sqlalchemy import event

KILLED, POWER, FULL = "killed", "power cut", "disk full"
HOWS = (KILLED, POWER, FULL)
WRITING = ("INSERT", "UPDATE", "DELETE")
TABLE = re.compile(r"(?!INTO|FROM)\b\w+")


class Points:
    """Counts points from 1; at the n-th (`at`) it fails in the way that `how` says. `names`: those reached."""

    def __init__(self, root, at=None, how=None):
        self.root, self.at, self.how, self.names = str(root), at, how, []
        self.unsynced = Unsynced()

    def reach(self, name, full=None):
        """`full`: what a full disk does here; None where it does nothing."""
        self.names.append(name)
        if len(self.names) != self.at:
            return
        if self.how == FULL and full:
            raise full()
        if self.how == POWER:
            self.unsynced.lose()
        if self.how in (KILLED, POWER):
            os.kill(os.getpid(), signal.SIGKILL)

    def concerns(self, path) -> bool:
        return str(path).startswith(self.root)


class Unsynced:
    """What a power cut takes: the content of files, and the names in folders, that were not synced."""

    def __init__(self):
        self.files, self.names = set(), []

    def did(self, call, path, *more):
        """A call took effect: a file was opened or written, a folder made, a file given its name."""
        if call == "write":
            self.files.add(path)
        elif call == "mkdir":
            self.names.append((path, None))
        elif call == "replace":
            self.names.append((str(more[0]), path))
            self.files = {str(more[0]) if each == path else each for each in self.files}

    def synced(self, path):
        self.files.discard(path)
        self.names = [each for each in self.names if os.path.dirname(each[0]) != path]

    def lose(self):
        for path in self.files:
            with suppress(FileNotFoundError):
                os.truncate(path, 0)
        for name, before in reversed(self.names):
            os.rename(name, before) if before else shutil.rmtree(name, ignore_errors=True)


def _no_room():
    return OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def _database_full():
    return sqlite3.OperationalError("database or disk is full")


# Calls that name a path, and what a full disk does to each: a name that goes away needs no room.
ON_PATHS = {"mkdir": _no_room, "open": _no_room, "replace": _no_room, "unlink": None}


@contextmanager
def counted(points: Points, engine):
    """While this lasts, what is written is counted and fails where it is to fail."""
    real = {name: getattr(os, name) for name in (*ON_PATHS, "fsync", "fdopen")}
    for name, full in ON_PATHS.items():
        setattr(os, name, _on_path(points, name, real[name], full))
    os.fsync = _on_handle(points, real["fsync"])
    os.fdopen = lambda *args, **more: _Halved(real["fdopen"](*args, **more), points)
    stop = _count_database(points, engine)
    try:
        yield
    finally:
        stop()
        for name, call in real.items():
            setattr(os, name, call)


def _on_path(points, name, call, full):
    def instead(path, *args, **more):
        if not points.concerns(path):
            return call(path, *args, **more)
        points.reach(name, full)
        done = call(path, *args, **more)
        points.unsynced.did(name, str(path), *args)
        return done

    return instead


def _on_handle(points, fsync):
    def instead(handle):
        points.reach("fsync", _no_room)
        fsync(handle)
        points.unsynced.synced(_named(handle))

    return instead


def _named(handle) -> str:
    """The path of an open file or folder."""
    return os.readlink(f"/proc/self/fd/{handle}")


class _Halved:
    """A file whose writes come to the disk in two halves, with a point before each."""

    def __init__(self, file, points):
        self._file, self._points = file, points

    def write(self, content):
        half = len(content) // 2
        for part in (content[:half], content[half:]):
            self._points.reach("write", _no_room)
            self._file.write(part)
            self._file.flush()
            self._points.unsynced.did("write", _named(self._file.fileno()))

    def __enter__(self):
        return self

    def __exit__(self, *_fault):
        self._file.close()

    def __getattr__(self, name):
        return getattr(self._file, name)


def _count_database(points, engine):
    """Count statements that write and commits. What takes it back."""

    def statement(_cursor, sql, _parameters, _context):
        word, _, rest = sql.lstrip().partition(" ")
        if word in WRITING:
            points.reach(f"{word.lower()} {TABLE.search(rest)[0]}", _database_full)

    def commit(connection):
        points.reach("commit", _database_full)
        type(engine.dialect).do_commit(engine.dialect, connection)
        points.reach("committed")

    event.listen(engine, "do_execute", statement)
    event.listen(engine, "do_executemany", statement)
    engine.dialect.do_commit = commit

    def stop():
        event.remove(engine, "do_execute", statement)
        event.remove(engine, "do_executemany", statement)
        del engine.dialect.do_commit

    return stop
