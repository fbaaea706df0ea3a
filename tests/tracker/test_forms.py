"""The form bridge: what is typed is read or refused with a sentence, and always comes back."""

from datetime import date
from io import BytesIO
from types import SimpleNamespace

import html5lib
import pytest
from flask import Flask, get_template_attribute
from flask_wtf import CSRFProtect
from flask_wtf.csrf import generate_csrf
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.datastructures import FileStorage, MultiDict

from tracker import look
from tracker.forms import (
    BaseForm,
    DayField,
    Email,
    Files,
    Hidden,
    Line,
    MonthField,
    Needed,
    Password,
    Radios,
    Select,
    Tick,
    Ticks,
    Words,
    choice,
    land,
)
from tracker.forms.dates import named_month, whole_number


class Everything(BaseForm):
    rating = Radios(
        "Rating", choices=[choice("green", "Green", "By its date"), choice("red", "Red")], needed="Choose a rating"
    )
    done = Words("What was done", [Needed("Say what was done")], limit=50, description="In a line or two.")
    due = MonthField("Which month?", [Needed("Enter a month")])
    met = DayField("Which day?", [Needed("Enter a day")])
    owner = Select(
        "Owner", choices=[choice("", "Choose"), choice("police", "Police", group="Forces")], needed="Choose an owner"
    )
    bodies = Ticks("Contributors", choices=[choice("mash", "MASH"), choice("rise", "RISE")])
    title = Line("Title", [Needed("Enter a title")])
    email = Email("Address", [Needed("Enter an address")])
    secret = Password("Password", [Needed("Enter the password")])
    sure = Tick("I have checked", [Needed("Tick to confirm")])
    files = Files("Evidence", most=2)
    seen = Hidden()


@pytest.fixture(scope="module")
def app():
    app = Flask("forms", root_path=".", template_folder="templates")
    app.config["SECRET_KEY"] = "for the tests"
    CSRFProtect(app)
    look.init_app(app)
    return app


@pytest.fixture(scope="module", autouse=True)
def request_context(app):
    with app.test_request_context(method="POST"):
        yield


def post(form_class=Everything, prefix="", **typed):
    data = MultiDict(typed)
    data[f"{prefix}-csrf_token" if prefix else "csrf_token"] = generate_csrf()
    form = form_class(formdata=data, prefix=prefix)
    form.validate()
    return form


def draw(form, **more):
    field = get_template_attribute("components/form.html", "field")
    summary = get_template_attribute("components/form.html", "error_summary")
    html = str(summary(form)) + "".join(str(field(each, **more)) for each in form)
    return html, html5lib.parseFragment(html, namespaceHTMLElements=False)


def month(**typed):
    return post(**{f"due-{part}": text for part, text in typed.items()}).due


def ids(page):
    return [node.get("id") for node in page.iter() if node.get("id")]


@pytest.mark.parametrize(
    ("typed", "last_day"),
    [
        (("4", "2015"), date(2015, 4, 30)),
        (("04", "2015"), date(2015, 4, 30)),
        ((" Apr ", "2015"), date(2015, 4, 30)),
        (("april", "2015"), date(2015, 4, 30)),
        (("SEPT.", "2016"), date(2016, 9, 30)),
        (("2", "2016"), date(2016, 2, 29)),
        (("2", "2015"), date(2015, 2, 28)),
        (("12", "2017"), date(2017, 12, 31)),
    ],
)
def test_a_month_means_its_last_day(typed, last_day):
    field = month(month=typed[0], year=typed[1])
    assert field.data == last_day
    assert field.errors == []


@pytest.mark.parametrize(
    ("typed", "sentence", "box"),
    [
        (("", "2015"), "Enter the month as a number, such as 4", "month"),
        (("13", "2015"), "Enter the month as a number, such as 4", "month"),
        (("0", "2015"), "Enter the month as a number, such as 4", "month"),
        (("-4", "2015"), "Enter the month as a number, such as 4", "month"),
        (("²", "2015"), "Enter the month as a number, such as 4", "month"),
        (("ma", "2015"), "Enter the month as a number, such as 4", "month"),
        (("9" * 5000, "2015"), "Enter the month as a number, such as 4", "month"),
        (("4", ""), "Enter the year with four figures, such as 2015", "year"),
        (("4", "15"), "Enter the year with four figures, such as 2015", "year"),
        (("4", "20155"), "Enter the year with four figures, such as 2015", "year"),
        (("4", "next"), "Enter the year with four figures, such as 2015", "year"),
    ],
)
def test_a_wrong_month_is_refused_once_and_leads_to_its_box(typed, sentence, box):
    field = month(month=typed[0], year=typed[1])
    assert field.data is None
    assert field.errors == [sentence]
    assert field.anchor == f"due-{box}"
    assert [each["id"] for each in field.boxes if each["wrong"]] == [f"due-{box}"]


def test_no_month_at_all_says_what_is_needed():
    field = month(month=" ", year="")
    assert field.errors == ["Enter a month"]
    assert field.anchor == "due-month"


def test_a_day_that_does_not_exist_says_how_many_there_are():
    field = post(**{"met-day": "31", "met-month": "4", "met-year": "2015"}).met
    assert field.errors == ["Enter a day that exists: April 2015 has 30 days"]
    assert field.anchor == "met-day"


def test_a_day_is_read_and_a_default_is_shown():
    assert post(**{"met-day": "29", "met-month": "Feb", "met-year": "2016"}).met.data == date(2016, 2, 29)
    shown = Everything(formdata=None, data={"met": date(2017, 1, 16)}).met
    assert [box["value"] for box in shown.boxes] == ["16", "1", "2017"]


@given(st.text())
def test_no_text_breaks_the_reading_of_a_number_or_a_month(typed):
    assert whole_number(typed, range(1, 13)) in {None, *range(1, 13)}
    assert named_month(typed) in {None, *range(1, 13)}


WRONG = {
    "due-month": "<b>Never</b>",
    "due-year": "9" * 3000,
    "met-day": '"x"',
    "title": "a & b",
    "done": "  <i>\n\nx" + "y" * 60,
}


def test_whatever_was_typed_comes_back():
    html, page = draw(post(**WRONG, rating="red", owner="police", bodies="rise"))
    shown = {
        node.get("name"): node.get("value") for node in page.iter("input") if node.get("type") in ("text", "password")
    }
    assert shown["due-month"] == WRONG["due-month"]
    assert shown["due-year"] == WRONG["due-year"]
    assert shown["met-day"] == WRONG["met-day"]
    assert shown["title"] == WRONG["title"]
    assert page.find(".//textarea").text == WRONG["done"]
    assert [node.get("value") for node in page.iter("input") if node.get("checked") is not None] == ["red", "rise"]
    assert page.find(".//option[@selected]").get("value") == "police"
    assert "<b>Never" not in html


def test_a_password_never_comes_back():
    html, _ = draw(post(secret="hunter2 hunter2"))
    assert "hunter2" not in html


@pytest.mark.parametrize("prefix", ["", "card-2"])
def test_every_error_leads_to_an_input_that_is_there(prefix):
    form = post(prefix=prefix)
    _, page = draw(form)
    focusable = {node.get("id") for node in page.iter() if node.tag in ("input", "select", "textarea")}
    links = [node.get("href").removeprefix("#") for node in page.iter("a")]
    assert len(links) == 9
    assert set(links) <= focusable


@pytest.mark.parametrize("typed", [{}, {"done": "x" * 60, "rating": "blue"}])
def test_ids_are_unique_and_what_refers_to_one_finds_it(typed):
    _, page = draw(post(**typed))
    assert len(ids(page)) == len(set(ids(page)))
    for node in page.iter():
        referred = (node.get("aria-describedby") or "").split() + [node.get("for")] * (node.get("for") is not None)
        assert set(referred) <= set(ids(page)), node.attrib


def test_the_first_newlines_of_a_text_survive_the_browser():
    _, page = draw(post(done="\r\n\r\nsecond"))
    assert page.find(".//textarea").text == "\n\nsecond"


@pytest.mark.parametrize(
    "text", ["Łódź Ŵ 😀", "עברית", "<Smith, J>", "AT&T", "x < 3", "tab\there", "two\nlines", " spaced "]
)
def test_any_unicode_is_kept_as_typed(text):
    field = post(done=text).done
    assert field.data == text
    assert field.errors == []


@pytest.mark.parametrize("bad", ["\x00", "\x0b", "\x1b", "\x7f", "\x85", "\ufffe"])
def test_what_cannot_be_shown_is_refused_with_its_place(bad):
    form = post(done=f"Met on Monday{bad} again")
    assert form.done.errors == ["Delete the character that cannot be shown, after “Met on Monday”, or type it again"]
    assert bad not in draw(form)[0]


def test_too_long_says_by_how_much_and_spaces_are_no_answer():
    assert post(done="x" * 51).done.errors == ["Shorten this to 50 characters or fewer: it has 51"]
    assert post(done="x" * 50).done.errors == []
    assert post(done=" \n ").done.errors == ["Say what was done"]


def test_marks_piled_on_one_letter_are_refused_but_accents_are_not():
    assert post(done="z" + "\u0301" * 30).done.errors
    assert not post(done="e\u0301\u0323").done.errors


def test_an_answer_that_was_not_offered_is_refused():
    form = post(rating="purple", owner="nobody", bodies="other")
    expected = "Choose one of the answers shown"
    assert form.rating.errors == form.owner.errors == form.bodies.errors == [expected]


def test_too_many_files_are_refused_and_asked_for_again():
    data = MultiDict([("files", FileStorage(BytesIO(b"x"), filename=f"{n}.txt")) for n in range(3)])
    form = Everything(formdata=data)
    form.validate()
    assert form.files.errors == ["Choose 2 files or fewer at a time: you chose 3"]
    assert "Choose your files again" in draw(form)[0]
    assert post().files.data == []


def test_a_broken_rule_lands_on_its_field_or_above_the_form():
    form = post(title="Here")
    land(form, SimpleNamespace(field="title", message="A claim is waiting already"))
    land(form, SimpleNamespace(field="no such field", message="The plan is closed"))
    assert form.title.errors == ["A claim is waiting already"]
    assert form.problems[0] == (None, "The plan is closed")
    assert ("title", "A claim is waiting already") in form.problems


def test_a_stale_page_says_so_in_plain_words():
    form = Everything(formdata=MultiDict({"csrf_token": "old"}))
    assert not form.validate()
    assert (None, "This page was open for too long. Nothing is lost: send it again.") in form.problems


def test_a_reveal_is_tied_to_its_answer():
    form = post()
    field = get_template_attribute("components/form.html", "field")
    page = html5lib.parseFragment(
        str(field(form.rating, reveals={"red": field(form.done)})), namespaceHTMLElements=False
    )
    block = page.find(".//div[@data-shown-values='red']")
    assert block.get("data-shown-for") == "rating"
    assert block.find(".//textarea").get("name") == "done"


def test_the_title_says_error_only_when_there_is_one():
    title = get_template_attribute("components/form.html", "error_title")
    assert str(title(post())) == "Error: "
    assert str(title(Everything(formdata=None))) == ""
