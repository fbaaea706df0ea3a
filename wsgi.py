"""What a server runs: `gunicorn wsgi:app`. A setting that cannot be used ends the start with a sentence."""

import gc
import sys

# What the start makes is there to stay: looking through it for garbage, now or later, finds nothing and takes time.
gc.disable()

from actions.place import WrongPlace
from tracker import create_app
from tracker.config import BadSetting

# By this code gunicorn knows that another worker would fare no better; at any other it tries for ever.
NOT_TO_BE_STARTED_AGAIN = 3

try:
    app = create_app()
    gc.freeze()
    gc.enable()
except (BadSetting, WrongPlace) as refusal:
    print(refusal, file=sys.stderr)
    sys.exit(NOT_TO_BE_STARTED_AGAIN)
