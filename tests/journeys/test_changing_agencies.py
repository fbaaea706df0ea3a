"""The board office renames an agency, has one join and merges one into another: each told before it is done."""

import pytest

pytestmark = pytest.mark.browser

OFFICE = "business.manager@board.example"
MINUTE = "Sub group, 12 January 2017, minute 3"


def is_renamed(office):
    office.goes_to("/people/agencies")
    office.follows("Northamptonshire Police")
    office.follows("Give it another name")
    office.types("Name", "Northamptonshire Police and Crime Commissioner")
    office.types("Why, or the minute", MINUTE)
    office.presses("Continue")
    office.is_on("Check the new name")
    office.presses("Yes, it is called so")
    office.sees("called Northamptonshire Police and Crime Commissioner from today on")


def joins(office):
    office.follows("An agency joins")
    office.presses("Continue")
    office.sees_problems("Enter the agency's name", "Say why, or name the minute")
    office.types("Name", "Youth Justice Service")
    office.types("Why, or the minute", MINUTE)
    office.presses("Continue")
    office.presses("Yes, it joins")
    office.sees("Joined on 16 January 2017")


def is_merged(office):
    office.follows("Health partners")
    office.follows("It becomes part of another agency")
    office.field("Which agency does it become part of?").select_option(label="Northamptonshire County Council")
    office.chooses("Its people act for that agency from then on, with the roles that they hold")
    office.types("Why, or the minute", MINUTE)
    office.presses("Continue")
    office.is_on("Who takes on its lines")
    office.presses("Continue")
    office.is_on("Check: Health partners becomes part of another agency")
    office.presses("Change an answer")
    office.is_on("Who takes on its lines")
    office.presses("Continue")
    office.presses("Yes, it becomes part of the other")
    office.sees("It was merged into Northamptonshire County Council. Its last day was 15 January 2017.")


def is_split(office):
    office.goes_to("/people/agencies/schools/split")
    office.presses("Continue")
    office.sees_problems("Choose at least two agencies", "Say why, or name the minute")
    office.chooses("Probation", "Voluntary sector")
    office.types("Why, or the minute", MINUTE)
    office.presses("Continue")
    office.is_on("Who takes on its lines")
    office.presses("Continue")
    assert "choose who answers for it, or nobody yet" in office.text


def is_told(office):
    office.follows("Health partners")
    office.sees("Was merged into Northamptonshire County Council", MINUTE)


def test_agencies_change_on_screen(served_on_sqlite, visitor):
    office = visitor(served_on_sqlite, OFFICE)
    is_renamed(office)
    joins(office)
    is_merged(office)
    is_told(office)
    is_split(office)
