"""A seed file that is wrong is refused, with the file, the item and the reason of everything that is wrong."""

from datetime import date

import pytest

from seeds.adopted import BadSeed, BadSeeds, read, read_all

PLAN = """\
document:
  reference: plan-1
  kind: plan
  title: A plan
  owner: A board
  period: {from: 2015-04, to: 2016-03}
  in_force_from: 2015-02-01
  aim: An aim.
  accountable_lead: A chair
  monitored_by: A board
  scope: Everybody
  counts: {priorities: 1, actions: 2}
  readings:
    - {about: due, reading: A month means its last day.}
agencies:
  - {key: police, name: Police, also: [Constables]}
  - {key: health, name: Health}
teams:
  - {name: RISE, of: [police, health]}
priorities:
  - number: 2
    name: Identification
    commitment: A commitment.
    actions:
      - number: "2.9"
        due: 2015-04
        title: A map
        statement: Make a map.
        each_agency: true
        bodies: [Police]
        duties:
          - {every: 3 months, first: 2015-07, what: report}
      - {number: "2.10", due: null, title: A list, statement: Make a list.}
"""

PROFILE = """\
document:
  reference: profile-1
  kind: profile
  title: A profile
  dated: 2016-10-26
  in_force_from: 2016-10-26
  commissioned_by: A board
  authors: Analysts
  handling: Not public-facing.
  counts: {recommendations: 2, parts: 2, national_recommendations: 1}
  readings:
    - {about: next_step, reading: The meeting sets dates.}
recommendations:
  - number: "1"
    found_in: A chapter
    title: Analyse
    statement: Analyse it.
    parts_are_examples: true
    parts:
      - {number: "1a", statement: By place.}
      - {number: "1b", statement: By day.}
  - {number: "2", found_in: A chapter, title: Ask, statement: Ask regularly., recurring: true, differs: it does}
national_recommendations:
  - {number: N1, found_in: A chapter, title: Train, statement: Train staff., source: NWG}
"""


def write(folder, content, name="a.yaml"):
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read(path)


def faults(folder, content, name="a.yaml"):
    with pytest.raises(BadSeeds) as refused:
        write(folder, content, name)
    assert {fault.file for fault in refused.value.faults} == {name}
    return [(fault.item, fault.reason) for fault in refused.value.faults]


@pytest.mark.parametrize("content", [PLAN, PROFILE], ids=["plan", "profile"])
def test_the_small_files_above_are_right(tmp_path, content):
    assert write(tmp_path, content).lines


def test_a_leap_february_has_29_days(tmp_path):
    assert write(tmp_path, PLAN.replace("due: 2015-04", "due: 2016-02")).lines[0].due == date(2016, 2, 29)


MONTH = "must be a month such as 2015-04, not"
DAY = "must be a day such as 2015-02-01, not"
RHYTHM = "every must be 1 month, 3 months, 6 months or 12 months, not"
ACTION_KEYS = "number, due, title, statement, each_agency, bodies, duties"
IN_2 = "of priority 2"

PLAN_FAULTS = [
    # months and days
    ("due: 2015-04", "due: April", "action 2.9", f"due {MONTH} 'April'"),
    ("due: 2015-04", "due: 2015-13", "action 2.9", f"due {MONTH} '2015-13'"),
    ("due: 2015-04", "due: 2015-00", "action 2.9", f"due {MONTH} '2015-00'"),
    ("due: 2015-04", "due: 2015-4", "action 2.9", f"due {MONTH} '2015-4'"),
    ("due: 2015-04", "due: 0215-04", "action 2.9", f"due {MONTH} '0215-04'"),
    ("due: 2015-04", "due: 2015-04-30", "action 2.9", f"due {MONTH} '2015-04-30'"),
    ("due: 2015-04", "due: 2015", "action 2.9", f"due {MONTH} 2015"),
    ("due: 2015-04", "due: [2015-04]", "action 2.9", f"due {MONTH} a list"),
    ("first: 2015-07", "first: July", "action 2.9, duty 1", f"first {MONTH} 'July'"),
    ("first: 2015-07", "first: null", "action 2.9, duty 1", f"first {MONTH} nothing"),
    ("from: 2015-04", "from: 2015-14", "document, period", f"from {MONTH} '2015-14'"),
    ("to: 2016-03", "to: 2015-03", "document, period", "ends before it begins"),
    ("in_force_from: 2015-02-01", "in_force_from: 2015-02-30", "document", f"in_force_from {DAY} '2015-02-30'"),
    ("in_force_from: 2015-02-01", "in_force_from: 2015-02", "document", f"in_force_from {DAY} '2015-02'"),
    ("in_force_from: 2015-02-01", "in_force_from: null", "document", f"in_force_from {DAY} nothing"),
    # numbers
    ('"2.10"', "2.10", f"action in place 2 {IN_2}", 'number must be in quotes, such as "2.10", not 2.1'),
    ('"2.10"', '"2.1O"', "action 2.1O", "number must be written like \"2.10\", not '2.1O'"),
    ('"2.10"', '"2.010"', "action 2.010", "number must be written like \"2.10\", not '2.010'"),
    ('"2.10"', '""', f"action in place 2 {IN_2}", "number must be written like \"2.10\", not ''"),
    ('"2.10"', "null", f"action in place 2 {IN_2}", 'number must be written like "2.10", not nothing'),
    ('"2.10"', '"3.1"', "action 3.1", "number must begin with that of its priority, 2"),
    ('"2.10"', '"2.9"', "action 2.9", "number '2.9' is used more than once"),
    ("  - number: 2\n", '  - number: "2"\n', "priority 2", "number must be a whole number from 1 on, not '2'"),
    (
        "  - number: 2\n",
        "  - number: true\n",
        "priority in place 1 of the file",
        "number must be a whole number from 1 on, not true",
    ),
    ("  - number: 2\n", "  - number: 0\n", "priority 0", "number must be a whole number from 1 on, not 0"),
    # duties
    ("every: 3 months", "every: 4 months", "action 2.9, duty 1", f"{RHYTHM} '4 months'"),
    ("every: 3 months", "every: 3", "action 2.9, duty 1", f"{RHYTHM} 3"),
    ("every: 3 months", "every: quarterly", "action 2.9, duty 1", f"{RHYTHM} 'quarterly'"),
    ("every: 3 months, ", "", "action 2.9, duty 1", "every is missing"),
    ("what: report", "what: ''", "action 2.9, duty 1", "what must not be empty"),
    (
        "what: report",
        "what: report, is_the_action: 1",
        "action 2.9, duty 1",
        "is_the_action must be true or false, not 1",
    ),
    # words, lists, true and false
    ("statement: Make a map.", "statement: ''", "action 2.9", "statement must not be empty"),
    ("statement: Make a map.", "statement: ' '", "action 2.9", "statement must not be empty"),
    ("statement: Make a map.", "statement:", "action 2.9", "statement must be words, not nothing"),
    ("statement: Make a map.", "statement: 7", "action 2.9", "statement must be words, not 7"),
    (
        "statement: Make a map.",
        'statement: "Make\\na map."',
        "action 2.9",
        "statement must be one line of plain words, with no blank before or after, not 'Make\\na map.'",
    ),
    ("title: A map", "title: no", "action 2.9", "title must be words, not false"),
    ("each_agency: true", "each_agency: 'true'", "action 2.9", "each_agency must be true or false, not 'true'"),
    ("bodies: [Police]", "bodies: Police", "action 2.9", "bodies must be a list, not 'Police'"),
    ("bodies: [Police]", "bodies: []", "action 2.9", "bodies must not be an empty list"),
    ("bodies: [Police]", "bodies: [7]", "action 2.9", "bodies must be words, not 7"),
    ("bodies: [Police]", "bodies: [Police, Police]", "action 2.9", "bodies names something twice"),
    (
        "  scope: Everybody\n",
        "  scope: Everybody\n  notes: [{a: b}]\n",
        "document",
        "notes must be words, not a mapping",
    ),
    # keys
    ("title: A list", "titel: A list, title: A list", "action 2.10", f"'titel' is not one of its keys: {ACTION_KEYS}"),
    ("title: A list", "title: A list, in two", "action 2.10", f"'in two' is not one of its keys: {ACTION_KEYS}"),
    ("title: A list, ", "", "action 2.10", "title is missing"),
    ("due: null, ", "", "action 2.10", "due is missing"),
    ('number: "2.10", ', "", f"action in place 2 {IN_2}", "number is missing"),
    ("  aim: An aim.\n", "", "document", "aim is missing"),
    ("    commitment: A commitment.\n", "", "priority 2", "commitment is missing"),
    (
        "        title: A map\n",
        "        title: A map\n        title: A map\n",
        "line 28",
        "the key 'title' is written twice in one place",
    ),
    ("due: null, ", "due: null, due: null, ", "line 33", "the key 'due' is written twice in one place"),
    (
        "teams:\n",
        "team: []\nteams:\n",
        "the file",
        "'team' is not one of its keys: document, priorities, agencies, teams",
    ),
    ("  kind: plan\n", "", "document", "kind must be plan or profile, not nothing"),
    ("  kind: plan\n", "  kind: [plan]\n", "document", "kind must be plan or profile, not a list"),
    (
        "reference: plan-1",
        "reference: Plan 1",
        "document",
        "reference must be written like \"strategy-2015-16\", not 'Plan 1'",
    ),
    ("{about: due, ", "{", "document, reading 1", "about is missing"),
    (
        "    - {about: due, reading: A month means its last day.}",
        "    - A month.",
        "document, reading 1",
        "must be a mapping, not 'A month.'",
    ),
    # agencies and teams
    ("of: [police, health]", "of: [police, fire]", "team RISE", "of names 'fire', which is not the key of an agency"),
    ("of: [police, health]", "of: []", "team RISE", "of must not be an empty list"),
    ("name: RISE", "name: Constables", "team Constables", "name 'Constables' is used more than once"),
    (
        "{key: health, name: Health}",
        "{key: police, name: Health}\n  - {key: health, name: H}",
        "agency police",
        "key 'police' is used more than once",
    ),
    ("name: Health}", "name: Constables}", "agency health", "name 'Constables' is used more than once"),
    (
        "name: Health}",
        "name: Health}\n  - {key: The Fire, name: Fire}",
        "agency The Fire",
        "key must be written like \"east-northamptonshire\", not 'The Fire'",
    ),
    # what the document comes to
    ("actions: 2}", "actions: 3}", "document, counts", "says 3 actions, and the file has 2"),
    ("priorities: 1,", "priorities: 2,", "document, counts", "says 2 priorities, and the file has 1"),
    ("actions: 2}", "actions: two}", "document, counts", "actions must be a whole number from 1 on, not 'two'"),
]

PROFILE_FAULTS = [
    ('"1b"', '"2b"', "part 2b", "number must be that of its recommendation, 1, and a letter"),
    ('"1b"', '"11b"', "part 11b", "number must be that of its recommendation, 1, and a letter"),
    ('"1b"', '"1a"', "part 1a", "number '1a' is used more than once"),
    ('"1b"', '"b"', "part b", "number must be written like \"16a\", not 'b'"),
    ("statement: By day.", "statement: ''", "part 1b", "statement must not be empty"),
    (
        "statement: By day.",
        "statement: By day., title: Day",
        "part 1b",
        "'title' is not one of its keys: number, statement",
    ),
    ('"2"', "2", "recommendation 2", 'number must be in quotes, such as "27", not 2'),
    ('"2"', '"1"', "recommendation 1", "number '1' is used more than once"),
    ("recurring: true", "recurring: often", "recommendation 2", "recurring must be true or false, not 'often'"),
    (
        "recurring: true",
        "recurring: true, parts_are_examples: true",
        "recommendation 2",
        "parts_are_examples is true, and there are no parts",
    ),
    ("recurring: true", "recurring: true, parts: []", "recommendation 2", "parts must not be an empty list"),
    (", differs: it does", ", differs: null", "recommendation 2", "differs must be words, not nothing"),
    ("number: N1", "number: '3'", "national recommendation 3", "number must be written like \"N1\", not '3'"),
    (", source: NWG", "", "national recommendation N1", "source is missing"),
    ("dated: 2016-10-26", "dated: October", "document", f"dated {DAY} 'October'"),
    ("  handling: Not public-facing.\n", "", "document", "handling is missing"),
    ("parts: 2", "parts: 3", "document, counts", "says 3 parts, and the file has 2"),
]


def refusal_id(row):
    return f"{row[0].strip()[:30]} > {row[1].strip()[:30]}"


@pytest.mark.parametrize(("right", "wrong", "item", "reason"), PLAN_FAULTS, ids=map(refusal_id, PLAN_FAULTS))
def test_a_plan_with_one_fault(tmp_path, right, wrong, item, reason):
    assert PLAN.count(right) == 1
    assert faults(tmp_path, PLAN.replace(right, wrong)) == [(item, reason)]


@pytest.mark.parametrize(("right", "wrong", "item", "reason"), PROFILE_FAULTS, ids=map(refusal_id, PROFILE_FAULTS))
def test_a_profile_with_one_fault(tmp_path, right, wrong, item, reason):
    assert PROFILE.count(right) == 1
    assert faults(tmp_path, PROFILE.replace(right, wrong)) == [(item, reason)]


@pytest.mark.parametrize("content", ["- a list\n", "document: words\n", "words\n", "other: {}\n"])
def test_a_file_without_a_document(tmp_path, content):
    assert faults(tmp_path, content) == [("the file", "must have a mapping called document")]


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(BadSeeds, match=r"none\.yaml, the file: cannot be read: No such file or directory"):
        read(tmp_path / "none.yaml")


def test_a_priority_number_is_used_once(tmp_path):
    again = (
        '  - {number: 2, name: B, commitment: C., actions: [{number: "2.11", due: null, title: T, statement: S.}]}\n'
    )
    more = PLAN.replace("priorities: 1, actions: 2", "priorities: 2, actions: 3") + again
    assert faults(tmp_path, more) == [("priority 2", "the priority number 2 is used more than once")]


def test_a_fault_reads_as_a_sentence(tmp_path):
    with pytest.raises(BadSeeds) as refused:
        write(tmp_path, PLAN.replace("due: 2015-04", "due: April"), "strategy.yaml")
    assert refused.value.faults == (
        BadSeed("strategy.yaml", "action 2.9", "due must be a month such as 2015-04, not 'April'"),
    )
    assert str(refused.value) == "strategy.yaml, action 2.9: due must be a month such as 2015-04, not 'April'"


def test_all_faults_of_a_file_are_found_at_once(tmp_path):
    wrong = PLAN.replace("due: 2015-04", "due: April").replace("3 months", "4 months").replace("2.10", "2.9")
    assert [item for item, _ in faults(tmp_path, wrong)] == ["action 2.9", "action 2.9, duty 1", "action 2.9"]


def test_all_faults_of_a_folder_are_found_at_once(tmp_path):
    (tmp_path / "a.yaml").write_text(PLAN.replace("due: 2015-04", "due: April"), encoding="utf-8")
    (tmp_path / "b.yaml").write_text(PROFILE.replace("title: Ask, ", ""), encoding="utf-8")
    (tmp_path / "c.yaml").write_text(PLAN, encoding="utf-8")
    with pytest.raises(BadSeeds) as refused:
        read_all(tmp_path)
    assert [(fault.file, fault.item, fault.reason) for fault in refused.value.faults] == [
        ("a.yaml", "action 2.9", "due must be a month such as 2015-04, not 'April'"),
        ("b.yaml", "recommendation 2", "title is missing"),
        ("c.yaml", "document", "reference 'plan-1' is already that of a.yaml"),
    ]


def test_a_folder_without_documents(tmp_path):
    (tmp_path / "plan.yml").write_text(PLAN, encoding="utf-8")
    with pytest.raises(BadSeeds, match=r"the folder: has no file that ends in \.yaml"):
        read_all(tmp_path)


def outcome(folder, content):
    try:
        return write(folder, content)
    except BadSeeds as refused:
        return refused.faults


@pytest.mark.parametrize("content", [PLAN, PROFILE], ids=["plan", "profile"])
def test_whatever_happens_to_a_line_the_file_is_read_or_refused(tmp_path, content):
    lines = content.splitlines(keepends=True)
    for place, line in enumerate(lines):
        for instead in ("", line.replace(":", ": [], x:", 1), line.split(":")[0] + ": {}\n"):
            assert outcome(tmp_path, "".join([*lines[:place], instead, *lines[place + 1 :]]))
