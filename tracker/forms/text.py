"""Words, lines and files. Any Unicode is kept; what cannot be shown is refused, never dropped."""

import re
import unicodedata

from flask import current_app, g
from flask_wtf.file import MultipleFileField
from wtforms import EmailField, HiddenField, PasswordField, StringField, TextAreaField
from wtforms.validators import StopValidation

from actions.models import LONGEST

NOT_SHOWN = "\N{REPLACEMENT CHARACTER}"
UNKEEPABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
BEFORE = 20
WORST = 10


class Needed:
    """The field must be answered; `message` says what to do. Spaces alone are no answer."""

    def __init__(self, message):
        self.message = message

    def __call__(self, form, field):
        if field.errors:
            raise StopValidation
        answered = field.data.strip() if isinstance(field.data, str) else field.data
        if not answered:
            raise StopValidation(self.message)


def whole_number(text: str | None) -> int:
    """The number that a hidden field or an answer holds; 0 for anything else."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else 0


def one_newline(text):
    return text.replace("\r\n", "\n").replace("\r", "\n") if isinstance(text, str) else text


def showable(text):
    """The same text, with a visible mark for each character that cannot be shown."""
    return UNKEEPABLE.sub(NOT_SHOWN, text)


def refuse_unkeepable(text):
    found = UNKEEPABLE.search(text)
    if not found:
        return
    before = text[max(0, found.start() - BEFORE) : found.start()].strip()
    where = f"after “{before}”" if before else "at the start"
    raise StopValidation(f"Delete the character that cannot be shown, {where}, or type it again")


def refuse_longer(text, limit):
    if len(text) > limit:
        raise StopValidation(f"Shorten this to {limit:,} characters or fewer: it has {len(text):,}")


def refuse_stacked(text):
    """Marks piled by the dozen on one letter would cover the lines around it."""
    run = 0
    for letter in text:
        run = run + 1 if unicodedata.category(letter) == "Mn" else 0
        if run > WORST:
            raise StopValidation("Delete the marks that are piled on one letter, or type the letter again")


class Typed:
    """What text fields share: a limit, one kind of newline, and what was typed shown again."""

    def __init__(self, label=None, validators=None, *, limit, **more):
        self.limit = limit
        super().__init__(label, validators, **more)

    def process_formdata(self, valuelist):
        if valuelist:
            self.data = one_newline(valuelist[0])

    def pre_validate(self, form):
        text = self.data or ""
        refuse_unkeepable(text)
        refuse_longer(text, self.limit)

    def _value(self):
        return showable(str(self.data)) if self.data is not None else ""


class Words(Typed, TextAreaField):
    """Several lines of text, at most `limit` characters, kept exactly as typed."""

    def __init__(self, label=None, validators=None, *, limit=LONGEST, **more):
        super().__init__(label, validators, limit=limit, **more)

    def pre_validate(self, form):
        super().pre_validate(form)
        refuse_stacked(self.data or "")


class Line(Typed, StringField):
    """One line of text, at most `limit` characters, without spaces around it."""

    def __init__(self, label=None, validators=None, *, limit=200, **more):
        super().__init__(label, validators, limit=limit, **more)

    def process_formdata(self, valuelist):
        super().process_formdata(valuelist)
        if self.data:
            self.data = self.data.strip()

    def pre_validate(self, form):
        super().pre_validate(form)
        if "\n" in (self.data or ""):
            raise StopValidation("Write this on one line")


class Email(Line, EmailField):
    """An e-mail address; whether it is one is for a validator to say."""

    input_type = "email"


class Password(Typed, PasswordField):
    """A password: never shown again, never stripped."""

    input_type = "password"

    def __init__(self, label=None, validators=None, *, limit=200, **more):
        super().__init__(label, validators, limit=limit, **more)

    def _value(self):
        return ""


class Hidden(Typed, HiddenField):
    """A value that travels with the form. It is checked like one from the address."""

    def __init__(self, label=None, validators=None, *, limit=200, **more):
        super().__init__(label, validators, limit=limit, **more)


class Files(MultipleFileField):
    """Any number of files up to `most`; `data` is always a list."""

    def __init__(self, label=None, validators=None, *, most=10, **more):
        self.most = most
        super().__init__(label, validators, **more)

    def process_data(self, value):
        self.data = []

    def pre_validate(self, form):
        if len(self.data or []) > self.most:
            raise StopValidation(f"Choose {self.most} files or fewer at a time: you chose {len(self.data)}")
        for upload in self.data or []:
            if refusal := refused(upload):
                raise StopValidation(refusal)


def refused(upload) -> str | None:
    """Why the scanner keeps this upload out; where there is one, and it has not been asked, that is why."""
    if not current_app.config.get("SCANNER_URL") or id(upload) in g.get("scanned", {}):
        return None
    return g.get("refused_files", {}).get(id(upload), "The file was not scanned, so it was not taken in")
