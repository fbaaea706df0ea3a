"""Every date, status, count and sentence that the product shows. The template filters come from here only."""

from tracker.words.days import (
    by_the_end,
    capital,
    count,
    day,
    file_size,
    lateness,
    listed,
    month,
    months,
    quarter,
    times,
)
from tracker.words.standing import FLAG, RATING, STATUS, because, flag, plain_tag, sums, tag

__all__ = [
    "FLAG",
    "RATING",
    "STATUS",
    "because",
    "by_the_end",
    "capital",
    "count",
    "day",
    "file_size",
    "flag",
    "lateness",
    "listed",
    "month",
    "months",
    "plain_tag",
    "quarter",
    "sums",
    "tag",
    "times",
]

FILTERS = (
    because,
    by_the_end,
    capital,
    count,
    day,
    file_size,
    flag,
    lateness,
    listed,
    month,
    plain_tag,
    quarter,
    sums,
    tag,
    times,
)


def init_app(app):
    for say in FILTERS:
        app.jinja_env.filters[say.__name__] = say
