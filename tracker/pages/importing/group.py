"""The blueprint that the steps of an import share, and what each needs first."""

from flask import Blueprint, flash, redirect, url_for

from tracker.guard import viewer
from tracker.importing import kept

pages = Blueprint("importing", __name__)
GONE = "There is no spreadsheet that waits: it was adopted or discarded, or has waited for more than a day. Upload it again."


def waits(*, matched=True):
    """The person's import, and where to go instead if it is not as far as this step."""
    found = kept.waiting(viewer())
    if found is None:
        flash(GONE, "warning")
        return None, redirect(url_for("importing.upload"))
    if matched and found.matched is None:
        return None, redirect(url_for("importing.columns"))
    return found, None
