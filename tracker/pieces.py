"""The evidence part of a form: the fields that forms share, what they still lack, and the pieces that come of them.

A form may ask of each kind what it shows and what it is (`link_shows`, `held_name`). Where it does not, `shows` and
`evidence_name` hold for all that is sent at once.
"""

from actions import evidence as on_record
from actions import queries
from actions.changes import NewEvidence
from tracker.forms import DayField, Files, Line, Radios, Select, Words, choice
from tracker.words.evidence import decision_named, meeting_named

ASKED_OF_EACH = {"shows": "shows", "name": "evidence_name"}
NAMED = ("file", "link", "held")
NAME_IT = "Say what the evidence is"
# What is said of a name without evidence, by the kinds that the name is for.
NOTHING_NAMED = {
    NAMED: "Choose the file, give a link, or say where it is held; or empty the name",
    ("file",): "Choose the files, or empty their name",
    ("link",): "Give the link, or empty its name",
    ("held",): "Say where it is held, or empty its name",
}


def files(label: str = "Files") -> Files:
    return Files(
        label,
        description="PDF, Word, Excel, PowerPoint, OpenDocument, text, PNG or JPEG; up to 20 MB each, 10 at a time.",
    )


def link() -> Line:
    return Line("Address of the link", limit=2000, description="The whole address, beginning with https://")


def held() -> Words:
    return Words("Held by the agency", description="Where, and when and by whom it can be seen.")


def name(label: str = "What the evidence is", description: str = "") -> Line:
    return Line(label, limit=200, description=description)


def meeting() -> Select:
    return Select("A meeting on record")


def decision() -> Select:
    return Select("A decision on record here")


def shows(label: str = "What it shows") -> Radios:
    offered = (
        choice("activity", "Activity", "Something was done, such as minutes or a training record."),
        choice("practice", "Practice", "People work differently, such as an audit of cases."),
        choice("impact", "Impact", "It is better for children, such as what they say."),
    )
    return Radios(label, choices=list(offered), default="activity")


def recheck() -> DayField:
    return DayField("Look at it again on", description="If it can grow old. A day that is still to come.")


def offer_on_record(form, past, names, day) -> None:
    """Let the form offer the meetings held by the day, and the decisions of a line's history that stand."""
    held_by_then = on_record.meetings(day)
    form.evidence_meeting.choices = [choice("", "No meeting")] + [
        choice(str(each.id), meeting_named(each)) for each in held_by_then
    ]
    form.evidence_decision.choices = [choice("", "No decision")] + [
        choice(str(each.event.id), decision_named(each.event, names)) for each in queries.decisions_that_stand(past)
    ]


def lacking(form):
    """What the evidence still needs: (field, message)."""
    for field, kinds in _names(form).items():
        given = [kind for kind in kinds if _given(form, kind)]
        if set(given) - {"file"} and not form[field].data:
            yield field, NAME_IT
        if form[field].data and not given:
            yield f"evidence_{kinds[0]}", NOTHING_NAMED[kinds]


def _names(form) -> dict:
    """Each field that names evidence, with the kinds that it names."""
    found: dict = {}
    for kind in NAMED:
        found[_asked(form, kind, "name")] = (*found.get(_asked(form, kind, "name"), ()), kind)
    return found


def _asked(form, kind, what) -> str:
    """The field that asks this of the kind."""
    own = f"{kind}_{what}"
    return own if own in form else ASKED_OF_EACH[what]


def _given(form, kind):
    data = form[f"evidence_{kind}"].data
    return data.strip() if isinstance(data, str) else data


def made(form, kept) -> list[NewEvidence]:
    """The pieces that were sent; `kept` are their files: (name, file)."""
    found = [_file(form, file_name, file, len(kept)) for file_name, file in kept]
    for kind, build in ELSEWHERE.items():
        if given := _given(form, kind):
            found.append(build(form, given))
    return found


def _piece(form, kind, called, **more) -> NewEvidence:
    return NewEvidence(
        kind=kind,
        name=called,
        shows=form[_asked(form, kind, "shows")].data or "activity",
        restricted=form.restricted.data,
        recheck_on=form.recheck_on.data,
        **more,
    )


def _file(form, file_name, file, how_many):
    """A single file goes by the name typed, several by that and their own."""
    typed = form.evidence_name.data
    called = file_name if not typed else typed if how_many == 1 else f"{typed}: {file_name}"
    return _piece(form, "file", called, file=file)


def _named(form, kind) -> str:
    return form[_asked(form, kind, "name")].data or ""


def _chosen(field) -> str:
    """The words of the answer that is chosen."""
    return next(one.label for one in field.iter_choices() if one.selected)


ELSEWHERE = {
    "link": lambda form, given: _piece(form, "link", _named(form, "link"), link=given),
    "held": lambda form, given: _piece(form, "held", _named(form, "held"), held=given),
    "meeting": lambda form, given: _piece(form, "meeting", _chosen(form.evidence_meeting), meeting_id=int(given)),
    "decision": lambda form, given: _piece(form, "decision", _chosen(form.evidence_decision), decision_id=int(given)),
}
