"""The blueprint that the parts of this page group share."""

from flask import Blueprint

pages = Blueprint("people", __name__)
