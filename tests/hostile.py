"""Text that would do harm wherever it is taken for something else than text; and typing it into every field of every form."""

import re
from io import BytesIO
from itertools import cycle

import html5lib
from an_untidy_sheet import workbook
from asking import Asking
from rights_board import WHO
from rights_forms import NO_EVIDENCE, NO_FORECAST, on
from rights_table import OPEN_TO_ALL, SIGNED_IN, rows
from werkzeug.datastructures import FileStorage, MultiDict
from werkzeug.test import encode_multipart

PIECES = (
    "<script>alert(1)</script><img src=x onerror=alert(2)><svg onload=alert(3)>",
    "</script></style></textarea></title><iframe srcdoc='<script>alert(4)</script>'></iframe>",
    '"\' autofocus onfocus=alert(5) x="',
    "{{ 7 * 7 }} {% raw %} ${7*7} #{7*7} <%= 7 * 7 %>",
    '=1+1 +44 1604 -2 @SUM(A1) =HYPERLINK("http://elsewhere.test","x")',
    "url(http://elsewhere.test/a.png) } body { background: url('//elsewhere.test/b') } @import '//elsewhere.test/c';",
    "javascript:alert(6) data:text/html,<script>alert(7)</script> http://elsewhere.test/?q=1",
    "]]> <!-- --> <![CDATA[ &lt;b&gt; &amp; &#0; &nbsp; AT&T x < 3 <Smith, J>",
    "<para><b>bold</b><img src='http://elsewhere.test/d.png' width='9' height='9'/><a href='javascript:alert(8)'>x</a>",
    "<link rel=stylesheet href=//elsewhere.test/e.css><base href=//elsewhere.test/><meta http-equiv=refresh content=0>",
    "Łódź, Ŵrexham, naïve, 日本語, Ελληνικά, مرحبا, שלום \u202egnihton\u202c zero\u200bwidth\u200d \ufeff e\u0301 😀👍🏽",
    "👩‍👩‍👧‍👦",
    "'; DROP TABLE words; -- \\x00 %s %n ../../../etc/passwd",
    "Donaudampfschifffahrtsgesellschaft" * 9,
)
LONGEST = 20_000
LONGER = re.compile(r"Shorten this to ([\d,]+) characters")
DAYS = re.compile(r"-(day|month|year)$")
SHORT = 40
# What is not typed into, and why.
NOT_SENT = {
    "sign_in.sign_in": "keeps nothing",
    "sign_in.forgotten": "keeps nothing",
    "by_link.refuse": "takes away what came by the link, which is to be shown",
    "records.period": "takes a number of years",
    "settings.one": "is the board's name or marking, which every page bears",
    "first_run.names": "the same",
    "closing.begin": "asks for what a plan that is imported has as well",
    "importing.doubts": "takes dates, numbers and agencies alone",
    **{
        f"agencies.{what}": "is an agency's name, which every page bears, or ends it; their own tests"
        for what in ("join", "rename", "leave", "merge", "split")
    },
}
ACCEPTED = {"outcome": "accept_in_part", "every": "once", "due-month": "6", "due-year": "2018", "parts": "together"}
LINK = "https://board.example/?q=\"'><script>alert(9)</script>&x=%0d%0aX-Injected:1"
FIRST = ("by_link.answer",)
LAST = ("review.line", "closing.close", "meetings.call_off", "evidence.withdraw", "reports.freeze")
# What is typed where nothing hostile is taken.
PLAIN = {
    "verdict": " ".join(f"{PIECES[0]} {PIECES[4]}".split()[:50])[:280],
    "email": "new@police.example",
    "reference": "a-new-reference",
}


def hostile(name: str, length: int = LONGEST) -> str:
    """Text of exactly that length, which says of what field it is."""
    text, pieces = f"Typed in {name}:", cycle(PIECES)
    while len(text) < length:
        text += f" {next(pieces)}"
    return text[: length - 1].rstrip().ljust(length - 1, "x") + "!"


class Typist(Asking):
    """Fills each form that somebody is offered with such text and sends it. What a field refuses is typed shorter, or
    plainly. `stored`, and `refused` with its message: by what is asked for and the field; `wrong`: what could not be sent."""

    def __init__(self, board):
        super().__init__(board)
        self.answers |= self._with_every_field()
        self.stored, self.refused, self.wrong = {}, {}, []

    def _with_every_field(self):
        """Of those forms that need less than they offer, all of it."""
        red = {"rating": "red", "forecast-month": "6", "forecast-year": "2018", "evidence_file": a_hostile_file}
        together = self.answers["review.together"]
        given = {**self.answers["my_update.enter"], **dict.fromkeys(NO_EVIDENCE, "")}
        return {
            "my_update.card": red,
            "by_link.answer": {key: value for key, value in red.items() if key != "evidence_file"},
            "my_update.enter": {
                key: value for key, value in {**given, **red, "rating": "amber"}.items() if key not in NO_EVIDENCE
            },
            "my_update.add_evidence": {**NO_FORECAST, "evidence_file": a_hostile_file, "evidence_link": LINK},
            "importing.upload": {"spreadsheet": a_spreadsheet, "sheet": "", **on("in_force_from"), **on("first_day")},
            "review.together": {key: value for key, value in together.items() if key != "checked_by"},
            "setting_meeting.line": {**ACCEPTED, "owner": self.board.owner.key},
            "meetings.attendance": {f"how_{number}": "present" for number in self.board.plan.agencies},
            "closing.close": {"step": "keep"},
            "importing.columns": on("minuted_on"),
            "my_update.new_date": {"new_due-month": "6", "new_due-year": "2018"},
        }

    def type_everywhere(self):
        every = {**rows(SIGNED_IN), **rows(OPEN_TO_ALL)}
        for (method, named), signs in sorted(every.items(), key=lambda row: _turn(row[0][1])):
            if method == "POST" and "+" in signs and "~" not in named and named not in NOT_SENT:
                self._look_for_forms(named)
                self._type(named, WHO[signs.index("+")])

    def _type(self, named, name):
        form = self._form(named, name)
        wanted = [each for each in form.texts() if self._is_free(named, each)] if form else []
        texts = {each: hostile(f"{named} {each}") for each in wanted}
        for _ in range(6 if wanted else 0):
            status, html = self._send(named, name, texts)
            if status < 400:
                self.stored |= {(named, each): text for each, text in texts.items() if len(text) > SHORT}
                return
            texts = self._less(named, texts, problems(html))
        if wanted:
            self.wrong.append(f"{named}: {status} {problems(html)}")

    def _is_free(self, named, each):
        """Whether anything may be typed there: no part of a date, and nothing that makes the form another."""
        return (
            not DAYS.search(each) and each not in ("headings", "word") and self.answers.get(named, {}).get(each) is None
        )

    def _send(self, named, name, texts):
        """The body is built in memory, so that a long one leaves no temporary file behind."""
        boundary, body = encode_multipart(MultiDict(self._filled(named, name, texts)))
        sent = {"data": body, "content_type": f"multipart/form-data; boundary={boundary}"}
        with self.clients[name].post(self.address(named), **sent) as response:
            return response.status_code, response.get_data(as_text=True)

    def _less(self, named, texts, found):
        less = dict(texts)
        for each, message in found.items():
            if each in less and (limit := LONGER.search(message)):
                less[each] = hostile(f"{named} {each}", int(limit[1].replace(",", "")))
            elif each in less:
                less[each], self.refused[named, each] = PLAIN.get(each, ""), message
        return less


def _turn(named) -> int:
    """What is answered, closed or taken back cannot be typed about any more."""
    return FIRST.index(named) - len(FIRST) if named in FIRST else named in LAST


def a_hostile_file(_):
    return FileStorage(BytesIO(PIECES[0].encode()), f"{hostile('a file', 150)}.txt")


def a_spreadsheet(_):
    return FileStorage(BytesIO(workbook()), "plan.xlsx")


def problems(html) -> dict[str, str]:
    """What the error summary of a page says, by field; or what else the page says."""
    tree = html5lib.parse(html, namespaceHTMLElements=False)
    summary = tree.find(".//div[@class='govuk-error-summary']")
    if summary is None:
        return {"": " ".join("".join(tree.find(".//body").itertext()).split())[:300]}
    items = [(item.find(".//a"), "".join(item.itertext()).strip()) for item in summary.iter("li")]
    return {link.get("href").removeprefix("#") if link is not None else "": words for link, words in items}
