"""Opening an uploaded workbook: what it holds is measured before anything is unpacked."""

import warnings
import zipfile
from dataclasses import dataclass
from io import BytesIO

from tracker.workbook.layout import LINES

LARGEST_FILE = 8 * 1024 * 1024
MOST_MEMBERS = 100
LARGEST_MEMBER = 16 * 1024 * 1024
LARGEST_SHEET = 4 * 1024 * 1024
LARGEST_TOTAL = 24 * 1024 * 1024
OLD_OR_LOCKED = b"\xd0\xcf\x11\xe0"
MACROS = ("vbaproject", "macrosheets", "activex", "dialogsheets")


@dataclass(frozen=True)
class Again:
    """What somebody is told to do about a workbook that cannot be used."""

    large: str
    anew: str
    room: str


OURS = Again(
    large="Upload the workbook that you downloaded here, filled in",
    anew="Download it again and fill that in",
    room=f"the sheet “{LINES}”",
)


class Refused(Exception):
    """A workbook that cannot be used; `problems` are sentences, each with the cell where there is one."""

    def __init__(self, *problems: str):
        super().__init__(*problems)
        self.problems = problems


def open_book(content: bytes, name: str, *, again: Again = OURS, values=False):
    """The workbook, read only. Refused, at once, for what is no .xlsx, holds macros or is far too large. `values`: what
    formulas came to, in place of the formulas."""
    from openpyxl import load_workbook

    if len(content) > LARGEST_FILE:
        raise Refused(f"The file is larger than 8 MB. {again.large}")
    if name.lower().endswith((".xlsm", ".xlsb", ".xltm", ".xlam")):
        raise Refused("Workbooks with macros are not accepted. Save it as an Excel workbook (.xlsx)")
    if content.startswith(OLD_OR_LOCKED):
        raise Refused(
            "The file has a password or an old format. Save it as an Excel workbook (.xlsx) without a password"
        )
    _check_members(content, again)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return load_workbook(BytesIO(content), read_only=True, keep_links=False, data_only=values)
    except Exception:  # openpyxl fails in many ways on broken files; each means the same here
        raise Refused(f"The file is damaged or no Excel workbook. {again.anew}") from None


def _check_members(content, again):
    try:
        with zipfile.ZipFile(BytesIO(content)) as packed:
            members = packed.infolist()
            _check_sizes(members, again)
            _check_macros(packed, members)
            _check_entities(packed, members, again)
    except Refused:
        raise
    except Exception:  # a damaged or lying archive shows as one of many errors
        raise Refused(f"The file is damaged or no Excel workbook. {again.anew}") from None


def _check_sizes(members, again):
    too_large = any(each.file_size > _limit(each.filename) for each in members)
    if too_large or len(members) > MOST_MEMBERS or sum(each.file_size for each in members) > LARGEST_TOTAL:
        raise Refused(f"The workbook unpacks to more than {again.room} can hold. {again.anew}")


def _limit(name) -> int:
    return LARGEST_SHEET if name.startswith("xl/worksheets/") else LARGEST_MEMBER


def _check_macros(packed, members):
    named = any(mark in each.filename.lower() for each in members for mark in MACROS)
    if named or b"macroEnabled" in packed.read("[Content_Types].xml"):
        raise Refused("Workbooks with macros are not accepted. Save it as an Excel workbook (.xlsx)")


def _check_entities(packed, members, again):
    """No workbook needs a document type; entities that grow without end hide in one."""
    for each in members:
        text = packed.read(each)
        if each.filename.endswith((".xml", ".rels")) and (b"<!DOCTYPE" in text or b"\x00" in text[:200]):
            raise Refused(f"The file holds more than a workbook needs. {again.anew}")
