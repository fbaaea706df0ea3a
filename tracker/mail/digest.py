"""A digest as it is sent: written at that moment, of what still holds and may still be known."""

from dataclasses import dataclass
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from email_validator import validate_email
from flask import current_app

from actions import place
from tracker import clock
from tracker.mail.board import Board
from tracker.mail.models import Message
from tracker.mail.reasons import matters, receivers
from tracker.mail.reminding import first_told
from tracker.words import reminders as say

PLAIN = SMTP.clone(cte_type="7bit")


@dataclass(frozen=True)
class Entry:
    """A matter as the mail says it: which line, what of it, as whom the person is told, where to go."""

    line: str | None
    sentence: str
    told_as: str | None
    link: str


@dataclass(frozen=True)
class Letter:
    """A mail to be handed over. `reasons` are those of its entries, for the record."""

    message_id: str
    to: str
    subject: str
    body: str
    reasons: tuple[str, ...]

    def as_mail(self, sender: str) -> EmailMessage:
        """ValueError for an address that is none. No header holds anything that somebody typed but the two addresses."""
        mail = EmailMessage(policy=PLAIN)
        mail["From"] = sender
        mail["To"] = address(self.to)
        mail["Subject"] = self.subject
        mail["Date"] = format_datetime(clock.real_now())
        mail["Message-ID"] = self.message_id
        mail["Auto-Submitted"] = "auto-generated"
        mail.set_content(self.body, charset="utf-8", cte="quoted-printable")
        return mail


def address(text: str) -> Address:
    """One address and nothing else, judged by its form alone; ValueError otherwise."""
    found = validate_email(text, check_deliverability=False, test_environment=True)
    return Address(username=found.local_part, domain=found.domain)


def write(message: Message) -> Letter | None:
    """The digest in words as of today; nothing if by today's rights and today's record nothing is left to say."""
    board = Board(clock.today(), since=message.day)
    standing = matters(board)
    left = [(standing[key], rung) for key, rung in message.about if key in standing]
    mine = [(matter, rung) for matter, rung in left if message.person_id in receivers(board, matter, rung)]
    if not mine:
        return None
    return Letter(
        message_id=message.message_id,
        to=board.addresses[message.person_id],
        subject=say.subject(len(mine)),
        body=_body(board, message.person_id, [matter for matter, _ in mine]),
        reasons=tuple(matter.reason for matter, _ in mine),
    )


def _body(board, person_id, mine) -> str:
    chosen, since = board.chosen, first_told()
    groups = [
        (heading, [_entry(board, person_id, matter, since) for matter in mine if matter.reason == reason])
        for reason, heading in say.HEADING.items()
    ]
    return current_app.jinja_env.get_template("mail/digest.txt").render(
        marking=" ".join(chosen["marking"].split()),
        example_line=place.example_line(),
        board_name=" ".join(chosen["board_name"].split()),
        sub_group_name=" ".join(chosen["sub_group_name"].split()),
        day=board.day,
        groups=[group for group in groups if group[1]],
        number=len(mine),
        home=current_app.config["BASE_URL"],
    )


def _entry(board, person_id, matter, since) -> Entry:
    return Entry(
        line=_line(board, matter.line) if matter.line else None,
        sentence=matter.sentence,
        told_as=_told_as(board, person_id, matter, since),
        link=current_app.config["BASE_URL"] + _path(matter),
    )


def _line(board, standing) -> str:
    """The number, and the title only where its document may leave the screen."""
    line, taking = standing.line, board.plan.agencies.get(standing.cell)
    kind = "Recommendation" if line.recommendation else "Action"
    title = f": {line.name}" if line.document_id in board.may_leave else ""
    return f"{kind} {line.number}{f', {taking.name}' if taking else ''}{title}"


def _told_as(board, person_id, matter, since):
    if person_id in matter.officers:
        return None
    role = "role_agency_lead" if person_id in board.leads(matter.agency_id) else "role_business_manager"
    return say.told_as(board.chosen[role], since.get(matter.key, matter.began))


def _path(matter) -> str:
    return current_app.url_map.bind("localhost").build(matter.endpoint, matter.values)
