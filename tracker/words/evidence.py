"""How evidence is said."""

from actions.periods import london_day
from tracker.words import days, history
from tracker.words.standing import RATING

NO_SCANNER = "not scanned: this tracker has no scanner"
NOT_YET = "not scanned yet"


def file_note(row, scanner: str | None) -> str:
    """What is said beside every file that is offered: 12 KB, scanned on 3 May 2017. `scanner`: whether there is one now."""
    return f"{days.file_size(row.size)}, {_scanned(row, scanner)}"


def _scanned(row, scanner):
    if row.scanned is None:
        return NOT_YET if scanner else NO_SCANNER
    on = days.day(london_day(row.scanned))
    return f"something harmful was found on {on}" if row.harmful else f"scanned on {on}"


def recheck(piece) -> str:
    """From when a piece of evidence ought to be looked at again."""
    on = days.day(piece.row.recheck_on)
    return f"to be looked at again since {on}" if piece.recheck_due else f"to be looked at again on {on}"


def meeting_named(meeting) -> str:
    """Meeting of 8 December 2016: Recommendation setting meeting."""
    return f"Meeting of {days.day(meeting.day)}" + (f": {meeting.name}" if meeting.name else "")


def decision_named(event, names) -> str:
    """Decision of 12 April 2016: A first date was set: by the end of September 2016."""
    return f"Decision of {days.day(event.taken_on)}: {history.SENTENCES[event.verb](event, names)}"


def update_named(event) -> str:
    """Update of 5 January 2017, for Q3 2016-17 (October to December 2016): green."""
    rated = f": {RATING[event.word].lower()}" if event.word else ""
    return f"Update of {days.day(event.counts_from)}, for {days.quarter(event.day)}{rated}"


def waiting_claim_named(claim) -> str:
    return f"The claim that waits: reported complete on {days.day(claim.on)}"


def same_file(number: str, agency: str | None, on, place: tuple[int, int]) -> str:
    """That the same bytes are evidence already; `place`: which of how many files that were sent."""
    which, of = place
    where = f"{number} ({agency})" if agency else number
    said = f"The same file is already evidence on {where}, added {days.day(on)}."
    return said if of == 1 else f"File {which} of {of}: {said[0].lower()}{said[1:]}"
