"""Handing a message to a mail server, or to a folder when trying things out (CAREREGISTER_MAIL_URL).

    smtp://user:password@host:port/?tls=starttls        tls: starttls, ssl, or none (the default on port 25)
    file:///folder                                      each message becomes one .eml file

What matters is what a failure leaves certain. Until the server has been given the end of the message it has nothing;
once it has answered 250 it has it; between the two nobody can know.
"""

import os
import re
import smtplib
import socket
import ssl
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from email.utils import parseaddr
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit
from uuid import uuid4

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.message import sanitize_address

from careregister.base import clock

SILENCE_SECONDS = 15.0  # the longest the server may say nothing
WHOLE_SECONDS = 60.0  # the longest one message may take in all
LINE_OF_A_DOT = re.compile(rb"^\.", re.MULTILINE)  # SMTP ends a message with one, so one in it is doubled
LOOPBACK = {"localhost", "127.0.0.1", "::1"}


class NotHandedOver(Exception):
    """The message is not with the server, or may not be. `reason` is a code, `answer` the server's number if any."""

    def __init__(self, reason: str, answer: int = 0) -> None:
        super().__init__(f"{reason} {answer or ''}".strip())
        self.reason, self.answer = reason, answer


class Refused(NotHandedOver):
    """The server will never take this message. It has not got it."""


class NotNow(NotHandedOver):
    """The server could not be reached, or asks to be tried later. It has not got the message."""


class Uncertain(NotHandedOver):
    """The line broke after the message was sent and before the answer. Nobody can know whether the server has it."""


@dataclass(frozen=True, slots=True)
class Server:
    host: str
    port: int
    tls: str
    user: str
    password: str
    silence: float
    whole: float


def deliver(message: EmailMessage) -> None:
    """Hand one message over, to all of its recipients or to none. Raises Refused, NotNow or Uncertain.

    Call it outside a transaction: it may take as long as WHOLE_SECONDS.
    """
    place = settings.MAIL_URL
    recipients = [_address(recipient, message) for recipient in message.recipients()]
    if not recipients:
        raise Refused("no_recipient")
    if place.startswith("file:"):
        _write_file(Path(unquote(urlsplit(place).path)), message)
    else:
        _send(_server(place), message, recipients)


class Backend(BaseEmailBackend):
    """Django's own mail (errors to administrators; nothing to people: that is for `letters`) goes the same way."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        sent = 0
        for message in email_messages:
            try:
                deliver(message)
            except NotHandedOver:
                if not self.fail_silently:
                    raise
            else:
                sent += 1
        return sent


def _server(url: str) -> Server:
    """The server a `smtp://` address names; ImproperlyConfigured where it is wrong or would give a password away."""
    address = urlsplit(url)
    if address.scheme != "smtp" or not address.hostname:
        raise ImproperlyConfigured("CAREREGISTER_MAIL_URL is smtp://host:port/ or file:///folder")
    asked = {name: values[-1] for name, values in parse_qs(address.query).items()}
    tls = asked.get("tls", "none")
    if tls not in {"starttls", "ssl", "none"}:
        raise ImproperlyConfigured("CAREREGISTER_MAIL_URL: tls is starttls, ssl or none")
    if address.username and tls == "none" and address.hostname not in LOOPBACK:
        raise ImproperlyConfigured(
            "CAREREGISTER_MAIL_URL would send the password in clear: add ?tls=starttls or ?tls=ssl"
        )
    return Server(
        host=address.hostname,
        port=address.port or {"starttls": 587, "ssl": 465, "none": 25}[tls],
        tls=tls,
        user=unquote(address.username or ""),
        password=unquote(address.password or ""),
        silence=float(asked.get("silence", SILENCE_SECONDS)),
        whole=float(asked.get("whole", WHOLE_SECONDS)),
    )


def _send(server: Server, message: EmailMessage, recipients: list[str]) -> None:
    sender = _address(message.from_email, message)
    content = _bytes(message)
    with _connected(server) as smtp:
        with _nothing_sent_yet():
            _expect(smtp.mail(sender), "sender")
            for recipient in recipients:
                _expect(smtp.rcpt(recipient), "recipient")
            _expect(smtp.docmd("data"), "data", good=354)
        try:
            smtp.send(LINE_OF_A_DOT.sub(b"..", content) + b"\r\n.\r\n")
            answer = smtp.getreply()
        except (OSError, smtplib.SMTPException) as error:
            raise Uncertain("no_answer") from error
        _expect(answer, "content")


@contextmanager
def _connected(server: Server) -> Iterator[smtplib.SMTP]:
    """A conversation that has got as far as "who are you"; ended whatever happens, and by force when it takes long."""
    tls = ssl.create_default_context()
    if server.tls == "ssl":
        smtp: smtplib.SMTP = smtplib.SMTP_SSL(timeout=server.silence, context=tls)
    else:
        smtp = smtplib.SMTP(timeout=server.silence)
    # The name the certificate has to be for. smtplib sets it only when its constructor connects, too soon for us.
    smtp._host = server.host  # type: ignore[attr-defined]
    hang_up = threading.Timer(server.whole, _hang_up, [smtp])
    hang_up.daemon = True
    hang_up.start()
    try:
        with _nothing_sent_yet():
            _expect(smtp.connect(server.host, server.port), "greeting")
            smtp.ehlo_or_helo_if_needed()
            if server.tls == "starttls":
                smtp.starttls(context=tls)
                smtp.ehlo()
            if server.user:
                smtp.login(server.user, server.password)
        yield smtp
    finally:
        hang_up.cancel()
        _take_leave(smtp)


@contextmanager
def _nothing_sent_yet() -> Iterator[None]:
    """Whatever goes wrong here, the server has no message."""
    try:
        yield
    except smtplib.SMTPAuthenticationError as error:
        raise NotNow("sign_in", error.smtp_code) from error
    except smtplib.SMTPResponseException as error:
        raise NotNow("conversation", error.smtp_code) from error
    except (smtplib.SMTPException, OSError) as error:
        raise NotNow("unreachable") from error


def _expect(answer: tuple[int, bytes], about: str, *, good: int = 250) -> None:
    """Take a good answer (220 greets, 251 forwards). 4xx is "not now", and so is a greeting that turns us away."""
    code = answer[0]
    if code == good or (good == 250 and code in {220, 250, 251, 252}):
        return
    raise NotNow(about, code) if code < 500 or about == "greeting" else Refused(about, code)


def _hang_up(smtp: smtplib.SMTP) -> None:
    if smtp.sock is not None:
        try:
            smtp.sock.shutdown(socket.SHUT_RDWR)
        except OSError:
            return


def _take_leave(smtp: smtplib.SMTP) -> None:
    """A message that was accepted stays so, whatever becomes of the goodbye."""
    try:
        if smtp.sock is not None:
            smtp.sock.settimeout(2)
        smtp.quit()
    except (OSError, smtplib.SMTPException):
        smtp.close()


def _address(written: str, message: EmailMessage) -> str:
    bare = parseaddr(written)[1]
    local = bare.rpartition("@")[0]
    if not local or not local.isascii():
        raise Refused("address")  # a name before the @ that is not ASCII needs SMTPUTF8, which few servers offer
    return parseaddr(sanitize_address(bare, message.encoding or "utf-8"))[1]


def _bytes(message: EmailMessage) -> bytes:
    written: Any = message.message()  # Django's, which takes the line ends that SMTP asks for
    return bytes(written.as_bytes(linesep="\r\n")).removesuffix(b"\r\n")


def _write_file(folder: Path, message: EmailMessage) -> None:
    """One .eml a message, whole or not at all: written beside, then renamed."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"{clock.now():%Y%m%dT%H%M%S}-{uuid4()}.eml"
        draft = path.with_suffix(".part")
        draft.write_bytes(_bytes(message))
        os.replace(draft, path)
    except OSError as error:
        raise NotNow("folder") from error
