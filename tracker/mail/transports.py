"""How a mail leaves: by a mail server, by GOV.UK Notify, or into a folder. Chosen by MAIL_URL."""

import base64
import contextlib
import hashlib
import hmac
import json
import os
import smtplib
import ssl
import urllib.error
import urllib.request
from pathlib import Path
from urllib.parse import unquote, urlsplit

from flask import current_app

from tracker import clock, config
from tracker.mail.digest import Letter, address

PATIENCE = 60  # seconds for each word with a server; a claim (sending.py) outlasts a whole talk
NOTIFY = "https://api.notifications.service.gov.uk"
ID_LENGTH = 36


class Trouble(Exception):
    """A mail did not leave. The sentence names codes and kinds, never content. `refused`: the address is to blame;
    `down`: the server is, so the next mail would fare no better."""

    def __init__(self, sentence: str, *, refused=False, down=False):
        super().__init__(sentence)
        self.refused, self.down = refused, down


class Smtp:
    """A mail server. Outside this machine only over TLS: from the start (smtps) or by STARTTLS (smtp)."""

    def __init__(self, url: str, sender: str):
        parts = urlsplit(url)
        self.host, self.sender = parts.hostname, sender
        self.from_the_start = parts.scheme == "smtps"
        self.port = parts.port or (465 if self.from_the_start else 587)
        self.user, self.password = unquote(parts.username or ""), unquote(parts.password or "")

    def send(self, letter: Letter) -> None:
        try:
            mail = letter.as_mail(self.sender)
        except ValueError:
            raise Trouble("The address is no e-mail address", refused=True) from None
        server = self._connected()
        try:
            self._hand_over(server, mail, letter.to)
        except (smtplib.SMTPException, OSError) as fault:
            raise _trouble(fault) from None
        finally:
            with contextlib.suppress(smtplib.SMTPException, OSError):
                server.quit()
            server.close()

    def _hand_over(self, server, mail, to):
        """Not `send_message`, which would change lines that begin with "From "."""
        beyond_ascii = not to.isascii()
        if beyond_ascii and not server.has_extn("smtputf8"):
            raise Trouble("The mail server cannot write to an address with letters beyond ASCII", refused=True)
        content = mail.as_bytes(policy=mail.policy.clone(utf8=beyond_ascii))
        server.sendmail(self.sender, [to], content, ("SMTPUTF8",) if beyond_ascii else ())

    def _connected(self) -> smtplib.SMTP:
        try:
            server = self._open()
        except (smtplib.SMTPException, OSError) as fault:
            raise _trouble(fault, down=True) from None
        try:
            self._greet(server)
        except (smtplib.SMTPException, OSError) as fault:
            server.close()
            raise _trouble(fault, down=True) from None
        return server

    def _open(self):
        if self.from_the_start:
            return smtplib.SMTP_SSL(self.host, self.port, timeout=PATIENCE, context=ssl.create_default_context())
        return smtplib.SMTP(self.host, self.port, timeout=PATIENCE)

    def _greet(self, server):
        server.ehlo()
        if not self.from_the_start:
            self._start_tls(server)
        if self.user:
            server.login(self.user, self.password)

    def _start_tls(self, server):
        if server.has_extn("starttls"):
            server.starttls(context=ssl.create_default_context())
            server.ehlo()
        elif self.host not in config.LOOPBACK:
            server.close()
            raise Trouble("The mail server offers no TLS, so nothing was said to it", down=True)


def _trouble(fault, down=False) -> Trouble:
    if isinstance(fault, smtplib.SMTPRecipientsRefused):
        code = next(iter(fault.recipients.values()))[0]
        return Trouble(f"The mail server refused the address ({code})", refused=code >= 500)
    if isinstance(fault, smtplib.SMTPDataError):
        return Trouble(f"The mail server refused the mail ({fault.smtp_code})")
    if isinstance(fault, smtplib.SMTPNotSupportedError):
        return Trouble("The mail server cannot do what this mail or its sign-in needs", down=down)
    if isinstance(fault, smtplib.SMTPResponseException):
        return Trouble(f"The mail server refused ({fault.smtp_code})", down=True)
    return Trouble(f"The mail server cannot be reached ({type(fault).__name__})", down=True)


class Folder:
    """A folder of .eml files, one for each mail: what the worked example does. The same mail again is the same file."""

    def __init__(self, url: str, sender: str):
        self.path, self.sender = Path(unquote(urlsplit(url).path)), sender

    def send(self, letter: Letter) -> None:
        try:
            content = letter.as_mail(self.sender).as_bytes()
        except ValueError:
            raise Trouble("The address is no e-mail address", refused=True) from None
        name = letter.message_id.strip("<>").partition("@")[0]
        try:
            self._keep(f"{name}.eml", content)
        except OSError as fault:
            raise Trouble(f"The folder cannot be written to ({type(fault).__name__})", down=True) from None

    def _keep(self, name, content):
        self.path.mkdir(mode=0o700, parents=True, exist_ok=True)
        half = self.path / f".{name}"
        half.unlink(missing_ok=True)
        with open(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as kept:
            kept.write(content)
            kept.flush()
            os.fsync(kept.fileno())
        half.rename(self.path / name)


class Notify:
    """GOV.UK Notify: notify://KEY@TEMPLATE. The template's subject is ((subject)) and its message ((body)). Notify gives
    mails a Message-ID of its own; ours goes along as the reference."""

    def __init__(self, url: str, sender: str, api: str = NOTIFY):
        parts = urlsplit(url)
        key = unquote(parts.netloc.rpartition("@")[0])
        self.template, self.api = parts.hostname, api
        self.service, self.secret = key[-2 * ID_LENGTH - 1 : -ID_LENGTH - 1], key[-ID_LENGTH:]

    def send(self, letter: Letter) -> None:
        try:
            address(letter.to)
        except ValueError:
            raise Trouble("The address is no e-mail address", refused=True) from None
        asked = urllib.request.Request(f"{self.api}/v2/notifications/email", self._asked(letter), self._headers())
        try:
            with urllib.request.urlopen(asked, timeout=PATIENCE) as answer:
                answer.read()
        except urllib.error.HTTPError as fault:
            raise self._trouble(fault) from None
        except (OSError, ValueError) as fault:
            raise Trouble(f"GOV.UK Notify cannot be reached ({type(fault).__name__})", down=True) from None

    def _asked(self, letter) -> bytes:
        asked = {
            "email_address": letter.to,
            "template_id": self.template,
            "personalisation": {"subject": letter.subject, "body": letter.body},
            "reference": letter.message_id,
        }
        return json.dumps(asked).encode()

    def _headers(self) -> dict:
        return {"Content-Type": "application/json", "Authorization": f"Bearer {self._token()}"}

    def _token(self) -> str:
        """A JSON Web Token (HS256), good for half a minute: who asks, and when."""
        parts = ({"typ": "JWT", "alg": "HS256"}, {"iss": self.service, "iat": int(clock.real_now().timestamp())})
        said = b".".join(_url_safe(json.dumps(part).encode()) for part in parts)
        return b".".join((said, _url_safe(hmac.new(self.secret.encode(), said, hashlib.sha256).digest()))).decode()

    def _trouble(self, fault) -> Trouble:
        with fault:
            about_the_address = fault.code == 400 and b"email_address" in fault.read()
        down = fault.code in (401, 403, 429) or fault.code >= 500
        return Trouble(f"GOV.UK Notify refused ({fault.code})", refused=about_the_address, down=down)


def _url_safe(content: bytes) -> bytes:
    return base64.urlsafe_b64encode(content).rstrip(b"=")


KINDS = {"smtp": Smtp, "smtps": Smtp, "folder": Folder, "notify": Notify}
assert tuple(KINDS) == config.WAYS_TO_SEND


def current():
    """The way that MAIL_URL names; the worked example has its own folder; None: no mail is set up."""
    url = current_app.config.get("MAIL_URL")
    if not url and current_app.config["EXAMPLE"]:
        url = f"folder://{config.INSTANCE / 'outbox'}"
    sender = current_app.config.get("MAIL_FROM") or "tracker@localhost"
    return KINDS[urlsplit(url).scheme](url, sender) if url else None
