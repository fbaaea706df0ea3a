"""A report as one HTML file, whole in itself: no navigation, form, script or outside file."""

import base64
import hashlib
import re

from flask import current_app

from tracker.papers.content import Content, Status

STYLE = re.compile(rb"<style>(.*?)</style>", re.DOTALL)


def draw(content: Content) -> bytes:
    """The HTML edition."""
    template = current_app.jinja_env.get_template("papers/edition.html")
    return template.render(content=content, is_status=lambda cell: isinstance(cell, Status)).encode()


def content_policy(edition: bytes) -> str:
    """The policy under which a kept edition is served: nothing but its own style."""
    found = STYLE.search(edition)
    digest = base64.b64encode(hashlib.sha256(found.group(1)).digest()).decode() if found else ""
    return (
        f"default-src 'none'; style-src 'sha256-{digest}'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
    )
