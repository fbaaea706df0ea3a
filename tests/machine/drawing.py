"""Random people, random verbs: mostly, not always, somebody who may, with what the verb needs, on a line open to it."""

from dataclasses import replace

from drawing_given import GIVEN, TARGETS, Given
from reference_board import PLANS, cells
from reference_line import CLOSED
from reference_people import BARRED, ROLES, Call

ON_OPEN = ("update",) * 6 + (
    "stop",
    "supersede",
    "assign",
    "contribute",
    "end_contribution",
    "cover",
    "starting_position",
)
ON_OPEN += ("enter_update", "enter_update", "set_aside", "withdraw_evidence", "evidence")
ON_CLAIM = ("accept",) * 12 + ("send_back",) * 3 + ("withdraw_evidence",) * 2 + ("update", "evidence", "assign", "stop")
LIKELY = {
    "to_be_considered": ("accept_recommendation",) * 4 + ("accept_in_part", "merge", "merge", "not_accept", "assign"),
    "reported_complete": ON_CLAIM,
    "complete": ("check_again",) * 10
    + ("reopen",) * 2
    + ("set_aside", "set_aside", "evidence", "withdraw_evidence", "assign"),
    **dict.fromkeys(CLOSED, ("set_aside", "set_aside", "update", "assign")),
}
ON_SOME = (
    "claim",
    "end_cover",
    "ask_for_date",
    "withdraw_request",
    "enter_request",
    "agree",
    "decline",
    "set_date",
    "end_duty",
    "extend_document",
    "close_document",
)
ON_SOME += ("ask_exemption", "withdraw_exemption", "exempt", "not_exempt")
CHALLENGING = ("challenge", "answer_challenge", "end_challenge")
MARKING = ("mark", "unmark")
ALL_VERBS = tuple(
    dict.fromkeys([*ON_OPEN, *ON_SOME, *CHALLENGING, *MARKING, *(verb for verbs in LIKELY.values() for verb in verbs)])
)
OF_THE_WHOLE = ("stop", "supersede", "set_date", "extend_document", "close_document", *CHALLENGING, *MARKING)
ON_AN_ENTRY = {
    **dict.fromkeys(("accept", "send_back"), "claimed_by"),
    **dict.fromkeys(("agree", "decline"), "asked_by"),
    "check_again": "once_claimed_by",
}
ONLY_RECOMMENDATIONS = ("accept_recommendation", "accept_in_part", "merge", "not_accept")
RIVALS = {"accept": "send_back", "agree": "decline", "stop": "supersede", "claim": "withdraw_evidence"}
RIVALS |= {"reopen": "check_again", "end_challenge": "answer_challenge"}


class Drawing(Given):
    """Draws one call at a time, from what the model knows of a day; mostly on some lines, so that they come far."""

    def __init__(self, data, model, day, lines=TARGETS):
        super().__init__(data, model, day)
        self.lines = lines

    def call(self, where=None, verb=None) -> Call:
        number, cell = where or self._where()
        cell = cell or self.one_of(cells(PLANS[number]))
        whole = self.model.leaf(number, None, self.day)
        line = self.model.leaf(number, cell, self.day) if cell else whole
        verb = verb or self._verb(line, whole)
        line = whole if verb in OF_THE_WHOLE else line
        verb = self._sensible(verb, line)
        call = Call(verb, "office", number, line.cell)
        if verb == "update":
            call = replace(call, who=self._who(call, lambda who: self.model.people.helps(who, line)))
            return replace(call, more=self._update(line, self.model.people.owns(call.who, line)))
        if verb == "set_aside":
            call = self._set_aside(call)
        else:
            call = replace(call, more=GIVEN.get(verb, lambda self, line: {})(self, line))
        entered_by = _deciders(getattr(line, ON_AN_ENTRY[verb])) if verb in ON_AN_ENTRY else []
        barred_by_it = [who for who in entered_by if self.model.people.decides(who, line)]
        if barred_by_it and not self.now_and_then():
            return replace(call, who=self.one_of(barred_by_it))
        return replace(call, who=self._who(call, lambda who: self._may(replace(call, who=who))))

    def other(self, call) -> Call:
        """Something else on the same line, from what was seen before `call`."""
        verb = self.one_of([call.verb, call.verb, RIVALS.get(call.verb, call.verb), None])
        return self.call((call.line, call.cell), None if verb == "set_aside" else verb)

    def _where(self):
        return self.one_of(TARGETS if self.now_and_then() else self.lines), None

    def _verb(self, line, whole):
        if not self.mostly():
            return self.one_of(ALL_VERBS)
        verbs = LIKELY.get(line.status) or self._on_open(line)
        verbs += ("assign",) * 25 if self._owner_entered_what_they_may_decide(line) else ()
        verbs += CHALLENGING[1:] if whole.challenges else CHALLENGING[:1]
        return self.one_of(verbs + (MARKING if whole.marks else MARKING[:1]))

    def _owner_entered_what_they_may_decide(self, line):
        """Once it is another agency's, only that it is their own entry bars them."""
        return any(self.model.people.owns(who, line) for who in _deciders(line.once_claimed_by | line.asked_by))

    def _on_open(self, line):
        verbs = ON_OPEN + (("end_cover",) if line.cover else ())
        verbs += ("claim",) * 6 if line.standing_evidence and not line.delivered else ()
        verbs += ("check_again",) * 4 if line.awaits_a_check else ()
        verbs += ("ask_for_date",) * 5 + ("enter_request",) * 2 if line.own_due and not line.request else ()
        verbs += ("agree",) * 14 + ("decline", "withdraw_request") if line.request else ()
        verbs += ("set_date",) * 5 if line.due is None else ()
        verbs += ("end_duty", "update", "update") if line.running else ()
        verbs += ("ask_exemption",) * 2 if line.cell else ()
        verbs += ("extend_document",) * (3 if line.plan_is_over else line.ends is not None)
        verbs += ("close_document",) * (8 if line.plan_is_over else 3 * (line.ends is not None))
        return verbs + (("exempt", "not_exempt", "withdraw_exemption") * 2 if line.exemption else ())

    def _sensible(self, verb, line):
        """A recommendation's verbs only there, an agency's own line's only there: the others have no such call."""
        no_such_call = {
            **dict.fromkeys(ONLY_RECOMMENDATIONS, line.cell),
            "set_aside": not self.model.decisions_anywhere(),
            "withdraw_evidence": not line.evidence,
        }
        in_vain = {"claim": not line.standing_evidence, "check_again": not line.awaits_a_check}
        if "_challenge" in verb and not line.challenges:
            return "challenge"
        if "exempt" in verb and not line.cell:
            return "claim"
        return "update" if no_such_call.get(verb) or (in_vain.get(verb) and self.mostly()) else verb

    def _may(self, call):
        return BARRED not in self.model.against(call, self.day)

    def _who(self, call, fits):
        fit = [who for who in ROLES if fits(who)]
        return self.one_of(fit if fit and self.mostly() else ROLES)


def _deciders(people):
    return [who for who in ("chair", "deputy") if who in people]
