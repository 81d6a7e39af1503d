"""A daughter checks, on an old phone without JavaScript, who is coming to care for her father."""

from playwright.sync_api import expect

from careregister.web.public.register.tests.people import registered, restricted
from tests.harness.browser import PHONE, whole


def test_by_name_and_then_she_keeps_the_page(new_context, axe):
    registered("Grace Ọlámídé Adébáyọ̀", town="Sale", county="Greater Manchester")
    page = new_context(viewport=PHONE, java_script_enabled=False).new_page()

    page.goto("/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Who is coming to care for somebody you love?")
    page.get_by_label("Their registration number, or their name").fill("adebayo grace olamide")
    page.get_by_role("button", name="Look up").click()

    expect(page.get_by_text("Exact name")).to_be_visible()
    page.get_by_role("link", name="Grace Ọlámídé Adébáyọ̀").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Grace Ọlámídé Adébáyọ̀")
    expect(page.locator(".cr-entry__word")).to_have_text("Registered")
    expect(page.get_by_role("heading", name="What this does not mean")).to_be_visible()
    expect(page.get_by_text("True at that moment")).to_be_visible()
    # Buttons that need a script are not offered; the address stands there to be copied by hand.
    expect(page.get_by_role("button", name="Copy the address")).to_be_hidden()
    shared = page.locator(".pub-address").inner_text()
    assert "by=" not in shared


def test_what_she_shares_has_no_name_and_says_it_matches_when_asked(phone, another_page, axe):
    registrant = registered("Halina Nowicka", town="Sale")
    restricted(registrant, "impose_interim_suspension")
    phone.goto("/register/?q=halina+nowicka")
    axe(phone)
    phone.get_by_role("link", name="Halina Nowicka").click()
    expect(phone.locator(".cr-entry__word")).to_have_text("Suspended for now")
    expect(phone.get_by_role("heading", name="Limits on their work")).to_be_visible()
    axe(phone)
    address = phone.locator(".pub-address").inner_text().removeprefix("Address: ")

    brother = another_page()
    brother.goto(address)
    expect(brother.get_by_role("heading", level=1)).to_have_text("Name not shown")
    assert "Halina" not in whole(brother).content()
    axe(brother)
    brother.get_by_label("The name you were given").fill("Someone Else")
    brother.get_by_role("button", name="Does it match?").click()
    expect(brother.get_by_role("heading", level=1)).to_have_text("No, we cannot say that it matches")
    axe(brother)
    brother.get_by_label("The name you were given").fill("Halina Nowicka")
    brother.get_by_role("button", name="Does it match?").click()
    expect(brother.get_by_role("heading", level=1)).to_have_text("Yes, the name matches")
    axe(brother)
