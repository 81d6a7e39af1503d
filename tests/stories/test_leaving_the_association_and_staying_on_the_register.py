"""A member leaves the association: one page, one button; she stays on the register, and pays for that alone."""

from playwright.sync_api import Page, expect

from careregister.membership.tests import world as members
from careregister.people.tests import world as people
from careregister.register import queries as register
from careregister.register.tests import staffed
from tests.harness.browser import Live
from tests.stories.applicants import sign_in
from tests.stories.members import HOME, heading, looked_at


def test_the_register_goes_on_at_its_own_fee(phone: Page, live: Live, axe):
    registrant = staffed.admitted("Perpetua Quillfeather")
    account = people.account(name="Perpetua Quillfeather")
    account.person = registrant.person
    account.save()
    members.member("yearly", by=people.owner_of(account))
    sign_in(phone, live, account)
    phone.goto("/account/")
    expect(phone.get_by_text("Next payment: £36")).to_be_visible()
    phone.get_by_role("link", name="Your membership").click()
    looked_at(phone, axe)
    expect(phone.get_by_role("link", name="Cancel", exact=True)).to_be_in_viewport()
    phone.get_by_role("link", name="Cancel", exact=True).click()
    heading(phone, "Cancel your membership")
    expect(phone.get_by_text("never ends your registration")).to_be_visible()
    looked_at(phone, axe)
    phone.get_by_role("button", name="Cancel my membership").click()
    expect(phone.get_by_text("You have cancelled. We take no more payments.")).to_be_visible()
    looked_at(phone, axe)
    phone.get_by_role("button", name="Pay for the register only, £18 a year").click()
    expect(phone.get_by_text("you pay £18 a year for the register only")).to_be_visible()
    looked_at(phone, axe)
    found = register.entry(registrant.number_id)
    assert isinstance(found, register.EntryShown)
    assert found.status == "registered"
    phone.goto(f"{HOME}cancel/")
    phone.get_by_role("button", name="Cancel my membership").click()
    phone.get_by_role("button", name="Stay a member after all").click()
    expect(phone.get_by_text("You stay a member. Nothing has changed.")).to_be_visible()
