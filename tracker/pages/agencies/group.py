"""The blueprint that the parts of this page group share."""

from flask import Blueprint

pages = Blueprint("agencies", __name__)
