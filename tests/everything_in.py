"""Every word that is in a file, whatever its format: packed, compressed, set as type or as metadata."""

import contextlib
import hashlib
import re
import subprocess
import zipfile
import zlib
from io import BytesIO

STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
KNOWN: dict[str, str] = {}


def everything_in(content: bytes) -> str:
    """As text; what cannot be read as text is left out. The same bytes are read once."""
    digest = hashlib.sha256(content).hexdigest()
    if digest not in KNOWN:
        KNOWN[digest] = "\n".join(_pieces(content))
    return KNOWN[digest]


def _pieces(content):
    yield content.decode("utf-8", "ignore")
    if content.startswith(b"PK"):
        with zipfile.ZipFile(BytesIO(content)) as packed:
            for name in packed.namelist():
                yield name
                yield everything_in(packed.read(name))
    if content.startswith(b"%PDF"):
        yield printed(content)
        yield from (_inflated(found) for found in STREAM.findall(content))


def printed(pdf: bytes) -> str:
    done = subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True)
    return done.stdout.decode("utf-8", "ignore")


def _inflated(stream: bytes) -> str:
    """A stream as it is, or unpacked."""
    with contextlib.suppress(zlib.error):
        stream = zlib.decompressobj().decompress(stream)
    return stream.decode("latin-1")
