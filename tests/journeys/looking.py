"""What is looked at on every page that anybody comes to: axe's findings, sideways scrolling, the console."""

import os
import re
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
NARROW = 400
PICTURES = os.environ.get("JOURNEY_PICTURES")

# All of axe's own rules, its best practices among them, and of those that it leaves off the ones that hold here.
ALSO = (
    "target-size",
    "label-content-name-mismatch",
    "css-orientation-lock",
    "td-has-header",
    "table-fake-caption",
    "p-as-heading",
    "focus-order-semantics",
)
# What can become wrong by room alone.
BY_ROOM = ("scrollable-region-focusable", "target-size")
RUN_AXE = """({also, only}) => axe.run(document, {
  resultTypes: ["violations"],
  rules: Object.fromEntries(also.map((rule) => [rule, {enabled: true}])),
  ...(only ? {runOnly: only} : {}),
}).then((found) => found.violations.flatMap((rule) => rule.nodes.slice(0, 4).map((node) => ({
  rule: rule.id, help: rule.help, where: node.target.join(" "), html: node.html.slice(0, 200), why: node.failureSummary,
}))))"""
STICKING_OUT = """() => {
  const room = document.documentElement.clientWidth;
  const holder = (e) => { for (let p = e.parentElement; p; p = p.parentElement)
    if (getComputedStyle(p).overflowX !== "visible") return p; return null; };
  if (document.documentElement.scrollWidth <= room) return [];
  return Array.from(document.querySelectorAll("body *"))
    .filter((e) => e.getBoundingClientRect().right > room + 1 && !holder(e))
    .slice(-3).map((e) => `${e.outerHTML.slice(0, 150)} ends at ${Math.round(e.getBoundingClientRect().right)} of ${room}`);
}"""
# What all who come to a page see alike is looked at once: of the rest of the page only what a role sees otherwise counts.
PARTS = """() => [...Array.from(document.querySelectorAll("header"), (each) => each.textContent),
  ...Array.from(document.querySelectorAll("main"), (each) => each.outerHTML)]"""
OF_THE_MOMENT = re.compile(r'(?:nonce|href)="[^"]*"|(?<=value=")[^"]{40,}(?=")|\s+')
LOOKED_AT: set[tuple[str, bool]] = set()
# A browser notes on its console an answer of 400 or above, and what a test keeps from it; no fault of the page.
NO_FAULT = re.compile(
    r"Failed to load resource: (the server responded with a status of [45]\d\d|net::ERR_BLOCKED_BY_CLIENT)"
)


@cache
def axe() -> str:
    return AXE.read_text(encoding="utf-8")


def findings(page, only=None) -> list[str]:
    """What axe finds on the page, a readable piece for each; by all rules, or by some."""
    if not page.evaluate("Boolean(window.axe)"):
        page.evaluate(axe())
    rules = {"also": [] if only else list(ALSO), "only": only and list(only)}
    return [
        f"axe {each['rule']}: {each['help']}\n      at {each['where']}\n      {each['html']}\n      {each['why']}"
        for each in page.evaluate(RUN_AXE, rules)
    ]


def sticking_out(page) -> list[str]:
    """What makes the whole page scroll sideways."""
    width = page.evaluate("document.documentElement.scrollWidth")
    room = page.viewport_size["width"]
    return [f"scrolls sideways: {width} in {room}; {each}" for each in page.evaluate(STICKING_OUT) or ()] or (
        [f"scrolls sideways: {width} in {room}"] if width > room else []
    )


def is_new(page) -> bool:
    """Whether the page has a part that was not looked at before: as wide as this, or wider, which is looked at at 320 too."""
    wide = page.viewport_size["width"] > NARROW
    parts = {OF_THE_MOMENT.sub("", part) for part in page.evaluate(PARTS)}
    known = all((part, True) in LOOKED_AT or (part, wide) in LOOKED_AT for part in parts)
    LOOKED_AT.update((part, wide) for part in parts)
    return not known


class Looker:
    """Looks at pages, keeps what it finds, and says it at the end, all of it at once."""

    def __init__(self):
        self.found: dict[str, list[str]] = {}
        self.pictures = 0

    def listen(self, page):
        page.on("console", self._console)
        page.on("pageerror", lambda error: self._add(page, [f"script error: {error}"]))

    def _console(self, message):
        if message.type == "error" and not NO_FAULT.search(message.text):
            self._add(message.page, [f"console: {message.text}"])

    def look(self, page, *, axe=True):
        """Look at a page as it stands, and at 320. Where JavaScript is switched off axe cannot run."""
        if not axe or is_new(page):
            self._look(page, axe)
        self._picture(page)

    def _look(self, page, axe):
        self._add(page, findings(page) if axe else [])
        if page.viewport_size["width"] > NARROW:
            self._look_narrow(page, axe)
        else:
            self._add(page, sticking_out(page))

    def _look_narrow(self, page, axe):
        before = page.viewport_size
        page.set_viewport_size({"width": 320, "height": before["height"]})
        found = [*sticking_out(page), *(findings(page, BY_ROOM) if axe else [])]
        self._add(page, [f"at 320: {each}" for each in found])
        page.set_viewport_size(before)

    def note(self, page, line):
        """Something else that is wrong on the page that is shown."""
        self._add(page, [line])

    def _add(self, page, lines):
        if lines:
            where = f"{page.title()} <{page.url}> at {page.viewport_size['width']}"
            self.found.setdefault(where, []).extend(lines)

    def _picture(self, page):
        """A picture of the page, where somebody asked for one: JOURNEY_PICTURES=folder."""
        if PICTURES:
            self.pictures += 1
            name = re.sub(r"\W+", "-", page.title().split(" - ")[0])[:60]
            test = re.sub(r"\W+", "-", os.environ["PYTEST_CURRENT_TEST"].split("::")[1].split(" ")[0])
            page.screenshot(path=Path(PICTURES) / f"{test}-{self.pictures:02}-{name}.png", full_page=True)

    def insist(self):
        said = ["\n    ".join([where, *dict.fromkeys(lines)]) for where, lines in self.found.items()]
        assert not said, "\n\n" + "\n\n".join(said)
