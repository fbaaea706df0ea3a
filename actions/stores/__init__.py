"""Where files are kept: a folder, or a bucket of S3 or what speaks like it. Whole files under names, and nothing else.

Both answer the same questions. A name is relative, with slashes: `ab/abcd...` a file of evidence, `packs/...`, `jobs/...`.
"""

from urllib.parse import unquote, urlsplit

from actions.stores.bucket import Bucket
from actions.stores.folder import Folder
from actions.stores.keeping import Kept, Unreachable

__all__ = ["Bucket", "Folder", "Kept", "Unreachable", "at"]


def at(url: str) -> Bucket | Folder:
    """The store at an address: `file:///folder`, `s3://bucket/prefix?endpoint=https://...`. ValueError for any other."""
    parts = urlsplit(url)
    if parts.scheme == "s3":
        return Bucket.at(parts)
    if parts.scheme != "file":
        raise ValueError(f"it must begin with file:/// or s3:// , not {parts.scheme}:")
    return Folder(unquote(parts.path))
