"""The demonstration's letter-box: closed everywhere else, first."""

from typing import Any

import pytest
from django.test import Client

from careregister.base.actors import CLOCK, Because
from careregister.letters import actions
from careregister.letters.tests.test_wording import CONTEXT
from careregister.outside import folders

pytestmark = pytest.mark.django_db
HERE: dict[str, Any] = {"REMOTE_ADDR": "127.0.0.1", "HTTP_HOST": "localhost"}
INBOX = "/account/demo/inbox/"


@pytest.fixture
def demo(settings):
    settings.DEMO = True


def write(to: str = "ada@example.org", device: str = "Firefox", **more) -> None:
    context = {**CONTEXT, "device": device}
    actions.write("letters.sign_in_notice", to=to, context=context, by=CLOCK, because=Because("x"), **more)


def test_there_is_none_but_in_the_demonstration(settings):
    settings.DEMO = False
    assert Client().get(INBOX, **HERE).status_code == 404
    assert Client().get(f"{INBOX}x.eml/", **HERE).status_code == 404


@pytest.mark.parametrize(
    "more",
    [
        {"REMOTE_ADDR": "192.0.2.1"},
        {"HTTP_HOST": "127.0.0.1.example.org"},
        {"HTTP_X_FORWARDED_FOR": "127.0.0.1"},
        {"HTTP_FORWARDED": "for=127.0.0.1"},
    ],
)
def test_nor_from_anywhere_but_this_machine(demo, letterbox, settings, more):
    settings.ALLOWED_HOSTS = ["*"]
    write()
    (letter,) = _names(letterbox)
    for page in (INBOX, f"{INBOX}{letter}/"):
        answer = Client().get(page, **{**HERE, **more})
        assert answer.status_code == 403
        assert b"Firefox" not in answer.content


@pytest.mark.parametrize("name", ["..", "..%2F..%2Fetc%2Fpasswd", "nobody.eml", "secrets.env", "%00.eml", "x" * 200])
def test_a_name_is_never_a_path(demo, letterbox, name):
    write()
    letterbox.opened()
    (letterbox.folder / "secrets.env").write_text("key", encoding="utf-8")
    assert Client().get(f"{INBOX}{name}/", **HERE).status_code in {404, 301}


def test_a_letter_is_shown_and_never_run(demo, letterbox):
    write(device="<script>alert(1)</script> https://localhost/x?a=1&b=2 javascript:alert(1)")
    (letter,) = _names(letterbox)
    page = Client().get(f"{INBOX}{letter}/", **HERE).content.decode()
    assert "<script>alert" not in page
    assert 'href="https://localhost/x?a=1&amp;b=2"' in page
    assert 'href="javascript' not in page


def test_letters_and_texts_newest_first(demo, letterbox):
    write()
    letterbox.opened()
    write(to="+447700900123", channel="sms")
    letterbox.opened()
    page = Client().get(INBOX, **HERE).content.decode()
    assert page.index("+447700900123") < page.index("ada@example.org")
    assert "Text message" in page


def test_pages_that_are_none_are_the_first_or_empty(demo, letterbox):
    for page in ("0", "-1", "x", "99999", "٣"):
        assert Client().get(INBOX, {"page": page}, **HERE).status_code == 200


def _names(letterbox) -> list[str]:
    letterbox.opened()
    return [letter.name for letter in folders.page(1, 50)[0]]
