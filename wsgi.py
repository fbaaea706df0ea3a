"""What a server runs: `gunicorn wsgi:app`. A setting that cannot be used ends the start with a sentence."""

import sys

from actions.place import WrongPlace
from tracker import create_app
from tracker.config import BadSetting

try:
    app = create_app()
except (BadSetting, WrongPlace) as refusal:
    sys.exit(str(refusal))
