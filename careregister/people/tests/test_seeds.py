"""The demonstration's staff: three of each role, the same every time, and none of them with a password."""

from collections import Counter

import pytest

from careregister.people.models import Account, RoleGrant
from careregister.people.queries import staff_page
from careregister.people.seeds import demo_accounts, demo_staff

pytestmark = pytest.mark.django_db


def test_three_of_each_role_once():
    assert demo_staff() == 33
    assert demo_staff() == 0
    assert set(Counter(RoleGrant.objects.values_list("role", flat=True)).values()) == {3}


def test_nobody_of_them_has_a_password():
    demo_staff()
    assert not any(account.has_usable_password() for account in Account.objects.all())


def test_they_are_the_same_every_time():
    assert [row.account_id for row in demo_accounts()] == [row.account_id for row in demo_accounts()]
    assert str(demo_accounts()[0].account_id) == "fdc0726a-f916-5af9-82b5-d1ba002b80c6"
    assert len({row.email for row in demo_accounts()}) == 33
    assert all(row.email.endswith("@example.org") for row in demo_accounts())


def test_the_list_is_searched_by_name_without_accents_and_by_role():
    demo_staff()
    assert [row.name for row in staff_page(search="wojcik").accounts] == ["Agnieszka Wójcik"]
    assert [row.name for row in staff_page(search="RAMAN@").accounts] == ["Priya Raman"]
    assert staff_page(role="auditor").total == 3
    assert staff_page(show="suspended").total == 0


def test_the_list_asks_the_same_few_questions_however_long_it_is(django_assert_num_queries):
    demo_staff()
    with django_assert_num_queries(6):
        assert len(staff_page().accounts) == 33
