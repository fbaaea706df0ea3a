"""Requests by everybody of the matrix of rights, and the sign that stands for each answer."""

from every_route import NOBODY, to_the_door
from filling import forms_of
from rights_board import GONE, WHO
from rights_forms import NOT_DONE, OFFERED_ON, answers, where

AWAY = (*GONE, NOBODY)
SIGNS = {200: "+", 302: "+", 403: "-", 404: ".", 400: "!", 409: "!"}
DOOR = "door"
UNKNOWN = 401  # what a program is answered whose token is none


class Asking:
    """Asks, by method and what is asked for. What is sent is the form that a page offered this person, filled in; or to
    those who were offered none, the one that somebody was."""

    def __init__(self, board):
        self.board, self.where, self.answers = board, where(board), answers(board)
        self.clients = {**board.clients, NOBODY: board.app.test_client()}
        self.tokens = {**board.tokens, NOBODY: self.clients[NOBODY].token()}
        self.cookies = {name: self._cookie(name) for name in AWAY}
        self.forms, self.pages = {}, set()

    def _cookie(self, name) -> dict:
        with self.clients[name].session_transaction() as cookie:
            return dict(cookie)

    def row(self, method, named, people=WHO) -> list[str]:
        """A sign for each person."""
        if method == "POST" and people is not AWAY:
            self._look_for_forms(named)
        return [self.sign(method, named, name) for name in people]

    def sign(self, method, named, name) -> str:
        response = self.answer(method, named, name)
        if method == "POST" and response.status_code in (200, 302):
            self.board.undo()
        if to_the_door(response) or response.status_code == UNKNOWN:
            return DOOR
        if method == "POST" and named in NOT_DONE and response.status_code in (400, 409):
            return "+"
        return SIGNS.get(response.status_code, str(response.status_code))

    def answer(self, method, named, name, **instead):
        sent = {"data": self._filled(named, name), "content_type": "multipart/form-data"} if method == "POST" else {}
        return self._asked(method, self.address(named, **instead), name, **sent)

    def _asked(self, method, address, name, **sent):
        if name in AWAY:
            self._come_again(name)
        with self.clients[name].open(address, method=method, **sent) as response:
            page = response.get_data(as_text=response.mimetype == "text/html")
        if response.status_code == 200 and isinstance(page, str):
            self._note(forms_of(page, address), name)
        return response

    def _come_again(self, name):
        """With the cookie that they had at first: whoever is asked to sign in is handed another."""
        with self.clients[name].session_transaction() as cookie:
            cookie.clear()
            cookie.update(self.cookies[name])

    def address(self, named, **instead) -> str:
        endpoint = named.partition("~")[0]
        usual = self.board.real.get(endpoint.partition(".")[0], {})
        there = {**self.where.get(endpoint, {}), **self.where.get(named, {}), **instead}
        rules = [each for each in self.board.app.url_map.iter_rules() if each.endpoint == endpoint]
        rule = max(rules, key=lambda each: len(each.arguments))
        given = {name: self.board.value(rule, name, {**usual, **there}) for name in rule.arguments}
        with self.board.app.test_request_context():
            return self.board.app.url_for(endpoint, **{**there, **given})

    # Forms

    def _look_for_forms(self, named):
        """The forms of the page on which this is sent, as each person is shown it."""
        page = self.address(OFFERED_ON.get(named, named))
        for name in WHO if page not in self.pages else ():
            self._asked("GET", page, name)
        self.pages.add(page)

    def _note(self, forms, name):
        for each in forms:
            self.forms[each.path, name] = each
            self.forms.setdefault(each.path, each)

    def _form(self, named, name):
        path = self.address(named).partition("?")[0]
        return self.forms.get((path, name)) or self.forms.get(path)

    def _filled(self, named, name, texts=None):
        form, answers = self._form(named, name), {**self.answers.get(named, {}), **(texts or {})}
        given = {key: value(name) if callable(value) else value for key, value in answers.items()}
        data = form.filled(**given) if form else {key: value for key, value in given.items() if value is not None}
        return {**data, "csrf_token": self.tokens[name]}
