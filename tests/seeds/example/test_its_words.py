"""What must not be in the example: a person's name, an address, a sentence twice, a file that is not whole."""

import json
import re
from collections import Counter

from sqlalchemy import select

from actions import ledger
from actions.db import db
from actions.models import Evidence, Words

HONORIFIC = re.compile(r"\b(Mr|Mrs|Ms|Miss|Dr|Sir|PC|DC|DS|DI|DCI|Cllr)\.? [A-Z][a-z]+")


def test_no_address_and_no_persons_name_in_the_record():
    texts = list(db.session.scalars(select(Words.text)))
    assert not [text for text in [*texts, json.dumps(list(ledger.rows()))] if "@" in text]
    assert not [text for text in texts if HONORIFIC.search(text)]


def test_no_sentence_of_an_update_is_said_twice():
    said = db.session.scalars(select(Words.text).where(Words.field.in_(("said", "why", "next_steps", "help_asked"))))
    assert [text for text, times in Counter(said).items() if times > 1] == []


def test_every_evidence_file_is_kept_and_whole(told):
    hashes = list(db.session.scalars(select(Words.text).where(Words.field == "file")))
    assert len(hashes) > 40
    for sha256 in hashes:
        content = told.files / sha256[:2] / sha256
        assert content.stat().st_size < 5000
    kinds = set(db.session.scalars(select(Evidence.media_type)))
    assert kinds == {"application/pdf", "text/plain", None}
