"""What every Excel file that leaves the tracker has: text that stays text, and the marking on every printed page."""

AS_TYPED = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
LONGEST_CELL = 32_000
CUT = " ... (the rest is in the tracker)"
LONGEST_PRINTED = 240
A4 = 9


def new_book(target, title: str, made):
    """An empty workbook that is written to `target`; `made` is the moment that its properties name."""
    import xlsxwriter

    book = xlsxwriter.Workbook(target, AS_TYPED)
    book.set_properties({"title": title, "created": made.replace(tzinfo=None, microsecond=0)})
    return book


def badge(book, logo):
    """How a logo is written: its words, and the format of their cell; none for none."""
    return logo and (logo.words, book.add_format({"bold": True, "font_color": "#FFFFFF", "bg_color": logo.colour}))


def mark(page, marking: str, headline: str, strong, badge=None) -> None:
    """Set a page up for A4 across, with the marking in its first row and at top and bottom of every printed page. The
    board's logo, where it has one, stands in the row above the headings."""
    printed = f"&C{marking.replace('&', '&&')[:LONGEST_PRINTED]}"
    page.set_header(printed)
    if badge:
        page.write_string(2, 0, *badge)
    page.set_footer(printed)
    page.set_landscape()
    page.set_paper(A4)
    page.fit_to_pages(1, 0)
    page.write_string(0, 0, marking, strong)
    page.write_string(1, 0, headline, strong)


def fitting(text: str) -> str:
    """The text, cut with a word about it where a cell cannot hold it."""
    return text if len(text) <= LONGEST_CELL else text[: LONGEST_CELL - len(CUT)] + CUT
