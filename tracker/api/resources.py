"""What is answered at each address of the API. The guard has judged the token before."""

from functools import wraps

from flask import Response, g
from flask_smorest import Blueprint
from marshmallow import RAISE
from webargs.flaskparser import FlaskParser

from actions import queries
from actions.standing import plan_on
from tracker import lists
from tracker.api import ADDRESSES, PREFIX, conditional, listing, rows, schemas
from tracker.api.listing import Found
from tracker.guard import line_or_404
from tracker.problems import MEDIA_TYPE


class Parser(FlaskParser):
    """What is asked for by a name that is unknown is refused: left out it would give other rows than were meant."""

    DEFAULT_VALIDATION_STATUS = 400
    DEFAULT_UNKNOWN_BY_LOCATION = {"query": RAISE}


class Group(Blueprint):
    ARGUMENTS_PARSER = Parser()


api = Group("api", __name__, url_prefix=PREFIX)
VIEWS: dict = {}
PROBLEMS = {400: "Not understood", 401: "No token, or a wrong one", 403: "Not allowed", 429: "Too many wrong tokens"}
LINKS = {"Link": {"description": "The first, previous, next and last part", "schema": {"type": "string"}}}
SINCE = {"ETag": {"description": "Send it back as If-None-Match", "schema": {"type": "string"}}}
AS_CSV = {"content": {"text/csv": {"schema": {"type": "string"}}}}


def resource(name: str, row, asked=schemas.AskedOfList):
    """The address of that name: its view gives what was found, or one thing. `row`: what each row holds."""
    address = ADDRESSES[name]

    def declare(find):
        @wraps(find)
        def view(asked_for, **where):
            return _answered(name, row, find, asked_for, where)

        described = _with_problems(api.response(200, **_described(address, row))(view), "<" in address.rule)
        documented = api.doc(summary=address.says, responses={200: AS_CSV} if address.is_list else {})(described)
        VIEWS[name] = api.arguments(asked, location="query")(documented)
        api.route(address.rule, endpoint=name, methods=["GET"])(VIEWS[name])
        return find

    return declare


def _described(address, row) -> dict:
    """A part of a list, or the thing itself."""
    if address.is_list:
        return {"schema": schemas.listing(row), "headers": LINKS | SINCE}
    return {"schema": row, "headers": SINCE}


def _with_problems(view, may_miss):
    for status, says in (PROBLEMS | ({404: "Not found"} if may_miss else {})).items():
        view = api.alt_response(status, schema=schemas.Problem, content_type=MEDIA_TYPE, description=says)(view)
    return api.alt_response(304, description="As it was")(view)


def _answered(name, row, find, asked, where):
    address = ADDRESSES[name]
    tag = conditional.tag(listing.form(asked) if address.is_list else "json")
    if conditional.is_known(tag):
        return conditional.stamped(Response(status=304), tag)
    found = find(asked, **where)
    columns = tuple(row().fields)
    told = listing.answer(found, asked, columns, name) if address.is_list else listing.as_json(found)
    return conditional.stamped(told, tag)


@resource("documents", schemas.Document)
def documents(asked):
    return Found(queries.documents(g.day), rows.documents)


@resource("agencies", schemas.Agency)
def agencies(asked):
    return Found(list(plan_on(g.day).agencies.values()), rows.agencies)


# What narrows the list of actions besides what narrows the pages' lists.
ALSO = {
    "colour": lambda each, colour: each.colour == colour,
    "due_before": lambda each, day: each.due is not None and each.due < day,
    "due_after": lambda each, day: each.due is not None and each.due > day,
}


@resource("actions", schemas.Action, schemas.AskedOfActions)
def actions(asked):
    plan = plan_on(g.day)
    found = lists.narrowed(plan.standings, plan, {name: asked[name] for name in asked if name in lists.FILTERS})
    for name, holds in ALSO.items():
        found = [each for each in found if holds(each, asked[name])] if name in asked else found
    return Found(found, rows.actions)


@resource("action", schemas.OneAction, schemas.Asked)
def action(asked, document, number):
    return rows.action(line_or_404(document, number))


@resource("updates", schemas.Update)
def updates(asked, document, number):
    line = line_or_404(document, number)
    return Found(rows.history(line, rows.UPDATES), lambda found: rows.updates(line, found))


@resource("evidence", schemas.Evidence)
def evidence(asked, document, number):
    line = line_or_404(document, number)
    return Found(rows.evidence(line), lambda found: rows.pieces(line, found))


@resource("submissions", schemas.Submission)
def submissions(asked, document, number):
    line = line_or_404(document, number)
    return Found(rows.owed(line), lambda found: rows.submissions(line, found))


@resource("decisions", schemas.Decision)
def decisions(asked, document, number):
    line = line_or_404(document, number)
    taken = rows.history(line, rows.TAKEN)
    aside = {event.ref for event, _ in taken if event.verb == "set_aside"}
    return Found(taken, lambda found: rows.decisions(line, found, aside))


@resource("reports", schemas.Report, schemas.AskedOfReports)
def reports(asked):
    wanted = {name: asked[name] for name in ("kind", "period") if name in asked}
    found = [
        each for each in queries.reports(g.day) if all(getattr(each, name) == value for name, value in wanted.items())
    ]
    return Found(found, rows.reports)
