"""A list in parts, as JSON or CSV."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from flask import Response, current_app, g, request

from actions.settings import as_at
from tracker.sheets import Column, drawing, marked

FORMS = {"json": "application/json", "csv": "text/csv"}
WIDTH = 20


@dataclass(frozen=True)
class Found:
    """All that was asked for, and how a part of it is told as rows."""

    all: Sequence
    told: Callable[[Sequence], list[dict]]


def form(asked: dict) -> str:
    """json or csv: as the address says, or else the header."""
    best = request.accept_mimetypes.best_match(FORMS.values(), default=FORMS["json"])
    return asked.get("format") or next(name for name, media_type in FORMS.items() if media_type == best)


def answer(found: Found, asked: dict, columns: Sequence[str], name: str) -> Response:
    """The part that was asked for, with links to the others."""
    total, limit, offset = len(found.all), asked["limit"], asked["offset"]
    rows = [_plain(row) for row in found.told(found.all[offset : offset + limit])]
    leads = _leads(total, limit, offset)
    if form(asked) == "csv":
        response = _as_csv(rows, columns, name)
    else:
        part = {"total": total, "limit": limit, "offset": offset, "next": leads.get("next"), "items": rows}
        response = as_json(part)
    if leads:
        response.headers["Link"] = ", ".join(f'<{address}>; rel="{rel}"' for rel, address in leads.items())
    return response


def as_json(told: dict) -> Response:
    """That with the day that it is about and the marking."""
    whole = {"as_at": g.day.isoformat(), "marking": marked.marking(as_at(g.day)), **told}
    return Response(json.dumps(whole, ensure_ascii=False), content_type=FORMS["json"])


def _leads(total, limit, offset) -> dict[str, str]:
    """The addresses of the other parts."""
    last = (max(total - 1, 0) // limit) * limit
    places = {
        "first": 0 if offset else None,
        "prev": max(offset - limit, 0) if offset else None,
        "next": offset + limit if offset + limit < total else None,
        "last": last if last > offset else None,
    }
    return {rel: _at(limit, place) for rel, place in places.items() if place is not None}


def _at(limit, offset) -> str:
    kept = [(name, value) for name, value in request.args.items(multi=True) if name not in ("limit", "offset")]
    asked = urlencode([*kept, ("limit", limit), ("offset", offset)])
    return f"{current_app.config['BASE_URL']}{request.path}?{asked}"


def _plain(row: dict) -> dict:
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in row.items()}


def _as_csv(rows, columns, name) -> Response:
    cells = [[_cell(row[column]) for column in columns] for row in rows]
    sheet = marked.sheet(name, g.day, tuple(Column(column, WIDTH) for column in columns), cells)
    response = Response(drawing.as_csv(sheet), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}-{g.day}.csv"'
    response.headers["Content-Security-Policy"] = "sandbox"
    return response


def _cell(value):
    """Several in one cell, a line by its document and number, and yes and no in the words of JSON."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict):
        return " ".join(value.values())
    return ", ".join(map(_cell, value)) if isinstance(value, list) else value
