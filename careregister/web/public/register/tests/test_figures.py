"""Open data: figures about many, never about one."""

import csv
import io

import pytest
from django.test import Client

from careregister.base import clock
from careregister.register.queries import open_data
from careregister.register.tests import world

from .people import registered, restricted

pytestmark = pytest.mark.django_db

ROUNDED = {0: None, 1: None, 4: None, 5: 5, 6: 5, 7: 5, 8: 10, 12: 10, 13: 15, 1_234: 1_235}


@pytest.mark.parametrize("count", ROUNDED)
def test_figures_are_rounded_and_small_ones_hidden(count):
    assert open_data.rounded(count) == ROUNDED[count]


@pytest.fixture
def later():
    """Seven in Cheshire, one of them suspended; two in Rutland; and then the next day."""
    with clock.at(world.NOON):
        people = [
            registered(f"Person Number{'abcdefg'[n]}", county="Cheshire", town="Chester", born=None) for n in range(7)
        ]
        restricted(people[0])
        for name in ("Xenia Ashdown", "Yolanda Ashdown"):
            registered(name, county="Rutland", town="Oakham", born=None)
    with clock.at(clock.start_of_day(world.TODAY.replace(day=world.TODAY.day + 1))):
        yield


def test_one_suspension_is_not_in_the_figures(later, client: Client):
    told = client.get("/register/data/figures.json").json()
    people = {row["code"]: row["people"] for row in told["by_standing"]}
    assert people["suspension"] is None
    assert people["registered"] == 10
    assert told["on_register"] == 10


def test_a_county_with_few_people_is_not_even_named(later, client: Client):
    for path in ("/register/data/", "/register/data/figures.csv", "/register/data/figures.json"):
        page = client.get(path).content.decode()
        assert "Cheshire" in page
        assert "Rutland" not in page
        assert "Oakham" not in page


def test_the_csv_says_fewer_than_five(later, client: Client):
    rows = list(csv.DictReader(io.StringIO(client.get("/register/data/figures.csv").content.decode())))
    assert {"as_at", "list", "code", "label", "people"} == set(rows[0])
    assert {row["people"] for row in rows} == {"5", "10", "fewer than 5"}
    assert {row["list"] for row in rows} == {"on_register", "standing", "tier", "county", "month"}


def test_no_figure_is_between_the_steps_of_five(later, client: Client):
    told = client.get("/register/data/figures.json").json()
    figures = [row["people"] for key in told if key.startswith("by_") for row in told[key]]
    assert all(figure is None or figure % 5 == 0 for figure in figures)


def test_they_are_counted_once_a_day_in_two_statements(later, client: Client, django_assert_num_queries):
    with django_assert_num_queries(5):  # look, count in two, write down, read
        client.get("/register/data/")
    open_data.forget()
    with django_assert_num_queries(1):
        client.get("/register/data/")
    with django_assert_num_queries(0):
        client.get("/register/data/figures.csv")
        client.get("/")
