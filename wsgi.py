"""What a server runs: `gunicorn wsgi:app`. A setting that cannot be used ends the start with a sentence."""

import sys

from actions.place import WrongPlace
from tracker import create_app
from tracker.config import BadSetting

# By this code gunicorn knows that another worker would fare no better; at any other it tries for ever.
NOT_TO_BE_STARTED_AGAIN = 3

try:
    app = create_app()
except (BadSetting, WrongPlace) as refusal:
    print(refusal, file=sys.stderr)
    sys.exit(NOT_TO_BE_STARTED_AGAIN)
