"""The log: a line of JSON each, with the id of its request. It tells where something went wrong, and nothing typed."""

import json
import logging
import re
import secrets
import traceback
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter

from flask import current_app, g, has_request_context, request
from flask.logging import default_handler

ROOT = Path(__file__).parent.parent
HEADER = "X-Request-ID"
FIT = re.compile(r"[A-Za-z0-9-]{8,64}")
asked = logging.getLogger("tracker.requests")


class Lines(logging.Formatter):
    """A record as JSON. Of a fault its kind and where it was: what it says may hold what was typed."""

    def format(self, record) -> str:
        said = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
            **getattr(record, "more", {}),
        }
        if has_request_context():
            said |= {"request": request_id(), "endpoint": request.endpoint}
        if record.exc_info and record.exc_info[0]:
            said |= {"fault": record.exc_info[0].__name__, "where": _where(record.exc_info[2])}
        return json.dumps(said, ensure_ascii=True)


def _where(trace) -> list[str]:
    """The places of our own code on the way to a fault, and the last one, whosever it is."""
    frames = [(Path(each.filename), each.lineno, each.name) for each in traceback.extract_tb(trace)]
    own = [each for each in frames if ROOT in each[0].parents and "site-packages" not in each[0].parts]
    kept = own if frames[-1:] == own[-1:] else [*own, *frames[-1:]]
    return [f"{_short(path)}:{line} {name}" for path, line, name in kept]


def _short(path) -> str:
    return str(path.relative_to(ROOT)) if ROOT in path.parents else path.name


def request_id() -> str:
    """The id that the proxy gave, where one is believed, or one of our own."""
    if "request_id" not in g:
        given = request.headers.get(HEADER, "") if current_app.config.get("PROXIES") else ""
        g.request_id = given if FIT.fullmatch(given) else secrets.token_hex(8)
    return g.request_id


def init_app(app):
    default_handler.setFormatter(Lines())
    if default_handler not in app.logger.handlers:
        app.logger.addHandler(default_handler)
    app.before_request(_begin)
    app.after_request(_tell)
    if app.config.get("LOG_REQUESTS"):
        asked.setLevel(logging.INFO)


def _begin():
    g.begun = perf_counter()


def _tell(answer):
    """The id goes with the answer. The line names the page, not its address: that may be a secret, or hold what was typed."""
    answer.headers[HEADER] = request_id()
    if current_app.config.get("LOG_REQUESTS"):
        took = round((perf_counter() - g.get("begun", perf_counter())) * 1000)
        asked.info("asked", extra={"more": {"method": request.method, "status": answer.status_code, "ms": took}})
    return answer
