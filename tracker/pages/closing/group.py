"""The address space of this page group."""

from flask import Blueprint, abort, g

from actions import queries
from actions.models import Document

pages = Blueprint("closing", __name__)


def document_or_404(reference: str) -> Document:
    return next((each for each in queries.documents(g.day) if each.reference == reference), None) or abort(404)
