"""A refusal becomes a page with words, and says how it may be tried again."""

import pytest
from django.db import OperationalError
from django.http import HttpResponse
from django.test import RequestFactory
from psycopg.errors import LockNotAvailable
from structlog.contextvars import bound_contextvars, get_contextvars

from careregister.base.refusals import Busy, LimitReached, NotAllowed, Unlawful
from careregister.web.parts import reasons
from careregister.web.parts.middleware import client_address, refusals


def answer(exception):
    request = RequestFactory().get("/")
    return refusals(lambda request: HttpResponse()).process_exception(request, exception)


@pytest.mark.parametrize(
    ("exception", "status"),
    [
        (NotAllowed("own_roles"), 403),
        (NotAllowed("a reason nobody wrote words for"), 403),
        (Unlawful("not_lawful_now"), 409),
        (Busy(), 503),
        (LimitReached("too_often", seconds=90), 429),
    ],
    ids=str,
)
def test_each_kind_of_refusal_has_its_answer(exception, status):
    response = answer(exception)
    assert response.status_code == status
    assert b"<h1" in response.content


def test_what_is_no_refusal_is_not_hidden():
    assert answer(ValueError("a mistake of ours")) is None
    assert answer(OperationalError("the database is gone")) is None


def test_a_lock_that_somebody_else_holds_reads_as_busy():
    error = OperationalError("canceling statement due to lock timeout")
    error.__cause__ = LockNotAvailable()
    response = answer(error)
    assert (response.status_code, response["Retry-After"]) == (503, "5")
    assert "Somebody else is working on this" in response.content.decode()


def test_too_often_says_when_to_come_back():
    assert answer(LimitReached("too_often", seconds=90))["Retry-After"] == "90"


def test_the_reason_is_on_the_page_in_words_and_not_as_a_code():
    page = answer(NotAllowed("represents_and_judges")).content.decode()
    assert "Nobody both represents members and judges them" in page
    assert "represents_and_judges" not in page


def test_every_reason_has_a_title_and_says_more():
    assert all(str(said.title).strip() and str(said.more).strip() for said in reasons.WORDS.values())


def test_the_address_is_set_for_all_who_come_after_and_for_the_log(settings):
    settings.TRUSTED_PROXIES = 1
    seen = []

    def look(asked) -> HttpResponse:
        seen.extend((asked.client_address, get_contextvars()["ip"]))
        return HttpResponse()

    request = RequestFactory().get("/", REMOTE_ADDR="10.0.0.9", HTTP_X_FORWARDED_FOR="6.6.6.6, 198.51.100.7")
    with bound_contextvars(ip=""):
        client_address(look)(request)
    assert seen == ["198.51.100.7"] * 2
