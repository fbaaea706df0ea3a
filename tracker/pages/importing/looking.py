"""Step 4: the plan as it would be adopted, with its totals; then all of it in one transaction."""

from itertools import chain

from flask import flash, redirect, render_template, url_for

from actions import identifiers
from actions.db import db, lock_ledger
from actions.errors import RuleBroken
from actions.permissions import Permission
from seeds.spreadsheet.adopting import adopt_plan, in_order, is_taken, title_of
from tracker import clock
from tracker.forms import BaseForm, Hidden
from tracker.guard import requires, viewer
from tracker.heading import TAKEN
from tracker.importing import kept
from tracker.pages.importing.group import pages, waits
from tracker.pages.importing.settling import POSITIONS
from tracker.words import count
from tracker.words.days import listed
from tracker.words.identifiers import KIND

CHANGED = "The plan was changed on another page meanwhile. Look at it again before you adopt it."


class AdoptForm(BaseForm):
    seen = Hidden()


@pages.get("/import/preview")
@requires(Permission.IMPORT_PLAN)
def preview():
    found, elsewhere = waits()
    if found is None:
        return elsewhere
    known = kept.agencies(clock.today())
    plan = kept.read(found, known)
    return _not_settled(plan) or _page(found, plan, known)


def _not_settled(plan):
    return redirect(url_for("importing.doubts")) if plan.open_doubts or plan.problems else None


def _page(found, plan, known, *problems):
    form = AdoptForm(formdata=None, data={"seen": kept.fingerprint(found)})
    form.form_errors = [*problems]
    shown = {
        "head": kept.head_of(found),
        "plan": plan,
        "priorities": _by_priority(plan),
        "names": {key: names[0] for key, names in known.items()},
        "positions": dict(POSITIONS),
        "title_of": title_of,
        "warning": _warning(plan),
    }
    return render_template("importing/preview.html", form=form, **shown), 409 if problems else 200


def _by_priority(plan) -> list:
    """Number and name of each priority, with its actions."""
    rows = in_order(plan.actions)
    return [(key, name, [each for each in rows if each.priority == key]) for key, (name, _) in plan.priorities.items()]


def _warning(plan) -> str:
    """What kinds of identifier the words look like: once adopted, they cannot be taken out."""
    texts = chain((each.text for each in plan.actions), *plan.priorities.values())
    found = {kind for text in texts for kind in identifiers.kinds(text, clock.today())}
    return listed(KIND[kind] for kind in KIND if kind in found)


@pages.post("/import/preview")
@requires(Permission.IMPORT_PLAN)
def adopt():
    lock_ledger()  # before the import is read: of two who press at once, the second finds none
    found, elsewhere = waits()
    if found is None:
        return elsewhere
    known = kept.agencies(clock.today())
    plan, head = kept.read(found, known), kept.head_of(found)
    if AdoptForm().seen.data != kept.fingerprint(found):
        return _not_settled(plan) or _page(found, plan, known, CHANGED)
    return _not_settled(plan) or _adopted(found, plan, head, known)


def _adopted(found, plan, head, known):
    try:
        _adopt(plan, head)
    except RuleBroken as refused:
        db.session.rollback()
        return _page(kept.waiting(viewer()), plan, known, refused.message)
    db.session.commit()
    told = f"{count(len(plan.actions), 'action')} under {count(len(plan.priorities), 'priority', 'priorities')}"
    flash(f"{head.title} is adopted: {told}.", "success")
    return redirect(url_for("plan.glance_page", document=head.reference))


def _adopt(plan, head):
    if is_taken(head.reference):
        raise RuleBroken("reference", TAKEN)
    adopt_plan(head, plan, by=viewer(), at=clock.now())
    kept.forget(viewer())
