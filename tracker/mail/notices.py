"""Mails about somebody's account: put in the outbox with what they are about, and sent as soon as the answer is out, or
else when what waits is sent."""

import secrets
from urllib.parse import urlsplit

from flask import after_this_request, current_app, g

from actions.db import db
from tracker import clock
from tracker.accounts.models import Account
from tracker.mail import sending, transports
from tracker.mail.models import Message


def put(person_id: int, notice: str) -> None:
    """Put it in the outbox, if mail is set up and the person has an account. Who calls commits."""
    if transports.current() is None or db.session.get(Account, person_id) is None:
        return
    mark, host = secrets.token_hex(16), urlsplit(current_app.config["BASE_URL"]).hostname
    message = Message(key=f"{notice}:{person_id}:{mark}", person_id=person_id, day=clock.today(), about=[], tries=0)
    message.notice, message.queued = notice, clock.real_now()
    message.message_id = f"<{mark}@{'localhost' if ':' in host else host}>"
    db.session.add(message)
    db.session.flush()
    g.setdefault("notices", []).append(message.id)


def send_after_this_answer() -> None:
    """Send what was put during this request once its answer has left: nobody waits for it, nor can tell from the wait
    whether there was something to send."""
    numbers = g.pop("notices", [])
    if numbers:
        after_this_answer(lambda: sending.send_these(numbers, transports.current()))


def send_now() -> None:
    """Send what was put, where the answer has left already."""
    sending.send_these(g.pop("notices", []), transports.current())


def after_this_answer(do) -> None:
    """Do it once the answer to this request has left, in a context of its own."""
    app = current_app._get_current_object()

    def done():
        with app.app_context():
            do()
            db.session.remove()

    after_this_request(lambda response: _closing(response, done))


def _closing(response, done):
    response.call_on_close(done)
    return response
