"""A server's thread that makes packs, and slowly: python makes_packs.py. Says when it has begun; then the server ends."""

import sys
import time
from pathlib import Path
from threading import Event

sys.path.insert(0, str(Path(__file__).parents[2]))

from actions import files
from tracker import config, create_app
from tracker.packs import working

begun = Event()


def slowly(sha256, read=files.read):
    begun.set()
    time.sleep(0.1)
    return read(sha256)


files.read = slowly
config.INSTANCE = Path(sys.argv[1])
working.start(create_app())
assert begun.wait(30)
print("begun", flush=True)
