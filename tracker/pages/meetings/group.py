"""The blueprint of the meetings' pages."""

from flask import Blueprint

pages = Blueprint("meetings", __name__)
