"""Handing mail over, tried against a real SMTP server that can misbehave. What a failure leaves certain comes first."""

import asyncio
import socket
import ssl
import threading

import pytest
from aiosmtpd.smtp import AuthResult, LoginPassword
from django.core.exceptions import ImproperlyConfigured
from django.core.mail import EmailMessage, send_mail

from careregister.outside import mail
from tests.harness.mail_server import running

from .certificates import own_certificate


class Inbox:
    """Takes everything, unless told otherwise."""

    def __init__(self, **answers: str) -> None:
        self.answers = answers
        self.taken: list[bytes] = []
        self.heard_data = threading.Event()

    async def handle_MAIL(self, server, session, envelope, address, options):
        envelope.mail_from = address
        return self.answers.get("mail", "250 OK")

    async def handle_RCPT(self, server, session, envelope, address, options):
        if "rcpt" in self.answers and address.startswith("nobody"):
            return self.answers["rcpt"]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        self.heard_data.set()
        if "sleep" in self.answers:
            await asyncio.sleep(float(self.answers["sleep"]))
        if "drop" in self.answers:
            server.transport.abort()
            return "250 never said"
        answer = self.answers.get("data", "250 OK")
        if answer.startswith("250"):
            self.taken.append(envelope.content)
        return answer


@pytest.fixture
def use(settings):
    def to(port: int, options: str = "", user: str = "") -> None:
        settings.MAIL_URL = f"smtp://{user}127.0.0.1:{port}/?silence=1&whole=5{options}"

    return to


def letter(*to: str, subject: str = "Hello", body: str = "Dear Ms Ó Briain,\n.\nyours") -> EmailMessage:
    return EmailMessage(subject, body, "register@example.org", list(to or ["someone@example.org"]))


def failure(message: EmailMessage) -> mail.NotHandedOver:
    with pytest.raises(mail.NotHandedOver) as caught:
        mail.deliver(message)
    return caught.value


def test_nobody_is_listening(use):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        use(probe.getsockname()[1])
    error = failure(letter())
    assert (type(error), error.reason) == (mail.NotNow, "unreachable")


def test_a_server_that_is_closed_today_has_refused_no_letter(settings):
    def turn_away(server: socket.socket) -> None:
        line, _address = server.accept()
        with line:
            line.sendall(b"554 closed\r\n")
            line.recv(100)

    with socket.create_server(("127.0.0.1", 0)) as server:
        threading.Thread(target=turn_away, args=[server], daemon=True).start()
        settings.MAIL_URL = f"smtp://127.0.0.1:{server.getsockname()[1]}/?silence=1&whole=5"
        error = failure(letter())
    assert (type(error), error.reason, error.answer) == (mail.NotNow, "greeting", 554)


def test_a_server_that_greets_nobody_is_given_up_in_time(use):
    with socket.create_server(("127.0.0.1", 0)) as mute:
        use(mute.getsockname()[1])
        assert isinstance(failure(letter()), mail.NotNow)


def test_a_refused_recipient_is_for_ever(use):
    inbox = Inbox(rcpt="550 no such person")
    with running(inbox) as port:
        use(port)
        error = failure(letter("nobody@example.org"))
    assert (type(error), error.reason, error.answer) == (mail.Refused, "recipient", 550)
    assert inbox.taken == []


def test_one_refused_recipient_of_two_and_nobody_gets_it(use):
    inbox = Inbox(rcpt="550 no such person")
    with running(inbox) as port:
        use(port)
        assert isinstance(failure(letter("someone@example.org", "nobody@example.org")), mail.Refused)
    assert inbox.taken == []


def test_a_full_letterbox_is_tried_again_later(use):
    with running(Inbox(rcpt="452 letterbox full")) as port:
        use(port)
        error = failure(letter("nobody@example.org"))
    assert (type(error), error.answer) == (mail.NotNow, 452)


@pytest.mark.parametrize(("said", "kind"), [("554 looks like spam", mail.Refused), ("451 try later", mail.NotNow)])
def test_what_the_server_says_of_the_whole_message_is_certain(use, said, kind):
    with running(Inbox(data=said)) as port:
        use(port)
        error = failure(letter())
    assert (type(error), error.reason) == (kind, "content")


def test_a_line_that_drops_before_the_answer_leaves_it_uncertain(use):
    with running(Inbox(drop="yes")) as port:
        use(port)
        assert isinstance(failure(letter()), mail.Uncertain)


def test_a_server_that_does_not_answer_in_time_leaves_it_uncertain(use):
    inbox = Inbox(sleep="1.5")
    with running(inbox) as port:
        use(port)
        assert isinstance(failure(letter()), mail.Uncertain)
        assert inbox.heard_data.is_set()


@pytest.mark.parametrize("greeting", [b"220-hello\r\n", b"220 hello\r\n"])
def test_a_server_that_talks_for_ever_is_hung_up_on(settings, greeting):
    """It says a word often enough never to be silent, and never comes to the point."""

    def drip(server: socket.socket) -> None:
        line, _address = server.accept()
        with line:
            try:
                line.sendall(greeting)
                while True:
                    line.sendall(greeting[:3] + b"-and\r\n")
                    threading.Event().wait(0.1)
            except OSError:
                return

    with socket.create_server(("127.0.0.1", 0)) as server:
        threading.Thread(target=drip, args=[server], daemon=True).start()
        settings.MAIL_URL = f"smtp://127.0.0.1:{server.getsockname()[1]}/?silence=1&whole=1"
        assert isinstance(failure(letter()), mail.NotNow)


def test_a_server_without_the_encryption_asked_for_gets_nothing(use):
    inbox = Inbox()
    with running(inbox) as port:
        use(port, "&tls=starttls")
        assert isinstance(failure(letter()), mail.NotNow)
    assert inbox.taken == []


def test_a_certificate_nobody_vouches_for_gets_nothing(use, tmp_path):
    inbox = Inbox()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*own_certificate(tmp_path))
    with running(inbox, tls_context=context) as port:
        use(port, "&tls=starttls")
        assert isinstance(failure(letter()), mail.NotNow)
    assert inbox.taken == []


def test_a_wrong_password_is_no_refusal_of_the_letter(use):
    def check(server, session, envelope, mechanism, data):
        right = isinstance(data, LoginPassword) and data.password == b"right"
        return AuthResult(success=right, handled=False)

    inbox = Inbox()
    with running(inbox, authenticator=check, auth_require_tls=False) as port:
        use(port, user="register:wrong@")
        error = failure(letter())
        assert (type(error), error.reason) == (mail.NotNow, "sign_in")
        use(port, user="register:right@")
        mail.deliver(letter())
    assert len(inbox.taken) == 1


@pytest.mark.parametrize("to", ["gräfin@example.org", "no address", ""])
def test_an_address_that_no_server_takes_is_refused_here(use, to):
    use(9)
    with pytest.raises(mail.Refused):
        mail.deliver(EmailMessage("Hello", "", "register@example.org", [to] if to else []))


@pytest.mark.parametrize(
    "url", ["http://x", "smtp://", "smtp://user:secret@mail.example.org/", "smtp://mail.example.org/?tls=perhaps"]
)
def test_a_wrong_address_of_the_server_is_said_at_once(settings, url):
    settings.MAIL_URL = url
    with pytest.raises(ImproperlyConfigured):
        mail.deliver(letter())


def test_a_line_break_in_a_subject_adds_no_header(use):
    use(9)
    with pytest.raises(ValueError, match="newline"):
        mail.deliver(letter(subject="Hello\nBcc: everybody@example.org"))


def test_a_letter_arrives_as_it_was_written(use):
    inbox = Inbox()
    with running(inbox) as port:
        use(port)
        mail.deliver(letter(body="Dear Ms Ó Briain,\n.\n..\nyours"))
    assert "Dear Ms Ó Briain,\r\n.\r\n..\r\nyours" in inbox.taken[0].decode()


def test_a_domain_with_accents_is_written_as_servers_know_it(use):
    inbox = Inbox()
    with running(inbox) as port:
        use(port)
        mail.deliver(letter("someone@pflege-köln.example"))
    assert len(inbox.taken) == 1


def test_to_a_folder_each_letter_is_one_file(settings, tmp_path):
    settings.MAIL_URL = f"file://{tmp_path}/a%20folder"
    mail.deliver(letter())
    mail.deliver(letter())
    files = list((tmp_path / "a folder").iterdir())
    assert len(files) == 2
    assert {path.suffix for path in files} == {".eml"}
    assert b"Subject: Hello" in files[0].read_bytes()


def test_a_folder_that_cannot_be_written_is_tried_again_later(settings, tmp_path):
    (tmp_path / "mail").write_text("a file where the folder should be")
    settings.MAIL_URL = f"file://{tmp_path}/mail"
    assert isinstance(failure(letter()), mail.NotNow)


def test_djangos_own_mail_goes_the_same_way(settings, tmp_path):
    settings.EMAIL_BACKEND = "careregister.outside.mail.Backend"
    settings.MAIL_URL = f"file://{tmp_path}"
    assert send_mail("Hello", "", None, ["someone@example.org"]) == 1
    settings.MAIL_URL = "smtp://127.0.0.1:1/"
    assert send_mail("Hello", "", None, ["someone@example.org"], fail_silently=True) == 0
    with pytest.raises(mail.NotNow):
        send_mail("Hello", "", None, ["someone@example.org"])
