"""The page groups. Each is a module, a blueprint, a template folder and a test file of the same name."""

from tracker.pages import (
    challenges,
    escalations,
    evidence,
    meetings,
    my_update,
    ownership,
    people,
    plan,
    recommendations,
    redaction,
    reports,
    review,
    sign_in,
    start,
    workbook,
)

GROUPS = (
    start,
    sign_in,
    plan,
    recommendations,
    my_update,
    workbook,
    evidence,
    review,
    reports,
    meetings,
    challenges,
    escalations,
    people,
    ownership,
    redaction,
)


def init_app(app):
    for group in GROUPS:
        app.register_blueprint(group.pages)
