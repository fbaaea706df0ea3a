"""Every setting of the board, as a table: what it is called, what it may hold, what holds unless it is changed, and where
it is seen (contract.md: settings are rows of the ledger and count from a day)."""

from dataclasses import dataclass, field

from actions.models import ROLES
from actions.periods import LAST_OF_THE_MONTH
from actions.settings.kinds import Colour, Days, Lines, OneOf, Short, Text

MEDIA = ("page", "pdf", "xlsx", "mail")
GROUPS = {
    "names": "Names",
    "handling": "Marking",
    "days": "Days",
    "reminders": "Reminders",
    "leads": "Named leads",
    "look": "Logo",
    "roles": "What roles are called",
}


@dataclass(frozen=True)
class Setting:
    """`not_in`: the media that it does not reach, and why; it reaches all others (tests/tracker/test_settings_reach.py)."""

    key: str
    group: str
    name: str
    kind: object
    default: str
    hint: str = ""
    not_in: dict = field(default_factory=dict, hash=False)

    def said(self, value: str) -> str:
        """A value in words."""
        if isinstance(self.kind, OneOf):
            return self.kind.answers[value]
        if isinstance(self.kind, Days):
            return f"{value} {'day' if value == '1' else 'days'}"
        return value or "Not set"


UPDATE_DAYS = {
    LAST_OF_THE_MONTH: "The last day of the month after the quarter",
    **{
        str(day): f"The {day}{'st' if day == 21 else 'th'} of the month after the quarter"
        for day in (10, 14, 15, 20, 21, 25, 28)
    },
}
PLAIN_MAIL = {"mail": "Mails are plain text"}
MAIL_ALONE = dict.fromkeys(("page", "pdf", "xlsx"), "It says when mails are written")

ROLE_WORDS = {
    "officer": "Lead officer",
    "agency_lead": "Agency lead",
    "chair": "Chair",
    "deputy": "Deputy chair",
    "executive": "Executive",
    "business_manager": "Business manager",
    "inspector": "Inspector",
}
assert tuple(ROLE_WORDS) == ROLES
NO_ROLES = {
    "pdf": "Papers name agencies, and people by what they are",
    "xlsx": "Sheets name agencies, and people by what they are",
}
NOT_TOLD = {"mail": "A mail says only to an agency lead or a business manager as whom they are told"}
ROLES_NOT_IN = {
    "chair": {**NOT_TOLD, "xlsx": "The names of a report's sheets stay the same, for those who read them by name"},
    "agency_lead": NO_ROLES,
    "business_manager": {"xlsx": NO_ROLES["xlsx"]},
}


def _role(role: str, words: str) -> Setting:
    return Setting(
        f"role_{role}",
        "roles",
        f"The {words[:1].lower()}{words[1:]} is called",
        Text(40),
        words,
        not_in=ROLES_NOT_IN.get(role, {**NO_ROLES, **NOT_TOLD}),
    )


SETTINGS = (
    Setting(
        "board_name",
        "names",
        "The board's name",
        Text(100),
        "Safeguarding Children Board",
        "In full, as it stands at the head of every page, paper, sheet and mail.",
    ),
    Setting(
        "board_short",
        "names",
        "The board's short name",
        Short(12),
        "NSCB",
        "Reports and papers are numbered with it, such as NSCB-Q3-2016-17-1.",
        {"mail": "Mails say the board's whole name, and a report by its kind and period"},
    ),
    Setting(
        "sub_group_name",
        "names",
        "The sub group's name",
        Text(100),
        "Sub group",
        "The group whose plan this is, and which reports are for.",
    ),
    Setting(
        "marking",
        "handling",
        "Marking",
        Text(60),
        "OFFICIAL-SENSITIVE",
        "At the top and bottom of every page, printed page, sheet and mail.",
    ),
    Setting(
        "update_day",
        "days",
        "Update day",
        OneOf(UPDATE_DAYS),
        LAST_OF_THE_MONTH,
        "Until this day an update for a quarter is welcome; after it the quarter counts as silent. A quarter keeps the "
        "update day that holds on its last day.",
    ),
    Setting(
        "due_soon_days",
        "days",
        "Due soon",
        Days(1, 180),
        "30",
        "A line is flagged as due soon from so many days before it is due.",
        {
            "mail": "Reminders have days of their own, below",
            "pdf": "Papers print the day by which a line is due, and leave that flag out",
        },
    ),
    Setting(
        "remind_due_days",
        "reminders",
        "Before a due date",
        Days(1, 180),
        "30",
        "An officer is first told of a due date so many days before it.",
        MAIL_ALONE,
    ),
    Setting(
        "remind_update_days",
        "reminders",
        "Before the update day",
        Days(1, 60),
        "14",
        "An officer is first told of the quarter's update so many days before its update day, and again on that day.",
        MAIL_ALONE,
    ),
    Setting(
        "remind_lead_days",
        "reminders",
        "Until the agency lead is told",
        Days(1, 60),
        "6",
        "What is not answered so many days after its officer was told is said again, to the agency lead too.",
        MAIL_ALONE,
    ),
    Setting(
        "remind_every_days",
        "reminders",
        "Between reminders after that",
        Days(1, 180),
        "30",
        "Then it is said again after every so many days, to the business manager too.",
        MAIL_ALONE,
    ),
    Setting(
        "lines_on_leads",
        "leads",
        "Lines that ask each agency to name its lead",
        Lines(),
        "strategy-2015-16 1.3",
        "Each as its document and number, with commas between. Before an agency's first answer there, the name of its lead "
        "is filled in. It holds for the lines that they are carried into as well.",
        dict.fromkeys(("pdf", "xlsx", "mail"), "It fills in a form on a page"),
    ),
    Setting(
        "logo_text",
        "look",
        "Logo",
        Text(12, may_be_empty=True),
        "",
        "A few letters in white on the board's colour, at the head of every page and paper. Leave it empty for no logo.",
        PLAIN_MAIL,
    ),
    Setting(
        "logo_colour",
        "look",
        "The board's colour",
        Colour(),
        "#1f2a37",
        "The ground of the logo. White words on it need a contrast of at least 4.5 to 1, so that everybody can read them.",
        PLAIN_MAIL,
    ),
    *(_role(role, words) for role, words in ROLE_WORDS.items()),
)
BY_KEY = {setting.key: setting for setting in SETTINGS}
DEFAULTS = {setting.key: setting.default for setting in SETTINGS}
