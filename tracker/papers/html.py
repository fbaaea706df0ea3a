"""A report as one HTML file, whole in itself: no navigation, form, script or outside file."""

import base64
import hashlib
import re

from flask import current_app

from tracker.papers.content import Content, Plain, Status

STYLE = re.compile(rb"<style>(.*?)</style>", re.DOTALL)


def draw(content: Content) -> bytes:
    """The HTML edition of a report."""
    return _drawn("papers/edition.html", content)


def draw_plain(content: Plain) -> bytes:
    """The HTML edition of a paper of headed parts."""
    return _drawn("papers/plain.html", content)


def _drawn(name, content):
    template = current_app.jinja_env.get_template(name)
    return template.render(content=content, is_status=lambda cell: isinstance(cell, Status)).encode()


def content_policy(edition: bytes) -> str:
    """The policy under which a kept edition is served: nothing but its own style."""
    found = STYLE.search(edition)
    digest = base64.b64encode(hashlib.sha256(found.group(1)).digest()).decode() if found else ""
    return (
        f"default-src 'none'; style-src 'sha256-{digest}'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
    )
