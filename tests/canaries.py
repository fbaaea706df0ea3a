"""Words that stand nowhere else, planted in everything that somebody may not see, and who may. For the crawl."""

from io import BytesIO

from rights_board import AT, DAY, WHO, RightsBoard
from sqlalchemy import select

from actions import changes, files
from actions.changes import NewEvidence
from actions.db import begin_writing, db
from actions.models import ReportDraft, Words
from actions.packs import Reader
from actions.permissions import viewer
from tracker import clock
from tracker.accounts.models import Account, KeptForm, RecoveryCode, SignedIn
from tracker.links.models import AnswerLink, LinkAnswer
from tracker.packs import queue

OFFICE, LEAD = "business_manager", "agency_lead"
SEE_RESTRICTED = ("officer", LEAD, "chair", "deputy")
# What is planted: who may come upon it. Everybody else may not, in whatever is answered.
KINDS = {
    "the name of a restricted file": SEE_RESTRICTED,
    "what is in a restricted file": SEE_RESTRICTED,
    "a restricted link": SEE_RESTRICTED,
    "where restricted evidence is held": SEE_RESTRICTED,
    "the name of what an agency restricted of its part": SEE_RESTRICTED,
    "the name of what was restricted and withdrawn": SEE_RESTRICTED,
    "what a contributing agency restricted": ("helper", *SEE_RESTRICTED),
    "the chair's words in a draft": ("chair", "own_chair", "deputy", OFFICE),
    "an answer that came by a link": (OFFICE, LEAD),
    "to whom a link was given": (OFFICE, LEAD),
    "the address that a link was given to": (OFFICE,),
    "who opened a report": (OFFICE,),
    "what somebody typed when their session had ended": ("executive",),
    "a password, as it is kept": (),
    "a second factor, as it is kept": (),
    "a recovery code, as it is kept": (),
    **{f"the address of {name}": (OFFICE, name) for name in WHO},
    **{f"where {name} signed in": (name,) for name in WHO},
}
BY_WORD = {f"canary{number:03}x": kind for number, kind in enumerate(KINDS)}
WORD = {kind: word for word, kind in BY_WORD.items()}


def plant(board: RightsBoard) -> None:
    begin_writing()
    _evidence(board)
    _drafts()
    _links(board)
    _accounts(board)
    _opened(board)
    _pack(board)


def _evidence(board):
    officer, helper = (viewer(board.people[name], DAY) for name in ("officer", "helper"))
    name = WORD["the name of a restricted file"]
    content = BytesIO(WORD["what is in a restricted file"].encode())
    line, part = board.line.line.id, board.part
    file = _added(line, officer, kind="file", name=name, file=files.keep(content))
    link = f"https://board.example/{WORD['a restricted link']}"
    held = WORD["where restricted evidence is held"]
    more = [
        _added(line, officer, kind="link", name=f"Link {name}", link=link),
        _added(line, officer, kind="held", name=f"Held {name}", held=held),
        _added(*part[:1], officer, cell=part[1], kind="held", name=WORD[_PART], held=held),
        _added(line, helper, kind="held", name=WORD["what a contributing agency restricted"], held="At theirs"),
    ]
    gone = _added(line, officer, kind="held", name=WORD["the name of what was restricted and withdrawn"], held=held)
    changes.withdraw_evidence(gone, reason="It was another's.", by=officer, at=AT)
    board.planted = [file.id, *(each.id for each in more), gone.id]


_PART = "the name of what an agency restricted of its part"


def _added(action, by, cell=None, **piece):
    new = NewEvidence(shows="activity", restricted=True, **piece)
    return changes.add_evidence(action, new, by=by, at=AT, cell_id=cell)


def _drafts():
    said = WORD["the chair's words in a draft"]
    words = {"verdict": said, "worries": [said], "successes": [said], "priorities": {"2": said}}
    for draft in db.session.scalars(select(ReportDraft)):
        draft.words = {**words, "decisions": [dict.fromkeys(("who", "what", "by_when"), said)]}


def _links(board):
    link = db.session.scalars(select(AnswerLink)).one()
    link.issued_to, link.email = (
        WORD["to whom a link was given"],
        f"{WORD['the address that a link was given to']}@x.uk",
    )
    board.by_link = [f"/answer/{board.link}", f"/answer/{board.link}/strategy-2015-16/{board.line.number}"]
    row = db.session.scalars(select(LinkAnswer)).one()
    row.content = {**row.content, "words": {"said": WORD["an answer that came by a link"]}}


def _accounts(board):
    for name in WHO:
        account = db.session.get(Account, board.people[name])
        account.email = f"{WORD[f'the address of {name}']}@board.example"
        for each in db.session.scalars(select(SignedIn).filter_by(person_id=account.person_id)):
            each.place = WORD[f"where {name} signed in"]
    kept = {"kept": clock.real_now(), "page": "/account/password"}
    typed = [["reason", WORD["what somebody typed when their session had ended"]]]
    db.session.add(KeptForm(person_id=board.people["executive"], fields=typed, **kept))
    other = db.session.get(Account, board.people["without_factor"])
    other.password_hash = WORD["a password, as it is kept"]
    other.factor_secret = WORD["a second factor, as it is kept"]
    db.session.add(RecoveryCode(code_hash=WORD["a recovery code, as it is kept"], person_id=other.person_id))


def _opened(board):
    """Somebody of whom nothing else is said opens a report."""
    title = db.session.get(Words, (board.people["opener"], "title"))
    title.text = WORD["who opened a report"]
    db.session.commit()
    report = board.real["reports"]
    board.client("opener").get("/reports/{kind}/{period}/{edition}.html".format(**report)).close()


def _pack(board):
    by = viewer(board.people[OFFICE], DAY)
    board.packs = [queue.ask(Reader(audience), DAY, by=by).id for audience in ("executives", "sub_group")]
    db.session.commit()
    queue.work()
