"""Who may use each verb (rules.md sections 1 and 6), asked of everybody in turn. Nobody decides for their own agency."""

from datetime import date

import pytest
from paper_board import WORDS, forbidden

from actions import changes
from actions.errors import NotAllowed
from actions.periods import open_quarters

OWNER = {"health", "health_lead"}
DECIDERS = {"chair", "deputy"}
OFFICE = {"office"}


def update(board, person):
    board.says("2.6", by=person)


def evidence(board, person):
    board.proves("2.6", by=person)


def withdraw(board, person):
    piece = board.proves("2.6")
    changes.withdraw_evidence(piece, reason="Wrong file", by=person, at=board.at)


def claim(board, person):
    board.proves("2.6")
    changes.claim_complete(board.line("2.6"), by=person, at=board.at)


def ask(board, person):
    board.asks("2.6", 2015, 9, by=person)


def withdraw_request(board, person):
    board.asks("2.6", 2015, 9)
    changes.withdraw_request(board.line("2.6"), by=person, at=board.at)


def accept(board, person):
    board.claims("2.6")
    board.accepts("2.6", by=person)


def check_again(board, person):
    board.claims("2.6")
    board.accepts("2.6", recheck_months=6)
    board.checks_again("2.6", by=person)


def send_back(board, person):
    board.claims("2.6")
    board.sends_back("2.6", by=person)


def agree(board, person):
    board.asks("2.6", 2015, 9)
    board.agrees("2.6", by=person)


def decline(board, person):
    board.asks("2.6", 2015, 9)
    board.declines("2.6", by=person)


def reopen(board, person):
    board.completes("2.6")
    board.reopens("2.6", 2015, 9, by=person)


def own_lead(board, person):
    board.own("2.6", agency="health", by=person)


def own_other(board, person):
    board.own("2.6", agency="probation", by=person)


def confirm(board, person):
    """An answer that came by a link made for Health."""
    place = {"action_id": board.line("2.6"), "cell_id": None, "agency_id": board.agency("health")}
    said = {"quarter": open_quarters(board.day)[0], "seen": 0, "rating": "green", "words": {"said": "Done."}}
    given = {"given_by": "A manager", "given_on": board.day, "seen": 0}
    changes.confirm_by_link(changes.ByLink(**place, **said), **given, by=person, at=board.at)


def draft(board, person):
    words = {"verdict": "It holds."}
    day = date(2015, 4, 30)
    changes.save_draft(kind="quarterly", period="2014-15-Q4", cut_off=day, words=words, by=person, at=board.at)


def freeze(board, person):
    draft(board, board.office)
    board.on(2015, 5, 5)
    changes.freeze(
        kind="quarterly", period="2014-15-Q4", by=person, at=board.at, render=lambda facts: {"html": b"h", "pdf": b"p"}
    )


def answer(board, person):
    changes.answer_challenge(board.challenges(agency="health"), answer="A nurse left", by=person, at=board.at)


def end(board, person):
    asked = board.challenges(agency="health")
    changes.end_challenge(asked, ended="satisfied", ending="It was answered", by=person, at=board.at)


def redact(board, person):
    board.says("2.6", words={**WORDS, "said": "Casey was seen"})
    changes.redact("Casey", reason="A name", by=person, at=board.at, render=None)


def in_2017(verb):
    def later(board, person):
        board.on(2017, 1, 5)
        return verb(board, person)

    return later


# 2.6 is Health's, and Probation contributes to it. The other lines have no owner yet.
WHO_MAY = [
    ("record an update", update, OWNER),
    ("add evidence", evidence, OWNER | {"probation"}),
    ("withdraw its own evidence", withdraw, OWNER),
    ("claim", claim, OWNER),
    ("ask for a date", ask, OWNER),
    ("withdraw a request", withdraw_request, OWNER),
    ("accept", accept, DECIDERS),
    ("check again", check_again, DECIDERS),
    ("send back", send_back, DECIDERS),
    ("agree", agree, DECIDERS),
    ("decline", decline, DECIDERS),
    ("set a date", lambda board, person: board.set_date("3.2", 2015, 9, by=person), DECIDERS),
    ("stop", lambda board, person: board.stops("2.6", by=person), DECIDERS),
    ("supersede", lambda board, person: board.stops("2.6", by=person, verb="supersede"), DECIDERS),
    ("reopen", reopen, DECIDERS),
    ("end a duty", lambda board, person: board.ends_duty("2.14", by=person), DECIDERS),
    ("extend a document", lambda board, person: board.extends(by=person), DECIDERS),
    ("accept a recommendation", in_2017(lambda board, person: board.takes_on("27", by=person)), DECIDERS),
    ("merge", in_2017(lambda board, person: board.merges("27", "2.6", by=person)), DECIDERS),
    ("not accept", in_2017(lambda board, person: board.turns_down("27", by=person)), DECIDERS),
    ("confirm what came by a link", confirm, OFFICE | {"health_lead"}),
    ("challenge", lambda board, person: board.challenges(by=person), DECIDERS),
    ("answer a challenge", answer, OWNER),
    ("end a challenge", end, DECIDERS),
    ("assign within the agency", own_lead, OFFICE | {"health_lead"}),
    ("assign to another agency", own_other, OFFICE),
    ("name a contributor", lambda board, person: board.help("2.6", agency="ncc", by=person), OFFICE),
    ("enter a starting position", lambda board, person: board.minuted("2.7", "green", by=person), OFFICE),
    ("hold a meeting", lambda board, person: board.meeting(by=person), OFFICE | DECIDERS),
    (
        "mark",
        lambda board, person: changes.mark(board.line("2.6"), "repeat", by=person, at=board.at),
        OFFICE | DECIDERS,
    ),
    ("record a permission", lambda board, person: board.releases("sub_group", by=person), OFFICE),
    (
        "change a setting",
        lambda board, person: changes.set_setting("marking", "OFFICIAL", by=person, at=board.at),
        OFFICE,
    ),
    (
        "add a person",
        lambda board, person: changes.add_person(title="New", agency_id=None, by=person, at=board.at),
        OFFICE,
    ),
    ("save a draft", draft, OFFICE | DECIDERS),
    ("freeze a report", freeze, OFFICE | {"chair"}),
    ("redact", redact, OFFICE),
]


@pytest.fixture
def owned(board):
    board.own("2.6")
    board.help("2.6", agency="probation")
    return board


@pytest.mark.parametrize(("verb", "allowed"), [row[1:] for row in WHO_MAY], ids=[row[0] for row in WHO_MAY])
def test_who_may(owned, verb, allowed):
    may_do = set()
    for name, person in owned.people.items():
        with owned.rehearsal():
            day = owned.day
            if _is_allowed(verb, owned, person):
                may_do.add(name)
            owned.day = day
    assert may_do == allowed


def _is_allowed(verb, board, person):
    try:
        verb(board, person)
    except NotAllowed:
        return False
    return True


# Their own agency


OF_THEIR_OWN = {
    "accept": accept,
    "check again": check_again,
    "send back": send_back,
    "agree": agree,
    "decline": decline,
    "stop": lambda board, person: board.stops("2.6", by=person),
    "reopen": reopen,
}


@pytest.mark.parametrize("verb", OF_THEIR_OWN.values(), ids=OF_THEIR_OWN)
@pytest.mark.parametrize(("agency", "barred", "free"), [("police", "chair", "deputy"), ("ncc", "deputy", "chair")])
def test_nobody_decides_anything_for_their_own_agency(board, monkeypatch, verb, agency, barred, free):
    board.own("2.6", agency=agency)
    board.health = board.people[agency]  # who answers for the line in these verbs
    monkeypatch.setattr(board, "chair", board.people[free])  # what has to be decided before is, by the other
    with board.rehearsal():
        verb(board, board.people[free])
    with forbidden():
        verb(board, board.people[barred])


def test_a_cell_is_its_agencys_own(board):
    board.claims("1.3", by=board.police, cell="police")
    with forbidden():
        board.accepts("1.3", by=board.chair, cell="police")
    board.accepts("1.3", by=board.deputy, cell="police")


def test_an_officer_never_touches_another_agencys_cell(board):
    with forbidden():
        board.says("1.3", by=board.health, cell="police")


def test_contributing_does_not_bar_from_deciding(board):
    board.own("2.6")
    board.help("2.6", agency="police")
    board.claims("2.6")
    board.accepts("2.6", by=board.chair)


def test_who_accepts_a_recommendation_cannot_give_it_to_the_own_agency(board):
    board.on(2017, 1, 5)
    with forbidden():
        board.takes_on("27", by=board.chair, owner_agency_id=board.agency("police"))
    board.takes_on("27", by=board.deputy, owner_agency_id=board.agency("police"))
