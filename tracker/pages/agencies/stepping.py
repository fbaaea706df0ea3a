"""From a form to what it would do, and from there to doing it: nothing is kept on the way, the answers travel along."""

from flask import g, render_template, request

from actions.db import begin_writing
from actions.errors import RuleBroken
from tracker.forms import land

CHANGE, LINES, AGAIN, SURE = "change", "lines", "again", "sure"
NOT_AN_ANSWER = ("csrf_token", "step")


def step() -> str:
    """Which button was pressed; of the first form it says nothing."""
    return _sent_by().get("step", "")


def _sent_by():
    return g.get("typed") or request.form


def sent(without: str | None = None) -> list[tuple[str, str]]:
    """What was answered so far; `without`: how the names begin of what is asked anew."""
    found = [(name, value) for name, values in _sent_by().lists() for value in values if name not in NOT_AN_ANSWER]
    return [(name, value) for name, value in found if without is None or not name.startswith(without)]


def rehearsed(form, verb) -> bool:
    """Whether the verb would be done: it is tried, and taken back whatever came of it."""
    try:
        verb()
    except RuleBroken as broken:
        land(form, broken)
        return False
    finally:
        begin_writing()
    return True


def check(form, title: str, button: str, rows: list, will_happen: list, back: str, agency=None):
    """The page that says what will happen, before it does. `back`: the step that a change leads to."""
    shown = {"form": form, "title": title, "button": button, "rows": rows, "will_happen": will_happen, "back": back}
    return render_template("agencies/check.html", sent=sent(), agency=agency, **shown)
