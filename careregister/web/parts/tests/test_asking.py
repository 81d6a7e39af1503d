"""Nobody forges where they come from, and nobody but this machine is offered the demonstration's button."""

from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.test import RequestFactory
from django.urls import reverse

from careregister.base import clock
from careregister.people.models import RoleGrant
from careregister.people.tests import world
from careregister.web.parts.asking import client_address, limit_key, may_sign_in_by_demo

from .signing_in import client_for, staff_client


@pytest.mark.parametrize(
    ("forwarded", "proxies", "expected"),
    [
        ("", 0, "203.0.113.9"),
        ("198.51.100.7", 0, "203.0.113.9"),  # no proxy of ours: whoever says so says it themselves
        ("198.51.100.7", 1, "198.51.100.7"),
        ("10.0.0.1, 198.51.100.7", 1, "198.51.100.7"),  # what stands before the last hop was sent by the client
        ("6.6.6.6, 198.51.100.7, 192.0.2.1", 2, "198.51.100.7"),
        ("198.51.100.7", 2, "203.0.113.9"),  # fewer hops than there must be: believe nothing
        ("nonsense", 1, "203.0.113.9"),
        ("", 1, "203.0.113.9"),
        (" 2001:db8::1 ", 1, "2001:db8::1"),
    ],
)
def test_only_the_hops_we_trust_are_believed(forwarded, proxies, expected):
    meta = {"REMOTE_ADDR": "203.0.113.9", "HTTP_X_FORWARDED_FOR": forwarded}
    assert client_address(meta, proxies) == expected


@pytest.mark.parametrize(
    ("address", "key"),
    [
        ("198.51.100.7", "198.51.100.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:ffff::1", "2001:db8:1:2::/64"),
        ("::ffff:198.51.100.7", "198.51.100.7"),
        ("not an address", "not an address"),
    ],
)
def test_a_customer_of_ipv6_counts_once(address, key):
    assert limit_key(address) == key


GOOD = {"REMOTE_ADDR": "127.0.0.1", "HTTP_HOST": "localhost:8000"}
BAD = [
    {"REMOTE_ADDR": "192.168.1.20"},
    {"REMOTE_ADDR": ""},
    {"HTTP_HOST": "register.example.org"},
    {"HTTP_HOST": "localhost.example.org"},
    {"HTTP_HOST": "127.0.0.1.nip.io:8000"},
    {"HTTP_HOST": ""},
    {"HTTP_X_FORWARDED_FOR": "127.0.0.1"},
    {"HTTP_X_FORWARDED_PROTO": "http"},
    {"HTTP_X_FORWARDED_HOST": "localhost"},
    {"HTTP_FORWARDED": "for=127.0.0.1"},
    {"HTTP_VIA": "1.1 proxy"},
    {"HTTP_X_REAL_IP": "127.0.0.1"},
    {"wsgi.url_scheme": "https"},
]


def asked(**changes):
    return RequestFactory().post("/account/demo/", **{**GOOD, **changes})


@pytest.fixture
def _demo(settings):
    settings.DEMO, settings.HTTPS, settings.TRUSTED_PROXIES = True, False, 0


@pytest.mark.usefixtures("_demo")
@pytest.mark.parametrize("changes", BAD, ids=str)
def test_whatever_may_come_from_elsewhere_is_refused(changes):
    assert not may_sign_in_by_demo(asked(**changes))


@pytest.mark.usefixtures("_demo")
@pytest.mark.parametrize("setting", [("DEMO", False), ("HTTPS", True), ("TRUSTED_PROXIES", 1)])
def test_not_without_demo_mode_nor_behind_a_proxy_nor_over_https(settings, setting):
    setattr(settings, *setting)
    assert not may_sign_in_by_demo(asked())


@pytest.mark.usefixtures("_demo")
@pytest.mark.parametrize(
    "here",
    [{}, {"HTTP_HOST": "127.0.0.1:8000"}, {"HTTP_HOST": "[::1]:8000", "REMOTE_ADDR": "::1"}],
    ids=str,
)
def test_this_machine_is_let_in(here):
    assert may_sign_in_by_demo(asked(**here))


@pytest.mark.django_db
def test_who_asks_costs_two_statements_with_roles_and_second_step(django_assert_num_queries):
    client = staff_client("editor")
    client.get("/staff/accounts/")  # the session's first page notes from where it came
    with django_assert_num_queries(2):
        assert client.get("/staff/accounts/").status_code == 403


@pytest.mark.django_db
def test_what_changes_between_two_pages_holds_from_the_second():
    account = world.account("editor")
    client = client_for(account)
    assert client.get("/staff/texts/").status_code == 200
    Authenticator.objects.filter(user=account).delete()
    assert client.get("/staff/texts/")["Location"] == reverse("account_two_steps")
    world.app_factor(account)
    RoleGrant.objects.filter(account=account).update(held=DateTimeTZRange(clock.now() - timedelta(days=2), clock.now()))
    assert client.get("/staff/texts/").status_code == 403
