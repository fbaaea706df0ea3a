"""Every date, status, count and sentence that the product shows. The template filters come from here only."""

from tracker.words.comparing import CHANGE, change, how_it_changed
from tracker.words.days import (
    by_the_end,
    capital,
    count,
    day,
    file_size,
    lateness,
    listed,
    moment,
    month,
    months,
    quarter,
    times,
)
from tracker.words.evidence import file_note, recheck
from tracker.words.falling_due import outside_the_picture, why_at_risk
from tracker.words.people import lowered
from tracker.words.standing import FLAG, RATING, STATUS, because, flag, plain_tag, some_numbers, submission, sums, tag

__all__ = [
    "CHANGE",
    "FLAG",
    "RATING",
    "STATUS",
    "because",
    "by_the_end",
    "capital",
    "change",
    "count",
    "day",
    "file_note",
    "file_size",
    "flag",
    "how_it_changed",
    "lateness",
    "listed",
    "lowered",
    "moment",
    "month",
    "months",
    "outside_the_picture",
    "plain_tag",
    "quarter",
    "recheck",
    "some_numbers",
    "submission",
    "sums",
    "tag",
    "times",
    "why_at_risk",
]

FILTERS = (
    because,
    by_the_end,
    capital,
    change,
    count,
    day,
    file_note,
    file_size,
    flag,
    how_it_changed,
    lateness,
    listed,
    lowered,
    moment,
    month,
    outside_the_picture,
    plain_tag,
    quarter,
    recheck,
    some_numbers,
    submission,
    sums,
    tag,
    times,
    why_at_risk,
)


def init_app(app):
    for say in FILTERS:
        app.jinja_env.filters[say.__name__] = say
