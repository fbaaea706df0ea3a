"""The blueprint that the parts of this page group share: no address of it is given away to where a page leads."""

from flask import Blueprint

from tracker import guard
from tracker.links import waiting

pages = Blueprint("by_link", __name__)
pages.after_request(guard.no_referrer)


@pages.app_context_processor
def waiting_by_link():
    """For My update: how many answers wait for the person signed in to confirm."""
    return {"waiting_by_link": lambda: len(waiting.for_viewer(guard.viewer()))}
