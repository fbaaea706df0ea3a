"""What the API answers when it cannot: a problem as JSON (RFC 9457) in plain words."""

import json

from flask import request
from werkzeug.exceptions import HTTPException

BEGINS = "/api/"
MEDIA_TYPE = "application/problem+json"
SAID = {
    403: "You may not read this.",
    404: "There is no such thing, or you may not see it.",
    405: "It can be read alone: GET.",
    500: "Something went wrong. It is written down; try again, or tell the board office.",
}


def is_asked_for() -> bool:
    """Whether a program asks, and not a browser."""
    return request.path.startswith(BEGINS)


def answer(problem: HTTPException, detail: str | None = None):
    """The problem as a program reads it. `detail`: instead of what the problem says itself."""
    response = problem.get_response()
    response.set_data(json.dumps(_told(problem, detail), ensure_ascii=False))
    response.content_type = MEDIA_TYPE
    return response


def _told(problem, detail) -> dict:
    """Which fields were wrong, and how, is said of a request that was not understood."""
    own = problem.description if problem.description != type(problem).description else None
    told = {"type": "about:blank", "title": problem.name, "status": problem.code}
    told["detail"] = detail or own or SAID.get(problem.code) or problem.description
    wrong = getattr(problem, "data", {}).get("messages")
    return {**told, "detail": "Look at errors.", "errors": wrong["query"]} if wrong else told
