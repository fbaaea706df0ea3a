"""A YAML file is read strictly: what is ambiguous or broken is refused, and the line is named."""

import pytest

from seeds.strict import Faults, load


def loaded(folder, content):
    path = folder / "a.yaml"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    faults = Faults(path.name)
    return load(path, faults), [(fault.item, fault.reason) for fault in faults.found]


NOT_YAML = "is not well-formed YAML"
UNREADABLE = [
    ("", "the file", "is empty"),
    ("# a comment\n", "the file", "is empty"),
    ("a: 1\nb: [1, 2\nc: 3\n", "line 3", f"{NOT_YAML}: expected ',' or ']', but got ':'"),
    ("a: 1\n\tb: 2\n", "line 2", f"{NOT_YAML}: found character '\\t' that cannot start any token"),
    ("a: 1\n---\nb: 2\n", "line 2", f"{NOT_YAML}: but found another document"),
    (
        "a: 1\nb: !!python/name:os.system\n",
        "line 2",
        f"{NOT_YAML}: could not determine a constructor for the tag 'tag:yaml.org,2002:python/name:os.system'",
    ),
    ("a: !!int words\n", "the file", f"{NOT_YAML}: invalid literal for int() with base 10: 'words'"),
    ("a: 1\nb: \a\n", "line 2", "holds the control character #x07; remove it"),
    ("a: 1\nb: café\n".encode("latin-1"), "line 2", "is not UTF-8; save the file as UTF-8"),
    ("a: 1\n".encode("utf-16"), "line 1", "is not UTF-8; save the file as UTF-8"),
]


@pytest.mark.parametrize(("content", "item", "reason"), UNREADABLE, ids=[row[2] for row in UNREADABLE])
def test_a_file_that_cannot_be_read(tmp_path, content, item, reason):
    assert loaded(tmp_path, content) == (None, [(item, reason)])


def test_nesting_without_end_is_refused(tmp_path):
    _, [(item, reason)] = loaded(tmp_path, "a: " + "[" * 5000)
    assert item == "the file"
    assert reason.startswith(NOT_YAML)


def test_a_mark_of_byte_order_is_no_fault(tmp_path):
    assert loaded(tmp_path, "a: é\n".encode("utf-8-sig")) == ({"a": "é"}, [])


def test_days_and_months_stay_words(tmp_path):
    values, _ = loaded(tmp_path, "day: 2015-02-01\nno_day: 2015-02-30\nmonth: 2015-04\n")
    assert values == {"day": "2015-02-01", "no_day": "2015-02-30", "month": "2015-04"}


def test_every_key_written_twice_is_named(tmp_path):
    _, faults = loaded(tmp_path, "a: {b: 1, b: 2}\nc:\n  - d: 1\n    d: 2\na: 3\n")
    assert sorted(faults) == [
        ("line 1", "the key 'b' is written twice in one place"),
        ("line 4", "the key 'd' is written twice in one place"),
        ("line 5", "the key 'a' is written twice in one place"),
    ]
