"""The blueprint that the parts of this page group share: no address of it is given away to where a page leads."""

from flask import Blueprint

pages = Blueprint("by_link", __name__)


@pages.after_request
def tell_nobody(response):
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["Cache-Control"] = "no-store"
    return response
