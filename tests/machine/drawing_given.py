"""What somebody gives with a verb: mostly, not always, what it needs, from what the model knows of the line."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import strategies as st
from reference_board import AGENCIES, CARRIED, LINES, PLANS
from reference_days import months_after, open_quarters
from reference_people import ROLES
from reference_rules import RATINGS, WORDS_FOR

TARGETS = [plan.number for plan in LINES if not plan.example]
ALL_WORDS = WORDS_FOR["red"] | {"said", "why_better"}
ENTERED_HOW = ("email", "telephone", "meeting", "letter")
MARKS = ("repeat", "said_before", "waiting_outside")
A_MIDDLING_ONE = 13  # the first and the last of a range are drawn more often than the others


class Given:
    """Draws what goes with a call, on a day."""

    def __init__(self, data, model, day):
        self.draw, self.model, self.day = data.draw, model, day

    def one_of(self, choices):
        return self.draw(st.sampled_from(list(choices)))

    def mostly(self):
        return self.draw(st.integers(0, 19)) != A_MIDDLING_ONE

    def now_and_then(self):
        return self.draw(st.integers(0, 19)) in range(A_MIDDLING_ONE, A_MIDDLING_ONE + 5)

    def month(self, *later_than):
        """Mostly a month to come; its first day, as a form gives it. Now and then no later one than it should be."""
        base = max(filter(None, (self.day, *later_than)))
        if self.mostly() and not (later_than and self.now_and_then()):
            return months_after(base, self.draw(st.integers(1, 6))).replace(day=1)
        too_early = filter(None, (*later_than, *later_than, self.day, months_after(self.day, -2)))
        return self.one_of([*(each.replace(day=1) for each in too_early), None])

    def reason(self):
        return {"reason": self.mostly()}

    def minute(self):
        return {"minute": self.draw(st.booleans())}

    def _update(self, line, as_owner):
        better = RATINGS[RATINGS.index(line.rated.rating) + 1 :] if line.rated else ()
        rating = self.one_of(["green", *RATINGS, *better * 4]) if as_owner == self.mostly() else None
        unchanged = as_owner and self.now_and_then()
        forecast = self.month(line.shown_due and months_after(line.shown_due, -4)) if self.mostly() else None
        claims = (
            self.draw(st.booleans()) if as_owner else not self.mostly() and (line.waiting is None or not self.mostly())
        )
        return {
            "rating": rating,
            "unchanged": unchanged,
            "forecast": forecast if rating in ("amber", "red") or self.draw(st.booleans()) else None,
            "words": ALL_WORDS - self._missing(rating, rating in better),
            "quarter": self._quarter() if self.now_and_then() else None,
            "evidence": self.draw(st.booleans()) or (claims and self.mostly()),
            "claim": claims,
            "answers": self._answers(line) if as_owner or not self.mostly() else (),
            "seen": max(line.updates, default=None) if self.mostly() else min(line.updates, default=None),
            "check_seen": self.draw(st.booleans()),
        }

    def _source(self, line):
        """From whom, how and when it came, where it is entered for somebody."""
        owners = [who for who in ROLES if self.model.people.owns(who, line)]
        first = open_quarters(self.day)[0]
        lately = self.day - timedelta(self.draw(st.integers(0, (self.day - first).days)))
        return {
            "given_by": self.one_of([*owners, None] if self.mostly() else ROLES),
            "named": self.mostly(),
            "how": self.one_of(ENTERED_HOW) if self.mostly() else None,
            "on": lately if self.mostly() else self.one_of([None, self.day + timedelta(1), first - timedelta(1)]),
        }

    def _entered_update(self, line):
        return self._update(line, as_owner=True) | {"claim": not self.mostly()} | self._source(line)

    def _asked_date(self, line):
        return {"month": self.month(line.due), "children": self.mostly(), **self.reason()}

    def _missing(self, rating, is_better):
        """Now and then one of the words that a rating needs."""
        if is_better and self.now_and_then():
            return {"why_better"}
        return {self.one_of(sorted(WORDS_FOR.get(rating, ["said"])))} if self.now_and_then() else set()

    def _quarter(self):
        return self.one_of(open_quarters(self.day)) if self.mostly() else months_after(self.day, -9).replace(day=1)

    def _answers(self, line):
        owed = [(number, due) for number, duty in line.running.items() for due in duty.owed(self.day)]
        stale = [(number, duty.first) for number, duty in line.duties.items()]
        choices = owed if owed and self.mostly() else stale
        if not choices or not self.draw(st.booleans()):
            return ()
        return (self.one_of(choices),) if self.draw(st.booleans()) else tuple(choices[:2])

    def _evidence(self, line):
        if line.waiting and not self.now_and_then():
            return {"target": ("claim", line.waiting.id)}
        own = [("update", number) for number in line.updates]
        return {"target": self.one_of(own) if own else ("claim", 0)}

    def _withdrawal(self, line):
        standing = sorted(line.standing_evidence if self.mostly() else line.evidence)
        return {"evidence": self.one_of(standing or sorted(line.evidence)), **self.reason()}

    def _claim_decided(self, line):
        known = line.waiting or line.claim
        return {"claim": known.id if known and self.mostly() else 0, **self.reason(), **self.minute()}

    def _accept(self, line):
        how = {
            "assurance": self.one_of(["checked", "impact", "seen", "told"]),
            "checked_by": self.mostly(),
            "recheck": self.one_of([6, 12, None]) if self.mostly() else 7,
        }
        return self._claim_decided(line) | how

    def _request(self, line):
        month = self.month(line.due) if self.draw(st.booleans()) else None
        return {"request": line.request if self.mostly() else 0, "month": month, **self.reason(), **self.minute()}

    def _exemption(self, line):
        return {"asked": line.exemption if self.mostly() else 0, **self.reason(), **self.minute()}

    def _agency(self, line):
        return line.cell if line.cell and self.mostly() else self.one_of(AGENCIES)

    def _assign(self, line):
        agency = self.one_of([each for each in AGENCIES if each != line.owner]) if self.mostly() else line.owner
        agency = line.cell if line.cell and self.mostly() else agency or "health"
        colleagues = [who for who in ROLES if self.model.people.agency[who] == agency] if self.mostly() else ROLES
        officer = self.one_of(colleagues) if self.draw(st.booleans()) else None
        later = self.day + timedelta(self.draw(st.integers(-20, 40))) if self.now_and_then() else None
        return {"agency": agency, "officer": officer, "first_day": later}

    def _cover(self, line):
        colleagues = [who for who in ROLES if self.model.people.owns(who, line)] if self.mostly() else ROLES
        until = self.day + timedelta(self.draw(st.integers(0, 60))) if self.mostly() else self.day - timedelta(1)
        return {"person": self.one_of(colleagues or ROLES), "until": until}

    def _starting_position(self, line):
        minuted_on = self.day - timedelta(self.draw(st.integers(0, 90))) if self.mostly() else self.day + timedelta(1)
        return {"rating": self.one_of([*RATINGS, None]), "minute_of": self.mostly(), "minuted_on": minuted_on}

    def _at_a_meeting(self, line):
        return {
            "meeting": "held" if self.mostly() else self.one_of(["to come", None]),
            **self.reason(),
            **self.minute(),
        }

    def _take_on(self, line):
        settled = {
            "agency": self.one_of(AGENCIES) if self.mostly() else None,
            "month": self.month(),
            "own_words": self.mostly(),
            "every": self.one_of([None, 1, 3, 6, 12]),
            "once": self.draw(st.booleans()),
            "with_parts": self.mostly(),
        }
        return self._at_a_meeting(line) | settled

    def _challenge(self, line):
        day = self.day + timedelta(self.draw(st.integers(0, 30)))
        by = day if self.mostly() else self.one_of([None, self.day - timedelta(1)])
        return {"agency": self.one_of(AGENCIES), "question": self.mostly(), "answer_by": by}

    def _answer_to_a_challenge(self, line):
        asked = line.challenges if self.now_and_then() else line.open_challenges or line.challenges
        return {"challenge": self.one_of(asked), "answer": self.mostly()}

    def _end_of_a_challenge(self, line):
        ended = self.one_of(["practice_changed", "satisfied", "escalated"]) if self.mostly() else None
        return self._answer_to_a_challenge(line) | {"ended": ended, "ending": self.mostly()}

    def _mark(self, line):
        marks = MARKS if self.now_and_then() else [each for each in MARKS if each not in line.marks] or MARKS
        mark = self.one_of(marks)
        named = self.mostly() if mark == "said_before" else self.now_and_then()
        return {"mark": mark, "other": self.one_of(TARGETS) if named else None}

    def _unmark(self, line):
        return {"mark": self.one_of(sorted(line.marks) if line.marks and self.mostly() else MARKS), "other": None}

    def _extension(self, line):
        """Mostly for every open line; now and then not for one, or for another too."""
        lines = set(self.model.open_lines(line.plan.document, self.day))
        lines ^= {self.one_of(TARGETS)} if self.now_and_then() else set()
        until = months_after(max(filter(None, (self.day, line.ends))), self.draw(st.integers(1, 6)))
        return {
            "last_day": until if self.mostly() else self.one_of([None, line.ends, self.day]),
            "lines": {number: self._with_the_extension(number) for number in sorted(lines)},
            "minute": not self.now_and_then(),
        }

    def _with_the_extension(self, number):
        due = self.model.leaf(number, None, self.day).due or self.day
        month = months_after(due, self.one_of([0, 3]) if self.mostly() else -2).replace(day=1)
        return self.one_of([CARRIED, CARRIED, month, month])

    def _closing(self, line):
        """Mostly a word on every line that wants one; now and then not on one, or into a line that cannot take it."""
        lines = set(self.model.without_fate(line.plan.document, self.day))
        lines ^= {self.one_of(TARGETS)} if self.now_and_then() else set()
        others = [number for number in TARGETS if PLANS[number].document != line.plan.document]
        return {
            "last_day": self.one_of(
                [self.day, self.day, self.day - timedelta(9)] if self.mostly() else [None, date.max]
            ),
            "fates": {number: self.one_of([None, None, None, *others[-2:]]) for number in sorted(lines)},
            "minute": not self.now_and_then(),
        }

    def _merge(self, line):
        fit = [number for number in TARGETS if number != "2.6" and self.model.leaf(number, None, self.day).is_open]
        return self._at_a_meeting(line) | {
            "into": self.one_of(fit if fit and self.mostly() else TARGETS[:5] + TARGETS[6:])
        }

    def _decisions(self, number):
        """Mostly those that stand, and on that line."""
        found = self.model.decisions_anywhere()
        stand = [each for each in found if each.id not in self.model.set_aside()] if self.mostly() else found
        here = [each for each in stand if each.line == number]
        return (here if here and not self.now_and_then() else stand) or found

    def _set_aside(self, call):
        decision = self.one_of(self._decisions(call.line))
        more = {"decision": decision.id, **self.reason(), "minute": self.draw(st.booleans())}
        return replace(call, line=decision.line, cell=decision.cell, more=more)


GIVEN = {
    "evidence": Given._evidence,
    "withdraw_evidence": Given._withdrawal,
    "accept": Given._accept,
    "check_again": Given._accept,
    "send_back": Given._claim_decided,
    "enter_update": Given._entered_update,
    "ask_for_date": Given._asked_date,
    "enter_request": lambda self, line: self._asked_date(line) | self._source(line),
    "agree": Given._request,
    "decline": Given._request,
    "set_date": lambda self, line: {"month": self.month(), **self.minute()},
    "stop": lambda self, line: self.reason() | self.minute(),
    "supersede": lambda self, line: self.reason() | self.minute(),
    "reopen": lambda self, line: {"month": self.month(), **self.reason(), **self.minute()},
    "end_duty": lambda self, line: {"duty": max(line.duties, default=0), **self.reason(), **self.minute()},
    "assign": Given._assign,
    "contribute": lambda self, line: {"agency": self._agency(line)},
    "end_contribution": lambda self, line: {"agency": self._agency(line)},
    "cover": Given._cover,
    "starting_position": Given._starting_position,
    "accept_recommendation": Given._take_on,
    "accept_in_part": Given._take_on,
    "merge": Given._merge,
    "not_accept": Given._at_a_meeting,
    "ask_exemption": lambda self, line: self.reason(),
    "challenge": Given._challenge,
    "answer_challenge": Given._answer_to_a_challenge,
    "end_challenge": Given._end_of_a_challenge,
    "extend_document": Given._extension,
    "close_document": Given._closing,
    "mark": Given._mark,
    "unmark": Given._unmark,
    "exempt": Given._exemption,
    "not_exempt": Given._exemption,
}
