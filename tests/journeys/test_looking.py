"""What looks at the pages has teeth: a page with faults is found out."""

import pytest
from looking import Looker

pytestmark = pytest.mark.browser

FAULTS = {
    "axe image-alt": '<img src="/static/icon.svg">',
    "axe label": '<input name="x">',
    "axe color-contrast": '<p id="pale">Pale words</p><style nonce="n">#pale { color: #bbb; background: #fff }</style>',
    "axe target-size": '<button id="a">a</button><button id="b">b</button><style nonce="n">button '
    "{ width: 9px; height: 9px; padding: 0; border: 0; margin: 0 }</style>",
    "axe heading-order": "<h4>Too deep</h4>",
    "at 320: scrolls sideways": f"<p>{'long' * 200}</p>",
    "at 320: axe scrollable-region-focusable": f'<div id="holder">{"long" * 99}</div>'
    '<style nonce="n">#holder { overflow-x: auto }</style>',
    "console: ": "<script>document.title = 'run'</script>",
    "script error": '<script nonce="n">nowhere()</script>',
}
POLICY = "default-src 'none'; img-src 'self'; style-src 'nonce-n'; script-src 'nonce-n'"
PAGE = '<!DOCTYPE html><html lang="en"><title>A page</title><main><h1>A page</h1>{}</main></html>'


@pytest.mark.parametrize(("finding", "fault"), FAULTS.items(), ids=FAULTS)
def test_a_fault_is_found(to_be_read, chromium, finding, fault):
    looker, page = Looker(), chromium.new_page(viewport={"width": 1280, "height": 900})
    looker.listen(page)
    answer = {"body": PAGE.format(fault), "content_type": "text/html", "headers": {"content-security-policy": POLICY}}
    page.route("**/faulty", lambda route: route.fulfill(**answer))
    page.goto(f"{to_be_read.address}/faulty")
    looker.look(page)
    page.close()
    with pytest.raises(AssertionError, match=finding):
        looker.insist()


def test_a_sound_page_is_let_be(to_be_read, visitor):
    visitor(to_be_read).goes_to("/sign-in")
