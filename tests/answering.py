"""A server that a test stands up for itself, answering in a thread of its own."""

from contextlib import contextmanager
from threading import Thread


@contextmanager
def answering(server):
    Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()
