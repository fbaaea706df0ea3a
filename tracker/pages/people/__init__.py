"""People, their roles and invitations; agencies; the originator's permission; what is missing; mail; who may open what."""

from tracker.pages.people import (
    agencies,
    inviting,
    links,
    lost_factor,
    mail,
    missing,
    permission,
    person,
    roll,
    routes,
)
from tracker.pages.people.group import pages

__all__ = [
    "agencies",
    "inviting",
    "links",
    "lost_factor",
    "mail",
    "missing",
    "pages",
    "permission",
    "person",
    "roll",
    "routes",
]
