"""A harvester, scripted: somebody who wants the whole list. How much of it one address gets in a day is printed here."""

from datetime import timedelta

import pytest

from careregister.base import clock
from careregister.register.queries import open_data

from ... import budgets
from .asking import Asker
from .people import registered

pytestmark = pytest.mark.django_db

FIRST = ("Grace", "Maria", "John", "Priya", "Kwame")
COMMON = ("Smith", "Jones", "Patel", "Okafor", "Kumar", "Santos", "Moyo", "Nowak")


@pytest.fixture
def many() -> list[str]:
    """Forty people: five of each common name."""
    return [on_the_register(f"{first} {last}") for last in COMMON for first in FIRST]


@pytest.fixture
def few() -> list[str]:
    """Five people of one common name."""
    return [on_the_register(f"{first} Okafor") for first in FIRST]


def on_the_register(name: str) -> str:
    return registered(name, tier="", born=None, checkable=False).number_id


def test_common_names_stop_at_the_names_shown_in_a_day(many, monkeypatch):
    monkeypatch.setattr(budgets, "NAMES_SHOWN", budgets.Budget("public.names_shown", 12, budgets.DAY))
    asker, got = Asker(), set()
    for typed in [*COMMON, *FIRST]:
        got |= set(asker.names(typed))
    print(f"\nWith a budget of 12 names a day, {len(COMMON) + len(FIRST)} common names gave {len(got)} of 40 people.")  # noqa: T201
    assert len(got) <= 12
    assert asker.search("Smith").status_code == 429


def test_searches_stop_within_ten_minutes_and_go_on_after(few):
    asker = Asker()
    with clock.at(clock.start_of_day(clock.today()) + timedelta(hours=30)):
        answers = [asker.search("zebedee quux").status_code for _ in range(45)]
        refused = asker.search("zebedee quux")
    assert answers.count(200) == 40
    assert refused.status_code == 429
    assert int(refused["Retry-After"]) <= 600
    assert "check many care workers" in refused.content.decode()
    with clock.at(clock.start_of_day(clock.today()) + timedelta(hours=30, minutes=11)):
        assert asker.search("zebedee quux").status_code == 200


def test_a_name_with_more_than_twenty_bearers_gives_nobody():
    for number in range(21):
        on_the_register(f"Maria {'abcdefghijklmnopqrstu'[number] * 5}")
    asker = Asker()
    assert asker.names("Maria") == []
    assert "More people match than we can show" in asker.search("Maria").content.decode()


def test_nothing_like_a_name_lists_nobody(few):
    for typed in ("", "a", "ab", "%%%", "___", "* * *", "'; select 1; --", "\x00\x00\x00", "é", "  "):
        assert Asker().names(typed) == []


LISTS = (
    "/register/?q=",
    "/register/?q=&place=Sale",
    "/register/?tier=foundation",
    "/register/?q=*&page=2",
    "/register/data/figures.json",
    "/register/data/figures.csv",
    "/register/data/",
    "/",
    "/robots.txt",
)


def test_no_list_holds_a_number_or_a_name(few):
    for path in LISTS:
        page = Asker().get(path).content.decode()
        assert not [number for number in few if number in page]
        assert "Okafor" not in page


def test_json_and_pages_share_one_budget(few):
    asker = Asker()
    answers = [
        asker.get(f"/register/{few[n % 5]}/", **({"HTTP_ACCEPT": "application/json"} if n % 2 else {})).status_code
        for n in range(140)
    ]
    assert answers.count(200) == 120
    assert answers[-1] == 429
    over = asker.get(f"/register/{few[0]}/", HTTP_ACCEPT="application/json")
    assert over.json()["error"] == "too_often"
    assert int(over["Retry-After"]) == over.json()["wait_seconds"]


HEADERS = (
    {"HTTP_X_FORWARDED_FOR": "1.2.3.4"},
    {"HTTP_X_REAL_IP": "1.2.3.4"},
    {"HTTP_FORWARDED": "for=1.2.3.4"},
    {"HTTP_CLIENT_IP": "1.2.3.4"},
    {"HTTP_X_FORWARDED_HOST": "elsewhere.example"},
)


@pytest.fixture
def one() -> str:
    return registered("Grace Okafor", tier="", born=None).number_id


def test_pretending_to_come_from_elsewhere_does_not_help(one):
    asker = Asker()
    for guess in range(12):
        asker.get(f"/register/NOBODY{guess}/")
    for headers in HEADERS:
        assert asker.get(f"/register/{one}/", **headers).status_code == 429


def test_another_host_name_is_refused_and_reaches_no_address_we_print(one):
    assert Asker().get(f"/register/{one}/", HTTP_HOST="evil.example").status_code == 400
    page = Asker().get(f"/register/{one}/", HTTP_X_FORWARDED_HOST="evil.example").content.decode()
    assert "evil.example" not in page


def test_all_addresses_of_one_ipv6_customer_are_one_asker(one):
    for guess in range(12):
        Asker(address=f"2001:db8:1:2::{guess:x}").get(f"/register/NOBODY{guess}/")
    assert Asker(address="2001:db8:1:2:ffff::1").get(f"/register/{one}/").status_code == 429
    assert Asker(address="2001:db8:1:3::1").get(f"/register/{one}/").status_code == 200


def test_prefixes_stop_at_a_hundred_a_day(one):
    asker = Asker()
    answers = [asker.get(f"/register/private-check/{n:02x}").status_code for n in range(110)]
    assert answers.count(200) == 100
    assert answers[-1] == 429


def test_the_figures_change_at_midnight_only(one):
    before = Asker().get("/register/data/figures.json").json()
    registered("Newly Admitted", tier="", born=None)
    open_data.forget()
    assert Asker().get("/register/data/figures.json").json() == before


def test_one_address_gets_little_in_a_day(many):
    """Everything at once: names until they stop, numbers until they stop."""
    asker, names, numbers = Asker(), set(), set()
    for typed in COMMON:
        names |= set(asker.names(typed))
    for number in range(130):
        if asker.get(f"/register/{many[number % 40]}/").status_code == 200:
            numbers.add(many[number % 40])
    limits = {budget.name: (budget.most, budget.seconds) for budget in budgets.ALL}
    print(f"\nOf 40 people one address got {len(names)} names; the limits are {limits}.")  # noqa: T201
    assert budgets.NAMES_SHOWN.most <= 200
    assert budgets.LOOKUPS.most * 24 <= 3000
