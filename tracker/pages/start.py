"""Each role's own start, and whether the portal is up."""

from flask import Blueprint, redirect
from sqlalchemy import text

from actions.db import db
from actions.permissions import Permission
from tracker import days
from tracker.guard import public, requires, viewer

pages = Blueprint("start", __name__)

# Where each role lands, the first that a person holds.
STARTS = (
    ("chair", "review.queue"),
    ("deputy", "review.queue"),
    ("officer", "my_update.my_update"),
    ("agency_lead", "my_update.my_update"),
    ("executive", "reports.latest"),
    ("business_manager", "people.missing"),
    ("inspector", "plan.glance_page"),
)


@pages.get("/")
@requires(Permission.READ_PLAN)
def start():
    endpoint = next(endpoint for role, endpoint in STARTS if role in viewer().roles)
    return redirect(days.address(endpoint))


@pages.get("/health")
@public
def health():
    return {"up": True}


@pages.get("/ready")
@public
def ready():
    db.session.execute(text("SELECT 1 FROM place"))
    return {"ready": True}
