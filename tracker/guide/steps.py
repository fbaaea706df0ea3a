"""Your quarter in five steps, for each role. A step may lead to the page on which it is done."""

from typing import NamedTuple


class Step(NamedTuple):
    """`page`: the endpoint where it is done, and what the link to it says."""

    what: str
    how: str
    page: tuple[str, str] | None = None


MY_UPDATE, PLAN = ("my_update.my_update", "My update"), ("plan.glance_page", "The plan at a glance")
REVIEW, REPORTS = ("review.queue", "Review"), ("reports.reports_page", "Reports")
MEETINGS, MISSING = ("meetings.meetings", "Meetings"), ("people.missing", "What is missing")

CHAIR = (
    Step(
        "See what waits", "Claims, requests for dates and lines that are overdue or silent wait in one queue.", REVIEW
    ),
    Step(
        "Decide, one line after another",
        "The form offers only what is open, and says what each answer will do. You cannot decide for your own agency.",
        REVIEW,
    ),
    Step(
        "Ask about what worries you",
        "Put a question on record to an agency, with a day for its answer. Say afterwards how it ended.",
        ("challenges.challenges", "Challenges"),
    ),
    Step(
        "Put to the board what the sub group cannot settle",
        "Say what is asked and what the options are. It stays on page 1 of reports until the board answers.",
        ("escalations.escalations_page", "Escalations"),
    ),
    Step("Write the verdict", "A sentence or two for page 1 of the report, and what is asked of the board.", REPORTS),
)
STEPS = {
    "officer": (
        Step(
            "Open your update",
            "Each line that is yours has a card. The most urgent comes first. A mail says when it is time.",
            MY_UPDATE,
        ),
        Step(
            "Rate each line",
            "Green, amber or red is your forecast. Last time's words are filled in. If nothing has changed, say so: once.",
        ),
        Step(
            "Show it",
            "Add evidence: a file, a link, or where it is held. Say what it shows. Leave out every child's details.",
        ),
        Step(
            "Ask in time, or report complete",
            "If a date cannot be kept, ask for a new one before it passes. If it is done, report it complete: "
            "the chair accepts it or sends it back.",
        ),
        Step(
            "Check and send",
            "Read the summary, then send your update before the update day. What you saved counts even if you do not send.",
            ("my_update.send", "Check and send"),
        ),
    ),
    "agency_lead": (
        Step(
            "See that each line has an officer",
            "Assign your agency's lines, and say who stands in for somebody who is away.",
            ("ownership.ownership", "Owners"),
        ),
        Step(
            "See what is still unanswered",
            "You see every line of your agency. You are told of what its officer has not answered.",
            MY_UPDATE,
        ),
        Step("Answer for what nobody else can", "You may rate, claim and ask for dates on all of your agency's lines."),
        Step(
            "Answer what you are asked",
            "The chair's questions to your agency are on record, with a day for the answer.",
            ("challenges.challenges", "Challenges"),
        ),
        Step(
            "See how your agency stands",
            "The scorecard shows what is overdue, silent, moved and complete, agency by agency.",
            ("scorecard.scorecard", "Agency scorecard"),
        ),
    ),
    "chair": CHAIR,
    "deputy": (
        Step(
            "Decide where the chair may not",
            "Lines of the chair's agency wait for you. You cannot decide for your own agency.",
            REVIEW,
        ),
        *CHAIR[1:],
    ),
    "executive": (
        Step(
            "Read page 1 of the report",
            "The verdict, what is asked of the board, what is overdue, who said nothing.",
            REPORTS,
        ),
        Step(
            "Look at what was asked of the board",
            "Each matter shows what is asked, the options, and the answer.",
            ("escalations.escalations_page", "Escalations"),
        ),
        Step(
            "See what changed",
            "Two days side by side: what went forward, what went back, which dates moved.",
            ("compare.compare", "What changed between two days"),
        ),
        Step(
            "Look behind a number", "Every number leads to its lines, and every line to its evidence and history.", PLAN
        ),
        Step(
            "Go back to any day",
            "Choose a day at the top of a page. Everything is shown as it stood at the end of that day.",
        ),
    ),
    "business_manager": (
        Step(
            "Close the gaps",
            "Agencies without a lead, lines without an owner, people who have not accepted: all in one list.",
            MISSING,
        ),
        Step(
            "Enter what comes by e-mail or telephone",
            "Enter it on the line, as given by the officer. They are told. Or send a workbook, or a link.",
            ("people.links", "Links for agencies"),
        ),
        Step(
            "Prepare the meeting",
            "Record it, send its agenda, and note who came. Afterwards send the action sheet.",
            MEETINGS,
        ),
        Step("Freeze the report", "Draft it, get the chair's words, look at the preview, then freeze it.", REPORTS),
        Step(
            "Record what the board answered",
            "With its minute. You record the answer: you do not decide in the chair's place.",
            ("escalations.escalations_page", "Escalations"),
        ),
    ),
    "inspector": (
        Step("See the plan as it stands", "Each line says where it stands and why. Nobody types a status.", PLAN),
        Step(
            "Follow a line from promise to proof",
            "Its adopted words, updates, decisions, dates, evidence and history are on one page.",
        ),
        Step(
            "See how agencies were held to account",
            "Questions on record, how each was answered, and what came of it.",
            ("challenges.challenges", "Challenges"),
        ),
        Step(
            "Open your pack",
            "If one was made for you, it holds the plan, the reports and the evidence in one ZIP with an index.",
            ("packs.listing", "Inspection packs"),
        ),
        Step(
            "Check that a report is what was published",
            "Upload a file: you are told whether it is one of the board's, unaltered.",
            ("reports.check", "Check a file"),
        ),
    ),
}
