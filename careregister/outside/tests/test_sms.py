"""Texts: what each failure leaves certain, against a gateway that really answers, or does not."""

import json
import threading
import time
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from django.core.exceptions import ImproperlyConfigured

from careregister.base import clock
from careregister.outside import mail, sms

NUMBER = "+447700900123"


class Gateway(HTTPServer):
    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Answering)
        self.answer, self.wait, self.got = 202, 0.0, []

    @property
    def url(self) -> str:
        return f"http://key%2F1@127.0.0.1:{self.server_port}/v1/messages?sender=NACAS"


class Answering(BaseHTTPRequestHandler):
    server: Gateway

    def do_POST(self) -> None:
        text = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.got.append((self.path, self.headers["Authorization"], json.loads(text)))
        time.sleep(self.server.wait)
        self.send_response(self.server.answer)
        self.end_headers()

    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture
def gateway(settings):
    server = Gateway()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    settings.SMS_URL = server.url
    yield server
    server.shutdown()
    server.server_close()


def test_a_gateway_is_given_who_what_and_a_reference(gateway):
    sms.deliver(NUMBER, "Your code is 123456", "letter-1")
    said = {"from": "NACAS", "to": NUMBER, "text": "Your code is 123456", "reference": "letter-1"}
    assert gateway.got == [("/v1/messages", "Bearer key/1", said)]


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (400, mail.Refused),
        (404, mail.Refused),
        (302, mail.Refused),
        (401, mail.NotNow),
        (403, mail.NotNow),
        (429, mail.NotNow),
        (503, mail.NotNow),
        (500, mail.Uncertain),
        (502, mail.Uncertain),
    ],
)
def test_what_an_answer_leaves_certain(gateway, answer, error):
    gateway.answer = answer
    with pytest.raises(error):
        sms.deliver(NUMBER, "Hello", "letter-1")


def test_silence_after_sending_leaves_nothing_certain(gateway, monkeypatch):
    gateway.wait = 0.5
    monkeypatch.setattr(sms, "TIMES", 0.1)
    with pytest.raises(mail.Uncertain):
        sms.deliver(NUMBER, "Hello", "letter-1")


def test_a_gateway_that_is_away_has_nothing(settings):
    settings.SMS_URL = "http://key@127.0.0.1:1/?sender=NACAS"
    with pytest.raises(mail.NotNow):
        sms.deliver(NUMBER, "Hello", "letter-1")


@pytest.mark.parametrize(
    "url",
    [
        "https://gateway.example.org/?sender=NACAS",
        "https://key@gateway.example.org/",
        "http://key@gateway.example.org/?sender=NACAS",
        "smtp://key@gateway.example.org/?sender=NACAS",
    ],
)
def test_a_wrong_address_and_a_key_in_clear_are_refused(settings, url):
    settings.SMS_URL = url
    with pytest.raises(ImproperlyConfigured):
        sms.deliver(NUMBER, "Hello", "letter-1")


def test_what_is_no_number_is_never_sent(settings, tmp_path):
    settings.SMS_URL = f"file://{tmp_path}"
    with pytest.raises(mail.Refused):
        sms.deliver("ada@example.org", "Hello", "letter-1")
    assert not list(tmp_path.iterdir())


def test_a_folder_holds_each_text_two_of_one_moment_too(settings, tmp_path):
    settings.SMS_URL = f"file://{tmp_path}/texts"
    with clock.at(clock.now()):
        sms.deliver(NUMBER, "Your code is 123456", "letter-1")
        sms.deliver(NUMBER, "Your code is 234567", "letter-2")
    said = {file.read_text() for file in (tmp_path / "texts").iterdir()}
    assert said == {f"To: {NUMBER}\n\nYour code is {code}\n" for code in ("123456", "234567")}
