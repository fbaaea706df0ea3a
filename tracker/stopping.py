"""Being told to stop, for what works for long: it ends between two pieces of its work, and leaves none half done."""

import signal
import threading
from contextlib import contextmanager

STOPS = {signal.SIGTERM, signal.SIGINT}


@contextmanager
def held_back():
    """A signal to stop waits until the work is over, unless the work itself asks (`asked`) and ends sooner."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, STOPS)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def asked() -> bool:
    """Whether a signal to stop waits; for a thread of the website, whether the server that began it has ended."""
    return bool(STOPS & signal.sigpending()) or not threading.main_thread().is_alive()
