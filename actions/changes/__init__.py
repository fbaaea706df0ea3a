"""The only writer of the ledger. Each verb: permission, rule, row, journal. Who calls commits once."""

from actions.changes.adopting import (
    adopt_action,
    adopt_agency,
    adopt_document,
    adopt_duty,
    adopt_priority,
    adopt_team,
)
from actions.changes.agencies import end_agency, insist_can_end, join_agency, rename_agency
from actions.changes.answering import (
    ask_for_date,
    claim_complete,
    quarter_to_answer,
    record_update,
    withdraw_request,
)
from actions.changes.closing import Into, Unfinished, close_document, hand_on, needs_a_date, without_fate
from actions.changes.considering import Acceptance, accept_recommendation, merge, not_accept
from actions.changes.covering import cover, end_cover, may_be_covered
from actions.changes.deciding import (
    Word,
    accept,
    agree,
    check_again,
    decline,
    end_duty,
    nobody_may_decide,
    reopen,
    send_back,
    set_aside,
    set_date,
    stop,
)
from actions.changes.entering import ENTERED_HOW, enter_request, enter_update
from actions.changes.escalating import answer_escalation, escalate
from actions.changes.evidencing import NewEvidence, add_evidence, add_evidence_later, withdraw_evidence
from actions.changes.exempting import (
    ask_each_agency,
    ask_exemption,
    bar_to_each_agency,
    exempt,
    not_exempt,
    withdraw_exemption,
)
from actions.changes.freezing import freeze, save_draft
from actions.changes.given import Given
from actions.changes.governing import (
    CARRIED,
    answer_challenge,
    assign,
    challenge,
    contribute,
    end_challenge,
    extend_document,
    mark,
    release,
    starting_position,
)
from actions.changes.keeping import (
    ask_purge,
    confirm_purge,
    is_second,
    keep_for,
    lift_hold,
    place_hold,
    refuse_purge,
    withdraw_purge,
)
from actions.changes.linking import ByLink, confirm_by_link, judge_by_link
from actions.changes.meeting import Came, attend, call_off, hold_meeting
from actions.changes.open_verbs import OPEN_IN, is_open_for
from actions.changes.people import add_person, appoint, end_appointment
from actions.changes.redacting import places, redact
from actions.changes.rounds import send_round
from actions.changes.sending import send_paper
from actions.changes.setting import set_setting

__all__ = [
    "CARRIED",
    "ENTERED_HOW",
    "OPEN_IN",
    "Acceptance",
    "ByLink",
    "Came",
    "Given",
    "Into",
    "NewEvidence",
    "Unfinished",
    "Word",
    "accept",
    "accept_recommendation",
    "add_evidence",
    "add_evidence_later",
    "add_person",
    "adopt_action",
    "adopt_agency",
    "adopt_document",
    "adopt_duty",
    "adopt_priority",
    "adopt_team",
    "agree",
    "answer_challenge",
    "answer_escalation",
    "appoint",
    "ask_each_agency",
    "ask_exemption",
    "ask_for_date",
    "ask_purge",
    "assign",
    "attend",
    "bar_to_each_agency",
    "call_off",
    "challenge",
    "check_again",
    "claim_complete",
    "close_document",
    "confirm_by_link",
    "confirm_purge",
    "contribute",
    "cover",
    "decline",
    "end_agency",
    "end_appointment",
    "end_challenge",
    "end_cover",
    "end_duty",
    "enter_request",
    "enter_update",
    "escalate",
    "exempt",
    "extend_document",
    "freeze",
    "hand_on",
    "hold_meeting",
    "insist_can_end",
    "is_open_for",
    "is_second",
    "join_agency",
    "judge_by_link",
    "keep_for",
    "lift_hold",
    "mark",
    "may_be_covered",
    "merge",
    "needs_a_date",
    "nobody_may_decide",
    "not_accept",
    "not_exempt",
    "place_hold",
    "places",
    "quarter_to_answer",
    "record_update",
    "redact",
    "refuse_purge",
    "release",
    "rename_agency",
    "reopen",
    "save_draft",
    "send_back",
    "send_paper",
    "send_round",
    "set_aside",
    "set_date",
    "set_setting",
    "starting_position",
    "stop",
    "withdraw_evidence",
    "withdraw_exemption",
    "withdraw_purge",
    "withdraw_request",
    "without_fate",
]
