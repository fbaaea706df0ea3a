"""Whether what was typed is an e-mail address."""

from email_validator import EmailNotValidError, validate_email
from wtforms.validators import ValidationError


def is_an_address(form, field):
    """An e-mail address, judged by its form alone: nobody is asked whether it exists."""
    try:
        validate_email(field.data, check_deliverability=False, test_environment=True)
    except EmailNotValidError:
        raise ValidationError("Enter an e-mail address, such as name@agency.example") from None
