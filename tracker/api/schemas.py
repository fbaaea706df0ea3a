"""What may be asked of the API, and what its rows hold: as the description says it to programs."""

from marshmallow import Schema, fields, validate

from actions.carrying import FATES
from actions.models import Assurance, Rating
from actions.models.record import KINDS_OF_EVIDENCE, OUTCOMES, SHOWS
from actions.models.reports import REPORT_KINDS
from actions.standing import STATUSES
from actions.standing.rules import FLAGS

COLOURS = ("grey", "amber", "red", "green", "blue", "purple", "closed")
STATES = ("on_time", "late", "missed", "unanswered", "to_come")
MOST, AT_ONCE, FURTHEST = 1000, 100, 10_000_000


def a_text(says, *, required=True, **more):
    return fields.String(required=required, metadata={"description": says, **more})


def maybe(says, kind=fields.String, **more):
    """What may be none."""
    return kind(required=True, allow_none=True, metadata={"description": says}, **more)


def a_day(says):
    return maybe(says, fields.Date)


def a_number(says):
    return fields.Integer(required=True, metadata={"description": says})


def a_yes(says):
    return fields.Boolean(required=True, metadata={"description": says})


def one_of(values, says, none=False):
    """One of the values, or (`none`) nothing."""
    allowed = [*values, None] if none else list(values)
    return fields.String(required=True, allow_none=none, metadata={"description": says, "enum": allowed})


def some_flags():
    keys = [each.key for each in FLAGS]
    return fields.List(
        fields.String(metadata={"enum": keys}), required=True, metadata={"description": "Beside the status"}
    )


def some(row: type[Schema], says):
    return fields.List(fields.Nested(row), required=True, metadata={"description": says})


# What is asked


def chosen(values, says):
    return fields.String(validate=validate.OneOf(values), metadata={"description": says})


class Asked(Schema):
    as_at = fields.Date(data_key="as-at", metadata={"description": "The day to be shown; today unless said"})


class AskedOfList(Asked):
    limit = fields.Integer(
        load_default=AT_ONCE, validate=validate.Range(1, MOST), metadata={"description": "How many at once"}
    )
    offset = fields.Integer(
        load_default=0, validate=validate.Range(0, FURTHEST), metadata={"description": "How many are passed over"}
    )
    format = fields.String(
        validate=validate.OneOf(["json", "csv"]),
        metadata={"description": "json or csv; what the header Accept asks for unless said"},
    )


class AskedOfActions(AskedOfList):
    document = fields.String(metadata={"description": "Of this document alone, such as strategy-2015-16"})
    status = chosen(STATUSES, "That stand there")
    colour = chosen(COLOURS, "Of that colour")
    owner = fields.String(metadata={"description": "Answered for by this agency (its key), or by nobody"})
    flag = chosen([each.key for each in FLAGS], "With this flag")
    due_before = fields.Date(data_key="due-before", metadata={"description": "Due before that day"})
    due_after = fields.Date(data_key="due-after", metadata={"description": "Due after that day"})


class AskedOfReports(AskedOfList):
    kind = chosen(REPORT_KINDS, "Of that kind")
    period = fields.String(metadata={"description": "Of that period, such as 2016-17-Q2"})


# What is answered


class Document(Schema):
    document = a_text("How addresses and rows name it")
    kind = one_of(("plan", "profile"), "What it is")
    title = maybe("None where its originator has not permitted its use")
    in_force_from = a_day("The first day that shows it")
    first_day = a_day("The first day that it is for")
    last_day = a_day("The last day that it is for, as extended")
    counted = a_number("How many lines its totals count")


class Agency(Schema):
    agency = a_text("Its key, as rows name it")
    name = a_text("What it is called")


class Line(Schema):
    document = a_text("The document that it is a line of")
    number = a_text("Its number there")


class Action(Line):
    parent = maybe("The number of the line that it is a part of")
    national = a_yes("Whether it is a national recommendation, which no total counts")
    status = one_of(STATUSES, "Where it stands")
    colour = one_of(COLOURS, "The colour of its status")
    due = a_day("When it is due")
    original_due = a_day("When it was due first")
    owner = maybe("The key of the agency that answers for it")
    rating = one_of(tuple(Rating), "The officer's forecast", none=True)
    forecast = a_day("When it is back on course, as the officer says")
    last_update = a_day("When its owner said something last")
    moves = a_number("How often its date was moved")
    flags = some_flags()
    closed_on = a_day("The last day of its document, once that is closed; it stands for good as it stood then")
    fate = one_of(
        FATES, "What became of it when its document closed; none of a part that went with its whole", none=True
    )
    carried_into = some(Line, "The lines in force in which it goes on")
    carried_from = some(Line, "The lines of earlier documents that were carried into it")
    title = maybe("None of a recommendation whose originator has not permitted its use")
    own_words = maybe("What will be done, in the meeting's own words")
    why = a_text("Why it stands there, in a sentence")


class Cell(Schema):
    agency = maybe("The key of the agency whose answer it is")
    status = one_of(STATUSES, "Where it stands there")
    colour = one_of(COLOURS, "The colour of its status")
    due = a_day("When it is due")
    rating = one_of(tuple(Rating), "The officer's forecast", none=True)
    forecast = a_day("When it is back on course")
    last_update = a_day("When the agency said something last")
    moves = a_number("How often its date was moved")
    flags = some_flags()


class OneAction(Action):
    statement = maybe("All that it says; none where it may not leave")
    priority = maybe("The number of its priority", fields.Integer)
    contributors = fields.List(fields.String(), required=True, metadata={"description": "The agencies that help"})
    assurance = one_of(tuple(Assurance), "How well its completion is proved", none=True)
    parts = fields.List(fields.String(), required=True, metadata={"description": "The numbers of its parts"})
    merged_into = maybe("The number of the line that it was merged into")
    cells = some(Cell, "Each agency's own answer")
    as_at = fields.Date(required=True, metadata={"description": "The day that is shown"})
    marking = a_text("What everything made of this has to bear")


WITHHELD = "none of a recommendation that may not be quoted"


class Update(Schema):
    number = a_number("Its number in the record")
    kind = one_of(("update", "starting_position"), "An update, or where it stood by a minute when it was taken over")
    day = a_day("When it was said")
    quarter = maybe("The quarter that it speaks for")
    agency = maybe("Who said it")
    cell = maybe("The agency whose own answer it is about")
    by = a_text("Which officer")
    rating = one_of(tuple(Rating), "The officer's forecast; none of who helps", none=True)
    forecast = a_day("When it is back on course")
    said = maybe(f"What was done; {WITHHELD}")
    why = maybe("Why it is not on track")
    next_steps = maybe("What happens next")
    help_asked = maybe("What help is asked")
    children = maybe("What it means for children")
    why_better = maybe("Why it is better than last time")
    minute = maybe("The minute of a starting position")


class Evidence(Schema):
    number = a_number("Its number in the record")
    name = maybe(f"What it is called; {WITHHELD}")
    kind = one_of(KINDS_OF_EVIDENCE, "What it is")
    shows = one_of(SHOWS, "What it shows")
    agency = maybe("Who added it")
    cell = maybe("The agency whose own answer it is about")
    update = maybe("The number of the update that it came with", fields.Integer)
    by = maybe("Which officer")
    added_on = a_day("When it was added")
    recheck_on = a_day("When it wants another look")
    withdrawn_on = a_day("When it was taken back")
    restricted = a_yes("Whether it is restricted")
    size = maybe("In bytes, of a file", fields.Integer)
    media_type = maybe("Of a file")


class Submission(Schema):
    duty = a_number("The number of the duty")
    what = maybe(f"What is owed; {WITHHELD}")
    every_months = a_number("How often it is owed, in months")
    runs = a_yes("Whether more will be owed")
    cell = maybe("The agency whose own answer it is about")
    due = a_day("When it is due")
    reports_from = a_day("The first day on which it reports")
    reports_to = a_day("The last")
    state = one_of(STATES, "How it came")
    answered_on = a_day("When it came")


class Decision(Schema):
    number = a_number("Its number in the record")
    decided = one_of(OUTCOMES, "What was decided")
    taken_on = a_day("When it was taken")
    recorded_on = a_day("When it was recorded")
    by = a_text("Who recorded it")
    by_the_board = a_yes("Whether the board took it")
    cell = maybe("The agency whose own answer it is about")
    new_due = a_day("The date that it set")
    assurance = one_of(tuple(Assurance), "How well completion is proved", none=True)
    recheck_on = a_day("When it is to be checked again")
    merged_into = maybe("The number of the line that it was merged into")
    reason = maybe(f"Why; {WITHHELD}")
    own_words = maybe("What will be done, in the meeting's own words")
    minute = maybe("The board's minute")
    checked_by = maybe("Who checked what")
    set_aside = a_yes("Whether it was set aside since")


class Report(Schema):
    kind = one_of(REPORT_KINDS, "What it is")
    period = a_text("What it is about")
    edition = a_number("A correction is another edition")
    cut_off = a_day("The day that it stands for")
    frozen_on = a_day("When it was frozen")
    withdrawn = a_yes("Whether it was taken back since")
    pdf_url = maybe("Where a person who signs in opens it")
    pdf_sha256 = a_text("Of the bytes there")
    html_url = maybe("The same as a page")
    html_sha256 = a_text("Of the bytes there")
    json_url = maybe("Its facts")
    json_sha256 = a_text("Of the bytes there")


class Problem(Schema):
    type = a_text("about:blank")
    title = a_text("What kind of problem it is")
    status = a_number("The status of the answer")
    detail = a_text("What to do, in words")
    errors = fields.Dict(keys=fields.String(), metadata={"description": "What is wrong, by what was asked"})


def listing(row: type[Schema]) -> Schema:
    """A part of a list of such rows."""
    parts = {
        "as_at": fields.Date(required=True, metadata={"description": "The day that is shown"}),
        "marking": a_text("What everything made of this has to bear"),
        "total": a_number("How many there are in all"),
        "limit": a_number("How many at once"),
        "offset": a_number("How many were passed over"),
        "next": maybe("The address of the next part; none after the last"),
        "items": fields.List(fields.Nested(row), required=True),
    }
    return Schema.from_dict(parts, name=f"ListOf{row.__name__}s")()
