"""Somebody at a browser, in words that a journey is told in. Each page that they come to is looked at."""

from contextlib import contextmanager

from playwright.sync_api import expect


class Person:
    """One person in a browser of their own, with or without JavaScript."""

    def __init__(self, page, address, looker, *, javascript=True):
        self.page, self.address, self.looker, self.javascript = page, address, looker, javascript
        self.status = None
        page.on("response", self._note_status)

    def _note_status(self, response):
        if response.request.is_navigation_request() and response.frame == self.page.main_frame:
            self.status = response.status

    @contextmanager
    def arriving(self):
        """What is done inside leads to another page, which is then looked at."""
        with self.page.expect_event("load"):
            yield
        self.looks()

    def looks(self):
        self.looker.look(self.page, axe=self.javascript)

    # Going places

    def goes_to(self, path):
        with self.arriving():
            self.page.goto(f"{self.address}{path}")

    def follows(self, words, *, within="main", exact=False):
        with self.arriving():
            self.page.get_by_role(within).get_by_role("link", name=words, exact=exact).first.click()

    def picks(self, words):
        """A place of the main navigation."""
        with self.arriving():
            self.page.get_by_role("navigation", name="Main").get_by_role("link", name=words).click()

    def downloads(self, words):
        """The bytes of a file behind a link."""
        with self.page.expect_download() as waiting:
            self.page.get_by_role("main").get_by_role("link", name=words).first.click()
        return waiting.value.path().read_bytes()

    def fetches(self, path):
        """What an address answers to this person: status, headers and bytes."""
        return self.page.context.request.get(f"{self.address}{path}")

    def presses(self, words):
        with self.arriving():
            self.page.get_by_role("button", name=words, exact=True).click()

    def unfolds(self, words):
        self.page.locator("summary", has_text=words).first.click()

    # Filling in

    def types(self, label, text):
        self.field(label).fill(text)

    def chooses(self, *labels):
        for label in labels:
            self.page.get_by_label(label, exact=True).check()

    def attaches(self, label, *paths):
        self.field(label).set_input_files([str(path) for path in paths])

    def enters_month(self, question, month, year):
        boxes = self.page.get_by_role("group", name=question)
        boxes.get_by_label("Month").fill(month)
        boxes.get_by_label("Year").fill(year)

    def enters_day(self, question, day, month, year):
        boxes = self.page.get_by_role("group", name=question)
        for label, typed in (("Day", day), ("Month", month), ("Year", year)):
            boxes.get_by_label(label).fill(str(typed))

    def changes_day(self, day):
        """Ask for another day with the control at the top, by keyboard."""
        self.page.locator("summary", has_text="change day").focus()
        self.page.keyboard.press("Enter")
        self.page.get_by_label("Show everything as at the end of").fill(day)
        with self.arriving():
            self.page.get_by_role("button", name="Show this day").press("Enter")

    def field(self, label):
        return self.page.get_by_label(label, exact=True)

    # With the keyboard alone

    def tabs_to(self, words):
        """Go on with the Tab key until that is in focus."""
        for _ in range(200):
            self.page.keyboard.press("Tab")
            if words in self.focused():
                return
        raise AssertionError(f"no way to {words!r} with the Tab key")

    def strikes(self, key):
        """Strike a key that leads to another page."""
        with self.arriving():
            self.page.keyboard.press(key)

    def focused(self) -> str:
        """The words, label or id of what is in focus."""
        return self.page.evaluate(
            """() => { const e = document.activeElement;
            const label = e.labels && e.labels.length ? e.labels[0].textContent : e.getAttribute("aria-label");
            return [label || e.textContent || "", e.id].join(" ").replace(/\\s+/g, " ").trim(); }"""
        )

    # Seeing

    @property
    def text(self):
        """The words of the page, as one line."""
        return " ".join(self.page.locator("main, body").last.inner_text().split())

    @property
    def heading(self):
        return self.page.get_by_role("heading", level=1).inner_text()

    def is_on(self, heading):
        assert heading in self.heading, f"on {self.heading!r}, not on {heading!r}: {self.text[:400]}"

    def sees(self, *words):
        lacking = [each for each in words if each not in self.text]
        assert not lacking, f"{self.heading!r} does not say {lacking}: {self.text}"

    def does_not_see(self, *words):
        shown = [each for each in words if each in self.text]
        assert not shown, f"{self.heading!r} says {shown}"

    def sees_problems(self, *messages):
        """The error summary stands first, is in focus, and says these."""
        summary = self.page.locator(".govuk-error-summary")
        expect(summary).to_be_focused()
        for each in messages:
            expect(summary).to_contain_text(each)

    def finds_typed(self, label, text):
        expect(self.field(label)).to_have_value(text)

    def finds_past_day(self, day="30 June 2016"):
        """That day is shown, nothing can be entered, and the address keeps the day."""
        assert "as-at=2016-06-30" in self.page.url, f"the day is lost on the way to {self.page.url}"
        expect(self.page.get_by_role("region", name="A past day is shown")).to_contain_text(day)
        expect(self.page.get_by_text("Nothing can be entered")).to_be_visible()
        assert self.page.locator("main form[method=post]").count() == 0
