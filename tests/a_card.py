"""The card on which an officer answers for 2.16, for tests: its answers, sending it, and what the record holds then."""

from io import BytesIO

from a_board import STRATEGY, TODAY, the_action
from checked_page import Page
from sqlalchemy import select
from werkzeug.datastructures import FileStorage
from werkzeug.test import encode_multipart

from actions import queries
from actions.db import db
from actions.models import Evidence, Update
from actions.standing import line_on

CARD = f"/my-update/{STRATEGY}/2.16"
CARD_14 = f"/my-update/{STRATEGY}/2.14"
ONE_3 = f"/my-update/{STRATEGY}/1.3"
GREEN = {"quarter": "2016-17-Q3", "rating": "green", "said": "The agreement is signed."}
RED = {
    "quarter": "2016-17-Q3",
    "rating": "red",
    "why": "The analyst left.",
    "next_steps": "Recruit by March.",
    "forecast-month": "June",
    "forecast-year": "2017",
    "help_asked": "An analyst for two months.",
    "children": "Their risks are seen later.",
}


def send(client, data, status=302, address=CARD, seen=0):
    """Post a card; the body is built in memory, so that a large file leaves no temporary one behind."""
    fields = {"seen": str(seen), "shows": "activity", **data, "csrf_token": client.token()}
    boundary, body = encode_multipart(fields)
    answer = client.post(address, data=body, content_type=f"multipart/form-data; boundary={boundary}")
    assert answer.status_code == status, f"{answer.status_code} {answer.location}"
    return answer if status == 302 else Page(answer)


def upload(content=b"what was agreed", name="minutes.txt"):
    return FileStorage(BytesIO(content), name)


def standing(number="2.16"):
    db.session.rollback()
    return line_on(TODAY, the_action(number))


def evidence(number="2.16"):
    rows = db.session.scalars(select(Evidence).filter_by(action_id=the_action(number)).order_by(Evidence.id)).all()
    words = queries.words_of(row.id for row in rows)
    return [(row, words[row.id]) for row in rows]


def last_words():
    update = db.session.scalars(select(Update).order_by(Update.id.desc()).limit(1)).first()
    return queries.words_of([update.id]).get(update.id, {})
