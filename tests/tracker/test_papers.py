"""The quarterly report as HTML and PDF: the same figures, whole in themselves, from the same facts always the same bytes."""

import hashlib
import json
import re
import shutil
import subprocess

import pytest
from drawn_papers import CUT_OFF, cells_of, content_of, facts_with, printed, said_in_html, said_in_pdf, tree_of
from the_example import STRATEGY

from actions import reports
from actions.standing import plan_on
from tracker import papers
from tracker.papers import html, report

INK = "rgb(26, 31, 36)"
MARKING, EXAMPLE = "OFFICIAL-SENSITIVE", "Worked example: invented. Not a record of any agency."
# As much as a chair says: 59 words of verdict, three worries, three successes, five decisions.
FULL = {
    "verdict": "The plan is largely done, but what remains is what children would notice first: therapy, a GP who knows, and "
    "somebody to talk to on coming home. Three agencies have said nothing for two quarters running, and the board should ask "
    "each of them in person before it agrees to any further date for an action once adopted here.",
    "worries": [
        "Nineteen children wait for therapy and the provider has withdrawn from the county.",
        "GP practices still do not know which of their patients are at risk of exploitation.",
        "No police data on missing children has reached the sub group since October 2016.",
    ],
    "successes": [
        "Eighteen recommendations were considered at one sitting, each with an owner and a date.",
        "Nine families told us in their own words what had changed for them and for their children.",
        "Every placing authority in the region now gives return interviews within three days.",
    ],
    "decisions": [
        {"who": "The board", "what": "Agree or refuse a third new date for therapy", "by_when": "2017-02-28"},
        {
            "who": "Health executives",
            "what": "Settle who signs for GP practices in both trusts",
            "by_when": "2017-02-28",
        },
        {"who": "The Police", "what": "Bring the monthly data on missing children up to date", "by_when": "2017-02-28"},
        {"who": "The County Council", "what": "Say how interviews will be held at weekends", "by_when": "2017-03-31"},
        {
            "who": "Schools",
            "what": "Name one person for each secondary school",
            "by_when": "the end of the school year",
        },
    ],
}
# The parts after page 1 and the pictures, in order.
PARTS = (
    "How the agencies answer",
    "What deserves attention",
    "New dates asked for",
    "Claims to decide",
    "Every action by priority",
    "Recommendations",
    "Submissions",
    "How recommendations cross to actions",
    "Challenges, and what came of them",
    "Before the board",
    "What falls due next",
)
needs_poppler = pytest.mark.skipif(
    not shutil.which("pdftotext"), reason="pdftotext is missing: apt-get install poppler-utils"
)


@pytest.fixture(scope="module")
def facts(example):
    return facts_with(FULL)


@pytest.fixture(scope="module")
def drawn(facts):
    return papers.draw(facts)


class TestTheHtmlEdition:
    def test_is_real_html_in_the_right_language_with_one_h1(self, drawn):
        tree = tree_of(drawn["html"])
        assert tree.get("lang") == "en-GB"
        assert len(tree.findall(".//h1")) == 1
        assert len(tree.findall(".//table/caption")) == len(tree.findall(".//table")) == 7 + len(PARTS)

    def test_is_whole_in_itself(self, drawn):
        tree = tree_of(drawn["html"])
        tags = {each.tag for each in tree.iter()}
        assert not tags & {"script", "form", "nav", "link", "img", "iframe", "object", "input", "button"}
        reaching = {
            (each.tag, name) for each in tree.iter() for name in each.attrib if name in ("src", "href", "style")
        }
        assert {tag for tag, _ in reaching} <= {"a"}
        assert [each for each in tree.iter("a") if not re.match(r"#behind-|/plan/", each.get("href"))] == []
        assert not re.search(rb"https?://(?!www\.w3\.org)|url\((?!#)|@import", drawn["html"])

    def test_is_served_under_a_policy_that_allows_its_own_style_alone(self, drawn):
        style = re.search(rb"<style>(.*?)</style>", drawn["html"], re.DOTALL).group(1)
        policy = html.content_policy(drawn["html"])
        assert policy.startswith("default-src 'none'; style-src 'sha256-")
        assert "script" not in policy
        assert html.content_policy(drawn["html"].replace(style, style + b" ")) != policy

    @pytest.mark.browser
    def test_in_a_browser_its_style_applies_nothing_is_fetched_and_nothing_complained_of(self, drawn, chromium):
        shown = shown_in_chromium(chromium, drawn["html"], html.content_policy(drawn["html"]))
        assert shown == (["http://board.example/"], [], INK)

    @pytest.mark.browser
    def test_under_another_policy_its_style_would_not_apply(self, drawn, chromium):
        _, complaints, colour = shown_in_chromium(
            chromium, drawn["html"], html.content_policy(b"<style>another</style>")
        )
        assert "inline style" in complaints[0]
        assert colour != INK


def shown_in_chromium(chromium, page, policy):
    """What a browser asked for, what it complained of, and the colour behind the marking."""
    asked, complaints = [], []

    def answer(route):
        asked.append(route.request.url)
        route.fulfill(body=page, content_type="text/html; charset=utf-8", headers={"Content-Security-Policy": policy})

    sheet = chromium.new_page()
    sheet.on("console", lambda message: complaints.append(message.text))
    sheet.route("**/*", answer)
    sheet.goto("http://board.example/")
    colour = sheet.evaluate("getComputedStyle(document.querySelector('.marking')).backgroundColor")
    sheet.close()
    return asked, complaints, colour


class TestTheySayTheSame:
    def test_every_sentence_and_every_cell_stands_in_both(self, facts, drawn):
        content = content_of(facts)
        on_screen, on_paper = said_in_html(drawn["html"]), " ".join(text for _, text in said_in_pdf(drawn["pdf"]))
        sentences = [content.title, content.period_line, content.verdict, *content.worries, *content.successes]
        sentences += [*content.decisions, *content.reconciliation, *(said for _, said in content.figures)]
        sentences += [since for _, since in content.pictures] + [
            note for _, table in content.tables if (note := table.note)
        ]
        sentences += [meaning for _, meaning in content.rules] + content.proof
        for sentence in sentences:
            assert sentence in on_screen
            assert sentence in on_paper

    def test_the_tables_have_the_same_cells(self, facts, drawn):
        wanted = [cell for row in cells_of(content_of(facts)) for cell in row]
        on_paper = [text for tag, text in said_in_pdf(drawn["pdf"]) if tag in ("TH", "TD")]
        tree = tree_of(drawn["html"])
        on_screen = [" ".join("".join(each.itertext()).split()) for each in tree.iter() if each.tag in ("td", "th")]
        assert not set(wanted) - set(on_paper)
        assert not set(wanted) - set(on_screen)
        numbers = [
            text for tag, text in said_in_pdf(drawn["pdf"]) if tag == "TH" and re.fullmatch(r"N?\d[\d.]*[a-d]?", text)
        ]
        assert set(numbers) < {row.number for document in reports.from_bytes(facts).documents for row in document.rows}
        cells = " ".join(on_paper)
        assert all(row.number in cells for document in reports.from_bytes(facts).documents for row in document.rows)

    @needs_poppler
    def test_the_pdf_s_text_holds_every_figure_of_its_facts(self, facts, drawn, tmp_path):
        said, text = reports.from_bytes(facts), " ".join(printed(drawn["pdf"], tmp_path))
        for document in said.documents:
            for each in document.counts:
                assert not each.count or f"{report.STATUS[each.status]} {each.count}" in text
                assert not each.change or f"{each.change:+d} {report.STATUS[each.status].lower()}" in text
            assert (
                f"= {document.total} {report.KINDS[document.kind]}; the document has {document.adopted_total}" in text
            )
        for _, sentence in content_of(facts).figures:
            assert sentence in text
        assert said.head.hash in text
        assert hashlib.sha256(facts).hexdigest() in text

    def test_page_one_says_every_figure_of_page_one_s_facts(self, facts):
        said, figures = reports.from_bytes(facts), dict(content_of(facts).figures)
        assert str(said.overdue.count) in figures["Overdue"]
        assert said.overdue.oldest.number in figures["Overdue"]
        assert f"{said.overdue.await_decision} more past due" in figures["Overdue"]
        assert all(f"{each.agency} {each.count}" in figures["Overdue"] for each in said.overdue.by_agency)
        assert all(str(number) in figures["Dates moved"] for number in vars(said.moves).values())
        assert all(name in figures["Said nothing"] for name in said.silent)
        assert all(
            f"{how} {number}" in figures["How completion is proved"] for how, number in vars(said.completed).items()
        )
        assert figures["Re-checks due"].startswith(str(said.rechecks))
        assert all(
            str(number) in figures["Submissions since 1 October 2016"] for number in vars(said.submissions).values()
        )
        assert all(number in figures["Falls due next"] for each in said.due_next for number in each.numbers)

    def test_the_figures_are_those_of_the_record(self, facts):
        plan, said = plan_on(CUT_OFF), reports.from_bytes(facts)
        counted = [each for each in plan.standings if each.counted]
        overdue = [each for each in counted if each.status == "overdue"]
        assert said.overdue.count == len(overdue) == sum(each.count for each in said.overdue.by_agency)
        assert said.rechecks == sum("recheck_due" in each.flags for each in counted)
        assert sum(vars(said.completed).values()) == sum(each.status == "complete" for each in counted)
        waiting = [e for e in counted if e.status == "reported_complete" and e.due and e.due < CUT_OFF and not e.cells]
        assert said.overdue.await_decision == len(waiting) > 0
        for document in said.documents:
            assert sum(each.count for each in document.counts) == document.total == document.adopted_total


@needs_poppler
class TestOnPaper:
    def test_it_is_at_most_eight_pages(self, drawn, tmp_path):
        assert len(printed(drawn["pdf"], tmp_path)) <= 8

    @pytest.mark.parametrize("edition", [1, 2])
    def test_page_one_holds_all_that_is_for_a_reader_with_two_minutes(self, example, tmp_path, edition):
        assert 55 <= len(FULL["verdict"].split()) <= 60
        facts = facts_with(FULL, edition=edition, reason="The owner of two lines was wrong." if edition > 1 else "")
        pages = printed(papers.draw(facts)["pdf"], tmp_path)
        content = content_of(facts)
        for said in (content.verdict, *content.worries, *content.decisions, *content.successes, content.correction):
            assert said in pages[0]
        for name, said in content.figures:
            assert f"{name}: {said}" in pages[0]
        assert pages[1].startswith(MARKING)
        assert " In pictures " in pages[1]
        assert len(pages) <= 8

    def test_the_marking_stands_at_top_and_bottom_of_every_page(self, drawn, tmp_path):
        pages = printed(drawn["pdf"], tmp_path)
        for number, page in enumerate(pages, 1):
            assert page.count(MARKING) == 2
            assert page.count(EXAMPLE) == 2
            assert page.startswith(MARKING)
            assert f"page {number} of {len(pages)}" in page
            assert "NSCB-Q3-2016-17-1" in page

    def test_its_structure_is_read_in_order_with_heads_and_alternatives(self, facts, drawn, tmp_path):
        path = tmp_path / "report.pdf"
        path.write_bytes(drawn["pdf"])
        shown = subprocess.run(["pdfinfo", "-struct-text", path], capture_output=True, text=True, check=True).stdout
        headings = re.findall(r"(H\d) \(block\)\n\s+\"(.*)\"", shown)
        assert [text for tag, text in headings if tag == "H1"] == ["Quarterly report, Q3 2016-17"]
        assert [text for tag, text in headings if tag == "H2"] == [
            "Decisions asked of the board",
            "What worries us",
            "What worked",
            "In figures",
            "In pictures",
            *PARTS,
            "Do the numbers add up?",
            "The rules: the first that holds, from the top",
            "Proof",
        ]
        assert re.findall(r'Figure "(\d+ \w+) by status: ', shown) == ["43 actions", "42 recommendations"]
        tables = [table for _, table in content_of(facts).tables]
        assert shown.count("/Scope /Column") == sum(len(table.columns) for table in tables)
        assert shown.count("/Scope /Row") == sum(len(table.rows) for table in tables)


def test_facts_are_plain_data(facts):
    assert json.loads(facts)["documents"][0]["reference"] == STRATEGY
    assert b"restricted" not in facts
