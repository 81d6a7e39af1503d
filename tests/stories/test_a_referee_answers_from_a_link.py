"""A referee answers from a link, on a phone, without an account and without JavaScript; another is too late."""

from datetime import timedelta

from playwright.sync_api import Page, expect

from careregister.base import clock
from careregister.checks.models import Ask
from careregister.checks.tests import asking
from careregister.people.tests import world
from tests.harness.browser import NARROW, fits, whole


def asked(kind: str = "reference") -> tuple[Ask, str]:
    """Somebody is asked about Grace, and the address in their letter."""
    person = world.owner_of(world.account(name="Grace Ọlámídé Adébáyọ̀"))
    ask_id = asking.ask(person, kind=kind)
    return Ask.objects.get(pk=ask_id), f"/asked/{asking.tokens(ask_id)[0]}/"


def write(page: Page) -> None:
    page.get_by_label("I am or was their manager").check()
    page.get_by_label("What did they do with you?").fill("Care assistant")
    started = page.get_by_role("group", name="When did they start?")
    started.get_by_label("Month").fill("March")
    started.get_by_label("Year").fill("2021")
    page.get_by_role("group", name="Are they still there?").get_by_label("Yes").check()
    page.get_by_label("How did they treat the people").fill("Kind, patient, and on time.")
    page.get_by_role("group", name="Would you employ them again?").get_by_label("Yes").check()
    page.get_by_role("group", name="could put people in care at risk?").get_by_label("No").check()


def test_she_answers_and_the_link_has_done_its_work(new_context, axe):
    ask, address = asked()
    page = new_context(viewport=NARROW, java_script_enabled=False).new_page()
    page.goto(address)
    expect(page.get_by_role("heading", level=1)).to_contain_text("What do you know of the work of Grace")
    fits(page)
    page.get_by_role("link", name="Answer the questions").click()
    write(page)
    fits(page)
    page.get_by_role("button", name="Go on").click()

    expect(page.get_by_role("heading", name="There is a problem")).to_be_visible()
    expect(page.get_by_label("How did they treat the people")).to_have_value("Kind, patient, and on time.")
    page.get_by_role("group", name="Shall we keep your answers from them?").get_by_label("No").check()
    page.get_by_label("What I have written is true").check()
    page.get_by_role("button", name="Go on").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Check your answers, then send them")
    expect(page.get_by_text("March 2021")).to_be_visible()
    fits(page)
    page.get_by_role("button", name="Change something").click()
    page.get_by_label("What did they do with you?").fill("Senior care assistant")
    page.get_by_role("button", name="Go on").click()
    page.get_by_role("button", name="Send my answers").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you. Your answers have arrived")
    ask.refresh_from_db()
    assert ask.opened("answers")["role"] == "Senior care assistant"
    page.goto(f"{address}questions/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you. Your answers have arrived")
    assert "Grace" not in whole(page).content()


def test_who_is_too_late_is_told_kindly_and_keeps_their_words(phone, axe, troubles):
    ask, address = asked()
    phone.goto(f"{address}questions/")
    axe(phone)
    write(phone)
    phone.get_by_role("group", name="Shall we keep your answers from them?").get_by_label("Yes").check()
    phone.get_by_label("What I have written is true").check()
    Ask.objects.filter(pk=ask.pk).update(expires_at=clock.now() - timedelta(minutes=1))  # the kettle boiled
    troubles.expect("409")
    phone.get_by_role("button", name="Go on").click()

    expect(phone.get_by_role("heading", level=1)).to_have_text("The time for an answer is over")
    expect(phone.get_by_text("Kind, patient, and on time.")).to_be_visible()
    axe(phone)
    phone.get_by_role("button", name="Send me a new link").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("A new link is on its way")
    axe(phone)
    phone.goto(f"/asked/{asking.tokens(ask.pk)[-1]}/")
    expect(phone.get_by_role("link", name="Answer the questions")).to_be_visible()


def test_who_wants_no_more_letters_gets_none(page, axe, troubles):
    _ask, address = asked("employer_dbs")
    page.goto(address)
    axe(page)
    page.get_by_role("link", name="I cannot or do not want to answer").click()
    axe(page)
    page.get_by_role("button", name="Never write to me again").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("We will not write to you again")
    axe(page)
    later = asking.ask(world.owner_of(world.account(name="Somebody Else")))
    assert Ask.objects.get(pk=later).state == "declined"
    troubles.expect("404")
    page.goto("/asked/not-a-link-of-ours/")
    expect(page.get_by_role("heading", level=1)).to_have_text("This link does not work")
    axe(page)
