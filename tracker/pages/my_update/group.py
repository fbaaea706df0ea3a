"""The blueprint that the parts of this page group share."""

from flask import Blueprint

pages = Blueprint("my_update", __name__)
