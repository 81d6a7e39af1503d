"""A list of sessions says which browser, not what a browser says of itself."""

import pytest

from careregister.base import clock
from careregister.people.tests import world
from careregister.web.account import browsers
from careregister.web.account.tests.guess import NOON
from careregister.web.parts.tests.signing_in import client_for

LIKE_GECKO = "AppleWebKit/537.36 (KHTML, like Gecko)"


@pytest.mark.parametrize(
    ("says", "words"),
    [
        (f"Mozilla/5.0 (X11; Linux x86_64) {LIKE_GECKO} Chrome/140.0.0.0 Safari/537.36", "Chrome on Linux"),
        (f"Mozilla/5.0 (Windows NT 10.0) {LIKE_GECKO} Chrome/140.0 Safari/537.36 Edg/140.0", "Edge on Windows"),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox on Mac"),
        (f"Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) {LIKE_GECKO} Safari/604.1", "Safari on iPhone"),
        (f"Mozilla/5.0 (Linux; Android 10; K) {LIKE_GECKO} Chrome/140.0 Mobile Safari/537.36", "Chrome on Android"),
        ("Mozilla/5.0 (Plan9) Firefox/1.0", "Firefox"),
        ("curl/8.5.0", "A browser"),
        ("<b>Chrome/1 Linux</b>", "A browser"),
        ("", "A browser"),
    ],
)
def test_a_browser_in_words(says: str, words: str):
    assert browsers.words(says) == words


@pytest.mark.django_db
def test_the_page_of_sessions_says_it():
    with clock.at(NOON):
        client = client_for(world.account("editor"))
        page = client.get("/account/sessions/", headers={"user-agent": "Mozilla/5.0 (X11; Linux) Firefox/140.0"})
    assert "Firefox on Linux" in page.content.decode()
    assert "Mozilla" not in page.content.decode()
