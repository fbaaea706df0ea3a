"""The reference model: a small plan, what was recorded of it in order, and where each line stands on a day (rules.md)."""

from dataclasses import replace
from datetime import date, timedelta

from reference_days import month_end, months_after, quarter_by_default
from reference_effects import CLOSING, EFFECTS, FOR_EVERY_CELL, Event
from reference_line import Line, Plan, worst
from reference_people import BARRED, TOLD, People, when
from reference_rules import RULES

AGENCIES = ("police", "ncc", "health")
PLAN_BEGINS, PLAN_ENDS, PROFILE_BEGINS = date(2015, 2, 1), date(2015, 9, 30), date(2015, 3, 1)
OF_THE_PLAN = {"begins": PLAN_BEGINS, "ends": PLAN_ENDS}
OF_THE_PROFILE = {"begins": PROFILE_BEGINS, "recommendation": True}
LINES = (
    Plan("2.1", due=date(2015, 6, 30), owner="health", **OF_THE_PLAN),
    Plan("2.2", due=date(2015, 4, 30), owner="police", practice=True, **OF_THE_PLAN),
    Plan("2.3", owner="ncc", **OF_THE_PLAN),
    Plan("2.4", due=date(2015, 5, 31), duty=(3, date(2015, 7, 31), False), owner="health", **OF_THE_PLAN),
    Plan("2.5", due=date(2015, 4, 30), duty=(1, date(2015, 4, 30), True), **OF_THE_PLAN),
    Plan("2.6", due=date(2015, 9, 30), each_agency=True, **OF_THE_PLAN),
    Plan("1", recurring=True, **OF_THE_PROFILE),
    Plan("2", **OF_THE_PROFILE),
    Plan("2a", parent="2", **OF_THE_PROFILE),
    Plan("2b", parent="2", **OF_THE_PROFILE),
    Plan("2c", parent="2", example=True, **OF_THE_PROFILE),
)
PLANS = {plan.number: plan for plan in LINES}


class Model:
    """`log`: the events in order; `people`: who holds which roles today."""

    def __init__(self, log=(), people=None):
        self.log = list(log)
        self.people = people or People()

    def copy(self):
        return Model(self.log, self.people)

    # Where things stand

    def leaf(self, number, cell, day) -> Line:
        """A line by itself, or one agency's own line, at the end of a day."""
        aside = self.set_aside(day)
        plan = PLANS[number]
        log = [event for event in self.log if event.line in (number, plan.document) and event.id not in aside]
        return self._replayed(plan, cell, day, log)

    def _replayed(self, plan, cell, day, log):
        """Of a closed document as at its last day, or the day before it was closed; what was done later counts no more."""
        closing = next((each for each in reversed(log) if each.verb == "close_document" and each.day <= day), None)
        shown, closed = day, closing is not None and day > closing.more["last_day"]
        if closed:
            shown = max(closing.more["last_day"], closing.day - timedelta(1))
            log = [each for each in log if each.day <= shown or each.id <= closing.id or each.verb in CLOSING]

        def was_open(earlier):
            return earlier >= plan.begins and self._replayed(plan, cell, earlier, log).is_open

        line = Line(plan, shown, was_open, cell)
        line.owner = cell or plan.owner
        for event in log:
            of_it = event.cell == cell or (event.cell is None and event.verb in FOR_EVERY_CELL)
            if of_it and event.day <= day and event.verb != "set_aside":
                EFFECTS[event.verb](line, event)
        return line

    def status(self, number, day) -> str:
        """As the plan shows it: at the worst of its agencies' lines, or of its own statement and its parts."""
        plan = PLANS[number]
        if plan.each_agency:
            return worst([self.leaf(number, agency, day).status for agency in AGENCIES])
        if plan.example:
            return self.leaf(plan.parent, None, day).status
        members = [number, *self.parts(number)]
        return worst([self.leaf(each, None, day).status for each in members])

    def parts(self, number):
        return [each.number for each in LINES if each.parent == number and not each.example]

    def picture(self, day) -> dict:
        """By line: its status, due date, flags of the whole; of whoever answers by themselves, all that stands beside it."""
        found = {}
        for plan in LINES:
            found |= {(plan.number, cell): _standing(self.leaf(plan.number, cell, day)) for cell in cells(plan)}
            whole = self.leaf(plan.number, None, day)
            flags = tuple(sorted(whole.flags_of_the_whole))
            found[plan.number] = (self.status(plan.number, day), whole.shown_due, flags)
        return found

    # What may be done

    def line_of(self, call, day) -> Line:
        return self.leaf(call.line, call.cell, day)

    def against(self, call, day) -> set:
        """What speaks against a call: nothing, if it is recorded."""
        line = self.line_of(call, day)
        over = line.closing and call.verb not in AFTER_CLOSING
        return self._against(call, line, day) | ({TOLD} if over else set())

    def _against(self, call, line, day) -> set:
        if call.verb in CONSIDERING:
            return set(self._against_considering(call, line))
        if call.verb == "set_aside":
            return set(self._against_setting_aside(call, line))
        if call.verb == "extend_document":
            return set(self._against_extending(call, line))
        if call.verb == "close_document":
            return set(self._against_closing(call, line, day))
        if PLANS[call.line].each_agency and call.cell is None and call.verb in FOR_EVERY_CELL:
            line = _Whole(line, self._is_open(line.plan, day))
        return set(RULES[call.verb](self.people, call, line))

    def _against_considering(self, call, line):
        """Of its parts too, and of what it is merged into, nobody decides one of their own agency; the board may."""
        yield from RULES[call.verb](self.people, call, line)
        numbers, into = self.considered_with(call, line.day), call.more.get("into")
        if into:
            target = self.leaf(into, None, line.day)
            yield from when(into == call.line or not target.is_open, target.closing)
            numbers = [*numbers, into]
        by_the_board = call.more["minute"] and self.people.is_office(call.who)
        if not by_the_board and not all(
            self.people.decides(call.who, self.leaf(each, None, line.day)) for each in numbers
        ):
            yield BARRED

    def considered_with(self, call, day):
        """The owed parts of a recommendation that nobody considered yet: they are considered together with it."""
        if call.verb == "accept_in_part" or not call.more.get("with_parts", True):
            return []
        return [each for each in self.parts(call.line) if self.leaf(each, None, day).status == "to_be_considered"]

    def _against_setting_aside(self, call, line):
        """Who took it, while they may decide there; or the board."""
        decision = next(event for event in self.log if event.id == call.more["decision"])
        by_the_board = call.more["minute"] and self.people.is_office(call.who)
        by_who_took_it = decision.by == call.who and self.people.decides(call.who, line)
        if not (by_the_board or by_who_took_it):
            yield BARRED
        yield from when(decision.id in self.set_aside(), not call.more["reason"])

    def _against_extending(self, call, line):
        """Every open line gets a month, no earlier than its own, or is carried as it is."""
        lines, until = call.more["lines"], call.more["last_day"]
        still_open = self.open_lines(line.plan.document, line.day)
        yield from RULES["extend_document"](self.people, call, line)
        yield from when(until is None or until <= (line.ends or line.day), set(lines) - set(still_open))
        yield from when(not all(lines.get(number) for number in still_open))
        dated = {number: month for number, month in lines.items() if month not in (None, CARRIED)}
        due = {number: self.leaf(number, None, line.day).due for number in dated}
        yield from when(any(due[number] and month_end(month) < due[number] for number, month in dated.items()))

    def _against_closing(self, call, line, day):
        """Every line that is open or was not considered goes on in one of another document, or is closed unfinished."""
        until, fates, document = call.more["last_day"], call.more["fates"], line.plan.document
        yield from RULES["close_document"](self.people, call, line)
        yield from when(until is None or not line.plan.begins <= until <= day)
        yield from when(set(fates) != set(self.without_fate(document, day)))
        targets = [PLANS[into] for into in fates.values() if into]
        yield from when(any(each.document == document for each in targets))
        yield from when(not all(self._goes_on(each, day) for each in targets))

    def _goes_on(self, plan, day):
        """An open line that has a date, or a recommendation, which gets its own when it is accepted."""
        line = self.leaf(plan.number, None, day)
        dated = line.due is not None or line.only_duty or plan.recommendation
        return not line.closing and dated and self._wants_a_word(plan, day)

    def without_fate(self, document, day):
        lines = [plan for plan in LINES if plan.document == document and not plan.example]
        return [plan.number for plan in lines if self._wants_a_word(plan, day)]

    def _wants_a_word(self, plan, day):
        whole = self.status(plan.number, day) if plan.each_agency else self.leaf(plan.number, None, day).status
        return whole in (*WHOLE_OPEN, "to_be_considered")

    def open_lines(self, document, day):
        return [plan.number for plan in LINES if plan.document == document and self._is_open(plan, day)]

    def _is_open(self, plan, day):
        if plan.each_agency:
            return self.status(plan.number, day) in WHOLE_OPEN
        return self.leaf(plan.number, None, day).is_open

    # What was done

    def record(self, call, day, rows):
        """Keep what the record says it added: `rows`, by what they are, their numbers."""
        made = MADE.get(call.verb, _one_row)(self, call, day, rows)
        self.log = sorted([*self.log, *made], key=lambda event: event.id)

    def decisions_anywhere(self):
        return [event for event in self.log if event.verb in DECISIONS]

    def set_aside(self, day=date.max):
        """The numbers of the decisions that were set aside by the end of a day."""
        return {event.more["decision"] for event in self.log if event.verb == "set_aside" and event.day <= day}


class _Whole:
    """An action asked of each agency, all its lines together, as a decision about it is judged."""

    def __init__(self, line, is_open):
        self._line, self.is_open = line, is_open

    def __getattr__(self, name):
        return getattr(self._line, name)


WHOLE_OPEN = "overdue off_track no_update at_risk date_to_be_set not_started on_track reported_complete".split()
CARRIED = "carried"
# What may still be done about the lines of a document once its closing is recorded; it is closed once.
AFTER_CLOSING = ("challenge", "answer_challenge", "end_challenge", "withdraw_evidence", "close_document")
CONSIDERING = ("accept_recommendation", "accept_in_part", "merge", "not_accept")
DECISIONS = frozenset(
    "accept check_again send_back agree decline set_date stop supersede reopen end_duty accept_recommendation "
    "accept_in_part merge not_accept exempt not_exempt".split()
)


def cells(plan):
    return AGENCIES if plan.each_agency else (None,)


def _standing(line: Line):
    people = (line.owner, line.officer, *(line.cover or (None, None)))
    assurance = line.claim and line.claim.assurance
    entered = line.rated and line.rated.entered
    return (line.status, assurance, entered, line.shown_due, line.moves, *people, tuple(sorted(line.flags)))


def _event(call, day, number, verb=None, **more):
    return Event(number, verb or call.verb, call.who, call.line, call.cell, day, more)


def _one_row(model, call, day, rows):
    given = {**call.more}
    if "month" in given:
        given["due"] = given["month"] and month_end(given["month"])
    if call.verb in ("agree", "decline") and not given.get("month"):
        given["due"] = _asked_month(model, call, day)
    if call.verb == "withdraw_request":
        given["request"] = model.line_of(call, day).request
    if call.verb == "withdraw_exemption":
        given["asked"] = model.line_of(call, day).exemption
    if call.verb in ("accept", "check_again"):
        given["recheck"] = given["recheck"] and _months_on(day, given["recheck"])
    return [_event(call, day, rows["row"], **given)]


def _asked_month(model, call, day):
    return month_end(model.line_of(call, day).requests[call.more["request"]].more["month"])


def _months_on(day, months):
    """The same day of a later month, or its last."""
    last = months_after(day, months)
    return min(last, last.replace(day=min(day.day, last.day)))


def _update(model, call, day, rows):
    given, line = call.more, model.line_of(call, day)
    as_owner, agency, entered = model.people.owns(call.who, line), model.people.agency[call.who], None
    if call.verb == "enter_update":
        as_owner, agency, entered = True, line.owner, (call.who, given["given_by"])
    rating, forecast = given["rating"], given["forecast"] and month_end(given["forecast"])
    if given["unchanged"]:
        rating, forecast = line.rated.rating, line.rated.forecast
    quarter = given["quarter"] or quarter_by_default(day, line.spoke_for)
    said = {"agency": agency, "as_owner": as_owner, "rating": rating, "forecast": forecast, "entered": entered}
    yield _event(call, day, rows["row"], "update", **said, unchanged=given["unchanged"], quarter=quarter)
    for number in rows["evidence"]:
        yield _event(call, day, number, "evidence", agency=agency, update=rows["row"])
    for number, (duty, due) in zip(rows["answers"], given["answers"], strict=True):
        yield _event(call, day, number, "answer", duty=duty, due=due)
    for number in rows["claim"]:
        yield _event(call, day, number, "claim", update=rows["row"])


def _evidence(model, call, day, rows):
    line = model.line_of(call, day)
    kind, number = call.more["target"]
    update = line.waiting.with_update if kind == "claim" else number
    return [_event(call, day, rows["row"], agency=model.people.agency[call.who], update=update)]


def _assigned(model, call, day, rows):
    counts_from = max(day, call.more["first_day"] or day)
    return [_event(call, counts_from, rows["row"], **call.more)]


def _end_of_cover(model, call, day, rows):
    person, _ = model.line_of(call, day).cover
    return [_event(call, day, rows["row"], "cover", person=person, until=day - timedelta(1))]


def _with_parts(model, call, day, rows):
    wanted = [call.line, *model.considered_with(call, day)]
    assert sorted(rows["decisions"]) == sorted(wanted), (rows, wanted)
    given = {**call.more, "due": call.more.get("month") and month_end(call.more["month"])}
    for number, decision in rows["decisions"].items():
        one = replace(call, line=number)
        yield _event(one, day, decision, **given, duty=rows["duties"].get(number))


def _extended(model, call, day, rows):
    """What was given for each line stands on that line; on the document, its last day."""
    for number, row in rows["lines"].items():
        one, month = replace(call, line=number), call.more["lines"][number]
        carried = month == CARRIED
        yield _event(one, day, row, "carry") if carried else _event(one, day, row, "extend_line", due=month_end(month))
    yield _event(replace(call, line=PLANS[call.line].document), day, rows["row"], last_day=call.more["last_day"])


def _closed(model, call, day, rows):
    """What became of each line stands on that line; on the document, its last day."""
    for number, row in rows["lines"].items():
        verb = "carry_into" if call.more["fates"][number] else "close_unfinished"
        yield _event(replace(call, line=number), day, row, verb)
    yield _event(replace(call, line=PLANS[call.line].document), day, rows["row"], last_day=call.more["last_day"])


MADE = {
    "close_document": _closed,
    "extend_document": _extended,
    "update": _update,
    "enter_update": _update,
    "enter_request": lambda model, call, day, rows: _one_row(model, replace(call, verb="ask_for_date"), day, rows),
    "claim": lambda model, call, day, rows: [_event(call, day, rows["row"], update=None)],
    "evidence": _evidence,
    "assign": _assigned,
    "end_cover": _end_of_cover,
    "accept_recommendation": _with_parts,
    "accept_in_part": _with_parts,
    "merge": _with_parts,
    "not_accept": _with_parts,
}
