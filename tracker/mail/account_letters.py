"""Mails about somebody's account, in words. A link in one is made as it is written, so no secret waits in the outbox."""

from datetime import timedelta

from flask import current_app

from actions import place
from actions.db import begin_writing, db
from actions.settings import as_at
from tracker import accounts, clock
from tracker.accounts.models import Account
from tracker.mail.digest import Letter
from tracker.mail.models import Message
from tracker.words import notices as say

STALE = timedelta(hours=1)


def write(message: Message) -> Letter | None:
    """The mail in words; nothing for an account that is disabled, or a link that was asked for too long ago. Commits a
    link that it makes."""
    account, notice = db.session.get(Account, message.person_id), message.notice
    message_id, late = message.message_id, clock.real_now() - message.queued > STALE
    if account is None or not account.active or (notice == "reset" and late):
        return None
    email, link = account.email, LINKS[notice](account.person_id) if notice in LINKS else ""
    return Letter(message_id, email, say.subject(notice), _body(say.body(notice, link)), (notice,))


def _reset_link(person_id):
    begin_writing()
    link = accounts.invitation_link(accounts.new_link(person_id, accounts.RESET_LASTS))
    db.session.commit()
    return link


LINKS = {
    "reset": _reset_link,
    "confirm_reset": lambda person_id: f"{current_app.config['BASE_URL']}/account/second-factors-lost",
    "confirm_purge": lambda _person_id: f"{current_app.config['BASE_URL']}/records",
}


def _body(parts) -> str:
    chosen = as_at(clock.today())
    return current_app.jinja_env.get_template("mail/notice.txt").render(
        marking=" ".join(chosen["marking"].split()),
        example_line=place.example_line(),
        board_name=" ".join(chosen["board_name"].split()),
        sub_group_name=" ".join(chosen["sub_group_name"].split()),
        parts=parts,
        home=current_app.config["BASE_URL"],
    )
