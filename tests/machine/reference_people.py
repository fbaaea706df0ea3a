"""Who the people are and what each role may do (rules.md section 1), and the two ways in which the record refuses."""

from dataclasses import dataclass, field

BARRED, TOLD = "barred", "told"
ROLES = {
    "health": ("health", {"officer"}),
    "health_lead": ("health", {"agency_lead"}),
    "police": ("police", {"officer"}),
    "ncc": ("ncc", {"officer"}),
    "chair": ("police", {"chair", "officer"}),
    "deputy": ("ncc", {"deputy", "officer"}),
    "office": (None, {"business_manager"}),
    "executive": ("health", {"executive"}),
}
ANSWERS_FOR_AN_AGENCY = {"officer", "agency_lead"}
DECIDES = {"chair", "deputy"}


@dataclass(frozen=True)
class Call:
    """Somebody tries a verb on a line, or on an agency's own line of it."""

    verb: str
    who: str
    line: str
    cell: str | None = None
    more: dict = field(default_factory=dict)


class People:
    """Who holds which roles today."""

    def __init__(self):
        self.agency = {name: agency for name, (agency, _) in ROLES.items()}
        self.roles = {name: set(roles) for name, (_, roles) in ROLES.items()}

    def answers(self, who, *agencies):
        return bool(self.roles[who] & ANSWERS_FOR_AN_AGENCY) and self.agency[who] in agencies

    def owns(self, who, line):
        return self.answers(who, line.owner)

    def helps(self, who, line):
        return self.answers(who, line.owner, *line.helpers)

    def decides(self, who, line, entered_by=()):
        """Nobody decides for their own agency, nor on their own entry, nor on what was entered for them."""
        return bool(self.roles[who] & DECIDES) and self.agency[who] != line.owner and who not in entered_by

    def is_office(self, who):
        return "business_manager" in self.roles[who]


def decider(people, call, line, entered_by=(), for_the_board=False):
    """The chair or the deputy; in the board's name where both are barred, or where it is for the board alone."""
    if call.more.get("minute") and people.is_office(call.who):
        if not for_the_board and any(people.decides(each, line, entered_by) for each in ROLES):
            yield BARRED
        return
    if for_the_board:
        yield TOLD
    if not people.decides(call.who, line, entered_by):
        yield BARRED


def when(*checks):
    yield from (TOLD for check in checks if check)


def owner(people, call, line):
    if not people.owns(call.who, line):
        yield BARRED
