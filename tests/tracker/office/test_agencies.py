"""The office changes agencies: a form, then what will happen, then it is done. One agency tells what became of it."""

from datetime import date

import pytest
from the_office import JOINED, PLAN, TODAY, as_in_days, changes_of_people, viewer_of

from actions import changes, permissions
from actions.db import begin_writing, db
from actions.models import AgencyChange, JournalLine
from actions.periods import Quarter, london_moment
from actions.standing import plan_on
from tracker.links import addresses
from tracker.links.models import AnswerLink

LIST, POLICE, HEALTH = "/people/agencies", "/people/agencies/police", "/people/agencies/health"
LATER = date(2017, 3, 1)
WHY = {"reason": "Sub group, minute 3"}


def asked(day=TODAY, **more):
    return {**as_in_days("first_day", day), **WHY, **more}


def through(office, address, data, *steps):
    """The answers, then each step with what it asks; the last page or the redirect."""
    page = office.send(address, data, status=None)
    for step, more in steps:
        page = office.send(address, {**data, **more, "step": step}, status=None)
    return page


def rows():
    return db.session.query(AgencyChange).count(), db.session.query(JournalLine).count()


def agency(key, day=TODAY):
    return next(each for each in plan_on(day).known.values() if each.key == key)


def owner_of(number, day=TODAY):
    standing = plan_on(day).find(PLAN, number)
    return standing.owner_id and plan_on(day).agencies[standing.owner_id].key


def give(manager, *numbers, key="health"):
    keys = [plan_on(TODAY).find(PLAN, number).facts.key for number in numbers]
    begin_writing()
    changes.assign(keys, agency_id=agency(key).id, person=None, by=manager, at=london_moment(JOINED))
    db.session.commit()


def chosen(page, name):
    """What a list shows as chosen."""
    return page.tree.find(f".//select[@name='{name}']/option[@selected]").get("value")


def field_of(number):
    return f"owner_{plan_on(TODAY).find(PLAN, number).line.id}"


# Names


def test_what_will_happen_is_shown_before_anything_is_recorded(office):
    before = rows()
    page = through(office, f"{POLICE}/rename", asked(name="Police and Crime"))
    assert "Nothing is recorded yet" in page.text
    assert "What happened before is told as: Police and Crime (then Northamptonshire Police)." in page.text
    assert rows() == before


def test_said_yes_to_it_is_done(office):
    through(office, f"{POLICE}/rename", asked(name="Police and Crime", short=""), ("sure", {}))
    page = office.page(POLICE)
    assert page.h1 == "Police and Crime"
    assert "Also written" in page.text
    assert "Is called Police and Crime 16 January 2017 Sub group, minute 3 Business manager" in page.text
    assert "Northamptonshire Police" in office.page(f"{LIST}?as-at=2017-01-15").text


def test_to_change_an_answer_leads_back_with_what_was_typed(office):
    page = through(office, f"{POLICE}/rename", asked(name="Police and Crime"), ("change", {}))
    assert page.field("name") == "Police and Crime"
    assert rows()[0] == 0


def test_what_is_to_come_is_told_as_to_come(office):
    through(office, f"{POLICE}/rename", asked(LATER, name="Police and Crime"), ("sure", {}))
    page = office.page(POLICE)
    assert page.h1 == "Northamptonshire Police"
    assert "Still to come 1 March 2017" in page.text


def test_a_day_that_is_past_is_refused_on_its_field(office):
    page = office.send(f"{POLICE}/rename", asked(date(2017, 1, 1), name="Police and Crime"), status=400)
    assert list(page.errors()) == ["It can count from today on; what was so on a past day stays"]


def test_an_agency_joins(office):
    page = through(office, f"{LIST}/join", asked(name="Youth Justice", short="YJS"))
    assert "It is asked for its own part of 1.3 and 2.3" in page.text
    through(office, f"{LIST}/join", asked(name="Youth Justice", short="YJS"), ("sure", {}))
    assert "Joined on 16 January 2017" in office.page(LIST).text
    assert "Youth Justice" in office.page("/people/invite").text
    assert "Joined" in office.page(f"{LIST}/youth-justice").text


def test_a_name_that_is_typed_does_nothing(office):
    name, why = "<script>alert(1)</script> =1+1", "<img src=//elsewhere.test>"
    through(office, f"{POLICE}/rename", asked(name=name, short="=2") | {"reason": why}, ("sure", {}))
    for address in (LIST, POLICE, f"{POLICE}/rename", "/scorecard"):
        page = office.page(address)
        assert not any("alert" in (each.text or "") for each in page.tree.iter("script"))
        assert name in page.text or page.field("name") == name
    assert why in office.page(POLICE).text


def test_one_that_is_none_answers_so(office):
    for address in ("", "/rename", "/leave", "/merge", "/split"):
        office.page(f"{LIST}/nothing{address}", status=404)


# Ends


def test_each_line_asks_who_takes_it_on(office, manager):
    give(manager, "2.6", "2.7")
    page = through(office, f"{HEALTH}/leave", asked())
    assert page.h1 == "Who takes on its lines"
    page = through(office, f"{HEALTH}/leave", asked(), ("lines", {field_of("2.6"): "police"}))
    assert list(page.errors()) == ["2.7: choose who answers for it, or nobody yet"]


def test_it_leaves(office, manager):
    give(manager, "2.6", "2.7")
    to = {field_of("2.6"): "police", field_of("2.7"): "nobody-yet"}
    page = through(office, f"{HEALTH}/leave", asked(), ("lines", to))
    assert page.h1 == "Check: Health partners leaves"
    assert "Northamptonshire Police answers for 2.6." in page.text
    assert "Nobody yet answers for 2.7." in page.text
    assert "Its own part of 1.3 and 2.3 stands as it stood the day before" in page.text
    assert rows()[0] == 0
    through(office, f"{HEALTH}/leave", asked(), ("sure", to))
    assert (owner_of("2.6"), owner_of("2.7")) == ("police", None)
    assert "It left. Its last day was 15 January 2017." in office.page(LIST).text
    assert "What may be changed" not in office.page(HEALTH).text


def test_the_line_of_an_agency_that_left_says_whose_it_was(office, manager):
    give(manager, "2.6")
    through(office, f"{HEALTH}/leave", asked(), ("sure", {field_of("2.6"): "nobody-yet"}))
    said = "No owner: Health partners, which took part until 15 January 2017, answered for it"
    assert said in office.page(f"/plan/{PLAN}/2.6").text


def test_a_team_goes_with_what_its_agency_was_merged_into(office):
    assert "Northamptonshire County Council, Health partners and Voluntary sector" in office.page(LIST).text
    through(office, f"{HEALTH}/merge", asked(into="ncc"), ("sure", {}))
    assert (
        "RISE Northamptonshire Police, Northamptonshire County Council and Voluntary sector" in office.page(LIST).text
    )


def test_a_merger_proposes_the_other_for_all_and_moves_the_people_if_ticked(office, manager, app):
    officer = viewer_of("officer", "health", title="Lead officer, Health")
    give(manager, "2.6")
    asking = asked(into="police", people_move="y")
    page = through(office, f"{HEALTH}/merge", asking)
    assert chosen(page, field_of("2.6")) == "police"
    page = through(office, f"{HEALTH}/merge", asking, ("lines", {field_of("2.6"): "police"}))
    assert "Lead officer, Health acts for Northamptonshire Police, with the same roles, and signs in anew." in page.text
    browser = app.test_client().as_person(officer.id)
    browser.page("/my-update")
    through(office, f"{HEALTH}/merge", asking, ("sure", {field_of("2.6"): "police"}))
    assert browser.get("/my-update").status_code == 302, "signed out"
    moved = permissions.viewer(officer.id, TODAY)
    assert (moved.agency, moved.roles) == ("police", {"officer"})
    assert f"person {officer.id}: their agency ends" in changes_of_people()


def test_that_chair_and_deputy_would_act_for_one_agency_is_told_before(office):
    viewer_of("chair", "health", title="Chair")
    viewer_of("deputy", "police", title="Deputy chair")
    warning = "Chair and deputy then both act for"
    page = through(office, f"{HEALTH}/merge", asked(into="police", people_move="y"))
    assert f"{warning} Northamptonshire Police, so neither may decide on its lines." in page.text
    assert warning not in through(office, f"{HEALTH}/merge", asked(into="ncc", people_move="y")).text
    assert warning not in through(office, f"{HEALTH}/merge", asked(into="police")).text


def test_the_other_finds_what_the_merged_one_was_asked(office, app):
    chair, officer = viewer_of("chair", "cps"), viewer_of("officer", "police", title="Lead officer, Police")
    asking = {"agency_id": agency("health").id, "question": "Who reads them?", "due_day": LATER}
    begin_writing()
    number = changes.challenge(**asking, by=chair, at=london_moment(TODAY)).id
    db.session.commit()
    browser, page = app.test_client().as_person(officer.id), f"/challenges/{number}"
    assert "Who reads them?" not in browser.page("/my-update").text
    browser.send(f"{page}/answer", {"answer": "The lead does."}, status=403)
    through(office, f"{HEALTH}/merge", asked(into="police"), ("sure", {}))
    assert "Who reads them?" in browser.page("/my-update").text
    assert "A question to Health partners" in browser.page(page).title
    browser.send(f"{page}/answer", {"answer": "The lead does."})
    assert "The lead does." in browser.page(page).text


def test_without_the_tick_their_roles_end(office, manager):
    officer = viewer_of("officer", "health", title="Lead officer, Health")
    page = through(office, f"{HEALTH}/merge", asked(into="police"))
    assert "Lead officer, Health: every role held for it ends." in page.text, "it owns nothing, so nothing is asked"
    through(office, f"{HEALTH}/merge", asked(into="police"), ("sure", {}))
    assert permissions.viewer(officer.id, TODAY).roles == frozenset()


def test_history_is_readable_after_a_merger(office, manager):
    give(manager, "2.6")
    through(office, f"{HEALTH}/merge", asked(into="police"), ("sure", {field_of("2.6"): "police"}))
    page = office.page(f"/plan/{PLAN}/2.6")
    assert "Health partners became the owner" in page.text
    assert "Northamptonshire Police became the owner" in page.text


def test_a_split_puts_those_that_take_its_place_first(office, manager):
    give(manager, "2.6")
    asking = asked(into=["police", "ncc"])
    page = through(office, f"{HEALTH}/split", asking)
    options = [each.get("value") for each in page.tree.iter("option")]
    assert options[:3] == ["", "police", "ncc"]
    through(office, f"{HEALTH}/split", asking, ("sure", {field_of("2.6"): "ncc"}))
    assert owner_of("2.6") == "ncc"
    assert "It was split into Northamptonshire Police and Northamptonshire County Council." in office.page(HEALTH).text


@pytest.mark.parametrize(("how", "message"), [("merge", "agency that it becomes"), ("split", "at least two agencies")])
def test_who_takes_its_place_is_asked_for(office, how, message):
    page = office.send(f"{HEALTH}/{how}", asked(), status=400)
    assert message in next(iter(page.errors()))


def test_from_a_day_to_come_everything_stays_until_then(office, manager):
    officer = viewer_of("officer", "health", title="Lead officer, Health")
    give(manager, "2.6")
    through(office, f"{HEALTH}/leave", asked(LATER), ("sure", {field_of("2.6"): "police"}))
    assert (owner_of("2.6"), owner_of("2.6", LATER)) == ("health", "police")
    assert permissions.viewer(officer.id, TODAY).roles == {"officer"}
    assert permissions.viewer(officer.id, LATER).roles == frozenset()


def test_whose_end_is_to_come_is_offered_no_other_end(office):
    through(office, f"{HEALTH}/merge", asked(LATER, into="police"), ("sure", {}))
    text = office.page(HEALTH).text
    assert "Give it another name" in text
    assert "It leaves" not in text


def test_what_is_wrong_is_listed_in_the_order_of_the_page(office):
    page = office.send(f"{HEALTH}/merge", asked() | {"reason": ""}, status=400)
    assert list(page.errors()) == ["Choose the agency that it becomes part of", "Say why, or name the minute"]


def test_links_to_answer_by_end_with_it(office, manager):
    give(manager, "2.6")
    begin_writing()
    quarter = Quarter.parse("2016-17-Q3")
    made = {"issued_to": "Its manager", "email": "", "by": manager}
    with office.application.test_request_context():
        addresses.make(agency("health").id, quarter, date(2017, 1, 31), **made)
        db.session.commit()
    page = through(office, f"{HEALTH}/leave", asked(), ("lines", {field_of("2.6"): "police"}))
    assert "1 link to answer by without an account will work until the day before." in page.text
    through(office, f"{HEALTH}/leave", asked(), ("sure", {field_of("2.6"): "police"}))
    assert db.session.query(AnswerLink).one().revoked_on == TODAY
    office.page("/people/links")
