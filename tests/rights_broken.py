"""Checks of the product's that may be taken away, one at a time, and where the matrix of rights must notice it."""

from importlib import import_module

from sqlalchemy.sql import operators

from actions.permissions import GRANTS, SCOPES, Permission, Scope
from tracker import accounts
from tracker.accounts.models import Account


def yes(*_, **__):
    return True


def nothing(*_, **__):
    return None


def instead(module, name, other):
    return lambda monkeypatch: monkeypatch.setattr(import_module(module), name, other)


def granted(permission, role):
    return lambda monkeypatch: monkeypatch.setitem(GRANTS[permission], role, Scope.ANY)


def everywhere(scope):
    return lambda monkeypatch: monkeypatch.setitem(SCOPES, scope, yes)


def whoever_is_disabled(monkeypatch):
    """A session is asked for without asking whether its account may be used."""
    query = accounts.SESSION
    kept = [each for each in query._where_criteria if not is_active(each)]
    assert len(kept) < len(query._where_criteria)
    without = query._generate()
    without._where_criteria = tuple(kept)
    monkeypatch.setattr(accounts, "SESSION", without)


def is_active(criterion):
    return getattr(criterion, "operator", None) is operators.is_true or criterion is Account.active.expression


EVIDENCE, LINES = "tracker.pages.evidence", "tracker.guard"
# What is broken: who then is answered otherwise than the table says, when asking for what; and how it is broken.
BROKEN = {
    "executives look after people": (
        *("GET", "people.people", "executive"),
        granted(Permission.LOOK_AFTER_PEOPLE, "executive"),
    ),
    "inspectors read drafts": ("GET", "reports.draft", "inspector", granted(Permission.READ_DRAFTS, "inspector")),
    "officers see who opened what": ("GET", "reports.opened", "officer", granted(Permission.SEE_ACCESS, "officer")),
    "the office decides": ("POST", "review.line", "business_manager", granted(Permission.DECIDE, "business_manager")),
    "every line is one's own": ("POST", "my_update.new_date", "helper", everywhere(Scope.OWN)),
    "every line is helped with": ("POST", "my_update.card", "other", everywhere(Scope.HELPED)),
    "a chair decides for their own agency": ("POST", "review.line", "own_chair", everywhere(Scope.OTHERS)),
    "a route needs nothing": ("GET", "people.people", "officer", instead(LINES, "may", yes)),
    "a page does not ask whose line it is": ("GET", "my_update.card", "other", instead(LINES, "insist", nothing)),
    "a form does not ask whose line it is": ("GET", "my_update.new_date", "helper", instead(LINES, "insist", nothing)),
    "restricted evidence is handed to all": (
        *("GET", "evidence.download~restricted", "executive"),
        instead(EVIDENCE, "may_see_evidence", yes),
    ),
    "its own agency's chair opens it": (
        *("GET", "evidence.download~restricted", "own_chair"),
        everywhere(Scope.OTHERS),
    ),
    "who helps takes back what others added": (
        *("GET", "evidence.withdraw", "helper"),
        instead(EVIDENCE, "_insist_owner", nothing),
    ),
    "a pack is opened by whoever knows its number": (
        *("GET", "packs.pack", "officer"),
        instead("actions.packs", "may_open", yes),
    ),
    "who asked confirms a lost factor as well": (
        *("POST", "account.confirm_lost", "business_manager"),
        instead("tracker.accounts.lost_factors", "_is_second", yes),
    ),
    "anybody sets a decision aside": (
        *("POST", "set_aside.decision", "deputy"),
        instead("actions.changes.deciding", "_insist_took_it", nothing),
    ),
    "a disabled account's session goes on": ("GET", "plan.lines", "disabled", whoever_is_disabled),
    "a role that ended gives rights": (
        *("GET", "plan.lines", "ended"),
        instead("actions.permissions", "viewer_of", lambda rows, today: past_roles(rows)),
    ),
}


def past_roles(rows):
    """Somebody with every role that they ever held."""
    first = rows[0]
    viewer = import_module("actions.permissions").Viewer
    return viewer(first.id, first.text, first.agency_id, first.key, frozenset(row.role for row in rows))
