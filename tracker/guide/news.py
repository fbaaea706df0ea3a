"""What is new, the latest first. The page What's new shows it, and CHANGELOG.md is made from it (docs/generate.py)."""

from typing import NamedTuple


class Release(NamedTuple):
    """A version, and what it brought, by what it is about."""

    version: str
    changes: dict[str, tuple[str, ...]]


NEWS = (
    Release(
        "1.0.0",
        {
            "The plan": (
                "Every action and recommendation says where it stands on any day, and why. Nobody types a status.",
                "The plan at a glance, agency by agency, side by side on two days, and what falls due when.",
                "A plan is closed with a word on every line. What goes on is carried into the next plan, linked both ways.",
                "A view of the plan at a glance for a screen in the meeting room.",
            ),
            "Updates and evidence": (
                "My update: a card for each line, with last time's words filled in.",
                "Evidence as a file, a link, or where it is held. Some of it can be restricted.",
                "An agency can answer by a workbook, or by a link without signing in. It is confirmed before it counts.",
                "A text or file that looks as if it names a child brings a warning.",
            ),
            "Deciding": (
                "Review: what waits for the chair in one queue, with only what is open to decide.",
                "Challenges and escalations are on record, with how each ended.",
                "Each recommendation is considered, and how it crosses to actions is shown both ways.",
            ),
            "Meetings and reports": (
                "Quarterly, six-monthly, exception and agency reports, as PDF, page, Word and Excel.",
                "A frozen report stays as it was, byte for byte. A file can be checked against it.",
                "Agendas, action sheets, and who came. Inspection packs for those they are made for.",
            ),
            "People and safety": (
                "People are invited. A second factor, single sign-on, and a list of your own sessions.",
                "Who opened what, how long each record is kept, legal holds, redaction, and purging by two people.",
                "Reminders before a due date and the update day, and a calendar of your own.",
            ),
            "Setting up": (
                "A board starts from its browser, and imports its plan from a spreadsheet.",
                "Names, marking, days, logo and what roles are called are settings that count from a day.",
                "Agencies join, are renamed, leave, merge or split from a day on. Days before it show them as they were.",
                "Excel, Power BI and other systems read the plan with a personal token.",
            ),
            "Help and sharing": (
                "Help: your quarter in five steps, the rules as they apply, who may do what, and the words used here.",
                "A link at the foot of every page leads to it as at its day.",
                "Every page prints without navigation, with its marking and its day on each sheet.",
            ),
        },
    ),
)
