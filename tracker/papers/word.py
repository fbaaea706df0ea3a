"""A paper as a Word file, to be worked on at the meeting. The same paper gives the same bytes."""

import zipfile
from datetime import UTC, datetime, time
from io import BytesIO

from docx import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from tracker.charts.drawing import visible
from tracker.packing import packed
from tracker.papers.content import Content, Plain, Status, Table

LANGUAGE, FONT = "en-GB", "Liberation Sans"
PAGE_WIDTH, PAGE_HEIGHT, MARGIN = Cm(21), Cm(29.7), Cm(1.9)
WIDTH = PAGE_WIDTH - 2 * MARGIN
SIZES = {"Normal": 10, "Title": 20, "Heading 1": 13, "Header": 9, "Footer": 9}
BOLD = ("Title", "Heading 1")
# What a cell leaves free beside its words in twentieths of a point, and what a column gets beyond its width on paper.
BESIDE, ROOM = "60", 12
LONGEST_PROPERTY = 255
THUMBNAIL = "/metadata/thumbnail"


TO_WORK_ON = "This Word file is to be worked on: what was said at the time is the PDF and the page of this edition."


def draw(content: Content) -> bytes:
    """A report of a period: page 1, its tables, what adds up, the rules, the proof."""
    book = _book(content)
    _page_one(book, content)
    for picture in content.more_pictures:
        _line(book, picture.title, "Heading 1")
        _table(book, _counts(picture))
    for place, (heading, table) in enumerate(content.tables):
        _line(book, heading, "Heading 1").paragraph_format.page_break_before = not place
        if table.note:
            _line(book, table.note)
        _table(book, table)
    _listed(book, "Do the numbers add up?", content.reconciliation, style="Normal")
    _listed(book, "The rules: the first that holds, from the top", [f"{word}: {said}" for word, said in content.rules])
    _listed(book, "Proof", [*content.proof, TO_WORK_ON], style="Normal")
    return _bytes(book)


def _page_one(book, content):
    _line(book, content.title, "Title")
    _line(book, f"As at {content.as_at}. {content.period_line}")
    if content.correction:
        _line(book, content.correction)
    _line(book, f"The {content.chair}'s verdict: {content.verdict}")
    for picture, since in content.pictures:
        _line(book, picture.title, "Heading 1")
        _table(book, _counts(picture))
        _line(book, since)
    _listed(book, "Decisions asked of the board", content.decisions, "No decision is asked for.")
    _listed(book, "What worries us", content.worries, "Nothing is named.")
    _listed(book, "What worked", content.successes, "Nothing is named.")
    _listed(book, "In figures", [f"{name}: {said}" for name, said in content.figures])


def _counts(picture) -> Table:
    """A picture's figures: Word draws none of our pictures, and a table can be worked on."""
    heads, rows = picture.table
    return Table(picture.title, [(head, 1, False) for head in heads], [[str(cell) for cell in row] for row in rows])


def _listed(book, heading, items, nothing="", style="List Bullet"):
    _line(book, heading, "Heading 1")
    for item in items:
        _line(book, item, style)
    if not items:
        _line(book, nothing)


def draw_plain(content: Plain) -> bytes:
    """The Word edition of a paper of headed parts."""
    book = _book(content)
    _line(book, content.title, "Title")
    _line(book, f"As at {content.as_at}. {content.opening}")
    for section in content.sections:
        _line(book, section.heading, "Heading 1")
        _section(book, section)
    for sentence in content.notes:
        _line(book, sentence)
    _line(book, "Proof", "Heading 1")
    for sentence in content.proof:
        _line(book, sentence)
    return _bytes(book)


def _line(place, text, style="Normal"):
    return place.add_paragraph(visible(text), style=style)


def _section(book, section):
    if section.table:
        _table(book, section.table)
    for item in section.items:
        _line(book, item, "List Bullet")
    if not section.table and not section.items:
        _line(book, section.nothing)


def _table(book, table):
    heads = [head for head, _, _ in table.columns]
    grid = book.add_table(1, len(heads), style="Table Grid")
    grid.alignment, grid.autofit = WD_TABLE_ALIGNMENT.LEFT, False
    _fill(grid.rows[0], heads, bold=True)
    _mark(grid.rows[0], "w:tblHeader")
    for row in table.rows:
        put = _band if isinstance(row, str) else _fill
        put(grid.add_row(), row)
    _close_up(grid)
    _share_out(grid, [width + ROOM for _, width, _ in table.columns])


def _fill(row, cells, *, bold=False):
    _mark(row, "w:cantSplit")
    for cell, said in zip(row.cells, cells, strict=True):
        paragraph = cell.paragraphs[0]
        paragraph.paragraph_format.space_after = Pt(0)
        paragraph.add_run(visible(said.word if isinstance(said, Status) else said)).bold = bold


def _band(row, said):
    """A heading across the table."""
    cells = row.cells
    cell = cells[0].merge(cells[-1])
    cell.paragraphs[0].add_run(visible(said)).bold = True
    cell.paragraphs[0].paragraph_format.keep_with_next = True
    _mark(row, "w:cantSplit")


def _mark(row, name):
    """Say of a row that it is repeated on every page (w:tblHeader) or stays on one (w:cantSplit)."""
    row._tr.get_or_add_trPr().append(OxmlElement(name))


def _close_up(grid):
    """Less room beside the words of a cell than Word would leave: the number of a line stands on one line."""
    room = OxmlElement("w:tblCellMar")
    for side in ("w:left", "w:right"):
        element = OxmlElement(side)
        element.set(qn("w:w"), BESIDE)
        element.set(qn("w:type"), "dxa")
        room.append(element)
    grid._tbl.tblPr.find(qn("w:tblLook")).addprevious(room)


def _share_out(grid, widths):
    """A band's one cell is as wide as all columns."""
    for column, width in zip(grid.columns, widths, strict=True):
        column.width = round(WIDTH * width / sum(widths))
    for row in grid.rows:
        cells = [row.cells[0]] if _is_band(row) else row.cells
        for cell, column in zip(cells, grid.columns, strict=False):
            cell.width = WIDTH if _is_band(row) else column.width


def _is_band(row) -> bool:
    return len(row._tr.tc_lst) == 1


def _book(content: Content | Plain):
    book = Document()
    _set_up(book, content)
    _furnish(book.sections[0], content)
    _describe(book, content)
    return book


def _set_up(book, content):
    """A4 upright, one family in three sizes, plain headings, the language of the words."""
    section = book.sections[0]
    section.page_width, section.page_height = PAGE_WIDTH, PAGE_HEIGHT
    section.left_margin = section.right_margin = MARGIN
    for name, size in SIZES.items():
        style = book.styles[name]
        style.font.name, style.font.size = FONT, Pt(size)
        style.font.color.rgb = None
        style.font.bold = name in BOLD
        _in_every_script(style)
        _plainly(style)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), LANGUAGE)
    book.styles["Normal"].element.get_or_add_rPr().append(language)


def _in_every_script(style):
    """The template's own faces, by theme, would win over the name."""
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in list(fonts.attrib):
        del fonts.attrib[name]
    for script in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(script), FONT)


def _plainly(style):
    """Without the template's rule below the title, and its stops in the middle of the line."""
    details = style.element.get_or_add_pPr()
    for name in ("w:pBdr", "w:tabs"):
        for each in details.findall(qn(name)):
            details.remove(each)


def _furnish(section, content):
    """What stands on every page: the logo, the marking, the day and edition; the marking, the reference and the number of
    the page."""
    _ends(section.header, content, f"As at {content.as_at}, edition {content.edition}")
    _logo(section.header, content.logo)
    numbered = _ends(section.footer, content, f"{content.reference}, page ")
    _field(numbered, "PAGE")
    numbered.add_run(" of ")
    _field(numbered, "NUMPAGES")


def _ends(place, content, at_right):
    """The marking at the left, and what stands at the right end of the same line; the second line of the marking below."""
    line = place.paragraphs[0]
    line.paragraph_format.tab_stops.add_tab_stop(WIDTH, WD_TAB_ALIGNMENT.RIGHT)
    line.add_run(visible(content.marking)).bold = True
    line.add_run(f"\t{visible(at_right)}")
    if content.example_line:
        place.add_paragraph(visible(content.example_line), style=line.style)
    return line


def _logo(place, its):
    """Words in white on the board's colour, above the marking."""
    if its is None:
        return
    first = place.paragraphs[0]
    run = first.insert_paragraph_before(style=first.style).add_run(f" {visible(its.words)} ")
    run.bold, run.font.color.rgb = True, RGBColor.from_string("FFFFFF")
    ground = OxmlElement("w:shd")
    for name, value in (("w:val", "clear"), ("w:color", "auto"), ("w:fill", its.colour.removeprefix("#"))):
        ground.set(qn(name), value)
    run._r.get_or_add_rPr().append(ground)


def _field(paragraph, code):
    """A number that Word works out: of the page, of all pages."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), code)
    paragraph._p.append(field)


def _describe(book, content):
    about, made = book.core_properties, datetime.combine(content.made, time(), UTC)
    board = visible(content.board)[:LONGEST_PROPERTY]
    about.title, about.subject = visible(content.title)[:LONGEST_PROPERTY], content.reference
    about.language, about.comments, about.author, about.last_modified_by = LANGUAGE, "", board, board
    about.created = about.modified = made
    package = book.part.package
    for name, link in list(package.rels.items()):
        if link.reltype.endswith(THUMBNAIL):
            del package.rels[name]


def _bytes(book) -> bytes:
    """The file, which tells no more of when it was made than the paper does."""
    saved = BytesIO()
    book.save(saved)
    with zipfile.ZipFile(saved) as parts:
        return packed((part.filename, parts.read(part)) for part in parts.infolist())
