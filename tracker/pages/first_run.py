"""The first run: the code that the server printed, the first person, and then what a board needs, one thing after another."""

from dataclasses import dataclass

from flask import Blueprint, current_app, flash, g, redirect, render_template, session, url_for

from actions import changes, queries, settings
from actions.permissions import Permission
from actions.standing import plan_on
from tracker import accounts, beats, clock, doctor, first_run, trying, words
from tracker.entering import go_on
from tracker.forms import BaseForm, Email, Line, Needed
from tracker.guard import public, requires, viewer
from tracker.mail_address import is_an_address
from tracker.new_password import NewPasswordForm
from tracker.saving import saved

pages = Blueprint("first_run", __name__)
OPENED = "first_run"
WRONG = "That is not the code. Copy it from where the tracker was started, or run flask first-run there"
NOT_FIRST = "Somebody has an account by now. Sign in, or ask them to invite you."
NAMED = ("board_name", "board_short", "sub_group_name", "marking")
WHY = "First run"


class CodeForm(BaseForm):
    code = Line(
        "Code",
        [Needed("Enter the code")],
        limit=60,
        description="Sixteen letters and figures, such as ABCD-EFGH-JKLM-NOPQ.",
        render_kw={"autocomplete": "off", "spellcheck": "false"},
    )


class FirstPersonForm(NewPasswordForm):
    email = Email("Your e-mail address", [Needed("Enter your e-mail address"), is_an_address], limit=254)

    def __init__(self):
        super().__init__()
        self.about = (self.email.data or "",)
        for name in ("password", "again"):  # drawn, and told about, after the address
            self._fields[name] = self._fields.pop(name)


class NamesForm(BaseForm):
    """A field for each of NAMED, with the words and hint of its setting."""


for _key in NAMED:
    _setting = settings.BY_KEY[_key]
    _needed = [Needed("Enter this, or leave what was there")]
    setattr(NamesForm, _key, Line(_setting.name, _needed, limit=_setting.kind.most, description=_setting.hint))


@dataclass(frozen=True)
class Task:
    """Something that a board needs: where it is done, whether it is, and how it stands."""

    title: str
    hint: str
    done: bool
    said: str
    href: str | None = None


@pages.route("/first-run", methods=["GET", "POST"])
@public
def code():
    if not first_run.is_open():
        return redirect(url_for("sign_in.sign_in"))
    form = CodeForm()
    if trying.judged(form, "code", WRONG, lambda: first_run.judge(form.code.data, trying.source())):
        session[OPENED] = first_run.code()
        return redirect(url_for("first_run.first_person"))
    return render_template("first_run/code.html", form=form), *trying.answer(form)


@pages.route("/first-run/you", methods=["GET", "POST"])
@public
def first_person():
    """The code is judged again: the cookie may be an old one."""
    if not (first_run.is_open() and first_run.fits(session.get(OPENED))):
        return redirect(url_for("first_run.code"))
    form = FirstPersonForm()
    if form.validate_on_submit():
        number = first_run.open_with(form.email.data, form.password.data)
        session.pop(OPENED)
        if number:
            return go_on(number, "password", url_for("first_run.tasks"))
        flash(NOT_FIRST, "note")
        return redirect(url_for("sign_in.sign_in"))
    return render_template("first_run/you.html", form=form), 400 if form.problems else 200


@pages.get("/getting-started")
@requires(Permission.CHANGE_SETTINGS)
def tasks():
    found = [task() for task in TASKS]
    return render_template("first_run/tasks.html", tasks=found, left=sum(not each.done for each in found))


def _names():
    named = settings.changes_of("board_name", g.day)
    said = settings.as_at(g.day)["board_name"] if named else "Not named yet"
    hint = "What it is called, and the marking that stands on everything."
    return Task("Name the board", hint, bool(named), said, url_for("first_run.names"))


def _plan():
    plan = queries.plan_in_force(g.day)
    href = url_for("plan.glance_page") if plan else url_for("importing.upload")
    hint = (
        "It is there if the board adopted the one that comes with the tracker. Any other comes in from a spreadsheet."
    )
    return Task("Look at the plan", hint, bool(plan), plan.title if plan else "No plan yet", href)


def _agencies():
    number = len(plan_on(g.day).agencies)
    hint = "They come with the plan. Each needs a lead officer, who answers for what it took on."
    said = words.count(number, "agency", "agencies")
    return Task("Look at the agencies", hint, bool(number), said, url_for("people.agencies"))


def _people():
    invited = accounts.how_many() - 1
    hint = "Chair, deputy and a lead officer for each agency. Each gets a link with which they choose a password."
    said = f"{words.count(invited, 'person', 'people')} besides you" if invited > 0 else "Nobody yet besides you"
    return Task("Invite the first people", hint, invited > 0, said, url_for("people.invite"))


def _mail():
    done = bool(current_app.config.get("MAIL_URL"))
    hint = (
        "Whoever runs the server sets MAIL_URL and MAIL_FROM. Until then nobody is reminded, and you hand links over."
    )
    return Task("Let mail be set up", hint, done, "Set up" if done else "Not set up")


def _backup():
    last = beats.last("backup")
    hint = "Whoever runs the server lets flask backup run every night, and tries flask restore once."
    said = f"Last made on {words.day(last)}" if last else "Never made"
    return Task("Let backups be made", hint, last is not None, said)


TASKS = (_names, _plan, _agencies, _people, _mail, _backup)


@pages.route("/getting-started/names", methods=["GET", "POST"])
@requires(Permission.CHANGE_SETTINGS)
def names():
    chosen = settings.as_at(g.day)
    form = NamesForm(data={key: chosen[key] for key in NAMED})
    if form.validate_on_submit() and saved(form, lambda: _name(form, chosen)):
        flash("The board is named. All of it can be changed under Settings.", "success")
        return redirect(url_for("first_run.tasks"))
    return render_template("first_run/names.html", form=form, names=NAMED), 400 if form.problems else 200


def _name(form, chosen) -> None:
    """What is different, and the name in any case: it is what says that the board was named."""
    said = settings.changes_of("board_name", g.day)
    for key in NAMED:
        if form[key].data != chosen[key] or (key == "board_name" and not said):
            changes.set_setting(key, form[key].data, by=viewer(), at=clock.now(), why=WHY)


@pages.get("/getting-started/checks")
@requires(Permission.CHANGE_SETTINGS)
def checks():
    """The same that `flask doctor` finds, what is worst first."""
    found = sorted(doctor.look(), key=lambda each: doctor.WORST_FIRST.index(each[1].level))
    return render_template("first_run/checks.html", found=found)
