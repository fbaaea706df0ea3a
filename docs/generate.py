"""Writes docs/generated and CHANGELOG.md from the code, so that they cannot say anything else.

python docs/generate.py [another folder]: there docs/generated alone."""

import json
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "docs" / "generated"
CHANGELOG = ROOT / "CHANGELOG.md"
sys.path.insert(0, str(ROOT))

from actions.changes import OPEN_IN  # noqa: E402
from actions.permissions import EVERYONE, GRANTS, Scope  # noqa: E402
from actions.settings import GROUPS as KINDS_OF_SETTING  # noqa: E402
from actions.settings import MEDIA, SETTINGS  # noqa: E402
from actions.standing import STATUSES  # noqa: E402
from actions.standing.rules import ANY, CLOSED, FLAGS, OPEN, RULES  # noqa: E402
from seeds.schema import plan_schema  # noqa: E402
from tracker.config import SETTINGS as OF_A_DEPLOYMENT  # noqa: E402
from tracker.guide.news import NEWS  # noqa: E402

MADE = "Made by `python docs/generate.py` from {}. Change that, not this page."
GROUPS = (
    ("any line", ANY),
    ("any line that is not closed", ANY - CLOSED),
    ("any line that is neither closed nor reported complete", ANY - CLOSED - {"reported_complete"}),
    ("any open line", OPEN),
)


def in_words(name: str) -> str:
    """`to_be_considered` as people say it."""
    return name.replace("_", " ")


def sentence_case(name: str) -> str:
    return in_words(name)[:1].upper() + in_words(name)[1:]


def table(head, rows) -> list[str]:
    lines = [head, ["---"] * len(head), *rows]
    return ["| " + " | ".join(line) + " |" for line in lines]


def page(title: str, source: str, *parts: list[str]) -> str:
    return "\n\n".join([f"# {title}", MADE.format(source), *("\n".join(part) for part in parts)]) + "\n"


def verbs() -> str:
    """Which verbs are open in which status: a row for each status, then the same by verb."""
    by_status = [
        [sentence_case(status), ", ".join(in_words(verb) for verb in OPEN_IN if status in OPEN_IN[verb]) or "none"]
        for status in STATUSES
    ]
    by_verb = [
        [sentence_case(verb), ", ".join(in_words(each) for each in STATUSES if each in statuses)]
        for verb, statuses in OPEN_IN.items()
    ]
    return page(
        "What can be done in which status",
        "`OPEN_IN` in actions/changes/open_verbs.py",
        table(["Where a line stands", "What is open"], by_status),
        ["## The same, by verb"],
        table(["Verb", "Open while the line is"], by_verb),
    )


def rules() -> str:
    """The table of statuses, the first row that holds from the top, and the flags."""
    statuses = [
        [str(place), sentence_case(rule.status), rule.meaning, rule.colour, str(rule.badness or "left out")]
        for place, rule in enumerate(RULES, 1)
    ]
    flags = [[sentence_case(flag.key), flag.meaning, among(flag.among)] for flag in FLAGS]
    return page(
        "Where an action stands",
        "`RULES` and `FLAGS` in actions/standing/rules.py",
        ["The first row that holds, from the top. A whole stands at its worst part: 1 is worst."],
        table(["#", "Status", "Holds when", "Colour", "When rolled up"], statuses),
        ["## Flags", "", "A flag stands beside the status and never replaces it."],
        table(["Flag", "Means", "Stands beside"], flags),
    )


def among(statuses) -> str:
    """Beside which statuses a flag can stand, in words."""
    named = next((words for words, group in GROUPS if group == statuses), None)
    return named or ", ".join(in_words(status) for status in STATUSES if status in statuses)


def permissions() -> str:
    """Who may do what: a row for each permission, a column for each role."""
    rows = [
        [
            permission.value,
            *(SHORT[GRANTS[permission][role]] if role in GRANTS[permission] else "" for role in EVERYONE),
        ]
        for permission in GRANTS
    ]
    scopes = [f"- **{SHORT[scope]}**: {scope.value}" for scope in Scope]
    return page(
        "Who may do what",
        "`GRANTS` in actions/permissions.py",
        table(["May", *(sentence_case(role) for role in EVERYONE)], rows),
        ["Where a cell is empty, no. Otherwise on these lines:"],
        scopes,
    )


def schema() -> str:
    """The JSON Schema of a plan kept as a file."""
    return json.dumps(plan_schema(), indent=2) + "\n"


def settings() -> str:
    """Every setting of the board: what holds unless it is changed, where it is seen, and why not elsewhere."""
    rows = [
        [
            KINDS_OF_SETTING[each.group],
            each.name,
            each.said(each.default),
            ", ".join(medium for medium in MEDIA if medium not in each.not_in),
            ". ".join(f"{medium}: {why}" for medium, why in each.not_in.items()),
        ]
        for each in SETTINGS
    ]
    return page(
        "What a board may set",
        "`SETTINGS` in actions/settings/table.py",
        ["The business manager changes it under Settings, from a day on and with a reason."],
        table(["Of", "Setting", "Unless changed", "Seen in", "Not in"], rows),
    )


def deployment() -> str:
    """Every setting that comes from the environment."""
    return page(
        "What a deployment sets",
        "`SETTINGS` in tracker/config.py",
        [
            "They come from the environment. `flask doctor` says which are set and whether they can be used,",
            "docs/running.md where they are written down. What a board itself may set is in settings.md.",
        ],
        table(
            ["Setting", "What it is"],
            [[f"`{name}`", f"{what[:1].upper()}{what[1:]}"] for name, what in OF_A_DEPLOYMENT.items()],
        ),
    )


def changelog() -> str:
    """What is new for people who use it, version by version, as the page What's new says it."""
    parts = []
    for release in NEWS:
        parts.append([f"## {release.version}"])
        parts += [
            [f"### {about}", "", *(f"- {change}" for change in changes)] for about, changes in release.changes.items()
        ]
    return page("What has changed", "`NEWS` in tracker/guide/news.py", *parts)


SHORT = {Scope.ANY: "any", Scope.OWN: "own", Scope.HELPED: "own or helped", Scope.OTHERS: "others'"}
PAGES = {
    "verbs.md": verbs,
    "rules.md": rules,
    "permissions.md": permissions,
    "settings.md": settings,
    "deployment.md": deployment,
    "plan.schema.json": schema,
}


def main(folder: Path = FOLDER):
    folder.mkdir(exist_ok=True)
    for name, write in PAGES.items():
        (folder / name).write_text(write(), encoding="utf-8")
    if folder == FOLDER:
        CHANGELOG.write_text(changelog(), encoding="utf-8")


if __name__ == "__main__":
    main(*(Path(folder) for folder in sys.argv[1:2]))
