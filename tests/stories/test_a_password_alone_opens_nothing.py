"""A password alone shows nothing of staff: neither to its owner on the first day, nor to whoever learns it later."""

import pytest
from playwright.sync_api import Page, expect

from careregister.people.tests import world
from tests.stories.test_a_new_colleague_signs_in_with_a_passkey import PASSWORD, sign_in


@pytest.mark.parametrize("second_step", ["Set up your second step", "The second step"])
def test_it_leads_to_the_second_step_and_no_further(page: Page, axe, second_step: str):
    account = world.account("registrar", email="ann.other@example.org", password=PASSWORD)
    if second_step == "The second step":  # the owner has one already
        world.app_factor(account)
    sign_in(page, account.email)
    expect(page.get_by_role("heading", level=1)).to_have_text(second_step)
    page.goto("/staff/registrants/")
    expect(page.get_by_role("heading", level=1)).to_have_text(second_step)
    axe(page)
