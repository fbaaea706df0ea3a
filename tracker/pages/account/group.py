"""The blueprint that the parts of this page group share."""

from flask import Blueprint

pages = Blueprint("account", __name__)
