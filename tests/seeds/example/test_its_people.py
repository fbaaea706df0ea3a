"""The example's people: their roles, their addresses, and the inspector's days."""

import re
from collections import Counter, defaultdict
from datetime import date

import pytest
from the_example import TODAY

from actions.permissions import viewers
from seeds.adopted import read_all
from seeds.load import FOLDER


def test_people(told):
    by_role = defaultdict(list)
    for person in told.people:
        for role in person.roles:
            by_role[role].append(person.agency_key)
    agencies = {each.key for each in read_all(FOLDER)[0].agencies}
    assert Counter(by_role["officer"]) == Counter([*agencies, "police", "ncc"])
    assert by_role["agency_lead"] == ["police", "ncc"]
    assert (by_role["chair"], by_role["deputy"]) == (["police"], ["ncc"])
    assert len(by_role["executive"]) == 2
    assert by_role["business_manager"] == [None]
    assert by_role["inspector"] == [None]


def test_each_can_be_given_an_account(told):
    emails = [person.email for person in told.people]
    assert len(set(emails)) == len(emails) == len({person.person_id for person in told.people})
    assert all(re.fullmatch(r"[a-z.-]+@(board|inspection)\.example", email) for email in emails)
    titles = {viewer.id: viewer.title for viewer in viewers(TODAY).values()}
    assert {person.person_id: person.title for person in told.people} == titles


@pytest.mark.parametrize(
    ("day", "there"), [(date(2017, 1, 8), False), (date(2017, 1, 9), True), (TODAY, True), (date(2017, 1, 28), False)]
)
def test_the_inspector_has_a_first_and_a_last_day(told, day, there):
    inspector = next(person for person in told.people if "inspector" in person.roles)
    assert viewers(day)[inspector.person_id].has("inspector") == there


def test_people_are_named_by_what_they_are(told):
    posts = ("officer", "chair", "Chair", "manager", "Inspector", "Executive", "Co-ordinator")
    assert all(any(post in person.title for post in posts) for person in told.people)
