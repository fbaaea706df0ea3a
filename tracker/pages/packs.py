"""Inspection packs: asked for by the business manager, made in the background, opened by whom they were made for."""

from flask import Blueprint, Response, abort, flash, g, redirect, render_template, url_for
from sqlalchemy import select

from actions import packs, queries
from actions.db import db
from actions.errors import RuleBroken
from actions.models import AUDIENCES, JournalLine
from actions.packs import INSPECTORS, Reader
from actions.periods import LONDON
from actions.permissions import Permission, may, viewers
from tracker import access, clock, days
from tracker.forms import BaseForm, DayField, Needed, Radios, choice
from tracker.guard import ALWAYS, requires, viewer
from tracker.packs import queue, saying, store, working
from tracker.packs.models import Pack
from tracker.saving import saved
from tracker.words import packs as say

pages = Blueprint("packs", __name__)
NUMBER = "<int(max=2147483647):number>"


class AskForm(BaseForm):
    reader = Radios("For whom is it?", needed="Choose for whom the pack is made")
    day = DayField("As at which day?", [Needed("Enter the day as at which the pack stands")])

    def lacking(self):
        """The day must be one that can be shown."""
        try:
            days.asked(self.day.data.isoformat() if self.day.data else None, clock.today())
        except days.BadDay as bad:
            yield "day", str(bad)


class AgainForm(BaseForm):
    pass


def _inspectors() -> list:
    """Everybody who may inspect today."""
    return [each for each in viewers(clock.today()).values() if each.has("inspector")]


def _form(**more) -> AskForm:
    form = AskForm(**more)
    people = [choice(f"person-{each.id}", each.title or "An inspector") for each in _inspectors()]
    form.reader.choices = [*people, *(choice(each, say.AUDIENCE[each]) for each in AUDIENCES if each != INSPECTORS)]
    return form


def _reader(form) -> Reader:
    chosen = form.reader.data
    person = chosen.removeprefix("person-")
    return Reader(chosen) if chosen in AUDIENCES else Reader(INSPECTORS, int(person))


def _pack_or_404(number) -> Pack:
    """A pack that this person may open, or that they make."""
    pack = db.session.get(Pack, number, populate_existing=True)
    return pack if pack is not None and packs.may_open(viewer(), pack.reader) else abort(404)


@pages.get("/packs")
@requires(Permission.OPEN_PACK)
def listing():
    found = db.session.scalars(select(Pack).order_by(Pack.id.desc()))
    own = [each for each in found if packs.may_open(viewer(), each.reader)]
    makes = may(viewer(), Permission.MAKE_PACK)
    own = own if makes else [each for each in own if each.state == "ready"]
    return render_template(
        "packs/list.html", packs=own, titles=queries.titles(), makes=makes, say=say, stopped=queue.stopped
    )


@pages.get("/packs/new")
@requires(Permission.MAKE_PACK)
def new():
    return render_template("packs/new.html", form=_form(formdata=None, day=g.day))


@pages.post("/packs/look")
@requires(Permission.MAKE_PACK)
def look():
    """What the pack would hold, and what it leaves out. Nothing is written."""
    form = _form()
    if not form.validate_on_submit():
        return render_template("packs/new.html", form=form), 400
    reader = _reader(form)
    told = saying.told_before(packs.gather(reader, form.day.data, clock.today()))
    db.session.rollback()
    return render_template(
        "packs/look.html", form=form, told=told, made_for=saying.made_for(reader), kept=say.kept(), day=form.day.data
    )


@pages.post("/packs")
@requires(Permission.MAKE_PACK)
def ask():
    form, asked = _form(), []
    asking = lambda: asked.append(queue.ask(_reader(form), form.day.data, by=viewer()).id)  # noqa: E731
    if not form.validate_on_submit() or not saved(form, asking):
        return render_template("packs/new.html", form=form), 400
    working.begin()
    return redirect(url_for("packs.pack", number=asked[0]))


@pages.get(f"/packs/{NUMBER}")
@requires(Permission.OPEN_PACK)
def pack(number):
    found = _pack_or_404(number)
    sees = may(viewer(), Permission.SEE_ACCESS)
    return render_template(
        "packs/pack.html",
        pack=found,
        stopped=queue.stopped(found),
        titles=queries.titles(),
        opened=_opened(number) if sees else None,
        makes=may(viewer(), Permission.MAKE_PACK),
        form=AgainForm(),
        say=say,
    )


def _opened(number) -> list[tuple]:
    """(when, who) of everybody who took it, the latest first."""
    query = select(JournalLine.at, JournalLine.by_id).where(
        JournalLine.kind == "export", JournalLine.detail == queue.named(number)
    )
    return [
        (row.at.astimezone(LONDON), row.by_id) for row in db.session.execute(query.order_by(JournalLine.number.desc()))
    ]


@pages.post(f"/packs/{NUMBER}/again")
@requires(Permission.MAKE_PACK)
def again(number):
    """Carry on with a pack whose maker was ended; ask anew for one that failed, or is gone."""
    found = _pack_or_404(number)
    if found.state == "ready" and store.holds(number):
        abort(409, "This pack is ready already.")
    if found.state not in ("waiting", "making"):
        try:
            number = queue.ask(found.reader, found.day, by=viewer()).id
        except RuleBroken as broken:
            abort(409, f"{broken.message}.")
        db.session.commit()
    else:
        db.session.rollback()
    working.begin()
    flash("It is being made.", "success")
    return redirect(url_for("packs.pack", number=number))


@pages.get(f"/packs/{NUMBER}.zip")
@requires(Permission.OPEN_PACK, confirmed=ALWAYS)
def download(number):
    found = _pack_or_404(number)
    if found.state != "ready" or not store.holds(number):
        abort(404)
    name = f"inspection-pack-{found.day}-{number}.zip"
    access.note("export", queue.named(number))
    answer = Response(store.stream(number), mimetype="application/zip")
    answer.content_length = found.size
    answer.headers.set("Content-Disposition", "attachment", filename=name)
    answer.headers.update({"Content-Security-Policy": "sandbox", "Cache-Control": "no-store"})
    return answer
