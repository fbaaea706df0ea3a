"""The lists beside the plan's lines as files for people's own tools."""

from flask import Blueprint, abort, g

from actions.permissions import Permission
from actions.standing import plan_on
from tracker import clock
from tracker.guard import requires, viewer
from tracker.sheets import registers, sending

pages = Blueprint("registers", __name__)


@pages.get("/lists/<name>.<form>")
@requires(Permission.READ_PLAN)
def register(name, form):
    if name not in registers.REGISTERS:
        abort(404)
    sheet = registers.sheet(name, plan_on(g.day), viewer(), plan_on(clock.today()))
    return sending.answer(sheet, form, name)
