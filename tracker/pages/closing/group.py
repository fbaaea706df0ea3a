"""The address space of this page group."""

from flask import Blueprint

pages = Blueprint("closing", __name__)
