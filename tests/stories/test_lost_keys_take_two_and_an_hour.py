"""A colleague loses her phone: who asks to take her keys away cannot also do it, and not before she had time to object."""

from datetime import timedelta

from playwright.sync_api import Page, expect

from careregister.base import clock
from careregister.people.tests import world
from tests.stories.administrators import enter, joel, say_why


def test_one_asks_and_an_hour_later_another_does_it(page: Page, axe):
    ann = world.account("registrar", name="Ann Other", email="ann@example.org")
    ruth = world.account("administrator", name="Ruth Abernathy", email="ruth@example.org")
    enter(page, joel())
    page.goto(f"/staff/accounts/{ann.pk}/")
    page.get_by_role("link", name="They lost their sign-in keys").click()
    say_why(page, "They lost the device", "She came to the office.")
    page.get_by_role("button", name="Ask for the keys to be taken away").click()
    page.get_by_role("link", name="Decide").click()
    expect(page.get_by_role("button", name="Take the keys away")).to_have_count(0)
    decide = page.url

    with clock.at(clock.now() + timedelta(minutes=61)):
        enter(page, ruth)
        page.goto(decide)
        axe(page)
        say_why(page, "They lost the device", "I rang her as well.")
        page.get_by_role("button", name="Take the keys away").click()
        expect(page.get_by_text("Took away lost sign-in keys")).to_be_visible()
