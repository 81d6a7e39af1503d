"""Every public page answers, within its three queries."""

import pytest
from django.test import Client

from careregister.register.queries import open_data

from .people import registered, restricted

pytestmark = pytest.mark.django_db
STILL = (
    "/",
    "/about/",
    "/how-to-check/",
    "/accessibility/",
    "/privacy/",
    "/register/private-check/",
    "/register/data/",
)


@pytest.mark.parametrize("address", STILL)
def test_pages_without_a_person_take_at_most_three_queries(client: Client, address, django_assert_max_num_queries):
    client.get("/register/data/")  # the first look of a day counts and writes down, for all processes
    open_data.forget()
    with django_assert_max_num_queries(3):
        response = client.get(address)
    assert response.status_code == 200
    assert "public" in response["Cache-Control"]
    assert "noindex" not in response.content.decode()


def test_an_entry_takes_two_queries(client: Client, django_assert_num_queries):
    registrant = registered("Grace Adeyemi", town="Sale")
    restricted(registrant)
    with django_assert_num_queries(2):
        response = client.get(f"/register/{registrant.number_id}/")
    assert response.status_code == 200
    assert "Suspended" in response.content.decode()


def test_a_number_nobody_has_takes_three_queries(client: Client, django_assert_num_queries):
    with django_assert_num_queries(3):
        assert client.get("/register/CR123456786/").status_code == 404


def test_a_search_takes_three_queries(client: Client, django_assert_num_queries):
    registered("Grace Adeyemi", town="Sale")
    with django_assert_num_queries(3):
        response = client.get("/register/?q=grace+adeyemi")
    assert "Grace Adeyemi" in response.content.decode()


def test_the_private_check_takes_three_queries(client: Client, django_assert_max_num_queries):
    with django_assert_max_num_queries(3):
        assert client.get("/register/private-check/ab").status_code == 200


@pytest.mark.parametrize(
    "address", ["/register/", "/register/?q=grace", "/register/CR123456786/", "/register/private-check/ab"]
)
def test_pages_with_persons_are_kept_by_nobody_and_indexed_by_nobody(client: Client, address):
    response = client.get(address)
    assert response["Cache-Control"] == "no-store"
    assert "noindex" in response["X-Robots-Tag"]
    if "text/html" in response["Content-Type"]:
        assert '<meta name="robots" content="noindex' in response.content.decode()


def test_browsers_find_the_icon_where_they_look_for_it(client: Client, django_assert_num_queries):
    with django_assert_num_queries(0):
        response = client.get("/favicon.ico")
    assert response.status_code == 302
    assert response["Location"].startswith("/static/parts/icon")
    assert response["Location"].endswith(".svg")


def test_the_square_is_of_its_own_entry_though_it_is_drawn_once(client: Client):
    pages = [client.get(f"/register/{registered('Grace Adeyemi').number_id}/").content.decode() for _ in range(2)]
    one, two = (page.partition('class="pub-qr"')[2].partition("</svg>")[0] for page in pages)
    assert "<path" in one
    assert one != two
