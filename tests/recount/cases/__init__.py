"""The rules in plain English, each tried on a small ledger: one table for each theme."""

from . import (
    on_agencies,
    on_claims,
    on_days_and_dates,
    on_duties,
    on_each_agency,
    on_other_flags,
    on_ratings,
    on_recommendations,
)

CASES = [
    case
    for theme in (
        on_days_and_dates,
        on_ratings,
        on_claims,
        on_duties,
        on_recommendations,
        on_each_agency,
        on_other_flags,
        on_agencies,
    )
    for case in theme.CASES
]
