"""The plan at a glance, a priority, a line, lists behind figures, search."""

import re
from datetime import date

import pytest
from a_board import Board, rows_now, the_action
from checked_page import Page
from the_example import PROFILE, ROLES, STRATEGY, TODAY, every_line, holder, lines_listed

from actions import changes
from actions.changes import NewEvidence
from actions.db import begin_writing, db
from actions.periods import london_moment
from actions.standing import STATUSES, plan_on
from tracker.words import STATUS

HIDDEN_NAME = "Zanzibarquoll"
PAGES = (
    "/plan",
    f"/plan/{STRATEGY}",
    f"/plan/{STRATEGY}/priority/2",
    f"/plan/{STRATEGY}/2.14",
    "/lines",
    "/search?q=2.14",
)
PAST = date(2016, 3, 1)
THEY_SAID = "None directly"  # what an officer of the example wrote, which is no fault of the page


@pytest.fixture
def example(example_app):
    with example_app.app_context():
        yield example_app


@pytest.fixture
def executive(example):
    return example.test_client().as_person(holder("executive").id)


@pytest.fixture
def board(app):
    return Board()


class TestWhoMaySee:
    @pytest.mark.parametrize("address", PAGES)
    def test_everybody_with_a_role(self, example, address):
        for role in ROLES:
            assert example.test_client().as_person(holder(role).id).page(address).h1

    @pytest.mark.parametrize("address", PAGES)
    def test_nobody_else(self, example, address):
        assert example.test_client().get(address).location.startswith("/sign-in?next=")

    @pytest.mark.parametrize("address", PAGES)
    def test_and_looking_writes_nothing(self, example, executive, address):
        before = rows_now()
        executive.page(address)
        assert rows_now() == before


class TestAtAGlance:
    @pytest.mark.parametrize(("reference", "total"), [(STRATEGY, 43), (PROFILE, 42)])
    def test_the_figures_add_up_and_each_leads_to_as_many_lines(self, executive, reference, total):
        page = executive.page(f"/plan/{reference}")
        lead = page.tree.find(".//main/p[@class='lead']")
        figures = {" ".join("".join(each.itertext()).split()): each.get("href") for each in lead.iter("a")}
        words = {STATUS[status].lower(): status for status in STATUSES}
        counts = {name: int(name.split()[0]) for name in figures if name.partition(" ")[2] in words}
        assert sum(counts.values()) == total
        assert page.text.count(f"{total} ") >= 1
        for name, number in counts.items():
            assert lines_listed(executive.page(figures[name])) == (number, number)

    def test_every_other_figure_leads_to_as_many_lines(self, executive):
        links = executive.page("/plan").links()
        behind = {name: href for name, href in links.items() if "flag=no_owner" in href or "due=" in href}
        for name, href in behind.items():
            number = int(re.match(r"\d+", name).group())
            assert lines_listed(executive.page(href)) == (number, number)
        moved = next(name for name, href in links.items() if "flag=re_dated" in href)
        on_lines = int(re.search(r"on (\d+) lines?", moved).group(1))
        assert lines_listed(executive.page(links[moved])) == (on_lines, on_lines)

    def test_each_priority_has_its_row_and_the_rows_add_up(self, executive):
        page = executive.page(f"/plan/{STRATEGY}")
        table = page.tree.find(".//main//figure//table/tbody")
        totals = [int("".join(row.findall("td")[-1].itertext())) for row in table.findall("tr")]
        assert totals == [4, 15, 5, 6, 4, 3, 6]

    def test_the_picture_has_words_for_who_cannot_see_it(self, executive):
        picture = executive.page("/plan").tree.find(".//main//figure//{*}svg")
        assert picture.get("role") == "img"
        assert "1 Overarching Strategy and Governance: 4 in all" in "".join(picture.itertext())

    def test_says_who_was_silent_what_is_overdue_and_what_falls_due(self, executive):
        text = executive.page("/plan").text
        assert re.search(r"5 overdue, the oldest 2\.16 .* by 19 months", text)
        assert "nothing said for Q2 2016-17" in text or "said something for" in text
        assert "Falls due in the next 90 days" in text

    def test_says_what_changed_since_the_last_report(self, executive):
        text = executive.page(f"/plan/{STRATEGY}").text
        assert "What changed since the report on Q2 2016-17" in text
        assert re.search(r"\d+ newly overdue \d+ worse \d+ reopened \d+ better \d+ completed \d+ dates moved", text)

    def test_on_the_first_day_it_says_that_there_is_nothing_yet(self, executive):
        text = executive.page("/plan?as-at=2015-02-01").text
        assert "43 actions:" in text
        assert "Nothing is overdue" in text
        assert "No date has been moved" in text
        assert "What changed since" not in text

    def test_without_people_or_words_every_line_lacks_an_owner(self, client, board):
        text = client.as_person(board.executive.id).page("/plan").text
        assert re.search(r"Without an owner 43 lines", text)


class TestAPastDay:
    @pytest.mark.parametrize("address", PAGES[:5])
    def test_is_carried_along_every_link(self, executive, address):
        page = executive.page(f"{address}?as-at={PAST}")
        leading = {href for href in page.links().values() if href and href.startswith("/") and href != "/"}
        ways_out = {href for href in leading if f"as-at={PAST}" not in href and not href.startswith("/evidence/")}
        assert ways_out == {address, "/account", "/data-protection", "/accessibility"}
        assert f"You are looking at {PAST.day} March 2016. Nothing can be entered." in page.html.replace(
            "<strong>", ""
        ).replace("</strong>", "")

    def test_is_carried_by_a_search(self, executive):
        page = executive.page(f"/search?q=children&as-at={PAST}")
        links = [href for href in page.links().values() if "/plan/" in (href or "")]
        assert links
        assert all(f"as-at={PAST}" in href for href in links)

    def test_offers_nothing_to_enter(self, example):
        officer = example.test_client().as_person(holder("officer", "police").id)
        today, past = f"/plan/{STRATEGY}/2.14", f"/plan/{STRATEGY}/2.14?as-at={PAST}"
        assert "Add an update" in officer.page(today).text
        assert "Add an update" not in officer.page(past).text

    def test_shows_what_counted_then(self, executive):
        assert "Overdue" in executive.page(f"/plan/{STRATEGY}/2.14").h1 + executive.page(f"/plan/{STRATEGY}/2.14").text
        page = executive.page(f"/plan/{STRATEGY}/2.14?as-at=2015-02-01")
        assert "Nothing has been recorded here by this day." in page.text
        executive.page(f"/plan/{PROFILE}?as-at=2016-10-25", status=404)
        executive.page(f"/plan/{PROFILE}/27?as-at=2016-10-25", status=404)

    @pytest.mark.parametrize(
        "bad", ["yesterday", "2015-04-31", "2014-12-31", "2017-01-17", "9999-12-31", "2016", "%00", "0"]
    )
    def test_that_cannot_be_shown_gets_a_sentence(self, executive, bad):
        page = executive.page(f"/plan/{STRATEGY}/2.14?as-at={bad}", status=400)
        assert page.h1 == "That day cannot be shown"
        assert re.search(r"such as 2017-01-16\.|16 January 2017\.|1 February 2015\.", page.text)


class TestALine:
    def test_of_every_kind_opens_for_an_executive(self, executive):
        addresses = list(every_line())
        assert len(addresses) == 100 + 2 * len(plan_on(TODAY).agencies)
        for address in addresses:
            answer = executive.get(address)
            assert answer.status_code == 200, address
            assert THEY_SAID in answer.text or "History" in Page(answer).text

    @pytest.mark.parametrize(
        "address",
        [
            "/plan/no-such-plan",
            "/plan/no-such-plan/1.1",
            f"/plan/{STRATEGY}/2.15",
            f"/plan/{STRATEGY}/priority/8",
            f"/plan/{STRATEGY}/priority/99999999999999999999",
            f"/plan/{PROFILE}/priority/1",
            f"/plan/{STRATEGY}/1.3?agency=nobody",
            f"/plan/{STRATEGY}/2.14?agency=police",
            f"/plan/{STRATEGY}/1.3?agency=",
            f"/plan/{PROFILE}/16A",
            f"/plan/{STRATEGY}/%00",
        ],
    )
    def test_that_is_unknown_is_not_found(self, executive, address):
        assert executive.page(address, status=404).h1 == "Page not found"

    @pytest.mark.parametrize(
        ("kind", "some", "none"),
        [
            ("updates", "Rated", "A new date was agreed"),
            ("dates", "A new date was agreed", "Rated"),
            ("evidence", "Evidence was added", "Rated"),
            ("decisions", "accepted", "Evidence was added"),
        ],
    )
    def test_history_can_be_narrowed(self, executive, kind, some, none):
        text = executive.page(f"/plan/{STRATEGY}/2.14?history={kind}").text.partition("History Show:")[2]
        assert some in text
        assert none not in text

    def test_a_merged_recommendation_leads_to_where_it_went_and_back(self, executive):
        page = executive.page(f"/plan/{PROFILE}/31")
        assert any(href == f"/plan/{STRATEGY}/2.14" for href in page.links().values())
        assert any(href == f"/plan/{PROFILE}/31" for href in executive.page(f"/plan/{STRATEGY}/2.14").links().values())

    def test_asked_of_each_agency_shows_every_agency(self, executive):
        page = executive.page(f"/plan/{STRATEGY}/1.3")
        assert all(taking.name in page.text for taking in plan_on(TODAY).agencies.values())

    @pytest.mark.parametrize(
        "words", ["<Smith, J>", "=1+1", "Łódź \U0001f600", "AT&T x < 3", "w" * 300, "long " * 4000]
    )
    def test_shows_words_as_they_were_typed(self, client, board, words):
        board.own("2.16")
        board.says("2.16", "green", words={"said": words})
        page = client.as_person(board.executive.id).page(f"/plan/{STRATEGY}/2.16")
        assert " ".join(words.split()) in page.text


def add(number, by, on=TODAY, cell_id=None):
    """Restricted evidence, held by the agency."""
    begin_writing()
    piece = NewEvidence(kind="held", shows="activity", name=HIDDEN_NAME, held="At the agency", restricted=True)
    changes.add_evidence(the_action(number), piece, cell_id=cell_id, by=by, at=london_moment(on))
    db.session.commit()


class TestRestrictedEvidence:
    """Its name and that it exists: not for who may not know (rules.md section 1)."""

    GROUP = (
        "/plan",
        "/lines",
        "/lines?flag=restricted",
        f"/search?q={HIDDEN_NAME}",
        "/recommendations",
        "/reports",
        "/reports/latest",
    )
    LINE = f"/plan/{STRATEGY}/2.16"

    @pytest.fixture
    def planted(self, app, board):
        board.own("2.16")
        board.proves("2.16", name=HIDDEN_NAME, restricted=True)
        return board

    def visits(self, app, person):
        client = app.test_client().as_person(person.id)
        addresses = [*self.GROUP, *every_line(), *(f"{self.LINE}?history={kind}" for kind in ("evidence", "all"))]
        return {address: client.get(address, follow_redirects=True).get_data(as_text=True) for address in addresses}

    @pytest.mark.parametrize("who", ["executive", "inspector", "other", "chair"])
    def test_who_may_not_know_finds_no_trace_on_any_page(self, app, planted, who):
        pages = self.visits(app, getattr(planted, who))
        assert "No line stands here on this day." in pages.pop("/lines?flag=restricted")
        for address, page in pages.items():
            assert HIDDEN_NAME not in page or address.startswith("/search"), address
            assert "estricted" not in page, address

    def test_the_business_manager_knows_that_it_exists_and_not_its_name(self, app, planted):
        pages = self.visits(app, planted.office)
        assert [address for address, page in pages.items() if HIDDEN_NAME in page and "search" not in address] == []
        assert "1 restricted piece of evidence exists that you may not open." in pages[self.LINE]
        assert "2.16" in pages["/lines?flag=restricted"]

    @pytest.mark.parametrize("who", ["officer", "deputy"])
    def test_its_own_agency_and_who_may_decide_see_it(self, app, planted, who):
        assert HIDDEN_NAME in self.visits(app, getattr(planted, who))[self.LINE]

    def test_rights_are_today_s_whatever_day_is_shown(self, client, board):
        """On the day shown the council answered for the line, so the chair, of the police, could know; today not."""
        day = date(2017, 1, 12)
        board.own("2.16", agency="ncc", on=day)
        add("2.16", board.other, on=day)
        board.own("2.16", agency="police", on=TODAY)
        then = f"{self.LINE}?as-at={day}"
        assert HIDDEN_NAME in client.as_person(board.officer.id).page(then).text
        page = client.as_person(board.chair.id).page(then)
        assert HIDDEN_NAME not in page.text
        assert "estricted" not in page.text

    def test_another_agency_s_cell_is_not_the_whole_s_owner_s(self, app, board):
        board.own("1.3")
        board.own("1.3", agency="ncc", cell="ncc")
        add("1.3", board.other, cell_id=board.other.agency_id)
        whole = f"/plan/{STRATEGY}/1.3"
        assert HIDDEN_NAME not in app.test_client().as_person(board.officer.id).page(whole).text
        assert HIDDEN_NAME in app.test_client().as_person(board.other.id).page(whole).text
