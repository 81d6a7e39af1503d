"""Role x page x answer, wrong way first: `role_urls.py` says who may, and everybody else is tried as well."""

import pytest
from django.test import Client
from django.urls import reverse

from careregister.people.roles import ROLES
from careregister.people.tests import world
from careregister.web.parts.tests.signing_in import client_for, staff_client
from tests.shape.role_urls import ROWS, Row
from tests.shape.test_open_pages import addresses

pytestmark = pytest.mark.django_db
METHODS = ("get", "post")
NOT_SO = 405  # a page that knows no such method says so before it looks who asks


def address(row: Row) -> str:
    return reverse(row.page, kwargs=row.sample())


def answers(client: Client, wanted, method: str) -> dict[str, int]:
    """Page and answer, for each row whose answer is not the wanted one."""
    wrong = {}
    for row in ROWS:
        answer = getattr(client, method)(address(row))
        if not wanted(row, answer):
            wrong[row.page] = answer.status_code
    return wrong


def led_to(where: str):
    return lambda row, answer: (
        answer.status_code == NOT_SO or (answer.status_code == 302 and answer["Location"].startswith(where))
    )


@pytest.mark.parametrize("method", METHODS)
def test_a_stranger_is_led_to_sign_in(method):
    assert not answers(Client(), led_to("/account/sign-in/?next="), method)


@pytest.mark.parametrize("method", METHODS)
def test_somebody_with_an_account_and_no_role_is_refused(method):
    assert not answers(client_for(world.account()), lambda row, answer: answer.status_code in {403, NOT_SO}, method)


@pytest.mark.parametrize("method", METHODS)
def test_staff_without_a_second_step_see_nothing(method):
    for role in ("registrar", "administrator", "auditor"):
        client = client_for(world.account(role), second_step=False)
        assert not answers(client, led_to("/account/two-steps/"), method)


@pytest.mark.parametrize("method", METHODS)
def test_staff_who_did_not_use_their_second_step_see_nothing(method):
    account = world.account("registrar")
    world.app_factor(account)
    assert not answers(client_for(account, second_step=False), led_to("/account/confirm/code/?next="), method)


@pytest.mark.parametrize("method", METHODS)
def test_the_suspended_are_out(method):
    account = world.account("administrator")
    client = client_for(account)
    account.is_active = False
    account.save()
    assert not answers(client, led_to("/account/sign-in/?next="), method)


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("role", sorted(ROLES))
def test_a_role_that_is_not_named_is_refused(role, method):
    client = staff_client(role)
    assert not answers(client, lambda row, answer: role in row.roles or answer.status_code in {403, NOT_SO}, method)


@pytest.mark.parametrize("role", sorted(ROLES))
def test_a_role_that_is_named_is_let_in(role):
    client = staff_client(role)
    assert not answers(client, lambda row, answer: role not in row.roles or answer.status_code == row.right, "get")


def test_every_page_of_staff_has_its_row():
    pages = {name for name, _, _ in addresses() if name.startswith("staff:")}
    assert {row.page for row in ROWS} == pages


def test_an_administrator_sees_accounts_and_no_registrant():
    theirs = {row.page for row in ROWS if "administrator" in row.roles}
    accounts = {page for page in theirs if page.startswith("staff:account")}
    assert theirs == accounts | {"staff:home", "staff:lost_keys"}


def test_who_represents_members_sees_no_registrant():
    for role in ("representative", "campaigns_officer"):
        assert [row.page for row in ROWS if role in row.roles] == ["staff:home"]


def test_whoever_keeps_the_money_sees_no_checks_no_cases_and_no_record():
    theirs = {row.page.removeprefix("staff:") for row in ROWS if "finance_officer" in row.roles}
    beginnings = ("home", "money", "reconciliation", "movement", "refund", "payer", "member", "employer")
    assert [page for page in theirs if not page.startswith(beginnings)] == []
    assert not theirs & {"waivers", "waiver", "member_ending"}
