"""The form with which a password is chosen."""

from wtforms.validators import EqualTo, Length

from tracker.accounts import passwords
from tracker.forms import BaseForm, Needed, Password

LONG_ENOUGH = f"Use {passwords.SHORTEST} to {passwords.LONGEST} characters"
HINT = f"At least {passwords.SHORTEST} characters. Three random words make a good one. You may paste it."
NEW = {"autocomplete": "new-password"}


class NewPasswordForm(BaseForm):
    """`about`: words about the person, of which the password must not be made."""

    password = Password(
        "New password",
        [
            Needed("Enter a password"),
            Length(passwords.SHORTEST, passwords.LONGEST, LONG_ENOUGH),
        ],
        description=HINT,
        render_kw=NEW,
    )
    again = Password("The same again", [EqualTo("password", "Enter the same password twice")], render_kw=NEW)

    def __init__(self, *about: str, **more):
        super().__init__(**more)
        self.about = about

    def lacking(self):
        if self.password.data and not self.password.errors and passwords.is_guessed(self.password.data, *self.about):
            yield "password", passwords.GUESSED
