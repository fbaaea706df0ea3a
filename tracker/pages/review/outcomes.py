"""The outcomes a line can have, as one table: when each is open, what it will do, and what it asks for."""

from collections.abc import Callable
from dataclasses import dataclass

from actions import changes
from actions.changes import is_open_for
from actions.changes.deciding import MOVES_BEFORE_THE_BOARD, awaits_a_check
from actions.standing import Standing
from tracker.words import by_the_end, listed


def claim_waits(standing: Standing) -> bool:
    claim = standing.facts.claim
    return claim is not None and claim.state == "waiting"


def asks(standing: Standing) -> bool:
    return standing.facts.request is not None


def says_not(standing: Standing) -> bool:
    """Whether the agency says that it does not apply to it."""
    return standing.facts.exemption is not None


def is_for_each(standing: Standing) -> bool:
    return is_one_line(standing) and changes.bar_to_each_agency(standing) is None


def is_undated(standing: Standing) -> bool:
    return standing.facts.due is None and not standing.facts.duty_only


def is_one_line(standing: Standing) -> bool:
    """Stopping and ending hold for a whole action, so they are not for one agency's cell of it."""
    return standing.cell is None


def reports(standing: Standing) -> bool:
    return is_one_line(standing) and bool(standing.facts.running)


def _accepting(standing):
    if standing.facts.running:
        return "What it delivers counts as delivered; its regular reporting goes on."
    return "It becomes complete."


def _sending_back(standing):
    return f"It stands as it did before the claim: {_stays(standing)}, and the owner is told on their update."


def _stays(standing):
    return f"it stays due {by_the_end(standing.due)}" if standing.due else "it still has no date"


def _agreeing(standing):
    return f"The month asked for, or another that you enter, takes the place of {by_the_end(standing.due)[3:]}."


def _declining(standing):
    return f"It {_stays(standing)[3:]}, and the owner is told on their update."


def _staying_asked(standing):
    return f"It is open for this agency as before: {_stays(standing)}. The agency is told on its update."


def _asking_each(standing):
    stays = _stays(standing)
    return f"Every agency taking part answers for itself: {stays}. What was said before is kept and counts no more."


def _ending(standing):
    return f"No more is owed of: {listed(duty.what for duty in standing.facts.running)}."


# Of an action asked of each agency these may be decided for all its cells together.
OF_THE_WHOLE = frozenset({"set_date", "end_duty", "stop", "supersede"})


def same(words: str) -> Callable:
    return lambda standing: words


@dataclass(frozen=True)
class Outcome:
    """One way to decide. `asks_for`: the fields of the form that go with it; `done`: what the flash says."""

    key: str
    label: str
    will: Callable[[Standing], str]
    fits: Callable[[Standing], bool]
    asks_for: tuple[str, ...]
    done: str

    def is_open(self, standing: Standing) -> bool:
        fits_whole = not standing.cells or self.key in OF_THE_WHOLE
        return fits_whole and is_open_for(self.key, standing) and self.fits(standing)

    def is_the_boards(self, standing: Standing) -> bool:
        """From the third move on only the board agrees."""
        return self.key == "agree" and standing.moves >= MOVES_BEFORE_THE_BOARD


ANY = same(True)
OUTCOMES = (
    Outcome(
        "accept",
        "Accept the claim",
        _accepting,
        claim_waits,
        ("assurance", "checked_by", "reason", "recheck"),
        "The claim on {} is accepted.",
    ),
    Outcome(
        "check_again",
        "Checked again: it holds",
        same("It stays complete, with what the check showed, and with another day to look at it or none."),
        awaits_a_check,
        ("assurance", "checked_by", "reason", "recheck"),
        "{} was checked again.",
    ),
    Outcome("send_back", "Send it back", _sending_back, claim_waits, ("reason",), "The claim on {} is sent back."),
    Outcome("agree", "Agree to a new date", _agreeing, asks, ("reason", "new_due"), "The new date for {} is agreed."),
    Outcome("decline", "Decline the new date", _declining, asks, ("reason",), "The request for {} is declined."),
    Outcome(
        "exempt",
        "Agree that it does not apply",
        same("It is closed for this agency and left out of the count."),
        says_not,
        ("reason",),
        "{} does not apply to the agency.",
    ),
    Outcome(
        "not_exempt",
        "Say that it does apply",
        _staying_asked,
        says_not,
        ("reason",),
        "{} does apply to the agency, and is open for it.",
    ),
    Outcome(
        "set_date",
        "Set a first date",
        same("It is due by the end of that month. A first date is not counted as a move."),
        is_undated,
        ("new_due",),
        "{} has its first date.",
    ),
    Outcome(
        "end_duty", "End its regular reporting", _ending, reports, ("duty", "reason"), "The reporting of {} is ended."
    ),
    Outcome(
        "stop",
        "Stop it",
        same("It is closed as stopped, and nothing more is owed on it."),
        is_one_line,
        ("reason",),
        "{} is stopped.",
    ),
    Outcome(
        "supersede",
        "Supersede it",
        same("It is closed as stopped, because something else has taken its place."),
        is_one_line,
        ("reason",),
        "{} is superseded.",
    ),
    Outcome(
        "ask_each_agency",
        "Ask it of each agency",
        _asking_each,
        is_for_each,
        ("reason",),
        "{} is now asked of each agency.",
    ),
    Outcome(
        "reopen",
        "Reopen it",
        same("It is open again and due by the end of the month that you enter. It is not counted as a move."),
        ANY,
        ("reason", "new_due"),
        "{} is open again.",
    ),
)
BY_KEY = {outcome.key: outcome for outcome in OUTCOMES}


def with_field(name: str, offered) -> list[str]:
    """The outcomes, of those offered, that ask for a field."""
    return [outcome.key for outcome in offered if name in outcome.asks_for]


def _proved(verb):
    """How it is recorded that completion is proved, at first or again."""

    def recorded(line, form, word):
        return verb(
            line.line.id,
            form.claim_number,
            word=word,
            assurance=form.assurance.data,
            cell_id=line.cell,
            reason=form.typed("reason"),
            checked_by=form.typed("checked_by"),
            recheck_months=form.recheck_months,
        )

    return recorded


def _agree(line, form, word):
    more = {"reason": form.typed("reason"), "new_due": form.new_due.data, "cell_id": line.cell}
    return changes.agree(line.line.id, form.request_number, word=word, **more)


def _of_exemption(verb):
    """How it is recorded that it does not apply to the agency, or does."""

    def recorded(line, form, word):
        said = {"cell_id": line.cell, "word": word, "reason": form.typed("reason")}
        return verb(line.line.id, form.exemption_number, **said)

    return recorded


# How each outcome is recorded.
RECORD = {
    "accept": _proved(changes.accept),
    "check_again": _proved(changes.check_again),
    "agree": _agree,
    "send_back": lambda line, form, word: changes.send_back(
        line.line.id, form.claim_number, word=word, reason=form.typed("reason"), cell_id=line.cell
    ),
    "decline": lambda line, form, word: changes.decline(
        line.line.id, form.request_number, word=word, reason=form.typed("reason"), cell_id=line.cell
    ),
    "exempt": _of_exemption(changes.exempt),
    "not_exempt": _of_exemption(changes.not_exempt),
    "ask_each_agency": lambda line, form, word: changes.ask_each_agency(
        line.line.id, word=word, reason=form.typed("reason")
    ),
    "set_date": lambda line, form, word: changes.set_date(
        line.line.id, word=word, new_due=form.new_due.data, cell_id=line.cell
    ),
    "end_duty": lambda line, form, word: changes.end_duty(
        line.line.id, form.duty_number, word=word, reason=form.typed("reason")
    ),
    "stop": lambda line, form, word: changes.stop(line.line.id, word=word, reason=form.typed("reason")),
    "supersede": lambda line, form, word: changes.stop(
        line.line.id, word=word, reason=form.typed("reason"), verb="supersede"
    ),
    "reopen": lambda line, form, word: changes.reopen(
        line.line.id, word=word, reason=form.typed("reason"), new_due=form.new_due.data, cell_id=line.cell
    ),
}
assert RECORD.keys() == BY_KEY.keys()
