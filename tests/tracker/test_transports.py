"""How a mail leaves: a mail server, GOV.UK Notify, a folder; each by MAIL_URL, each told apart when it fails."""

import base64
import hashlib
import hmac
import json
import smtplib
import socket
import stat
import threading
from contextlib import contextmanager
from email import message_from_bytes
from email.policy import default
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult
from the_example import run

from tracker import config
from tracker.config import BadSetting, from_environment
from tracker.mail import transports
from tracker.mail.digest import Letter
from tracker.mail.transports import Folder, Notify, Smtp, Trouble

SENDER = "tracker@board.example"
BODY = "OFFICIAL-SENSITIVE\n\n* Action 2.14: Łódź & Ŵ <x> 😀 " + "w" * 1200 + "\n.\nFrom here\n\nOFFICIAL-SENSITIVE\n"
LETTER = Letter(
    "<abc123@board.example>", "officer@police.example", "Action tracker: 2 matters for you", BODY, ("overdue",)
)
SERVICE, SECRET = "26785a09-ab16-4eb0-8407-a37497a57506", "3d844edf-8d35-48ac-975b-e847b4f122b0"
KEY, TEMPLATE = f"board_key-{SERVICE}-{SECRET}", "9d751e0e-f929-4891-82a1-a3e1c3c18ee3"


class Box:
    """What a mail server was given; `answers` stand in for its good ones, by command."""

    def __init__(self, **answers):
        self.answers, self.mails = answers, []

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802
        if "RCPT" not in self.answers:
            envelope.rcpt_tos.append(address)
        return self.answers.get("RCPT", "250 OK")

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        if "DATA" not in self.answers:
            self.mails.append(envelope)
        return self.answers.get("DATA", "250 OK")


@contextmanager
def mail_server(box, **more):
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    server = Controller(box, hostname="127.0.0.1", port=port, **more)
    server.start()
    try:
        yield f"127.0.0.1:{port}"
    finally:
        server.stop()


@pytest.fixture(autouse=True)
def in_the_app(app):
    """Letters ask the app's clock."""


def sent(**answers):
    """What the server was given, or the trouble that it made."""
    box = Box(**answers)
    with mail_server(box) as place:
        Smtp(f"smtp://{place}", SENDER).send(LETTER)
    return box.mails


def trouble(act) -> tuple[str, bool, bool]:
    with pytest.raises(Trouble) as found:
        act()
    return str(found.value), found.value.refused, found.value.down


class TestAMailServer:
    def test_gets_the_mail_whole(self):
        (envelope,) = sent()
        assert (envelope.mail_from, envelope.rcpt_tos) == (SENDER, [LETTER.to])
        mail = message_from_bytes(envelope.content, policy=default)
        assert mail["From"] == SENDER
        assert mail["To"] == LETTER.to
        assert mail["Subject"] == LETTER.subject
        assert mail["Message-ID"] == LETTER.message_id
        assert mail["Auto-Submitted"] == "auto-generated"
        assert mail["Date"].datetime.tzinfo
        assert mail.get_content_type() == "text/plain"
        assert mail.get_content_charset() == "utf-8"
        assert mail.get_content().replace("\r\n", "\n") == BODY
        assert max(map(len, envelope.content.splitlines())) <= 998

    @pytest.mark.parametrize(
        ("answers", "said"),
        [
            (
                {"RCPT": "550 no such person officer@police.example"},
                ("The mail server refused the address (550)", True, False),
            ),
            ({"RCPT": "451 try later"}, ("The mail server refused the address (451)", False, False)),
            ({"DATA": "554 looks like spam: 2.14"}, ("The mail server refused the mail (554)", False, False)),
        ],
    )
    def test_that_refuses_is_told_apart_without_repeating_what_it_said(self, answers, said):
        assert trouble(lambda: sent(**answers)) == said

    def test_that_is_not_there(self):
        with mail_server(Box()) as place:
            gone = place
        said, refused, down = trouble(lambda: Smtp(f"smtp://{gone}", SENDER).send(LETTER))
        assert said.startswith("The mail server cannot be reached (")
        assert (refused, down) == (False, True)

    def test_elsewhere_without_tls_hears_nothing(self, monkeypatch):
        monkeypatch.setattr(config, "LOOPBACK", ())
        assert trouble(sent) == ("The mail server offers no TLS, so nothing was said to it", False, True)

    def test_is_signed_in_to(self):
        seen = []

        def check(server, session, envelope, mechanism, auth):
            seen.append((auth.login, auth.password))
            return AuthResult(success=auth.password == b"p@ss word", handled=False)

        box = Box()
        with mail_server(box, authenticator=check, auth_require_tls=False) as place:
            Smtp(f"smtp://board:p%40ss%20word@{place}", SENDER).send(LETTER)
            assert seen == [(b"board", b"p@ss word")]
            assert len(box.mails) == 1
            said = trouble(lambda: Smtp(f"smtp://board:wrong@{place}", SENDER).send(LETTER))
        assert said == ("The mail server refused (535)", False, True)

    @pytest.mark.parametrize("able", [True, False])
    def test_is_asked_for_an_address_beyond_ascii_only_if_it_can(self, able):
        letter = Letter(LETTER.message_id, "wójt@łódź.example", LETTER.subject, BODY, ())
        box = Box()
        with mail_server(box, enable_SMTPUTF8=able) as place:
            way = Smtp(f"smtp://{place}", SENDER)
            if able:
                way.send(letter)
            else:
                assert trouble(lambda: way.send(letter))[1:] == (True, False)
        assert [envelope.rcpt_tos for envelope in box.mails] == ([[letter.to]] if able else [])

    def test_that_breaks_off_after_it_took_the_mail_is_believed(self, monkeypatch):
        def breaks_off(self):
            raise smtplib.SMTPServerDisconnected

        monkeypatch.setattr(smtplib.SMTP, "quit", breaks_off)
        assert len(sent()) == 1

    @pytest.mark.parametrize(
        "to", ["a@b.example\nBcc: c@d.example", "a@b.example, c@d.example", "no address", "", "a\x00@b.example"]
    )
    def test_is_not_asked_for_an_address_that_is_none(self, to):
        letter = Letter(LETTER.message_id, to, LETTER.subject, BODY, ())
        box = Box()
        with mail_server(box) as place:
            said = trouble(lambda: Smtp(f"smtp://{place}", SENDER).send(letter))
        assert said == ("The address is no e-mail address", True, False)
        assert box.mails == []


class TestAFolder:
    def test_holds_a_file_for_each_mail_and_the_same_mail_once(self, tmp_path):
        folder = Folder(f"folder://{tmp_path}/out%20box", SENDER)
        folder.send(LETTER)
        folder.send(LETTER)
        (kept,) = (tmp_path / "out box").iterdir()
        assert kept.name == "abc123.eml"
        assert message_from_bytes(kept.read_bytes(), policy=default)["To"] == LETTER.to
        assert stat.S_IMODE(kept.stat().st_mode) == 0o600
        assert stat.S_IMODE(kept.parent.stat().st_mode) == 0o700

    def test_that_cannot_be_written_to_loses_nothing(self, tmp_path):
        (tmp_path / "file").write_text("in the way")
        said, refused, down = trouble(lambda: Folder(f"folder://{tmp_path}/file/out", SENDER).send(LETTER))
        assert said.startswith("The folder cannot be written to (")
        assert down


class Answering(BaseHTTPRequestHandler):
    """Stands in for GOV.UK Notify."""

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.asked.append((self.path, dict(self.headers), json.loads(body)))
        status, answer = self.server.answer
        self.send_response(status)
        self.end_headers()
        self.wfile.write(json.dumps(answer).encode())

    def log_message(self, *_):
        """Quiet."""


@contextmanager
def notify(status=201, answer=None):
    server = HTTPServer(("127.0.0.1", 0), Answering)
    server.asked, server.answer = [], (status, answer or {})
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield Notify(f"notify://{KEY}@{TEMPLATE}", SENDER, f"http://127.0.0.1:{server.server_port}"), server.asked
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def unpacked(part):
    return json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)))


class TestNotify:
    def test_is_asked_as_its_documentation_says(self):
        with notify() as (way, asked):
            way.send(LETTER)
        ((path, headers, body),) = asked
        assert path == "/v2/notifications/email"
        assert body == {
            "email_address": LETTER.to,
            "template_id": TEMPLATE,
            "personalisation": {"subject": LETTER.subject, "body": BODY},
            "reference": LETTER.message_id,
        }
        head, claims, signature = headers["Authorization"].removeprefix("Bearer ").split(".")
        assert unpacked(head) == {"typ": "JWT", "alg": "HS256"}
        assert unpacked(claims)["iss"] == SERVICE
        assert abs(unpacked(claims)["iat"] - transports.clock.real_now().timestamp()) < 60
        good = hmac.new(SECRET.encode(), f"{head}.{claims}".encode(), hashlib.sha256).digest()
        assert base64.urlsafe_b64encode(good).rstrip(b"=").decode() == signature

    @pytest.mark.parametrize(
        ("status", "answer", "refused", "down"),
        [
            (400, {"errors": [{"message": "email_address Not a valid email address"}]}, True, False),
            (400, {"errors": [{"message": "Missing personalisation: body"}]}, False, False),
            (403, {}, False, True),
            (429, {}, False, True),
            (500, {}, False, True),
        ],
    )
    def test_that_refuses_is_told_apart(self, status, answer, refused, down):
        with notify(status, answer) as (way, _):
            assert trouble(lambda: way.send(LETTER)) == (f"GOV.UK Notify refused ({status})", refused, down)

    def test_that_is_not_there(self):
        with notify() as (way, _):
            pass
        said, _, down = trouble(lambda: way.send(LETTER))
        assert said.startswith("GOV.UK Notify cannot be reached (")
        assert down


class TestSettings:
    BASE = {"SECRET_KEY": "test-secret-0123456789-abcdefghijkl"}

    @pytest.fixture(autouse=True)
    def instance(self, monkeypatch, tmp_path):
        monkeypatch.setattr(config, "INSTANCE", tmp_path / "instance")

    def current(self, app, **more):
        app.config.update(from_environment({**self.BASE, **more}))
        return transports.current()

    def test_choose_the_way(self, app):
        assert isinstance(self.current(app, MAIL_URL="folder:///var/outbox"), Folder)
        assert isinstance(self.current(app, MAIL_URL=f"notify://{KEY}@{TEMPLATE}"), Notify)
        over_tls = self.current(app, MAIL_URL="smtps://u:p@mail.example", MAIL_FROM=SENDER)
        assert (over_tls.port, over_tls.sender) == (465, SENDER)
        assert self.current(app, MAIL_URL="smtp://mail.example", MAIL_FROM=SENDER).port == 587

    def test_without_one_there_is_no_mail_but_in_the_worked_example_a_folder(self, app):
        assert self.current(app).path == config.INSTANCE / "outbox"
        app.config["EXAMPLE"] = False
        assert self.current(app) is None

    @pytest.mark.parametrize(
        "given",
        [
            {"MAIL_URL": "http://mail.example"},
            {"MAIL_URL": "mail.example"},
            {"MAIL_URL": "smtp://mail.example"},
            {"MAIL_URL": "smtp://", "MAIL_FROM": SENDER},
            {"MAIL_URL": "smtp://mail.example:x", "MAIL_FROM": SENDER},
            {"MAIL_URL": "smtp://mail.example", "MAIL_FROM": "a@b.example\nBcc: c@d.example"},
            {"MAIL_URL": "folder://relative/path"},
            {"MAIL_URL": "folder:///"},
            {"MAIL_URL": f"notify://{TEMPLATE}"},
            {"MAIL_URL": f"notify://short@{TEMPLATE}"},
        ],
    )
    def test_that_cannot_be_used_are_refused_at_the_start(self, given):
        with pytest.raises(BadSetting, match="Set MAIL_URL"):
            from_environment({**self.BASE, **given})

    def test_every_setting_is_listed(self):
        assert {"MAIL_URL", "MAIL_FROM"} <= set(config.SETTINGS)


class TestSendingWithoutMail:
    def test_is_told(self, app):
        app.config.update(EXAMPLE=False, MAIL_URL=None)
        assert run(app, "send", code=1) == "No mail is set up, so nothing was sent. Set MAIL_URL.\n"
        assert run(app, "schedule", code=1) == "No mail is set up, so nothing was sent. Set MAIL_URL.\n"
