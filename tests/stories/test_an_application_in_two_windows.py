"""Two windows on one page, a session that ends while somebody writes, a slow evening: no word is lost."""

import re

from playwright.sync_api import expect

from careregister.applications import actions, queries
from careregister.applications.tests import world as applications
from careregister.people.models import Account
from careregister.people.tests import world
from tests.harness.browser import NARROW, PHONE, fits
from tests.stories.applicants import HOME, applicant, save, sign_in

NAME = f"{HOME}about_you/name/"
PASSWORD = "plain words that nobody guesses"
LEGAL = "Your full name, as on your passport or other papers"
ALL = (
    "about_you/name/", "about_you/other_names/", "about_you/born/", "about_you/address/", "about_you/", "identity/route/",
    "criminal_record/mode/", "criminal_record/employer/", "criminal_record/certificate/", "employment/",
    "employment/new/job/", "employment/1/job/", "employment/1/remove/", "gaps/", "references/", "references/new/referee/",
    "care_certificate/have/", "care_certificate/standards/", "training/", "training/new/course/",
    "health_and_character/health/", "health_and_character/character/", "insurance/policy/", "code/code/", "photo/photo/",
    "public/safe/", "public/shown/", "paying/paying/", "check/", "withdraw/", "",
)  # fmt: skip
PUBLIC = ("/code/", "/convictions/", "/your-information/", "/answer/nobody/")


def begun(page, live):
    account = applicant(page, live)
    actions.begin(account.person_id, by=world.owner_of(account), because=world.OWN_WISH)
    return account


def kept(account) -> str:
    mine = queries.mine(account.person_id)
    assert mine is not None
    return queries.section_for(mine.id, "about_you", world.owner_of(account)).data.get("legal_name", "")


def test_the_second_window_is_told_and_loses_nothing(live, new_context, troubles):
    context = new_context(viewport=PHONE, java_script_enabled=False)
    first, second = context.new_page(), context.new_page()
    account = begun(first, live)
    for window in (first, second):
        window.goto(NAME)
    first.get_by_label(LEGAL).fill("Adebose Quillfeather")
    save(first)
    second.get_by_label(LEGAL).fill("Adébọ̀sé Quillfeather")
    save(second)
    expect(second.get_by_role("heading", name="This page was changed in another window")).to_be_visible()
    expect(second.get_by_role("alert")).to_contain_text("Adebose Quillfeather")
    expect(second.get_by_label(LEGAL)).to_have_value("Adébọ̀sé Quillfeather")
    assert kept(account) == "Adebose Quillfeather"
    fits(second)
    save(second)
    assert kept(account) == "Adébọ̀sé Quillfeather"


def test_what_was_written_is_there_after_signing_in_again(live, phone, axe):
    account = begun(phone, live)
    account.set_password(PASSWORD)
    account.save()
    sign_in(phone, live, account)
    phone.goto(NAME)
    phone.context.clear_cookies(name="session")
    phone.get_by_label(LEGAL).fill("Adebose Quillfeather")
    phone.get_by_role("button", name="Save and continue").click()
    expect(phone).to_have_url(re.compile(r"/account/sign-in/\?next="))
    expect(phone.get_by_text("what you wrote is kept for an hour")).to_be_visible()
    phone.get_by_label("E-mail address").fill(account.email)
    phone.get_by_label("Password").fill(PASSWORD)
    phone.get_by_role("button", name="Sign in", exact=True).click()
    expect(phone).to_have_url(re.compile(f"{NAME}$"))
    expect(phone.get_by_role("heading", name="You were signed out while writing")).to_be_visible()
    expect(phone.get_by_label(LEGAL)).to_have_value("Adebose Quillfeather")
    axe(phone)
    save(phone)
    assert kept(account) == "Adebose Quillfeather"


def test_with_a_script_it_saves_by_itself_and_says_so(live, phone):
    account = begun(phone, live)
    phone.goto(NAME)
    phone.get_by_label(LEGAL).press_sequentially("Adebose")
    expect(phone.get_by_role("status")).to_have_text(re.compile(r"Saved at \d{1,2}:\d\d[ap]m"), timeout=9000)
    assert kept(account) == "Adebose"
    phone.get_by_label(LEGAL).fill("Adebose Quillfeather")
    save(phone)
    assert kept(account) == "Adebose Quillfeather"


def test_every_page_can_be_read_by_everybody(live, new_context, troubles, axe):
    troubles.expect("410")
    page = new_context(viewport=NARROW).new_page()
    account = begun(page, live)
    mine, by = queries.mine(account.person_id), world.owner_of(account)
    assert mine is not None
    for code in ("about_you", "employment"):
        actions.save(mine.id, code, applications.ANSWERS[code], seen=0, by=by)
    for where in ALL:
        page.goto(HOME + where)
        assert page.url.endswith(HOME + where), where
        fits(page)
        axe(page)
    for where in PUBLIC:
        page.goto(where)
        fits(page)
        axe(page)
    page.goto(f"{HOME}about_you/address/")
    page.get_by_label("Postcode", exact=True).fill("M3")
    page.get_by_role("button", name="Save and continue").click()
    expect(page.get_by_text("There is a problem")).to_be_visible()
    axe(page)


def test_by_keyboard_alone(live, page):
    begun(page, live)
    page.goto(NAME)
    page.get_by_label(LEGAL).focus()
    page.keyboard.type("Adebose Quillfeather")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Other names")).to_be_visible()
    page.get_by_label("No", exact=True).focus()
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="When were you born?")).to_be_visible()


def test_every_state_can_be_read_by_everybody(live, phone, axe):
    for number, state in enumerate(("submitted", "information_requested", "being_heard", "refused", "admitted")):
        application_id, by = applications.in_state(state)
        account = _account_of(by.person_id, number)
        sign_in(phone, live, account)
        pages = {"information_requested": ("question/",), "being_heard": ("reply/",), "refused": ("appeal/",)}
        for where in ("", "check/", "references/", *pages.get(state, ())):
            phone.goto(HOME + where)
            fits(phone)
            axe(phone)
        assert application_id


def _account_of(person_id, number):
    return Account.objects.create(email=f"applicant{number}@example.org", person_id=person_id)
