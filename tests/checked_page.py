"""A test client whose every answer is looked at: real HTML, one h1, labelled fields, no dead words."""

import re
import secrets

import html5lib
from flask.testing import FlaskClient
from itsdangerous import URLSafeTimedSerializer

from actions.db import db
from tracker import accounts
from tracker.accounts import tokens
from tracker.api import PREFIX

VOID_WORDS = re.compile(r"\bNone\b|\bundefined\b|\{\{|\}\}|<built-in|\bNaN\b|\.\.(?!\.)|,,| ,|  \.|\?\?")
LABELLED = {"input", "select", "textarea"}
NEEDS_NO_LABEL = {"hidden", "submit", "button"}


class Page:
    """An HTML answer, parsed and checked. `text` is what a person reads."""

    def __init__(self, response):
        self.status = response.status_code
        self.html = response.get_data(as_text=True)
        parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
        self.tree = parser.parse(self.html)
        self._check()

    @property
    def text(self):
        return " ".join("".join(self.main.itertext()).split())

    @property
    def main(self):
        return self.tree.find(".//main")

    @property
    def h1(self):
        return " ".join("".join(self.tree.find(".//h1").itertext()).split())

    @property
    def title(self):
        return self.tree.find(".//title").text

    def links(self):
        return {" ".join("".join(each.itertext()).split()): each.get("href") for each in self.tree.iter("a")}

    def csrf(self):
        return self.tree.find(".//input[@name='csrf_token']").get("value")

    def field(self, name):
        """The value that a field shows (of a textarea its text; of radios the checked one)."""
        for each in self.tree.iter():
            if each.tag in LABELLED and each.get("name") == name:
                if each.tag == "textarea":
                    return (each.text or "").removeprefix("\n")
                if each.get("type") in ("radio", "checkbox") and each.get("checked") is None:
                    continue
                return each.get("value")
        return None

    def errors(self):
        """The lines of the error summary: message to anchor."""
        summary = self.tree.find(".//div[@class='govuk-error-summary']")
        if summary is None:
            return {}
        return {"".join(item.itertext()).strip(): self._anchor(item) for item in summary.iter("li")}

    def _anchor(self, item):
        link = item.find(".//a")
        return link.get("href") if link is not None else None

    def _check(self):
        elements = list(self.tree.iter())
        ids = [each.get("id") for each in elements if each.get("id")]
        assert len(ids) == len(set(ids)), f"an id stands twice: {sorted(i for i in ids if ids.count(i) > 1)[:3]}"
        assert len(self.tree.findall(".//h1")) == 1, "a page has one h1"
        assert (self.title or "").strip(), "a page has a title"
        assert not [each for each in elements if each.get("style")], "no inline styles"
        words = " ".join("".join(self.tree.find(".//body").itertext()).split())
        assert not (dead := VOID_WORDS.search(words)), words[max(dead.start() - 60, 0) : dead.end() + 30]
        self._check_labels(elements, ids)

    def _check_labels(self, elements, ids):
        labelled = {each.get("for") for each in elements if each.tag == "label"}
        for each in elements:
            if each.tag in LABELLED and each.get("type") not in NEEDS_NO_LABEL:
                assert each.get("id") in labelled or each.get("aria-label"), f"{each.get('name')} has no label"
        assert labelled - {None} <= set(ids), "a label leads nowhere"
        for anchor in self.errors().values():
            assert anchor is None or anchor.removeprefix("#") in ids, f"{anchor} leads nowhere"


class CheckedClient(FlaskClient):
    """`page` gives a checked page; `send` posts with the form's token; `as_person` signs somebody in, `with_token` lets
    them read the API too."""

    bearer: str | None = None

    def open(self, *args, **more):
        """Each request in a context of its own, as when it is served: nobody stays signed in by what `g` still holds."""
        db.session.commit()
        if self.bearer and str(args[0]).startswith(PREFIX):
            more["headers"] = {"Authorization": f"Bearer {self.bearer}", **more.get("headers", {})}
        with self.application.app_context():
            return super().open(*args, **more)

    def page(self, address, *, status=200, **more):
        response = self.get(address, **more)
        assert response.status_code == status, f"{address}: {response.status_code} {response.headers.get('Location')}"
        return Page(response)

    def token(self):
        """A CSRF token for this client's session, such as any form of it holds."""
        with self.session_transaction() as cookie:
            kept = cookie.setdefault("csrf_token", secrets.token_hex(20))
        return URLSafeTimedSerializer(self.application.secret_key, salt="wtf-csrf-token").dumps(kept)

    def send(self, address, data=None, *, status=302, follow=False):
        """Post a form with a valid token. The response if it redirects, else the checked page. `status` None: any."""
        data = {**(data or {}), "csrf_token": self.token()}
        response = self.post(address, data=data, follow_redirects=follow, content_type="multipart/form-data")
        assert status in (None, response.status_code), (
            f"{address}: {response.status_code} {response.get_data(as_text=True)[:3000]}"
        )
        return response if response.status_code == 302 else Page(response)

    def with_token(self, person_id, scope=tokens.EVERYTHING):
        """Give the client a personal token of somebody's, which it sends to the API alone."""
        self.bearer = tokens.put(person_id, name="Test", scope=scope, last_day=tokens.latest_day(), how="password")
        db.session.commit()
        return self

    def as_person(self, person_id):
        """Sign somebody in without their password."""
        token = accounts.start_session(person_id)
        db.session.commit()
        with self.session_transaction() as cookie:
            cookie["_user_id"] = token
            cookie["_fresh"] = True
        return self
