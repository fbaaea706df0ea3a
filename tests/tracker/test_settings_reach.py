"""Every setting is seen where people look: on pages, in PDFs, in sheets, in mails. A new setting without a line here fails.

Two boards do the same on the same days; one of them has changed every setting. What it is looked for by is to be found
there, and nowhere at the other, so that nothing else can have brought it.
"""

import io
from datetime import date
from types import SimpleNamespace

import pytest
from a_board import Board, the_agency
from board_apps import app_on_copy
from checked_page import CheckedClient
from openpyxl import load_workbook
from posting import Post
from pypdf import PdfReader

from actions import calendar, changes, meeting_papers, reports
from actions.db import begin_writing, db
from actions.periods import Quarter, london_moment
from actions.settings import BY_KEY, MEDIA, SETTINGS
from tracker import papers

TODAY = date(2017, 1, 16)
CHOSEN_ON = date(2016, 12, 1)
FIRST, LEAD_TOLD, OFFICE_TOLD, BEFORE_UPDATE_DAY = (
    date(2017, 1, 17), date(2017, 1, 20), date(2017, 1, 25), date(2017, 3, 26)
)  # fmt: skip
PURPLE = "#4c2c92"

# What each is changed to, and what it is looked for by where that is not the value itself.
SOUGHT = {
    "board_name": ("Testshire Safeguarding Partnership", {}),
    "board_short": ("TSP", {**dict.fromkeys(("page", "xlsx"), "TSP-exception-2017-01-16"), "pdf": "TSP-Q3-2016-17-1"}),
    "sub_group_name": ("Exploitation Group", {}),
    "marking": ("OFFICIAL (TEST)", {}),
    "update_day": (
        "14",
        {"page": "14 April 2017", "pdf": "As at 14 January 2017", "xlsx": "No update", "mail": "by 14 April 2017"},
    ),
    "due_soon_days": ("170", {"page": "Due soon", "xlsx": "Due soon"}),
    "remind_due_days": ("170", {"mail": f"{FIRST}: It is due by the end of June 2017"}),
    "remind_update_days": ("20", {"mail": f"{BEFORE_UPDATE_DAY}: Updates for"}),
    "remind_lead_days": ("3", {"mail": f"{LEAD_TOLD}: You are told as"}),
    "remind_every_days": ("5", {"mail": f"{OFFICE_TOLD}: You are told as test manager"}),
    "lines_on_leads": ("strategy-2015-16 2.3", {"page": '"said-hint said-info">\nOur named lead'}),
    "logo_text": ("TESTLOGO", {}),
    "logo_colour": (PURPLE, {}),
    "role_officer": ("Test officer", {}),
    "role_agency_lead": ("Test lead", {"mail": "You are told as test lead"}),
    "role_chair": ("Test scrutineer", {"pdf": "The test scrutineer's verdict"}),
    "role_deputy": ("Test deputy", {}),
    "role_executive": ("Test executive", {}),
    "role_business_manager": ("Test manager", {"pdf": "The test manager, for the", "mail": "told as test manager"}),
    "role_inspector": ("Test inspector", {}),
}
REACHES = [(each.key, medium) for each in SETTINGS for medium in MEDIA if medium not in each.not_in]


def a_board(folder, built, chosen):
    """What is seen of a board in each medium, as one text."""
    app = app_on_copy(built, folder, TODAY)
    app.test_client_class = CheckedClient
    with app.app_context():
        people = Board()
        _work(people)
        begin_writing()
        for key, value in chosen.items():
            changes.set_setting(key, value, by=people.office, at=london_moment(CHOSEN_ON))
        db.session.commit()
        _meet(people)
        seen = {"page": pages(app, people), "pdf": pdfs(people), "xlsx": sheets(app, people)}
        seen["mail"] = mails(app)
        db.session.remove()
        db.engine.dispose()
    return seen


def _work(people):
    """Lines of the police: one due in June, one that was said nothing of, one overdue."""
    people.person("agency_lead", "police", title="Agency lead, Police")
    people.own("2.6", "5.1", "2.14", on=date(2016, 10, 27))
    asked = people.asks("2.6", date(2017, 6, 30), on=date(2016, 11, 1))
    people.agrees("2.6", asked, on=date(2016, 11, 2))
    people.says("2.6", on=date(2016, 10, 28))


def _meet(people):
    """A meeting at which a matter was put to the board."""
    begin_writing()
    at = london_moment(TODAY)
    meeting = changes.hold_meeting(name="Sub group", day=TODAY, by=people.office, at=at)
    changes.escalate(asked="Who pays?", options="One, or all.", by=people.chair, at=at, meeting=meeting)
    db.session.commit()


def pages(app, people):
    seen = {
        people.officer: ("/my-update", "/my-update/strategy-2015-16/2.3", "/plan/strategy-2015-16/2.6"),
        people.office: ("/people/invite", "/meetings", "/reports/exception.html"),
    }
    found = []
    for person, addresses in seen.items():
        client = app.test_client().as_person(person.id)
        found += [client.get(address).get_data(as_text=True) for address in addresses]
    return "\n".join(found)


def pdfs(people):
    return "\n".join(map(_said_and_drawn, (_quarterly(), _extract(), _sheet())))


def _quarterly():
    period = Quarter.parse("2016-17-Q3")
    cut_off = min(reports.default_cut_off(period), TODAY)
    asked = reports.Asked("quarterly", period, cut_off, edition=1, words={"verdict": "Most of it is done."})
    return papers.in_form(reports.to_bytes(reports.facts(asked)), "pdf")


def _extract():
    agency = SimpleNamespace(id=the_agency("police"), key="police", name="Police")
    return papers.in_form(reports.to_bytes(reports.extract(TODAY, agency)), "pdf")


def _sheet():
    known = calendar.on(TODAY)
    known.read([])
    facts = meeting_papers.facts("sheet", known.sittings[0], 1, london_moment(TODAY))
    return papers.in_form(reports.to_bytes(facts), "pdf")


def _said_and_drawn(content):
    """What is printed, the title that a reader shows above it, and the board's colour where an area is filled with it."""
    reader = PdfReader(io.BytesIO(content))
    drawn = "\n".join(page.get_contents().get_data().decode("latin-1") for page in reader.pages)
    said = reader.metadata.title + " ".join(" ".join(page.extract_text().split()) for page in reader.pages)
    filled = " ".join(f"{int(PURPLE[place : place + 2], 16) / 255:.6f}".lstrip("0") for place in (1, 3, 5))
    return f"{said} {PURPLE}" if f"{filled} rg" in drawn else said


def sheets(app, people):
    client = app.test_client().as_person(people.office.id)
    found = []
    for address in ("/lines.xlsx", "/reports/exception.xlsx"):
        for sheet in load_workbook(io.BytesIO(client.get(address).data)):
            for row in sheet.iter_rows():
                found += [f"{cell.value} #{str(cell.fill.fgColor.rgb)[2:].lower()}" for cell in row if cell.value]
    return "\n".join(found)


def mails(app):
    """Each sentence of each day's mails, with its day."""
    post = Post(app)
    return "\n".join(
        f"{day}: {line.strip('* ')}"
        for day in (FIRST, LEAD_TOLD, OFFICE_TOLD, BEFORE_UPDATE_DAY)
        for letter in post.goes_out(day)
        for line in letter.body.splitlines()
    )


@pytest.fixture(scope="module")
def unchanged(adopted_folder, tmp_path_factory):
    return a_board(tmp_path_factory.mktemp("unchanged"), adopted_folder, {})


@pytest.fixture(scope="module")
def changed(adopted_folder, tmp_path_factory):
    return a_board(
        tmp_path_factory.mktemp("changed"), adopted_folder, {key: value for key, (value, _) in SOUGHT.items()}
    )


def test_every_setting_has_a_line_here():
    assert SOUGHT.keys() == BY_KEY.keys()


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda each: each.key)
def test_where_a_setting_does_not_reach_the_table_says_why(setting):
    assert setting.not_in.keys() < set(MEDIA)
    assert all(len(why) > 15 for why in setting.not_in.values())


@pytest.mark.parametrize(("key", "medium"), REACHES)
def test_it_reaches(key, medium, changed, unchanged):
    value, by = SOUGHT[key]
    assert by.get(medium, value) in changed[medium]
    assert by.get(medium, value) not in unchanged[medium]
