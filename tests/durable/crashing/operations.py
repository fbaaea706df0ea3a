"""What people do while it fails: an update with a file, a decision, a report frozen. Each can be done again afterwards."""

from dataclasses import dataclass
from io import BytesIO

from a_board import the_action
from sqlalchemy import func, select
from werkzeug.datastructures import FileStorage

from actions import files
from actions.db import db
from actions.models import Claim, Decision, Evidence, Report, Words

CARD = "/my-update/strategy-2015-16/2.14"
LINE = "/review/strategy-2015-16/2.16"
PERIOD = "/reports/quarterly/2016-17-Q3"
CUT_OFF = {"cut_off-day": "10", "cut_off-month": "1", "cut_off-year": "2017"}
TAKEN = {"taken_on-day": "16", "taken_on-month": "1", "taken_on-year": "2017"}
NONE, WHOLE = "none", "whole"


def content_of(words) -> bytes:
    """A file of three pieces as the store takes them."""
    return f"{words} ".encode() * 120_000


@dataclass(frozen=True)
class Update:
    """An officer's update with a file."""

    who: str = "officer"

    def fields(self, client, words):
        file = FileStorage(BytesIO(content_of(words)), "notes.txt")
        said = {"quarter": "2016-17-Q3", "rating": "green", "said": words, "evidence_name": words, "shows": "activity"}
        return CARD, {**said, "seen": client.page(CARD).field("seen"), "evidence_file": file}

    def stands(self, words) -> str:
        """Whether it is on record whole or not at all; anything else is told."""
        said = db.session.scalars(select(Words.row_id).filter_by(field="said", text=words)).all()
        files_of = select(Words.text).join(Evidence, Evidence.id == Words.row_id).where(Words.field == "file")
        kept = [db.session.scalars(files_of.where(Evidence.update_id == row)).all() for row in said]
        named = db.session.scalar(select(func.count()).where(Words.field == "name", Words.text == words))
        if not said and not named:
            return NONE
        if len(said) != 1 or len(kept[0]) != 1 or named != 1:
            return f"torn: {len(said)} updates, {len(kept)} files, {named} names"
        try:
            return WHOLE if files.read(kept[0][0]) == content_of(words) else "torn: its file is another"
        except files.DamagedFile as damage:
            return f"torn: {damage}"


@dataclass(frozen=True)
class Decided:
    """The deputy accepts a claim."""

    who: str = "deputy"

    def fields(self, _client, words):
        claim = db.session.scalar(select(func.max(Claim.id)).where(Claim.action_id == the_action("2.16")))
        proved = {"assurance": "checked", "checked_by": words, "recheck": "no", "claim": str(claim)}
        return LINE, {"outcome": "accept", **TAKEN, **proved}

    def stands(self, words) -> str:
        rows = db.session.scalars(select(Decision.id).filter_by(verb="accept")).all()
        said = db.session.scalars(select(Words.row_id).filter_by(field="checked_by", text=words)).all()
        if not said:
            return NONE
        return WHOLE if said == rows else f"torn: decisions {rows}, words of {said}"


@dataclass(frozen=True)
class Frozen:
    """The office freezes a report of which there is a draft."""

    who: str = "office"

    def fields(self, _client, words):
        return f"{PERIOD}/freeze", {"freeze-reason": words}

    def stands(self, words) -> str:
        """Its bytes are looked at by `verify`."""
        reports = db.session.scalar(select(func.count(Report.id)))
        said = db.session.scalar(select(func.count()).where(Words.field == "reason", Words.text == words))
        if not reports:
            return NONE
        return WHOLE if said == 1 else NONE


OPERATIONS = {"upload": Update(), "decision": Decided(), "freeze": Frozen()}


def prepare(board, client_of):
    """What the operations need: a line of the officer's, a claim that waits, a draft."""
    board.own("2.14", "2.16")
    board.says("2.16")
    board.proves("2.16")
    board.claims("2.16")
    draft = {**CUT_OFF, "verdict": "Children are seen sooner."}
    client_of(board.office).send(f"{PERIOD}/draft", draft)
