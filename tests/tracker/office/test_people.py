"""People: who they are, inviting them, their roles and accounts."""

from datetime import date

import pytest
from signing_in import entering
from the_office import (
    INVITATION,
    MANAGER_ONLY,
    OTHERS,
    TODAY,
    as_in_days,
    changes_of_people,
    roles_of,
    set_password,
    somebody,
    viewer_of,
)

from actions import permissions
from actions.db import db
from actions.models import Appointment, Person
from tracker import accounts
from tracker.accounts.models import Account, Invitation, SignedIn

# Everybody


@pytest.mark.parametrize("role", OTHERS)
def test_only_the_business_manager_opens_these_pages(client, role):
    client.as_person(somebody(role).id)
    assert {address: client.get(address).status_code for address in MANAGER_ONLY} == dict.fromkeys(MANAGER_ONLY, 403)


def test_everybody_is_listed_with_what_they_are(office):
    viewer_of("officer", "police", also=("agency_lead",), title="Lead officer, Police")
    viewer_of("inspector", title="Inspector", last_day=date(2017, 1, 31))
    text = office.page("/people").text
    assert "3 people take part" in text
    assert "Lead officer, Police Northamptonshire Police Lead officer and agency lead" in text
    assert "Inspector until 31 January 2017" in text
    assert "Invited, not accepted yet" in text
    assert "person" in text
    assert "@board.example" in text


def test_a_last_day_that_has_passed_ends_the_role_on_the_page(office):
    viewer_of("inspector", title="An inspection team", last_day=date(2017, 1, 15))
    assert "An inspection team No agency No role" in office.page("/people").text


def test_those_who_have_not_accepted_can_be_listed_alone(office, manager):
    officer = viewer_of("officer", "police", title="Lead officer, Police")
    set_password(officer.id)
    office.as_person(manager.id)
    page = office.page("/people?only=waiting")
    assert "1 person has not accepted" in page.text
    assert "Lead officer, Police" not in page.text
    assert "2 people take part" in office.page("/people?only=nonsense").text


def test_a_past_day_shows_who_took_part_then_and_takes_no_entry(office, manager):
    viewer_of("officer", "police", on=date(2016, 12, 20), title="Lead officer, Police")
    page = office.page("/people?as-at=2016-12-01")
    assert "Lead officer, Police" not in page.text
    assert "Invite a person" not in page.links()
    assert office.send(f"/people/{manager.id}/disable?as-at=2016-12-01", status=409)


def test_titles_are_inert(office):
    viewer_of("officer", "police", title="<Smith, J> & Łódź {{ 7*7 }} " + "x" * 300)
    assert "&lt;Smith, J&gt; &amp; Łódź" in office.get("/people").get_data(as_text=True)


# Inviting


def test_an_invitation_opens_an_account_and_shows_its_link_once(office, app):
    answer = office.send("/people/invite", INVITATION)
    page = office.page(answer.location)
    link = page.tree.find(".//code[@id='invitation-link']").text
    assert link.startswith("http://localhost/invitation/")
    person = permissions.viewer(int(answer.location.rsplit("/", 1)[1]), TODAY)
    assert (person.title, person.agency, person.roles) == ("Lead officer, Police", "police", {"officer"})
    assert db.session.get(Account, person.id).email == "lead@police.example"
    assert link not in office.get(answer.location).get_data(as_text=True), "it is shown once"
    assert app.test_client().page(link).h1 == "Choose your password"
    assert changes_of_people() == [f"person {person.id}: invited"]


def test_the_link_is_shown_on_the_page_of_its_person_alone(office, manager):
    office.send("/people/invite", INVITATION)
    assert "invitation-link" not in office.get(f"/people/{manager.id}").get_data(as_text=True)


def test_the_link_ignores_the_host_that_the_request_names(office):
    answer = office.send("/people/invite", INVITATION)
    html = office.get(answer.location, headers={"X-Forwarded-Host": "elsewhere.example"}).get_data(as_text=True)
    assert "elsewhere.example" not in html


BAD_INVITATIONS = {
    "no address": ({"email": ""}, "Enter the e-mail address"),
    "no real address": ({"email": "lead at police"}, "Enter an e-mail address, such as name@agency.example"),
    "two addresses": ({"email": "a@b.example, c@d.example"}, "Enter an e-mail address, such as name@agency.example"),
    "a header": ({"email": "a@b.example\nBcc: c@d.example"}, "Write this on one line"),
    "no title": ({"title": "   "}, "Enter what the person is, such as Lead officer, Police"),
    "a title too long": ({"title": "x" * 201}, "Shorten this to 200 characters or fewer: it has 201"),
    "no role": ({"role": ""}, "Choose one of the answers shown"),
    "an unknown role": ({"role": "owner"}, "Choose one of the answers shown"),
    "an unknown agency": ({"agency": "elsewhere"}, "Choose one of the answers shown"),
    "an officer of none": ({"agency": ""}, "Choose the agency; this role is held for one"),
    "an inspector without a last day": ({"role": "inspector"}, "Enter the last day of the inspection"),
    "an impossible last day": (
        {"role": "inspector", **as_in_days("last_day", date(2017, 4, 30)), "last_day-day": "31"},
        "Enter a day that exists: April 2017 has 30 days",
    ),
    "a last day gone by": (
        {"role": "inspector", **as_in_days("last_day", date(2017, 1, 15))},
        "The last day must not be before the first",
    ),
    "a last day for an officer": (
        as_in_days("last_day", date(2017, 3, 31)),
        "A last day is for an inspector. Leave it empty, or choose the role Inspector",
    ),
}


@pytest.mark.parametrize("case", BAD_INVITATIONS)
def test_a_wrong_invitation_comes_back_with_what_was_typed(office, case):
    wrong, message = BAD_INVITATIONS[case]
    before = (db.session.query(Person).count(), db.session.query(Account).count())
    typed = {**INVITATION, **wrong}
    page = office.send("/people/invite", typed, status=400)
    assert message in page.errors()
    assert page.title.startswith("Error: ")
    assert (page.field("email") or "").strip() == typed["email"].strip()
    assert (db.session.query(Person).count(), db.session.query(Account).count()) == before


def test_an_address_is_given_to_one_person_however_it_is_written(office):
    office.send("/people/invite", INVITATION)
    page = office.send("/people/invite", {**INVITATION, "email": " LEAD@Police.example "}, status=400)
    assert "Somebody with that e-mail address has an account already" in page.errors()


def test_somebody_may_be_invited_to_several_roles(office):
    answer = office.send("/people/invite", {**INVITATION, "role": ["officer", "agency_lead"]})
    assert roles_of(int(answer.location.rsplit("/", 1)[1])) == {"officer", "agency_lead"}


def test_a_new_invitation_ends_the_earlier_one(office, app):
    officer = somebody("officer")
    first = accounts.invite(officer.id)
    db.session.commit()
    page = office.page(office.send(f"/people/{officer.id}/invitation").location)
    link = page.tree.find(".//code[@id='invitation-link']").text
    other = app.test_client()
    assert other.page(f"/invitation/{first}", status=404).h1 == "This link cannot be used"
    assert other.page(link).h1 == "Choose your password"


# Roles


def test_a_role_given_ends_the_sessions_and_is_in_the_journal(office, app):
    officer = somebody("officer")
    theirs = app.test_client().as_person(officer.id)
    assert theirs.get("/plan").status_code == 200
    office.send(f"/people/{officer.id}", {"role": "agency_lead"})
    assert roles_of(officer.id) == {"officer", "agency_lead"}
    assert theirs.get("/plan").location == "/sign-in?next=/plan"
    assert changes_of_people() == [f"person {officer.id}: agency_lead given"]


def test_a_role_taken_ends_the_sessions_and_is_in_the_journal(office, app):
    officer = viewer_of("officer", "police", also=("agency_lead",))
    theirs = app.test_client().as_person(officer.id)
    office.send(f"/people/{officer.id}/roles/agency_lead/end")
    assert roles_of(officer.id) == {"officer"}
    assert theirs.get("/plan").location == "/sign-in?next=/plan"
    assert changes_of_people() == [f"person {officer.id}: agency_lead taken"]


def test_taking_a_role_twice_takes_it_once(office):
    officer = somebody("officer")
    for _ in range(2):
        answer = office.send(f"/people/{officer.id}/roles/officer/end")
    assert "That role is not held any more" in office.page(answer.location).text
    assert db.session.query(Appointment).filter_by(person_id=officer.id, verb="end_appointment").count() == 1


def test_an_inspection_can_be_given_a_later_last_day(office):
    inspector = viewer_of("inspector", last_day=date(2017, 1, 31))
    office.send(f"/people/{inspector.id}", {"role": "inspector", **as_in_days("last_day", date(2017, 2, 28))})
    assert "Inspector until 28 February 2017" in office.page(f"/people/{inspector.id}").text


def test_an_inspection_begins_on_its_first_day(office, app, client):
    days = {**as_in_days("first_day", date(2017, 2, 1)), **as_in_days("last_day", date(2017, 2, 28))}
    typed = {**INVITATION, "agency": "", "role": "inspector", **days}
    address = office.send("/people/invite", typed).location
    assert "Inspector from 1 February 2017 until 28 February 2017" in office.page(address).text
    inspector, door = int(address.rsplit("/", 1)[1]), app.test_client()
    set_password(inspector)
    for day, status in (
        (date(2017, 1, 31), 400),
        (date(2017, 2, 1), 302),
        (date(2017, 2, 28), 302),
        (date(2017, 3, 1), 400),
    ):
        app.config["TODAY"] = day
        entering(door, INVITATION["email"], status=status)


def test_another_inspection_later_is_said_beside_the_one_that_runs(office):
    inspector = viewer_of("inspector", last_day=date(2017, 1, 31))
    days = {**as_in_days("first_day", date(2017, 3, 1)), **as_in_days("last_day", date(2017, 3, 9))}
    office.send(f"/people/{inspector.id}", {"role": "inspector", **days})
    said = "Inspector until 31 January 2017 and inspector from 1 March 2017 until 9 March 2017"
    assert said in office.page(f"/people/{inspector.id}").text


WRONG_DAYS = {
    "begins in the past": (
        "inspector",
        {"first_day": date(2017, 1, 15), "last_day": date(2017, 2, 1)},
        "Enter today or a later",
    ),
    "ends before it begins": (
        "inspector",
        {"first_day": date(2017, 2, 2), "last_day": date(2017, 2, 1)},
        "must not be before",
    ),
    "not for an officer": ("officer", {"first_day": date(2017, 2, 2)}, "A first day is for an inspector"),
}


@pytest.mark.parametrize("case", WRONG_DAYS)
def test_days_that_cannot_be_are_refused(office, case):
    role, days, message = WRONG_DAYS[case]
    typed = {**INVITATION, "role": role}
    for name, day in days.items():
        typed |= as_in_days(name, day)
    page = office.send("/people/invite", typed, status=400)
    assert any(message in each for each in page.errors())


def test_a_role_that_is_held_is_not_offered_again(office):
    officer = somebody("officer")
    page = office.send(f"/people/{officer.id}", {"role": "officer"}, status=400)
    assert "Choose one of the answers shown" in page.errors()


def test_a_role_for_an_agency_needs_one(office, manager):
    page = office.send(f"/people/{manager.id}", {"role": "chair"}, status=400)
    assert any("Choose the agency" in message for message in page.errors())
    assert roles_of(manager.id) == {"business_manager"}


def test_the_last_business_manager_stays(office, manager):
    address = f"/people/{manager.id}/roles/business_manager/end"
    answer = office.send(address)
    assert "Nobody else who can sign in is business manager" in office.page(answer.location).text
    other = viewer_of("business_manager", title="Second business manager")
    office.send(address)
    assert roles_of(manager.id) == {"business_manager"}, "the other one has not accepted the invitation"
    set_password(other.id)
    office.send(address)
    assert roles_of(manager.id) == set()
    assert office.get("/people").location == "/sign-in?next=/people"


def test_a_disabled_manager_does_not_count_as_another(office, manager):
    other = viewer_of("business_manager")
    set_password(other.id)
    office.send(f"/people/{other.id}/disable")
    office.send(f"/people/{manager.id}/roles/business_manager/end")
    assert roles_of(manager.id) == {"business_manager"}


# Accounts


def test_a_disabled_account_is_signed_out_and_may_be_enabled(office, app):
    officer = somebody("officer")
    theirs = app.test_client().as_person(officer.id)
    office.send(f"/people/{officer.id}/disable")
    assert theirs.get("/plan").location == "/sign-in?next=/plan"
    assert "Disabled" in office.page("/people").text
    office.send(f"/people/{officer.id}/enable")
    assert theirs.get("/plan").location == "/sign-in?next=/plan", "an ended session stays ended"
    assert db.session.get(Account, officer.id).active
    assert changes_of_people() == [f"person {officer.id}: disabled", f"person {officer.id}: enabled"]


def test_disabling_twice_is_one_change(office):
    officer = somebody("officer")
    for _ in range(2):
        office.send(f"/people/{officer.id}/disable")
    assert len(changes_of_people()) == 1


def test_nobody_disables_their_own_account(office, manager):
    answer = office.send(f"/people/{manager.id}/disable")
    assert "You cannot disable your own account" in office.page(answer.location).text
    assert "Disable the account" not in office.page(f"/people/{manager.id}").text.split("Account")[-1]


def test_a_disabled_account_gets_no_invitation(office):
    officer = somebody("officer")
    office.send(f"/people/{officer.id}/disable")
    answer = office.send(f"/people/{officer.id}/invitation")
    assert "The account is disabled" in office.page(answer.location).text
    assert db.session.query(Invitation).count() == 0


@pytest.mark.parametrize("what", ["", "/roles/officer/end", "/disable", "/enable", "/invitation"])
@pytest.mark.parametrize("number", ["1", "999999", "2147483647", "99999999999999999999"])
def test_somebody_who_does_not_exist_is_not_found(office, what, number):
    assert office.send(f"/people/{number}{what}", {"role": "officer"}, status=404)


def test_an_unknown_role_is_not_found(office):
    assert office.send(f"/people/{somebody('officer').id}/roles/owner/end", status=404)


def test_sessions_of_others_are_left_alone(office, app):
    other = app.test_client().as_person(somebody("executive").id)
    officer = somebody("officer")
    office.send(f"/people/{officer.id}", {"role": "agency_lead"})
    assert other.get("/plan").status_code == 200
    assert db.session.query(SignedIn).filter_by(person_id=officer.id, ended=None).count() == 0
