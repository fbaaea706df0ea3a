"""What every template may count on: a name that is missing is refused, never drawn as nothing."""

from collections import Counter
from functools import lru_cache

from flask import g
from jinja2 import StrictUndefined
from jinja2.runtime import Undefined
from markupsafe import Markup

from actions import carrying
from actions.periods import reported_period
from actions.standing import plan_on
from tracker import words
from tracker.words import carrying as say
from tracker.words.standing import DUE, RHYTHM, submission_word, submitted


def required(value, name):
    """The value, or an error that names what a component was not given."""
    if value is None or isinstance(value, Undefined) or value == "":
        raise ValueError(f"The component needs {name}")
    return value


def columns_of(picture):
    """A chart's column heads for the table component: all but the first are numbers."""
    first, *others = picture.table.columns
    return [first, *({"text": text, "number": True} for text in others)]


def is_number(column) -> bool:
    """Whether a table's column holds numbers."""
    return isinstance(column, dict) and bool(column.get("number"))


def agencies_on(day):
    """The agencies taking part on a day, by number."""
    return plan_on(day).agencies


def agency_key(standing):
    """The key of the agency whose cell this is; none for a whole line."""
    taking = standing.cell and plan_on(standing.facts.day).agencies.get(standing.cell)
    return taking.key if taking else None


def squares(duty):
    """A duty's submissions, oldest first, as the strip of squares and its table draw them."""
    return [
        {
            "state": "owed" if each.state == "unanswered" else "due" if word == DUE else each.state,
            "word": word,
            "due": words.month(each.due),
            "reports_on": words.months(*reported_period(each.due, duty.every)),
            "answered": words.day(each.answered_on) if each.answered_on else "",
        }
        for each in duty.submissions
        for word in [submission_word(duty, each)]
    ]


def tally(duty):
    """How those that have fallen due came, in a sentence."""
    states = Counter(each.state for each in duty.fallen_due)
    return f"Fallen due: {submitted(states)}." if states else "Nothing has fallen due yet."


def carried_words(standing) -> str:
    """How often a line was carried, and when it was first due; nothing where it began in its document."""
    found = carrying.carried(standing, plan_on(g.day)) if standing.facts.carried_from else None
    return say.times(found.times, found.first_due) if found else ""


def became_words(standing) -> str:
    """What became of a line of a closed document; nothing of any other."""
    fate = carrying.fate(standing)
    into = carrying.goes_on_in(standing, plan_on(g.day)) if fate == carrying.CARRIED else ()
    return say.became_of(fate, into) if fate else ""


@lru_cache(maxsize=200)
def once(macro, given):
    """What a macro makes of something that says the same wherever it stands, made once: a status stands in every row."""
    return macro(given)


def due_words(standing) -> Markup:
    """When a line is due, and when it was due first. No macro: it stands in every row."""
    return _due_words(standing.due, standing.original_due, standing.moves)


@lru_cache(maxsize=2_000)
def _due_words(due, first, moves):
    said = words.by_the_end(due)
    if not first or due == first:
        return Markup(said)
    moved = f", moved {words.times(moves)}" if moves else ""
    return Markup('{} <span class="quiet">(first {}{})</span>').format(said, words.month(first), moved)


def is_counted(field) -> bool:
    """Whether a field says how much may be typed."""
    return field.kind == "textarea" and hasattr(field, "limit")


def described_by(field) -> str:
    """The ids of what stands beside a field. No macro: a page may hold hundreds of fields."""
    parts = {"hint": field.description, "error": field.errors, "info": is_counted(field)}
    return " ".join(f"{field.id}-{part}" for part, there in parts.items() if there)


HELPERS = (
    required,
    columns_of,
    is_number,
    agencies_on,
    agency_key,
    squares,
    tally,
    carried_words,
    became_words,
    once,
    due_words,
)


def init_app(app):
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    app.jinja_env.globals.update({helper.__name__: helper for helper in HELPERS})
    app.jinja_env.filters.update(described_by=described_by, is_counted=is_counted)
    app.jinja_env.globals.update(CHANGE_WORDS=words.CHANGE, FLAG_WORDS=words.FLAG, RHYTHM=RHYTHM)
