"""A report as a tagged PDF."""

from tracker.papers.content import Content, Plain, Status
from tracker.pdf import Band, Cell, Column, Paper, Strong


def draw(content: Content) -> bytes:
    """The PDF; page 1 is for a reader with two minutes."""
    paper = _paper(content)
    _page_one(paper, content)
    paper.page_break()
    _pictures(paper, content.more_pictures)
    for heading, table in content.tables:
        paper.h2(heading)
        if table.note:
            paper.para(table.note, style="muted")
        _table(paper, table)
    _proof(paper, content)
    return paper.bytes()


def draw_plain(content: Plain) -> bytes:
    """The PDF of a paper of headed parts."""
    paper = _paper(content)
    paper.h1(content.title)
    paper.para([Strong(f"As at {content.as_at}. "), content.opening], style="muted")
    for section in content.sections:
        paper.h2(section.heading)
        _section(paper, section)
    for sentence in content.notes:
        paper.para(sentence, style="muted")
    _sentences(paper, content.proof)
    return paper.bytes()


def _section(paper, section):
    if section.table:
        _table(paper, section.table, under=section.heading)
    elif section.items:
        paper.bullets(section.items)
    else:
        paper.para(section.nothing)


def _paper(content: Content | Plain) -> Paper:
    return Paper(
        title=f"{content.board}: {content.title}",
        reference=content.reference,
        marking=content.marking,
        second_line=content.example_line,
        edition=content.edition,
        as_at=content.as_at,
        author=content.board,
        logo=content.logo,
    )


def _page_one(paper, content):
    paper.h1(content.title)
    paper.para([Strong(f"As at {content.as_at}. "), content.period_line], style="muted")
    if content.correction:
        paper.para(content.correction, style="muted")
    paper.quote([Strong(f"The {content.chair}'s verdict: "), content.verdict])
    for picture, since in content.pictures:
        paper.figure(picture)
        paper.para(since, style="muted")
    *figures, coming = content.figures
    left, right = paper.columns()
    left.h2("Decisions asked of the board")
    _listed(left, content.decisions, content.left_out or "No decision is asked for.")
    _figure(left, *coming)
    left.h2("What worries us")
    _listed(left, content.worries, content.left_out or "Nothing is named.")
    right.h2("What worked")
    _listed(right, content.successes, content.left_out or "Nothing is named.")
    right.h2("In figures")
    for figure in figures:
        _figure(right, *figure)


def _pictures(paper, drawings):
    """The first across the page, the others side by side in two columns."""
    if not drawings:
        return
    first, *others = drawings
    paper.h2("In pictures")
    paper.figure(first)
    for pair in zip(others[::2], [*others[1::2], None], strict=False):
        for flow, drawing in zip(paper.columns(), pair, strict=True):
            if drawing:
                flow.figure(drawing)


def _figure(flow, name, said):
    flow.para([Strong(f"{name}: "), said])


def _listed(flow, items, nothing):
    if items:
        flow.numbered(items)
    else:
        flow.para(nothing)


def _table(paper, table, under=""):
    """A caption that only repeats the heading above is left out."""
    columns = [
        Column(head, width, "right" if number else "left", names_row=place == 0)
        for place, (head, width, number) in enumerate(table.columns)
    ]
    paper.table("" if table.caption == under else table.caption, columns, [_row(row) for row in table.rows])


def _row(row):
    if isinstance(row, str):
        return Band(row)
    return [Cell(cell.word, colour=cell.colour) if isinstance(cell, Status) else cell for cell in row]


def _proof(paper, content):
    paper.h2("Do the numbers add up?")
    for sentence in content.reconciliation:
        paper.para(sentence)
    paper.h2("The rules: the first that holds, from the top")
    half = (len(content.rules) + 1) // 2
    for flow, first in zip(paper.columns(), (0, half), strict=True):
        rules = content.rules[first : first + half]
        flow.numbered([[Strong(f"{word}: "), meaning] for word, meaning in rules], first + 1, "small item")
    _sentences(paper, content.proof)


def _sentences(paper, proof):
    paper.h2("Proof")
    for sentence in proof:
        paper.para(sentence, style="muted")
