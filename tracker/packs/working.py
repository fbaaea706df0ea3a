"""A thread of the website that makes packs, so that a board on one host needs no second process. A server that is told to
stop waits for it to give back the pack that it is at."""

import threading

from flask import Flask, current_app

from actions.db import db
from actions.errors import ReadOnlyNow
from tracker.packs import queue


def begin() -> None:
    """Start making what waits, after the commit of who asked. Should this process end, the next worker takes it up again."""
    if not current_app.testing:
        start(current_app._get_current_object())


def start(app: Flask) -> threading.Thread:
    thread = threading.Thread(target=_work, args=(app,), name="packs")
    thread.start()
    return thread


def _work(app):
    with app.app_context():
        try:
            queue.work()
        except ReadOnlyNow:
            app.logger.info("packs wait: the tracker is read-only")
        except Exception:
            app.logger.exception("packs could not be made")
        finally:
            db.session.remove()
