"""What people type is shown as they typed it, does nothing, and breaks no page."""

import pytest

pytestmark = pytest.mark.browser

CARD, ACTION = "/my-update/strategy-2015-16/5.2", "/plan/strategy-2015-16/5.2"
MARKUP = "<Smith, J> & <script>document.title = 'run'</script><img src=x onerror=\"document.title = 'run'\">"
FORMULA = "=1+1 and +44 1604 and @SUM(A1) and {{ 7 * 7 }}"
LETTERS = "Łódź, Ŵrexham, naïve, 日本語, Ελληνικά"
EMOJI = "Going well 😀👍🏽 👩‍👩‍👧‍👦"
RIGHT_TO_LEFT = "מה נעשה עד היום, וماذا بعد, \u202eback to front\u202c"
WORD = ("Donaudampfschifffahrts" * 14)[:300]
LINES = "First line\nsecond line\n\n    - an item"
LONG = ("Every home was telephoned and asked. " * 600)[:19_999] + "!"

FIELDS = {
    "said": "What was done",
    "why": "Why is it amber or red?",
    "next_steps": "What happens next?",
    "help_asked": "What help do you ask for?",
    "children": "What does it mean for children?",
}
ROUNDS = (
    {"said": MARKUP, "why": FORMULA, "next_steps": LETTERS, "help_asked": EMOJI, "children": RIGHT_TO_LEFT},
    {"said": WORD, "why": LINES, "next_steps": LONG, "help_asked": MARKUP, "children": WORD},
)


@pytest.mark.parametrize("typed", ROUNDS, ids=["markup, letters", "long"])
def test_awkward_text_is_shown_as_typed(served, visitor, typed):
    officer = visitor(served, "lead.police@board.example")
    says(officer, typed)
    is_told_in_the_list(officer)
    is_shown_back(officer, typed)
    is_filled_in(officer, typed)


def says(officer, typed):
    officer.goes_to(CARD)
    officer.chooses("Red")
    for name, words in typed.items():
        officer.types(FIELDS[name], words)
    officer.enters_month("When will it be back on course?", "March", "2017")
    officer.presses("Save this update")
    officer.sees("Your update on 5.2 is saved")


def is_told_in_the_list(officer):
    officer.picks("My update")
    for fold in officer.page.locator("summary", has_text="What was said last").all():
        fold.click()
    officer.looks()


def is_shown_back(officer, typed):
    officer.goes_to(ACTION)
    shown = " ".join(" ".join(officer.page.locator(".history__detail").all_text_contents()).split())
    for words in typed.values():
        assert " ".join(words.split()) in shown, f"{words[:80]!r} is not shown as typed"
    assert officer.page.title() != "run"
    assert officer.page.locator("main script, main img").count() == 0


def is_filled_in(officer, typed):
    officer.goes_to(CARD)
    officer.chooses("Red")
    for name, words in typed.items():
        officer.finds_typed(FIELDS[name], words)
