"""Whatever is typed into an address or a form, the answer is a page and never a breakdown."""

import pytest

from .asking import Asker
from .people import registered

pytestmark = pytest.mark.django_db

NUL = "%00"
ODD = (
    NUL,
    f"CR{NUL}572908465",
    f"a{NUL}b",
    "%ff%fe",
    "%0d%0aSet-Cookie:x",
    "%F0%9F%92%A9",
    "9" * 400,
    "٣" * 9,
    "../../etc/passwd",
    "%2e%2e%2f",
    "{{7*7}}",
    "' or 1=1 --",
    "%E2%80%AE",
    "-1",
    "1e999",
)
NUMBER_PATHS = ("/register/{}/", "/register/{}/name/", "/register/person/{}/", "/register/private-check/{}")
QUERIES = (
    "/?q={}",
    "/register/?q={}",
    "/register/?q=grace&place={}",
    "/register/?q=grace&tier={}",
    "/register/{number}/?as-at={}",
    "/register/{number}/?by={}",
    "/register/{number}/?by={}&unsure={}",
    "/register/person/?ask={}",
    "/register/person/?ask={}&unsure=yes",
    "/register/data/?q={}",
    "/how-to-check/?x={}",
)
DAYS = (
    "1/1/99999999999999999999",
    "99999999999999999999/1/1",
    "1/1/2026/",
    "٣/٣/2026",
    "1-1--1",
    "1/1/9999",
    "+1/+1/2026",
)


@pytest.fixture
def asker(settings) -> Asker:
    settings.LIMITS_ON = False
    asker = Asker()
    asker.client.raise_request_exception = False
    return asker


@pytest.fixture
def number() -> str:
    return registered("Grace Adeyemi", town="Sale").number_id


@pytest.mark.parametrize("odd", ODD)
def test_odd_words_in_an_address_never_break_a_page(asker: Asker, number, odd):
    for form in (*NUMBER_PATHS, *QUERIES):
        for headers in ({}, {"HTTP_ACCEPT": "application/json"}):
            path = form.replace("{number}", number).replace("{}", odd)
            assert asker.get(path, **headers).status_code < 500, path


@pytest.mark.parametrize("day", DAYS)
def test_odd_days_never_break_an_entry(asker: Asker, number, day):
    for headers in ({}, {"HTTP_ACCEPT": "application/json"}):
        answer = asker.get(f"/register/{number}/?as-at={day}", **headers)
        assert answer.status_code < 500


@pytest.mark.parametrize("path", ["/register/%00/", "/register/CR%00572908465/"])
def test_a_number_with_a_nul_in_it_is_nobodys(asker: Asker, path):
    assert asker.get(path).status_code == 404
    assert asker.get(path, HTTP_ACCEPT="application/json").status_code == 404


@pytest.mark.parametrize("odd", ["\x00", "Grace\x00 Adeyemi", "\ud7ff" * 300, "{{7*7}}", "-1", "\u202e"])
def test_odd_words_in_a_form_never_break_a_page(asker: Asker, number, odd):
    for at in (number, odd):
        path = f"/register/{at.replace(chr(0), NUL)}"
        assert asker.post(f"{path}/name/", name=odd).status_code < 500
    assert asker.post("/register/person/", ask=odd, number=odd).status_code < 500
