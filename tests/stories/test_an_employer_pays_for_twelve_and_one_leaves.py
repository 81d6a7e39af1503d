"""An employer pays for twelve on one invoice. It stops for one of them, who goes on alone without a day between."""

from datetime import timedelta
from typing import Any

from playwright.sync_api import Page, expect

from careregister.base.actors import Because
from careregister.letters.models import Letter
from careregister.membership import actions as membership
from careregister.membership import queries
from careregister.membership.models import Subscription
from careregister.people.tests import world as people
from careregister.web.parts.jinja import date_words
from careregister.web.parts.tests.signing_in import client_for
from tests.harness.browser import PHONE, Live, fits
from tests.harness.cards import Cards
from tests.stories.applicants import sign_in
from tests.stories.members import give, heading

LEAVER = "Lettice Quillfeather"
OTHERS = [
    f"Worker Quillfeather {letters}"
    for letters in ("Ada", "Bo", "Cy", "Dee", "Ed", "Flo", "Gus", "Hal", "Ivy", "Jo", "Kit")
]


def links() -> list[str]:
    """The paths in the letters to the workers, oldest first."""
    sent = (
        Letter.objects.filter(kind="membership.employer_invites").select_related("words").order_by("written_at", "pk")
    )
    said = [word for letter in sent for word in letter.words.opened("body").split() if "/membership/employer/" in word]
    return ["/" + link.split("/", 3)[3] for link in said]


def accepts(name: str, path: str) -> Any:
    account = people.account(name=name)
    token = path.rstrip("/").rpartition("/")[2]
    membership.accept_employer(token, by=people.owner_of(account), because=Because("own_wish"))
    return account


def look(page: Page, reader: Page, axe) -> None:
    """The same page as a phone with a script shows it: everybody can use it, and nothing sticks out."""
    reader.goto(page.url)
    axe(reader)
    fits(reader)


def writes_to_twelve(desk: Page) -> None:
    desk.goto("/organisation/")
    desk.get_by_role("link", name="Open your employer’s account").click()
    desk.get_by_label("What is the employer called?").fill("Quillfeather Care at Home")
    desk.get_by_role("button", name="Go on").click()
    heading(desk, "Quillfeather Care at Home")

    desk.get_by_role("link", name="Add a list").click()
    desk.get_by_label("Paste the e-mail addresses (one a line)").fill(
        "\n".join(f"worker{n}@example.org" for n in range(12))
    )
    desk.get_by_role("button", name="Look at the list").click()
    heading(desk, "We read 12 addresses")
    desk.get_by_role("button", name="Write to all 12").click()
    expect(desk.get_by_role("alert")).to_contain_text("We wrote to 12 workers")


def pays_the_invoice(desk: Page, cards: Cards) -> None:
    desk.get_by_role("link", name="Invoices").click()
    desk.get_by_role("button", name="Make the invoice now").click()
    desk.get_by_role("link", name="Choose how you pay").click()
    desk.get_by_label("Card").check()
    desk.get_by_role("button", name="Go on").click()
    give(desk, cards.VISA)
    expect(desk.get_by_role("heading", level=1)).to_contain_text("was paid")
    desk.get_by_role("link", name="Your invoices").click()
    expect(desk.locator("#invoices tbody tr")).to_have_count(1)


def stops_paying_for_the_leaver(desk: Page) -> None:
    desk.get_by_role("link", name="Workers").click()
    desk.get_by_role("row", name=LEAVER).get_by_role("link", name="Stop paying").click()
    desk.get_by_role("button", name="Stop paying").click()
    expect(desk.get_by_role("alert")).to_contain_text(f"You no longer pay for {LEAVER}")
    expect(desk.locator("#workers tbody tr")).to_have_count(11)


def stays_and_pays_alone(phone: Page, cards: Cards) -> None:
    phone.get_by_role("button", name="Stay a member after all").click()
    phone.get_by_role("main").get_by_role("link", name="Choose how you pay").first.click()
    phone.get_by_label("Card", exact=True).check()
    phone.get_by_role("button", name="Go on").click()
    give(phone, cards.VISA)


def test_an_employer_pays_for_twelve_and_one_of_them_goes_on_alone(
    new_context, live: Live, cards: Cards, axe, troubles
):
    troubles.expect(f"asked another host: {cards.url}")
    desk = new_context(java_script_enabled=False).new_page()
    owner = people.account(name="Olive Quillfeather")
    session = client_for(owner, second_step=False).cookies["session"].value
    reader = new_context(viewport=PHONE).new_page()
    for one in (desk, reader):
        one.context.add_cookies([{"name": "session", "value": session, "url": live.url}])
    writes_to_twelve(desk)
    first, *rest = links()
    for name, path in zip(OTHERS, rest, strict=True):
        accepts(name, path)
    phone = new_context(viewport=PHONE, has_touch=True, is_mobile=True).new_page()
    leaver = people.account(name=LEAVER)
    sign_in(phone, live, leaver)
    phone.goto(first)
    phone.get_by_role("button", name="Yes, let them pay").click()

    desk.get_by_role("link", name="Workers").click()
    expect(desk.locator("#workers tbody tr")).to_have_count(12)
    look(desk, reader, axe)
    pays_the_invoice(desk, cards)
    look(desk, reader, axe)
    stops_paying_for_the_leaver(desk)

    phone.goto("/account/membership/")
    subscription = Subscription.objects.get(person=leaver.person)
    ends = subscription.cancels_on
    assert ends is not None
    stays_and_pays_alone(phone, cards)
    phone.goto("/account/membership/")
    fits(phone)
    card = phone.get_by_role("region", name="How it stands")
    expect(card).to_contain_text(f"on {date_words(ends)}")
    expect(card).to_contain_text("card ending 4242")
    assert [queries.derive_state(subscription.pk, day) for day in (ends - timedelta(days=1), ends)] == ["active"] * 2
