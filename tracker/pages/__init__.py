"""The page groups. Each is a module, a blueprint, a template folder and a test file of the same name."""

from tracker.pages import (
    by_link,
    calendar,
    challenges,
    compare,
    crosswalk,
    due,
    escalations,
    evidence,
    marks,
    matrix,
    meetings,
    my_update,
    on_demand,
    ownership,
    people,
    plan,
    recommendations,
    redaction,
    reports,
    review,
    scorecard,
    set_aside,
    setting_meeting,
    sign_in,
    start,
    workbook,
)

GROUPS = (
    start,
    sign_in,
    plan,
    matrix,
    compare,
    scorecard,
    due,
    recommendations,
    setting_meeting,
    crosswalk,
    set_aside,
    marks,
    my_update,
    workbook,
    by_link,
    calendar,
    evidence,
    review,
    reports,
    on_demand,
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
