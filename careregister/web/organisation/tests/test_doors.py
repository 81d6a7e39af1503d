"""Who may open what of an employer: a table, wrong way first."""

from uuid import UUID

import pytest
from django.test import Client

from careregister.organisations import actions as organisations
from careregister.organisations.roles import MAY_PAY, OWNER, ROLES
from careregister.people.tests import world as people
from careregister.web.parts.tests.signing_in import staff_client
from tests.shape.test_open_pages import addresses

from . import world

pytestmark = pytest.mark.django_db
NOBODY = UUID("0b8f0f3a-5a0c-4f0e-9d59-3a6f5d1c2b10")
OWNERS = frozenset({OWNER})
ANY = frozenset(ROLES)
# The end of the address after the employer's: who may, and what they get for a GET (405: a button alone).
ROWS = {
    "": (ANY, 200),
    "closing/": (OWNERS, 200),
    "colleagues/": (ANY, 200),
    "colleagues/invitation/": (OWNERS, 200),
    f"colleagues/invitation/{NOBODY}/withdrawal/": (OWNERS, 405),
    "colleagues/leaving/": (ANY, 200),
    f"colleagues/{NOBODY}/roles/": (OWNERS, 404),
    f"colleagues/{NOBODY}/ending/": (OWNERS, 404),
    "workers/": (MAY_PAY, 200),
    "workers/file/": (MAY_PAY, 405),
    "workers/new/": (MAY_PAY, 200),
    "workers/list/": (MAY_PAY, 200),
    f"workers/invitations/{NOBODY}/withdrawal/": (MAY_PAY, 405),
    f"workers/{NOBODY}/ending/": (MAY_PAY, 404),
    "invoices/": (MAY_PAY, 200),
    "invoices/now/": (MAY_PAY, 405),
    "invoices/payment/": (MAY_PAY, 405),
    "invoices/payment/done/": (MAY_PAY, 302),
    f"invoices/{NOBODY}/": (MAY_PAY, 404),
    f"invoices/{NOBODY}/pdf/": (MAY_PAY, 404),
    "method/": (MAY_PAY, 200),
    "method/back/": (MAY_PAY, 200),
    "method/not-done/": (MAY_PAY, 200),
    "method/ending/": (MAY_PAY, 405),
}


def answers(client: Client, employer_id: UUID, method: str = "get") -> dict[str, int]:
    return {more: getattr(client, method)(world.at(employer_id, more)).status_code for more in ROWS}


def test_the_table_has_every_page_of_an_employer():
    prefix = f"/organisation/{NOBODY}/"
    known = {address.removeprefix(prefix) for name, address, _ in addresses() if address.startswith(prefix)}
    assert known == ROWS.keys()


@pytest.mark.parametrize("method", ["get", "post"])
def test_strangers_sign_in_and_others_get_one_answer_for_every_employer(method):
    employer_id, _owner, _client = world.employer()
    assert set(answers(Client(), employer_id, method).values()) == {302}
    somebody = world.browser(people.account(name="Nosy Neighbour"))
    for which in (employer_id, NOBODY):
        assert set(answers(somebody, which, method).values()) <= {403, 405}
    one, other = (somebody.get(world.at(which)).content for which in (employer_id, NOBODY))
    assert one == other


def test_staff_act_for_an_employer_with_an_account_of_their_own():
    employer_id, *_ = world.employer()
    for role in ("membership_officer", "finance_officer", "auditor", "administrator"):
        assert set(answers(staff_client(role), employer_id).values()) <= {403, 405}
    assert staff_client("finance_officer").get("/organisation/").status_code == 403


@pytest.mark.parametrize("role", sorted(ROLES))
def test_each_role_opens_what_is_its_own(role):
    employer_id, owner, _client = world.employer()
    _by, client = world.colleague(employer_id, owner, role)
    expected = {more: right if role in roles or right == 405 else 403 for more, (roles, right) in ROWS.items()}
    assert answers(client, employer_id) == expected
    menu = client.get(world.at(employer_id)).content.decode()
    for page in ("workers/", "invoices/", "method/"):
        assert (world.at(employer_id, page) in menu) == (role in MAY_PAY)


def test_whoever_was_ended_and_everybody_of_a_closed_employer_is_out():
    employer_id, owner, client = world.employer()
    by, theirs = world.colleague(employer_id, owner, "payer")
    assert by.account_id is not None
    organisations.end_user(employer_id, by.account_id, by=owner, because=world.WHY)
    assert theirs.get(world.at(employer_id, "workers/")).status_code == 403
    organisations.close_employer(employer_id, by=owner, because=world.WHY)
    assert client.get(world.at(employer_id)).status_code == 403


def test_what_an_employers_people_read_is_kept_in_no_cache():
    employer_id, _owner, client = world.employer()
    assert client.get(world.at(employer_id, "workers/"))["Cache-Control"].startswith("no-store")
