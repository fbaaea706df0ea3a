"""The matrix of rights: who is answered what, on a line and on what hangs on it. Written by hand from the board's rules; the
tests ask the running product and compare.

Each row begins with a sign for each of ten people, all signed in:

    officers                                     chairs                               others
    1 officer of the agency that answers         1 chair, of an agency apart          1 executive
    2 its agency lead                            2 chair, of the agency that answers  2 business manager
    3 officer of an agency that helps            3 deputy, of an agency apart         3 inspector
    4 officer of an agency apart

    +  is shown it, or does it       -  403: may see it, but not do that
    .  404, as what does not exist   !  may do it, but not on what is named here: a message, and nothing is done

Whoever is signed out, disabled, past an inspector's last day or without a role is asked to sign in (a program: for a token),
wherever a row does not say that it is open to all. What stands after a ~ is not the line's usual thing but that one.
"""

import re

# Sign-in itself, secret addresses, and whether the tracker is up.
OPEN_TO_ALL = """
++++ +++ +++  GET  sign_in.sign_in sign_in.forgotten start.health start.ready by_link.lines by_link.answer
++++ +++ +++  GET  api.description
++++ +++ +++  POST by_link.answer sign_in.forgotten
++++ +++ +++  GET  about.accessibility first_run.first_person
++++ +++ +++  POST first_run.first_person
.... ... ...  GET  about.security_txt
.... ... ...  GET  sign_in.invitation sign_in.single_out sign_in.single_back calendar.read
.... ... ...  POST sign_in.invitation
!!!! !!! !!!  POST sign_in.sign_in
"""
# Open to all as well, and lead to the door: nobody is half signed in, and who signs out is at it.
TO_THE_DOOR = {
    ("GET", "sign_in.code"),
    ("GET", "sign_in.set_up"),
    ("POST", "sign_in.code"),
    ("GET", "first_run.code"),
    ("POST", "first_run.code"),
    ("POST", "sign_in.set_up"),
    ("POST", "sign_in.sign_out"),
}

SIGNED_IN = """
# Everybody reads the plan, what was said, decided and proved, published reports and papers
++++ +++ +++  GET  start.start plan.glance_page plan.priority plan.action plan.lines plan.lines_sheet plan.search
++++ +++ +++  GET  compare.compare due.due scorecard.scorecard crosswalk.both_ways matrix.of_document matrix.of_action
++++ +++ +++  GET  compare.compare_sheet due.due_sheet matrix.of_document_sheet matrix.of_action_sheet
++++ +++ +++  GET  recommendations.recommendations challenges.challenges challenges.challenge registers.register
++++ +++ +++  GET  escalations.escalations_page escalations.escalation evidence.listing evidence.download
++++ +++ +++  GET  meetings.meetings meetings.meeting meetings.agenda meetings.sheet meetings.open_paper
++++ +++ +++  GET  reports.reports_page reports.latest reports.about reports.open_edition reports.redacted reports.check
++++ +++ +++  GET  on_demand.exception on_demand.extract packs.listing
++++ +++ +++  GET  about.data_protection
++++ +++ +++  GET  guide.overview guide.quarter guide.the_rules guide.who_may guide.words guide.whats_new
++++ +++ +++  GET  screen.at_a_glance
++++ +++ +++  POST reports.check

# and so do their programs, with a token of theirs
++++ +++ +++  GET  api.documents api.agencies api.actions api.action api.updates api.evidence api.submissions
++++ +++ +++  GET  api.decisions api.reports

# and looks after their own sign-in, and nobody else's
++++ +++ +++  GET  account.overview account.confirm account.password account.set_up
++++ +++ +++  POST account.confirm account.password account.begin account.set_up account.new_codes account.switch_off
++++ +++ +++  POST account.end_sessions
++++ +++ +++  GET  account.tokens_page account.new_token api.excel_and_power_bi
++++ +++ +++  POST account.new_token
.... ... ...  POST account.end_session~somebody_else's account.end_token~somebody_else's

# Restricted evidence: its agency, and who may decide there
++.. +.+ ...  GET  evidence.download~restricted
++.. --- ---  GET  evidence.withdraw~restricted
++.. --- ---  POST evidence.withdraw~restricted

# An agency answers for its own lines, and helps with others
++++ --- ---  GET  my_update.my_update calendar.about my_update.send workbook.upload workbook.download workbook.preview
++++ --- ---  POST calendar.renew calendar.end my_update.send workbook.upload workbook.apply workbook.discard
+++- --- ---  GET  my_update.card my_update.add_evidence
+++- --- ---  POST my_update.card my_update.add_evidence
++-- --- ---  GET  my_update.new_date evidence.withdraw
++-- --- ---  POST my_update.new_date my_update.withdraw_request evidence.withdraw
++-- --- ---  POST challenges.answer
++++ --- ---  GET  my_update.does_not_apply
++!! --- ---  POST my_update.does_not_apply my_update.withdraw_exemption
++++ --- -+-  GET  ownership.cover
-+-- --- -+-  POST ownership.cover
-+-- --- -+-  GET  ownership.ownership by_link.confirm by_link.refuse
-+-- --- -+-  POST ownership.ownership by_link.confirm by_link.refuse
---- --- -+-  POST ownership.ownership~of_another

# The chair and the deputy decide, for other agencies than their own
---- +++ -+-  GET  review.queue review.queue_sheet review.line set_aside.decision marks.marks
---- +++ -+-  GET  setting_meeting.overview setting_meeting.line
---- +-+ ---  POST review.line
---- +-- -+-  POST set_aside.decision
---- +++ ---  POST setting_meeting.line
---- +++ ---  GET  review.together extending.extend challenges.new escalations.new
---- +++ ---  POST extending.extend challenges.new challenges.end escalations.new review.together
---- +++ -+-  POST marks.marks

# Meetings and reports are the board office's and the chairs'
---- +++ -+-  GET  meetings.new meetings.attendance meetings.call_off reports.draft reports.preview
---- +++ -+-  POST meetings.new meetings.attendance meetings.call_off meetings.send_agenda meetings.send_sheet
---- +++ -+-  POST reports.draft
---- ++- -+-  POST reports.freeze
---- +++ -+-  GET  account.lost
---- +++ -.-  POST account.confirm_lost account.refuse_lost

# The board office prepares the closing of a document, and begins the next; chair and deputy decide it
++++ +++ +++  GET  closing.before
---- +++ -+-  GET  closing.close
---- +++ -+-  POST closing.close
---- --- -+-  GET  closing.begin
---- --- -+-  POST closing.begin

# The board office looks after people, records for the board, takes out words
---- --- -+-  GET  people.people people.people_sheet people.person people.lost_factor people.agencies
---- --- -+-  GET  people.invite people.links people.mail
---- --- -+-  GET  people.missing people.permission people.routes workbook.to_send ownership.starting_position
---- --- -+-  GET  my_update.enter my_update.enter_date redaction.redaction reports.opened reports.opened_sheet packs.new
---- --- -+-  GET  importing.upload importing.columns importing.doubts importing.preview
---- --- -+-  GET  agencies.one agencies.join agencies.rename agencies.leave agencies.merge agencies.split
---- --- -+-  POST people.person people.end_role people.invite_again people.disable people.enable people.leave
---- --- -+-  POST people.invite people.links people.revoke_link people.permission people.lost_factor
---- --- -+-  POST people.withdraw_lost_factor ownership.starting_position my_update.enter my_update.enter_date
---- --- -+-  POST escalations.answer redaction.places redaction.redact packs.ask packs.look packs.again
---- --- -+-  POST agencies.join agencies.rename agencies.leave agencies.merge agencies.split
---- --- -+-  POST importing.upload importing.columns importing.doubts importing.adopt importing.discard

# The board office keeps records and settings; chair and deputy see how long, and are asked about a purge that waits
---- +++ -+-  GET  records.listing records.record
---- ... -.-  GET  records.decide
---- ... -.-  POST records.decide
---- --- -+-  GET  records.hold records.period records.purge settings.all_settings settings.one
---- --- -+-  POST records.hold records.period records.purge records.withdraw settings.one first_run.names
---- --- -+-  GET  first_run.checks first_run.names first_run.tasks opened.listing opened.sheet

# A pack is for those it was made for, and for who makes packs
.... ... ++.  GET  packs.pack packs.download
.... ... .++  GET  packs.pack~inspector's packs.download~inspector's
"""


def rows(table: str) -> dict[tuple[str, str], str]:
    """(method, what is asked for) to the ten signs."""
    lines = [line for line in table.splitlines() if line and not line.startswith("#")]
    found: dict = {}
    for line in lines:
        signs, method, named = re.fullmatch(r"(\S+ \S+ \S+)  (GET|POST) +(.+)", line).groups()
        for each in named.split():
            assert (method, each) not in found, f"{method} {each} stands twice"
            found[method, each] = signs.replace(" ", "")
    return found
