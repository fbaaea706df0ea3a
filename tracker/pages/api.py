"""The read API's addresses, its description, and how Excel and Power BI read it."""

import hashlib

from flask import Blueprint, current_app, jsonify, render_template, request

from actions.permissions import Permission
from tracker.api import ADDRESSES, PREFIX
from tracker.guard import by_token, public, requires

pages = Blueprint("api", __name__)


def _address(name):
    """A view that has what it takes brought in when it is asked."""

    def view(**where):
        from tracker.api import resources

        return resources.VIEWS[name](**where)

    return view


for _name, _each in ADDRESSES.items():
    pages.add_url_rule(PREFIX + _each.rule, _name, by_token(_each.needs, _each.scope)(_address(_name)))


@pages.get(f"{PREFIX}/openapi.json")
@public
def description():
    from tracker.api import description

    answer = jsonify(description.whole())
    answer.set_etag(hashlib.sha256(answer.get_data()).hexdigest())
    answer.headers["Cache-Control"] = "no-cache"
    return answer.make_conditional(request)


@pages.get("/help/excel-and-power-bi")
@requires(Permission.OWN_SIGN_IN)
def excel_and_power_bi():
    at = current_app.config["BASE_URL"]
    return render_template("api/excel_and_power_bi.html", at=at, prefix=PREFIX, addresses=ADDRESSES.values())
