"""Charts: every figure is drawn, said and tabled; nothing typed becomes markup; told apart without colour."""

from itertools import pairwise
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.charts import TONES, single_bar, stacked_bars, timeline_of_due
from tracker.charts.drawing import INK, WHITE, Rect, Text, text_width
from tracker.charts.layout import _hatches

SVG = "{http://www.w3.org/2000/svg}"
ORDER = ("complete", "reported complete", "on track", "at risk", "overdue", "date to be set")
ROWS = [
    ("1 Governance", [("blue", "complete", 61)]),
    ("2 Identification", [("red", "overdue", 23), ("blue", "complete", 97), ("amber", "at risk", 1)]),
    ('3 <b>Prevention</b> & "more" 😀 \x0b', [("green", "on track", 3), ("grey", "date to be set", 0)]),
]
BARS = stacked_bars("185 actions", ROWS, order=ORDER, head="Priority")
ONE = single_bar("43 actions by status", [("blue", "complete", 26), ("red", "overdue", 13), ("red", "off track", 4)])
DUE = timeline_of_due("What falls due", [("January 2017", 4, "red"), ("February 2017", 0), ("March 2017", 17)])
CHARTS = {"bars": BARS, "one": ONE, "due": DUE}


def _texts(chart):
    return [element.text for element in ElementTree.fromstring(str(chart.svg())).iter(f"{SVG}text")]


@pytest.mark.parametrize("chart", CHARTS.values(), ids=CHARTS)
def test_svg_is_well_formed_and_named(chart):
    root = ElementTree.fromstring(str(chart.svg()))
    identifiers = [element.get("id") for element in root.iter() if element.get("id")]
    assert root.get("role") == "img"
    assert root.get("aria-labelledby").split() == identifiers
    assert len(set(identifiers)) == 2
    assert root.find(f"{SVG}title").text == chart.title
    assert root.find(f"{SVG}desc").text == chart.alternative


@pytest.mark.parametrize("chart", CHARTS.values(), ids=CHARTS)
def test_svg_obeys_a_strict_content_policy(chart):
    root = ElementTree.fromstring(str(chart.svg()))
    assert {element.tag.removeprefix(SVG) for element in root.iter()} <= {
        "svg",
        "title",
        "desc",
        "rect",
        "path",
        "text",
    }
    assert not [name for element in root.iter() for name in element.attrib if name == "style" or name[:2] == "on"]


def test_ids_differ_between_charts_and_can_be_chosen():
    assert BARS.svg() != BARS.svg("second")
    assert 'id="second-title"' in BARS.svg("second")
    assert len({chart.svg().split('aria-labelledby="')[1].split()[0] for chart in CHARTS.values()}) == 3


def test_every_number_is_drawn():
    drawn = _texts(BARS)
    assert [number for number in ("61", "23", "97", "1", "121", "3") if number not in drawn] == []
    assert [number for number in ("26", "13", "4", "43") if number not in _texts(ONE)] == []
    assert [number for number in ("4", "0", "17") if number not in _texts(DUE)] == []


def test_the_alternative_says_every_figure():
    assert BARS.alternative.startswith("185 actions. 1 Governance: 61 in all (61 complete).")
    assert "121 in all (23 overdue, 97 complete, 1 at risk)" in BARS.alternative
    assert ONE.alternative == "43 actions by status: 26 complete, 13 overdue, 4 off track. Total 43."
    assert DUE.alternative == "What falls due: January 2017 4, February 2017 0, March 2017 17."


def test_the_table_has_every_figure_in_order():
    assert BARS.table.columns == ("Priority", "complete", "on track", "at risk", "overdue", "date to be set", "Total")
    assert BARS.table.rows[1] == ("2 Identification", 97, 0, 1, 23, 0, 121)
    assert ONE.table.rows == (("complete", 26), ("overdue", 13), ("off track", 4), ("Total", 43))
    assert DUE.table.rows == (("January 2017", 4), ("February 2017", 0), ("March 2017", 17))
    assert {len(row) for row in BARS.table.rows} == {len(BARS.table.columns)}


def test_what_is_typed_stays_text():
    markup = BARS.svg()
    assert "<b>" not in markup
    assert "3 &lt;b&gt;Prevention&lt;/b&gt; &amp;" in markup
    assert "[U+000B]" in markup


def test_segments_stand_in_the_given_order_without_overlap():
    fills = [shape for shape in BARS.shapes if isinstance(shape, Rect) and shape.height == 18]
    by_row = [[r for r in fills if r.y == y] for y in sorted({r.y for r in fills})]
    assert [r.fill for r in by_row[1]] == [TONES["blue"].fill, TONES["amber"].lines, TONES["red"].fill]
    assert all(a.x + a.width < b.x + 0.01 for row in by_row for a, b in pairwise(row))


def test_length_is_proportional_to_count():
    bars = stacked_bars("t", [("a", [("blue", "x", 100)]), ("b", [("blue", "x", 50)])])
    long, short = [shape.width + 1 for shape in bars.shapes if isinstance(shape, Rect) and shape.height == 18]
    assert long == pytest.approx(2 * short)


def _luminance(colour):
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    parts = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), parts, strict=True))


def _contrast(one, other):
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("key", TONES)
def test_numbers_can_be_read_on_every_colour(key):
    assert _contrast(TONES[key].ink, TONES[key].fill) >= 4.5


@pytest.mark.parametrize("key", TONES)
def test_segments_stand_out_from_white(key):
    edge = TONES[key].lines if TONES[key].ink == INK else TONES[key].fill
    assert _contrast(edge, WHITE) >= 3


def test_white_on_amber_would_fail():
    assert _contrast(WHITE, TONES["amber"].fill) < 4.5 < _contrast(INK, TONES["amber"].fill)


STATUSES = (
    ("blue", "complete"),
    ("purple", "reported complete"),
    ("green", "on track"),
    ("amber", "at risk"),
    ("amber", "no update"),
    ("red", "overdue"),
    ("red", "off track"),
    ("grey", "date to be set"),
    ("grey", "not started"),
    ("grey", "to be considered"),
    ("closed", "stopped"),
    ("closed", "merged"),
    ("closed", "not accepted"),
)


def _looks(hatches):
    return {(round(_luminance(TONES[key[0]].fill), 1), hatches[key]) for key in STATUSES}


def test_no_two_statuses_look_alike_in_grey():
    assert len(_looks(_hatches(STATUSES))) == len(STATUSES)
    assert len(_looks(dict.fromkeys(STATUSES, 0))) < len(STATUSES), "lightness alone would not do"


@pytest.mark.parametrize("segment", [("pink", "x", 1), ("red", "x", -1), ("red", "x", 1.5)])
def test_what_cannot_be_drawn_is_refused(segment):
    with pytest.raises(ValueError, match=r"colour key|not a count"):
        single_bar("t", [segment])


_WORDS = st.text(max_size=40)
_SEGMENTS = st.lists(st.tuples(st.sampled_from(list(TONES)), _WORDS, st.integers(0, 9999)), max_size=7)


@settings(max_examples=80, deadline=None)
@given(title=_WORDS, rows=st.lists(st.tuples(_WORDS, _SEGMENTS), max_size=5), width=st.integers(200, 700))
def test_any_chart_can_be_drawn_inside_its_frame(title, rows, width):
    chart = stacked_bars(title, rows, width=width)
    ElementTree.fromstring(str(chart.svg()))
    totals = {str(sum(segment[2] for segment in segments)) for _, segments in rows}
    assert totals <= set(_texts(chart))
    for shape in chart.shapes:
        if isinstance(shape, Rect):
            assert shape.x >= -0.01
            assert shape.x + shape.width <= width + 0.01
        if isinstance(shape, Text) and shape.anchor == "middle":
            half = text_width(shape.text, bold=True) / 2
            assert shape.x + half <= width + 0.01
            assert shape.y <= chart.height


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(_WORDS, st.integers(0, 10**6)), max_size=60))
def test_any_timeline_can_be_drawn(months):
    chart = timeline_of_due("Due", months)
    ElementTree.fromstring(str(chart.svg()))
    drawn = {shape.text for shape in chart.shapes if isinstance(shape, Text)}
    assert {str(count) for _, count in months} <= drawn


def test_the_same_input_gives_the_same_markup():
    again = stacked_bars("185 actions", ROWS, order=ORDER, head="Priority")
    assert again.svg() == BARS.svg()
