"""The business manager's pages beside people: agencies, the originator's permission, what is missing, routes."""

from datetime import date

import pytest
from counting import count_queries
from the_office import MANAGER_ONLY, PLAN, TODAY, as_in_days, viewer_of

from actions import changes, queries
from actions.db import db
from actions.models import Agency, Release
from actions.periods import london_moment
from actions.permissions import GRANTS, Permission
from actions.settings import as_at
from actions.standing import plan_on
from tracker.pages.people.routes import table
from tracker.words.people import called

# Agencies


def give(manager, number, agency):
    owner = db.session.query(Agency).filter_by(key=agency).one()
    key = plan_on(TODAY).find(PLAN, number).facts.key
    changes.assign([key], agency_id=owner.id, person=None, by=manager, at=london_moment(TODAY))
    db.session.commit()


def test_agencies_show_officers_lines_and_teams(office, manager):
    viewer_of("officer", "police", title="Lead officer, Police")
    word = changes.Word(by=viewer_of("chair", "ncc"), at=london_moment(TODAY))
    for number in ("1.1", "1.2"):
        give(manager, number, "police")
    changes.stop(plan_on(TODAY).find(PLAN, "1.1").line.id, word=word, reason="It is done elsewhere.")
    reported = plan_on(TODAY).find(PLAN, "1.2").line.id
    minuted = {"minuted_on": date(2017, 1, 12), "minute": "Sub group, item 4"}
    changes.starting_position(reported, **minuted, by=manager, at=london_moment(TODAY))
    db.session.commit()
    page = office.page("/people/agencies")
    row = next(row for row in page.tree.iter("tr") if "Northamptonshire Police" in "".join(row.itertext()))
    said = " ".join("".join(row.itertext()).split())
    assert "Also written Police, Police online teams and Custody sergeants" in said
    assert "Lead officer, Police" in said
    assert "4 owned by Northamptonshire Police 3 2" in said, "1.1, 1.2 and its own lines of 1.3 and 2.3"
    assert page.text.count("No officer") == 14
    assert (
        "RISE Northamptonshire Police, Northamptonshire County Council, Health partners and Voluntary sector"
        in page.text
    )


# The originator's permission

PERMISSION = {
    "document": "profile-2016",
    "audience": ["sub_group", "executives"],
    "given_by": "Analysts of Northamptonshire Police",
    "reference": "Letter of 9 January 2017",
    **as_in_days("given_on", date(2017, 1, 9)),
}


def test_until_permission_is_recorded_nobody_has_it(office):
    text = office.page("/people/permission").text
    assert "Not public-facing; not to be used or referenced in related reporting." in text
    assert text.count("No permission") == 3


def test_a_permission_is_recorded_for_each_audience_ticked(office):
    office.send("/people/permission", PERMISSION)
    text = office.page("/people/permission").text
    assert text.count("Given on 9 January 2017, recorded on 16 January 2017") == 2
    assert text.count("No permission") == 1
    assert "Letter of 9 January 2017" in text
    profile = next(each.id for each in queries.documents(TODAY) if each.handling)
    released = {
        audience for audience in ("sub_group", "executives", "inspectors") if queries.released_to((audience,), TODAY)
    }
    assert released == {"sub_group", "executives"}
    assert queries.released_to(("sub_group",), TODAY) == {profile}
    assert queries.released_to(("sub_group",), date(2017, 1, 15)) == set()


BAD_PERMISSIONS = {
    "nobody": ({"audience": []}, "Choose for whom it may be used"),
    "an unknown audience": ({"audience": "everybody"}, "Choose one of the answers shown"),
    "by nobody": ({"given_by": ""}, "Say who gave the permission"),
    "no reference": ({"reference": " "}, "Give its reference"),
    "a day to come": (
        as_in_days("given_on", date(2017, 1, 17)),
        "Enter the day of the permission; it cannot be a day to come",
    ),
    "no day": (dict.fromkeys(as_in_days("given_on", TODAY), ""), "Enter the day on which it was given"),
    "a document without condition": ({"document": PLAN}, "Choose one of the answers shown"),
}


@pytest.mark.parametrize("case", BAD_PERMISSIONS)
def test_a_wrong_permission_is_not_recorded(office, case):
    wrong, message = BAD_PERMISSIONS[case]
    page = office.send("/people/permission", {**PERMISSION, **wrong}, status=400)
    assert message in page.errors()
    assert db.session.query(Release).count() == 0


def test_before_the_profile_there_is_nothing_to_permit(office):
    page = office.page("/people/permission?as-at=2016-10-25")
    assert "No document with a handling condition" in page.text


# What is missing


def gaps(page):
    return [
        " ".join("".join(each.itertext()).split()) for each in page.tree.iter("h2") if each.get("class") == "gap__title"
    ]


def test_what_is_missing_is_counted_and_led_to(office, manager):
    viewer_of("officer", "police")
    give(manager, "1.1", "police")
    page = office.page("/people/missing")
    assert gaps(page) == [
        "40 open lines have no owner",
        "128 lines have nobody who may decide on them",
        "1 report is to be prepared and frozen",
        "15 agencies that own open lines have said nothing for that quarter",
        "14 agencies have no officer",
        "71 open lines have no history",
        "2 invitations are not accepted",
    ]
    assert "Quarterly report, Q3 2016-17 (October to December 2016)" in page.text
    assert "No request waits for the board." in page.text
    assert page.links()["Give them an owner"] == "/ownership?owner=nobody"


def test_a_deputy_of_another_agency_may_decide_where_the_chair_may_not(office, manager):
    viewer_of("chair", "police")
    give(manager, "1.1", "police")
    assert "3 lines have nobody who may decide on them" in gaps(office.page("/people/missing"))
    viewer_of("deputy", "ncc")
    assert "Every line has somebody who may decide on it." in office.page("/people/missing").text


def test_an_agency_that_said_something_is_not_silent(office, manager):
    officer = viewer_of("officer", "police")
    give(manager, "1.1", "police")
    found = plan_on(TODAY).find(PLAN, "1.1")
    changes.record_update(
        found.line.id, by=officer, at=london_moment(TODAY), rating="green", words={"said": "It is done."}
    )
    db.session.commit()
    assert "14 agencies that own open lines have said nothing for that quarter" in gaps(office.page("/people/missing"))


def test_a_third_move_waits_for_the_board(office, manager):
    officer, chair = viewer_of("officer", "police"), viewer_of("chair", "ncc")
    give(manager, "1.1", "police")
    key = plan_on(TODAY).find(PLAN, "1.1").line.id
    for month in (3, 6, 9):
        asked = changes.ask_for_date(
            key, new_due=date(2017, month, 28), reason="Late", children="They wait", by=officer, at=london_moment(TODAY)
        )
        if month < 9:
            word = changes.Word(by=chair, at=london_moment(TODAY))
            changes.agree(key, asked.id, word=word, reason="Agreed")
    db.session.commit()
    assert "1 request for a date waits for the board" in gaps(office.page("/people/missing"))


def test_as_at_a_past_day_it_says_what_was_missing_then(office):
    assert "41 open lines have no owner" in gaps(office.page("/people/missing?as-at=2016-11-01"))


# Who may open what


def test_the_table_says_what_each_address_needs(office, app):
    page = office.page("/people/routes")
    for route in table(app):
        assert route.shown in page.text
    assert "Not declared" not in page.text
    assert "invite people and give them roles" in page.text


def test_the_table_gives_the_roles_of_grants(app):
    found = {route.endpoint: route for route in table(app)}
    assert found["people.people"].needs == Permission.LOOK_AFTER_PEOPLE
    assert found["ownership.ownership"].grants == GRANTS[Permission.ASSIGN]
    names = called(as_at(TODAY))
    assert found["ownership.ownership"].who(names) == ["Business manager", "Agency lead (own agency's lines)"]
    assert found["sign_in.sign_in"].who(names) == []


def test_every_page_takes_at_most_twelve_queries(office):
    for number in range(30):
        viewer_of("officer", "police", title=f"Officer {number}")
    for address in MANAGER_ONLY:
        with count_queries() as sent:
            office.page(address)
        assert len(sent) <= 12, address
