"""On a phone every page of money and of employers is read downwards, by everybody, with nothing cut off."""

import pytest
from playwright.sync_api import Page

from careregister.membership.models import Subscription, WaiverRequest
from careregister.organisations.models import Employer
from careregister.organisations.queries import users_of
from careregister.people.models import Account
from careregister.people.queries import actor_for
from careregister.register.tests import staffed
from tests.harness.browser import Live, fits
from tests.stories.applicants import sign_in
from tests.stories.desks import sit_down

MONEY = ("money/?age=to_30", "money/months/", "money/refunds/", "money/reconciliation/")
MEMBERS = ("members/", "members/behind/", "members/figures/", "members/waivers/", "members/employers/")
EMPLOYERS = (
    "",
    "workers/",
    "workers/new/",
    "workers/list/",
    "invoices/",
    "method/",
    "colleagues/",
    "colleagues/invitation/",
    "closing/",
)


def read(page: Page, axe, addresses) -> None:
    for address in addresses:
        answer = page.goto(address)
        assert answer is not None
        assert answer.status == 200, address
        axe(page)
        fits(page)


@pytest.mark.parametrize(("role", "pages"), [("finance_officer", MONEY), ("membership_officer", MEMBERS)])
def test_staff_read_money_and_memberships_on_a_phone(phone: Page, live: Live, axe, role, pages):
    sit_down(phone, live, role)
    read(phone, axe, (f"/staff/{page}" for page in pages))


def test_one_member_one_employer_and_one_request_on_a_phone(phone: Page, live: Live, axe):
    sit_down(phone, live, "membership_officer")
    behind = Subscription.objects.filter(state="past_due", employer=None).first()
    request = WaiverRequest.objects.filter(state="waiting").first()
    employer = Employer.objects.first()
    assert behind
    assert request
    assert employer
    about = (
        f"{behind.person_id}/",
        f"{behind.person_id}/ending/",
        f"waivers/{request.pk}/",
        f"employers/{employer.pk}/",
    )
    read(phone, axe, (f"/staff/members/{one}" for one in about))


def test_an_employers_pages_on_a_phone(phone: Page, live: Live, axe):
    employer = Employer.objects.get(name="Meadow Lane Homecare")
    officer = actor_for(staffed.account("membership_officer"))
    owner = next(one for one in users_of(employer.pk, officer) if "owner" in one.roles)
    sign_in(phone, live, Account.objects.get(pk=owner.account_id))
    read(phone, axe, (f"/organisation/{employer.pk}/{page}" for page in EMPLOYERS))
