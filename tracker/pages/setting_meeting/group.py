"""The blueprint that the parts of this page group share."""

from flask import Blueprint

pages = Blueprint("setting_meeting", __name__)
