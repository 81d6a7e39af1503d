"""Role x page x answer, wrong way first: `role_urls.py` says who may, and everybody else is tried as well."""

from collections.abc import Iterable

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
# Those whose roles would together let them in to every page; who administers or audits may hold no other role.
ALONE = ("administrator", "auditor")
HOLDERS = (
    tuple(sorted(role.code for role in ROLES.values() if role.side != "represents" and role.code not in ALONE)),
    *((role,) for role in ALONE),
)
NOT_SO = 405  # a page that knows no such method says so before it looks who asks


@pytest.fixture
def addresses_of() -> dict[str, str]:
    """The address of each row's sample; rows of one kind of sample share it."""
    samples = {sample: sample() for sample in {row.sample for row in ROWS}}
    return {row.page: reverse(row.page, kwargs=samples[row.sample]) for row in ROWS}


def answers(client: Client, wanted, method: str, of: dict[str, str], rows: Iterable[Row] = ROWS) -> dict[str, int]:
    """Page and answer, for each row whose answer is not the wanted one."""
    wrong = {}
    for row in rows:
        answer = getattr(client, method)(of[row.page])
        if not wanted(row, answer):
            wrong[row.page] = answer.status_code
    return wrong


def led_to(where: str):
    return lambda row, answer: (
        answer.status_code == NOT_SO or (answer.status_code == 302 and answer["Location"].startswith(where))
    )


def refused(row: Row, answer) -> bool:
    return answer.status_code in {403, NOT_SO}


@pytest.mark.parametrize("method", METHODS)
def test_a_stranger_is_led_to_sign_in(method, addresses_of):
    assert not answers(Client(), led_to("/account/sign-in/?next="), method, addresses_of)


@pytest.mark.parametrize("method", METHODS)
def test_somebody_with_an_account_and_no_role_is_refused(method, addresses_of):
    assert not answers(client_for(world.account()), refused, method, addresses_of)


def of_holders(held: tuple[str, ...]) -> list[Row]:
    """The pages that would let in the holder of these roles, and none of the holders named before."""
    before = {role for earlier in HOLDERS[: HOLDERS.index(held)] for role in earlier}
    return [row for row in ROWS if row.roles & set(held) and not row.roles & before]


@pytest.mark.parametrize("held", HOLDERS)
def test_staff_without_a_second_step_see_nothing_whatever_their_roles(held, addresses_of):
    client = client_for(world.account(*held), second_step=False)
    for method in METHODS:
        assert not answers(client, led_to("/account/two-steps/"), method, addresses_of, of_holders(held))


@pytest.mark.parametrize("held", HOLDERS)
def test_staff_who_did_not_use_their_second_step_see_nothing_whatever_their_roles(held, addresses_of):
    account = world.account(*held)
    world.app_factor(account)
    client = client_for(account, second_step=False)
    for method in METHODS:
        assert not answers(client, led_to("/account/confirm/code/?next="), method, addresses_of, of_holders(held))


@pytest.mark.parametrize("held", HOLDERS)
def test_the_suspended_are_out_whatever_their_roles(held, addresses_of):
    account = world.account(*held)
    client = client_for(account)
    account.is_active = False
    account.save()
    for method in METHODS:
        assert not answers(client, led_to("/account/sign-in/?next="), method, addresses_of, of_holders(held))


@pytest.mark.parametrize("role", sorted(ROLES))
def test_a_role_that_is_not_named_is_refused_and_one_that_is_named_is_let_in(role, addresses_of):
    client = staff_client(role)
    not_named = [row for row in ROWS if role not in row.roles]
    for method in METHODS:
        assert not answers(client, refused, method, addresses_of, not_named)
    named = [row for row in ROWS if role in row.roles]
    assert not answers(client, lambda row, answer: answer.status_code == row.right, "get", addresses_of, named)


def test_every_page_of_staff_has_its_row():
    pages = {name for name, _, _ in addresses() if name.startswith("staff:")}
    assert {row.page for row in ROWS} == pages


def test_every_page_would_let_in_one_of_the_holders():
    pages = [row.page for held in HOLDERS for row in of_holders(held)]
    assert sorted(pages) == sorted(row.page for row in ROWS)


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
