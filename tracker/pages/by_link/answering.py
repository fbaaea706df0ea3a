"""The pages of a link: an agency's lines that owe an answer, and each answer. A link that does not work is not there."""

from flask import abort, flash, redirect, render_template, request, url_for

from actions import changes
from actions.changes import ByLink
from actions.db import lock_ledger
from actions.errors import RuleBroken
from actions.periods import Quarter
from tracker import clock, guard
from tracker.answer_form import FILLED_IN, UNCHANGED, AnswerForm, ratings
from tracker.forms import Hidden, whole_number
from tracker.guard import public
from tracker.links import addresses, asked, waiting
from tracker.pages.by_link.group import pages
from tracker.saving import saved

MEANWHILE = "Somebody with this link answered this while you were writing. Read it, then save yours if it still holds."


class LinkForm(AnswerForm):
    """A rating with its words. The quarter is the link's. `held`: the answer that waited when the page was shown."""

    quarter = None
    held = Hidden()


@pages.get("/answer/<token>")
@public
def lines(token):
    return render_template("by_link/lines.html", round=asked.of(_link(token), clock.today()), token=token)


@pages.route("/answer/<token>/<document>/<number>", methods=["GET", "POST"])
@public
def answer(token, document, number):
    link = _link(token)
    each = _line(link, document, number)
    form = _form(each)
    if form.validate_on_submit() and saved(form, lambda: _save(link, each, form)):
        return redirect(_next(link, token, each))
    return _answer_page(each, form, token, document, number)


def _link(token):
    """The link that works; each sending by it is counted, and nobody else writes until this one is done."""
    link = addresses.usable(token) or abort(404)
    if request.method in guard.WRITING:
        if not addresses.counted(link):
            abort(429)
        lock_ledger()
    return link


def _line(link, document, number):
    return asked.of(link, clock.today()).find(document, number, request.args.get("agency")) or abort(404)


def _form(each) -> LinkForm:
    """The form, filled in with what waits already, else with last time's words."""
    form = LinkForm(data={**_filled_in(each), "seen": str(each.told.said.latest), "held": each.version})
    form.rating.choices = ratings(each.standing, each.told.repeats)
    return form


def _filled_in(each) -> dict:
    if each.waits:
        said = each.said
        return {**said.words, "rating": UNCHANGED if said.unchanged else said.rating, "forecast": said.forecast}
    rated = each.standing.facts.rated
    words = {name: each.told.last_words.get(name, "") for name in FILLED_IN}
    return {**words, "forecast": rated and rated.forecast}


def _save(link, each, form):
    """Keep the answer until it is confirmed, if the rules would let it be recorded now. Who calls commits."""
    if (form.held.data or "") != each.version:
        raise RuleBroken("held", MEANWHILE)
    said = ByLink(
        *each.standing.facts.key,
        agency_id=link.agency_id,
        quarter=Quarter(link.quarter),
        seen=whole_number(form.seen.data),
        words=form.words_sent(each.told.last_words.get("said", "")),
        **form.rated(),
    )
    changes.judge_by_link(said, at=clock.now())
    waiting.keep(link, said)


def _next(link, token, each):
    """The next line that wants an answer, or the list when none does."""
    left = asked.of(link, clock.today()).in_state("to_answer")
    flash(f"Your answer on {each.standing.number} is saved. It counts once it is confirmed.", "success")
    if not left:
        return url_for("by_link.lines", token=token, _anchor="main")
    return url_for("by_link.answer", token=token, _anchor="main", **left[0].where)


def _answer_page(each, form, token, document, number):
    """The page. After a collision it shows what came meanwhile, and takes the answer when it is sent again."""
    meanwhile = form.errors.keys() & {"seen", "held"}
    if form.is_submitted():
        each = _line(addresses.usable(token) or abort(404), document, number)
    if meanwhile:
        form.seen.data, form.held.data = str(each.told.said.latest), each.version
    status = 409 if meanwhile else 400 if form.problems else 200
    return render_template("by_link/answer.html", asked=each, form=form, token=token, meanwhile=meanwhile), status
