"""From whom it came: the fields of what is entered for an officer."""

from wtforms.validators import ValidationError

from actions.changes import ENTERED_HOW, Given
from actions.permissions import viewer
from tracker import choosing, clock
from tracker.forms import BaseForm, DayField, Line, Needed, Radios, Select, choice
from tracker.words import capital
from tracker.words.history import HOW

WITHOUT_ACCOUNT = "without-account"
ASKED_FIRST = ("given_person", "given_by", "given_how", "given_on")


class GivenFields(BaseForm):
    """Who said it, how it came and when; for forms of what an officer may say."""

    given_person = Select("Who said it?", needed="Choose who said it")
    given_by = Line(
        "Who it was, if they have no account",
        description="By role and body, such as Duty inspector, Police. Never by name.",
    )
    given_how = Radios(
        "How did it come?", choices=[choice(how, capital(HOW[how])) for how in ENTERED_HOW], needed="Choose how it came"
    )
    given_on = DayField("On which day did it come?", [Needed("Enter the day on which it came")])

    def __init__(self, *args, **more):
        super().__init__(*args, **more)
        self._fields = dict(sorted(self._fields.items(), key=lambda named: named[0] not in ASKED_FIRST))

    def validate_given_by(self, field):
        unknown = self.given_person.data == WITHOUT_ACCOUNT
        if unknown and not field.data:
            raise ValidationError("Say who it came from, such as Duty inspector, Police")
        if field.data and not unknown:
            raise ValidationError("Leave this empty, or choose that they have no account")

    def offer_officers(self, plan, standing):
        """Who may have said it: the officers of the agency that owns the line, or somebody of it without an account."""
        self.given_person.choices = [
            *choosing.officer_choices(plan, clock.today(), "Choose who said it", standing.owner_id),
            choice(WITHOUT_ACCOUNT, "Somebody without an account"),
        ]

    @property
    def given(self) -> Given:
        chosen = self.given_person.data
        person = None if chosen == WITHOUT_ACCOUNT else viewer(int(chosen), clock.today())
        return Given(how=self.given_how.data, on=self.given_on.data, person=person, name=self.given_by.data or "")
