"""Every date, status, count and sentence that the product shows. The template filters come from here only."""

from tracker.words.days import by_the_end, capital, count, day, file_size, lateness, listed, month, months, quarter
from tracker.words.evidence import file_note, recheck
from tracker.words.standing import FLAG, RATING, STATUS, because, flag, plain_tag, submission, sums, tag

__all__ = [
    "FLAG",
    "RATING",
    "STATUS",
    "because",
    "by_the_end",
    "capital",
    "count",
    "day",
    "file_note",
    "file_size",
    "flag",
    "lateness",
    "listed",
    "month",
    "months",
    "plain_tag",
    "quarter",
    "recheck",
    "submission",
    "sums",
    "tag",
]

FILTERS = (
    because,
    by_the_end,
    capital,
    count,
    day,
    file_note,
    file_size,
    flag,
    lateness,
    listed,
    month,
    plain_tag,
    quarter,
    recheck,
    submission,
    sums,
    tag,
)


def init_app(app):
    for say in FILTERS:
        app.jinja_env.filters[say.__name__] = say
