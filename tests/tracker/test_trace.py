"""Trace: every figure of a report's page opens the list behind it, and each line of a list the line as at that day."""

import re
from datetime import date

import pytest
from drawn_papers import facts_with, tree_of
from the_example import holder

from actions import reports
from actions.periods import Half
from tracker import papers

HALF = {"kind": "six-monthly", "period": Half.parse("2016-17-H1"), "cut_off": date(2016, 10, 31)}


@pytest.fixture(scope="module", params=[{}, HALF], ids=["quarterly", "six-monthly"])
def report(request, example_app):
    with example_app.app_context():
        facts = facts_with(**request.param)
        yield reports.from_bytes(facts), tree_of(papers.draw(facts)["html"])


@pytest.fixture(scope="module")
def executive(example_app):
    return example_app.test_client().as_person(holder_of(example_app))


def holder_of(app):
    with app.app_context():
        return holder("executive").id


def said(element):
    return " ".join("".join(element.itertext()).split())


def lists(tree):
    """By anchor: the lines of each list, by the address that each leads to."""
    body = list(tree.find(".//main"))
    headed = [(each, body[place + 1]) for place, each in enumerate(body) if each.tag == "h3"]
    return {heading.get("id"): [link.get("href") for link in under.iter("a")] for heading, under in headed}


def test_every_link_within_the_page_leads_to_a_list_that_is_there_once(report):
    _, tree = report
    wanted = {each.get("href")[1:] for each in tree.iter("a") if each.get("href").startswith("#")}
    ids = [each.get("id") for each in tree.iter() if each.get("id")]
    assert wanted == set(lists(tree))
    assert len(ids) == len(set(ids))


def test_a_count_by_status_opens_as_many_lines(report):
    facts, tree = report
    found = lists(tree)
    for document in facts.documents:
        for each in document.counts:
            if each.count:
                assert len(found[f"behind-{document.reference}-{each.status}"]) == each.count


def test_each_figure_of_page_1_opens_as_many_lines(report):
    facts, tree = report
    found = {name.removeprefix("behind-"): len(lines) for name, lines in lists(tree).items()}
    assert found.get("overdue", 0) == facts.overdue.count
    assert found.get("await_decision", 0) == facts.overdue.await_decision
    assert found.get("moved", 0) == facts.moves.actions
    assert found.get("rechecks", 0) == facts.rechecks
    assert found.get("due_next", 0) == sum(len(each.numbers) for each in facts.due_next)
    assert {level: found[level] for level in vars(facts.completed)} == vars(facts.completed)
    assert bool(found.get("silent")) == bool(facts.silent)


def test_each_link_says_how_many_lines_it_opens(report):
    _, tree = report
    found = lists(tree)
    for link in tree.findall(".//dd/a"):
        assert said(link).endswith(f"({len(found[link.get('href')[1:]])})")


def test_each_line_opens_as_at_the_day_of_the_report(report, executive):
    facts, tree = report
    addresses = {each.get("href") for each in tree.iter("a") if each.get("href").startswith("/plan/")}
    assert len(addresses) > 40
    assert all(re.fullmatch(rf"/plan/[\w-]+/[\w.]+\?as-at={facts.cut_off}", each) for each in addresses)
    for address in sorted(addresses)[::7]:
        answer = executive.get(address)
        assert answer.status_code == 200, address


def test_facts_that_were_kept_before_there_were_lists_are_drawn_without_them(example_app):
    with example_app.app_context():
        kept = reports.plain(facts_with())
        del kept["behind"]
        tree = tree_of(papers.draw(reports.to_bytes(kept))["html"])
    assert lists(tree) == {}
    assert "The lists behind the figures" not in said(tree)
