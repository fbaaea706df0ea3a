"""An agency leaves, becomes part of another or is split: from which day and why, who takes on its lines, what will happen."""

from flask import flash, redirect, render_template, url_for

from actions import changes
from actions.changes.agencies import owned
from actions.permissions import Permission
from actions.standing import plan_on
from tracker import choosing, clock, words
from tracker.forms import BaseForm, DayField, Needed, Select, Tick, Ticks, Words, choice
from tracker.guard import ALWAYS, requires, viewer
from tracker.pages.agencies import what_ends
from tracker.pages.agencies.group import pages
from tracker.pages.agencies.naming import WHY
from tracker.pages.agencies.one import agency_or_404
from tracker.pages.agencies.stepping import AGAIN, CHANGE, LINES, SURE, check, rehearsed, sent, step
from tracker.saving import saved

OWNER, NOBODY = "owner_", "nobody-yet"
TITLES = {
    "leave_agency": "{} leaves",
    "merge_agency": "{} becomes part of another agency",
    "split_agency": "{} is split",
}
SURELY = {
    "leave_agency": "Yes, it leaves",
    "merge_agency": "Yes, it becomes part of the other",
    "split_agency": "Yes, it is split",
}


class MergingForm(BaseForm):
    into = Select(
        "Which agency does it become part of?",
        choices=[choice("", "Choose an agency")],
        needed="Choose the agency that it becomes part of",
        description="A new agency joins first, on its own page.",
    )


class SplittingForm(BaseForm):
    into = Ticks(
        "Into which agencies?",
        [Needed("Choose at least two agencies")],
        choices=[],
        description="At least two. New agencies join first, on their own page.",
    )


class EndForm(BaseForm):
    first_day = DayField(
        "The first day on which it takes part no more",
        [Needed("Enter the first day on which it takes part no more")],
        description="Today or a day to come. Days before it, and reports that are frozen, show what was so then.",
    )
    reason = Words("Why, or the minute", [Needed("Say why, or name the minute")], limit=1_000, description=WHY)

    @property
    def said(self) -> dict:
        return {"first_day": self.first_day.data, "reason": self.reason.data, "by": viewer(), "at": clock.now()}

    @property
    def moves(self) -> bool:
        """Whether its people act for what it is merged into."""
        return "people_move" in self and bool(self["people_move"].data)


class MergeForm(EndForm, MergingForm):
    people_move = Tick("Its people act for that agency from then on, with the roles that they hold")


class SplitForm(EndForm, SplittingForm):
    """What ends, and its successors."""


FORMS = {"leave_agency": EndForm, "merge_agency": MergeForm, "split_agency": SplitForm}


class LinesForm(BaseForm):
    """Who answers from then on for each line that it owns; its fields bear the line's number."""

    asked: tuple = ()

    @property
    def owners(self) -> list:
        """Each line with its field."""
        return [(each, self[f"{OWNER}{each.line.id}"]) for each in self.asked]


@pages.route("/people/agencies/<key>/leave", methods=["GET", "POST"])
@requires(Permission.LOOK_AFTER_PEOPLE, confirmed=ALWAYS)
def leave(key):
    return _end(key, "leave_agency")


@pages.route("/people/agencies/<key>/merge", methods=["GET", "POST"])
@requires(Permission.LOOK_AFTER_PEOPLE, confirmed=ALWAYS)
def merge(key):
    return _end(key, "merge_agency")


@pages.route("/people/agencies/<key>/split", methods=["GET", "POST"])
@requires(Permission.LOOK_AFTER_PEOPLE, confirmed=ALWAYS)
def split(key):
    return _end(key, "split_agency")


def _end(key, verb):
    """The form; then, where it owns lines, who takes them on; then what will happen; then it is done."""
    agency = agency_or_404(key)
    others = [each for each in plan_on(clock.today()).agencies.values() if each.id != agency.id]
    form = _details(verb, others)
    into = _into(form, others)
    if step() == CHANGE or not form.validate_on_submit() or not _can_end(form, verb, agency, into):
        return _page("agencies/end.html", form, agency, verb)
    lines = _lines(agency, others, into, form.first_day.data, verb)
    if not _chosen(lines):
        return _page("agencies/lines.html", lines, agency, verb, sent=sent(without=OWNER))
    return _done(form, lines, agency, verb, into)


def _done(form, lines, agency, verb, into):
    asked = {"into": [each.id for each in into], "owners": _owners(lines), "people_move": form.moves}
    ending = what_ends.Ending(agency, verb, into, form.first_day.data, _given(lines), form.moves)

    def end():
        people = what_ends.acting(ending)
        changes.end_agency(verb, agency.id, **asked, **form.said)
        what_ends.sign_out_and_close(ending, people)

    title = TITLES[verb].format(agency.name)
    if step() == SURE and saved(lines, end):
        flash(f"{title}: it is recorded.", "success")
        return redirect(url_for("people.agencies"))
    if step() != SURE and rehearsed(lines, end):
        rows, back = _rows(form, into), AGAIN if lines.asked else CHANGE
        said = {"rows": rows, "will_happen": what_ends.sentences(ending), "back": back, "agency": agency}
        return check(lines, f"Check: {title}", SURELY[verb], **said)
    return _page("agencies/lines.html", lines, agency, verb, sent=sent(without=OWNER))


def _page(template, form, agency, verb, **more):
    title = TITLES[verb].format(agency.name)
    shown = {"form": form, "agency": agency, "verb": verb, "title": title, **more}
    return render_template(template, **shown), 400 if form.problems else 200


def _details(verb, others) -> EndForm:
    """The form of that verb, with who may take its place."""
    form = FORMS[verb](data={"first_day": clock.today()})
    if "into" in form:
        form.into.choices += [choice(each.key, each.name) for each in others]
    return form


def _into(form, others) -> list:
    if "into" not in form:
        return []
    chosen = form["into"].data or []
    return [each for each in others if each.key in ([chosen] if isinstance(chosen, str) else chosen)]


def _can_end(form, verb, agency, into) -> bool:
    said = {**form.said, "into": [each.id for each in into]}
    return rehearsed(form, lambda: changes.insist_can_end(verb, agency.id, **said))


def _lines(agency, others, into, day, verb) -> LinesForm:
    """A choice for each line that it owns; those that take its place come first, and what it is merged into is proposed."""
    lines = tuple(owned(agency.id, day))
    first = sorted(others, key=lambda each: each not in into)
    offered = [*(choice(each.key, each.name) for each in first), choice(NOBODY, "Nobody yet")]
    fields = {f"{OWNER}{each.line.id}": _owner_of(each, offered) for each in lines}
    proposed = into[0].key if verb == "merge_agency" else ""
    made = type("LinesOfThisForm", (LinesForm,), {**fields, "asked": lines})
    return made(data=dict.fromkeys(fields, proposed))


def _owner_of(standing, offered) -> Select:
    return Select(
        f"{standing.number} {standing.line.name}",
        choices=[choice("", "Choose who answers for it"), *offered],
        needed=f"{standing.number}: choose who answers for it, or nobody yet",
    )


def _chosen(lines) -> bool:
    """Whether it is said of each line who answers for it; where there is none, there is nothing to say."""
    return not lines.asked or (step() in (LINES, SURE) and lines.validate_on_submit())


def _given(lines) -> list:
    """Each line with the agency that was chosen, None for nobody yet."""
    plan = plan_on(clock.today())
    return [(each, choosing.agency_called(plan, field.data)) for each, field in lines.owners]


def _owners(lines) -> dict:
    return {each.facts.key: other and other.id for each, other in _given(lines)}


def _rows(form, into) -> list:
    rows = [{"key": "From", "value": words.day(form.first_day.data)}, {"key": "Why", "value": form.reason.data}]
    names = [{"key": "In its place", "value": words.listed([each.name for each in into])}] if into else []
    return [*names, *rows]
