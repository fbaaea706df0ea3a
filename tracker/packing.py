"""Files put together in a ZIP of which nothing tells when it was packed: the same parts give the same bytes."""

import zipfile
from collections.abc import Iterable
from io import BytesIO

# The earliest moment that a ZIP can name.
EPOCH = (1980, 1, 1, 0, 0, 0)
UNIX, READABLE = 3, 0o644 << 16


def packed(parts: Iterable[tuple[str, bytes]]) -> bytes:
    """`parts`: name and content, in the order in which they are to stand."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts:
            about = zipfile.ZipInfo(name, EPOCH)
            about.create_system, about.external_attr = UNIX, READABLE
            file.writestr(about, content, zipfile.ZIP_DEFLATED)
    return out.getvalue()
