"""Each role's own start, and whether the portal is up."""

from flask import Blueprint, redirect

from actions.permissions import Permission
from tracker import checks, days, read_only
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
    """Whether requests can be served here; if not, 503 and the names of what fails (checks.READY). While the tracker is
    read-only it serves: what is read."""
    failing = checks.failing()
    if failing:
        return {"ready": False, "failing": failing}, 503
    return {"ready": True, **({"read_only": True} if read_only.now() else {})}
