"""A clean file admitted by one; somebody who was removed and comes back; who sees what of a certificate; reminders."""

from datetime import date

from playwright.sync_api import Page, expect

from careregister.applications import actions
from careregister.applications.linkage import jobs
from careregister.people.models import FORMER, LEGAL, Person, PersonName
from careregister.register.tests import world as register
from tests.harness.browser import Live, fits
from tests.stories.desks import sit_down
from tests.stories.files import about, do_not_know, state, states, where, world

BORN = date(1984, 3, 9)


def test_a_clean_file_is_admitted_by_one_and_found_in_public(plain_page: Page, live: Live):
    application_id, _applicant = world.sent(**about())
    path, page = where(application_id), sit_down(plain_page, live, "registrar")
    do_not_know(page, path)
    page.get_by_role("link", name="Take it up").click()
    page.get_by_role("button", name="Take it up").click()
    page.goto(f"{path}steps/admit/")
    expect(page.get_by_role("heading", level=1)).to_have_text("This file is not clean")
    page.goto(path)
    expect(page.locator("#stops + ul")).to_contain_text("References")

    # Scores that meet no profile are refused, and stay in the form.
    page.get_by_role("link", name="Enter the scores and accept").click()
    page.get_by_label("In person").check()
    for label, score in (("Strength of the first", "1"), ("Validity of the first", "1"), ("Activity", "0")):
        page.get_by_label(label).select_option(score)
    for label in ("Fraud", "Verification: it"):
        page.get_by_label(label).select_option("1")
    page.get_by_role("button", name="Match to a profile").click()
    expect(page.get_by_role("alert")).to_contain_text("meet no profile")
    expect(page.get_by_label("Strength of the first")).to_have_value("1")
    for label, score in (("Strength of the first", "4"), ("Validity of the first", "3"), ("Activity", "3")):
        page.get_by_label(label).select_option(score)
    for label in ("Fraud", "Verification: it"):
        page.get_by_label(label).select_option("3")
    page.get_by_role("button", name="Match to a profile").click()
    expect(page.locator("#check-identity")).to_contain_text("Passed")

    world.pass_checks(application_id)
    page.goto(path)
    expect(page.locator("#stops + p")).to_contain_text("Nothing")
    page.get_by_role("link", name="Admit", exact=True).click()
    page.get_by_role("button", name="Go on").click()
    expect(page.locator(".cr-card").first).to_contain_text("given when it is decided")
    page.get_by_role("button", name="Admit them").click()
    assert state(application_id) == states.ADMITTED
    page.goto("/register/?q=Quenby+Ashgrove-Adéọlá")
    expect(page.locator("main")).to_contain_text("Quenby Ashgrove-Adéọlá")


def test_somebody_who_was_removed_is_put_before_a_registrar(page: Page, another_page, live: Live, axe):
    removed = Person.objects.create(date_of_birth=BORN)
    PersonName.written(full="Xanthippe Vanterpool", family="Vanterpool", kind=LEGAL, person=removed).save()
    PersonName.written(full="Xanthippe Oyelaran", kind=FORMER, person=removed).save()
    registrant = register.admitted(removed)
    register.do(registrant, "remove_as_deceit")
    said = {"had_other_names": "yes", "other_names": "Xanthippe Vanterpool", "date_of_birth": BORN.isoformat()}
    application_id, by = world.draft(**about("Xanthippe Oyelaran-Smythe", **said))
    actions.send(application_id, by=by, because=world.BECAUSE)
    path = where(application_id)

    sit_down(page, live, "registrar")
    do_not_know(page, path)
    page.get_by_role("link", name="Take it up").click()
    page.get_by_role("button", name="Take it up").click()
    page.goto(f"{path}steps/recommend/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("not yet looked")
    assert jobs.have_we_met(str(application_id)) == 1

    officer = sit_down(another_page(), live, "checks_officer")
    officer.goto(f"{live.url}{path}")
    expect(officer.locator("main")).not_to_contain_text("Vanterpool:")
    officer.goto(f"{live.url}{path}met-before/")
    expect(officer.get_by_role("heading", level=1)).to_have_text("Your role does not do this")

    page.goto(path)
    expect(page.get_by_role("region", name="We may have met this person before")).to_contain_text("Not decided")
    page.get_by_role("link", name="Compare, and say who they are").click()
    expect(page.locator("main")).to_contain_text("The same date of birth")
    axe(page)
    page.get_by_label("The same person").check()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("alert")).to_contain_text("How do you know?")
    page.get_by_label("How do you know?").fill("The same passport.")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("main")).to_contain_text("The same person")
    page.goto(f"{path}steps/lead_back/")
    expect(page.get_by_role("heading", level=1)).to_have_text("This person was removed from the register")

    # An error is put right, with words.
    page.goto(f"{path}met-before/")
    page.get_by_text("That was a mistake: correct it").click()
    page.get_by_label("Somebody else").check()
    page.get_by_label("How do you know?").fill("A cousin with the same birthday.")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("main")).to_contain_text("A cousin with the same birthday.")


def test_a_certificate_is_for_the_checks_officer_alone(page: Page, another_page, live: Live, axe):
    with_number = {
        "mode": "employer", "attester_name": "Grace Lee", "attester_organisation": "Sale Care",
        "attester_email": "grace.lee@salecare.example",
    }  # fmt: skip
    application_id, _by = world.in_review(**about(), criminal_record=with_number)
    path = where(application_id)
    sit_down(page, live, "registrar")
    page.goto(path)
    walled = page.locator("section", has=page.locator("#check-criminal_record"))
    expect(walled).to_contain_text("for the checks officer alone")
    expect(walled).not_to_contain_text("Grace Lee")
    page.goto(f"{path}certificate/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Your role does not do this")
    page.goto(f"{path}checks/criminal_record/accept/")
    expect(page.locator("main")).not_to_contain_text("Grace Lee")

    officer = sit_down(another_page(), live, "checks_officer")
    do_not_know(officer, f"{live.url}{path}")
    expect(officer.get_by_role("link", name="Recommend a decision")).to_have_count(0)
    officer.get_by_role("link", name="The certificate, and what came of it").click()
    axe(officer)
    officer.get_by_role("link", name="Accept Criminal record", exact=True).click()
    officer.get_by_role("button", name="Accept").click()
    expect(officer.locator("#check-criminal_record")).to_contain_text("Passed")
    page.goto(path)
    expect(walled).to_contain_text("Current")


def test_several_are_reminded_at_once(page: Page, live: Live, axe):
    # Whose referees were asked today: nobody is written to twice in a day.
    application_id, _applicant = world.in_review(**about())
    do_not_know(sit_down(page, live, "registrar"), where(application_id))
    page.goto("/staff/applications/reminders/?whose=all")
    axe(page)
    page.get_by_role("button", name="See what goes out").click()
    expect(page.get_by_role("alert")).to_contain_text("Choose at least one person")
    for name in ("Grace Lee", "Tom Ward"):
        page.get_by_role("checkbox", name=f"{name}, about Quenby").first.check()
    page.get_by_role("button", name="See what goes out").click()
    expect(page.locator("#chosen")).to_contain_text("tom@salecare.example")
    axe(page)
    page.get_by_role("button", name="Send these reminders").click()
    expect(page.locator("main")).to_contain_text("2 were left out")


def test_each_page_fits_a_small_screen_and_the_keyboard_reaches_the_queue(narrow: Page, live: Live, axe):
    application_id, _by = world.recommended()
    path = where(application_id)
    sit_down(narrow, live, "registrar")
    do_not_know(narrow, path)
    for more in ("", "note/", "interest/", "steps/hand_to/", "steps/send_back/", "steps/accept_recommendation/", "checks/training/accept/", "met-before/"):  # fmt: skip
        narrow.goto(path + more)
        axe(narrow)
        fits(narrow)
    for address in ("", "?tab=nobodys", "?tab=again", "?tab=all&late=late", "?show=ended", "reminders/?whose=all", "standards/"):  # fmt: skip
        narrow.goto(f"/staff/applications/{address}")
        axe(narrow)
        fits(narrow)
    narrow.goto("/standards/")
    axe(narrow)
    fits(narrow)
    narrow.goto("/staff/applications/?tab=us")
    narrow.locator("#applications a").first.focus()
    narrow.keyboard.press("Enter")
    expect(narrow.locator("#stops")).to_be_visible()


def test_the_head_takes_the_list_away_and_a_registrar_does_not(page: Page, another_page, live: Live):
    world.sent(**about())
    sit_down(page, live, "registrar")
    page.goto("/staff/applications/?tab=all")
    expect(page.get_by_role("button", name="Take this list as a file")).to_have_count(0)
    head = sit_down(another_page(), live, "head_of_registration")
    head.goto(f"{live.url}/staff/applications/?tab=nobodys")
    with head.expect_download() as taken:
        head.get_by_role("button", name="Take this list as a file").click()
    assert "Quenby Ashgrove-Adéọlá" in taken.value.path().read_text(encoding="utf-8-sig")
