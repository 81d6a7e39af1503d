"""Somebody’s answers, part by part, with the mistakes that people make. Their name is Adebose Quillfeather."""

import re

from playwright.sync_api import Page, expect

from careregister.organisations import queries as organisations
from tests.stories.applicants import choose, day, done, month, open_part, picture, save


def about_you(page: Page) -> None:
    open_part(page, "Your name, birthday and address")
    page.get_by_label("Your full name, as on your passport or other papers").fill("Adebose Quillfeather")
    page.get_by_label("The name people at work call you").fill("Bose")
    save(page)
    choose(page, "Have you ever had another name?", "No")
    save(page)
    day(page, "Date of birth", "27", "3", "2030")
    page.get_by_role("button", name="Save and continue").click()
    expect(page.get_by_role("link", name=re.compile("or earlier"))).to_be_visible()
    day(page, "Date of birth", "27", "3", "1987")
    save(page)
    page.get_by_label("Your address, without the postcode").fill("14 Washway Road\nSale")
    page.get_by_label("Postcode", exact=True).fill("m337zf")
    choose(page, "Have you lived anywhere else in the last five years?", "Yes")
    page.get_by_role("button", name="Save and continue").click()
    expect(page.get_by_role("link", name="Answer this too, as you said yes")).to_be_visible()
    page.get_by_label("Where you lived before (if you said yes)").fill("2 Cross Street, Sale")
    save(page)
    month(page, "When did you leave full-time education?", "7", "2017")
    save(page)
    done(page, "Your name, birthday and address")


def identity(page: Page) -> None:
    open_part(page, "Proof of who you are")
    page.get_by_label("Send photos of papers, then a short video call with us").check()
    save(page)
    page.get_by_label("Passport, of any country").check()
    page.get_by_label("Photos or scans").set_input_files(picture())
    save(page)
    done(page, "Proof of who you are")


def criminal_record(page: Page) -> None:
    open_part(page, "Criminal record check (DBS)")
    expect(page.get_by_role("link", name=re.compile("policy on people with convictions"))).to_be_visible()
    page.get_by_label("My employer has seen it and will say so").check()
    save(page)
    page.get_by_label("Name of your manager").fill("Mary Manager")
    place = organisations.search("sale", most=1)[0]
    page.get_by_label("Where they work (optional)").fill(place.name)
    page.get_by_role("button", name="Find").click()
    expect(page.get_by_label("Name of your manager")).to_have_value("Mary Manager")
    page.get_by_role("radio", name=re.compile(re.escape(place.name))).first.check()
    page.get_by_label("Name of the organisation").fill(place.name)
    page.get_by_label("Their work e-mail address").fill("mary@quillcare.example.org")
    save(page)
    done(page, "Criminal record check (DBS)")


def employment(page: Page) -> None:
    open_part(page, "Where you have worked")
    page.get_by_role("link", name="Add a job").click()
    job(page, "Care assistant", "Quill Care", "3", "2019", still="Yes")
    page.get_by_role("link", name="Add a job").click()
    job(page, "Shop assistant", "Corner Shop", "7", "2017", still="No")
    month(page, "Month you left", "1", "2017")
    page.get_by_label("I left", exact=True).check()
    page.get_by_role("button", name="Save and continue").click()
    expect(page.get_by_role("link", name="The end must not be before the beginning")).to_be_visible()
    month(page, "Month you left", "9", "2018")
    save(page)
    expect(page.get_by_text("Shop assistant, Corner Shop").first).to_be_visible()
    done(page, "Where you have worked")


def job(page: Page, role: str, employer: str, number: str, year: str, *, still: str) -> None:
    page.get_by_label("What were you?").fill(role)
    page.get_by_label("Who did you work for?").fill(employer)
    choose(page, "Was it care or support work, or work with children?", "Yes")
    month(page, "Month you started", number, year)
    choose(page, "Do you still work there?", still)
    save(page)


def gaps(page: Page) -> None:
    open_part(page, "Time between jobs")
    expect(page.get_by_text("October 2018 to February 2019, 5 months")).to_be_visible()
    page.get_by_role("link", name="Say what you were doing").click()
    page.get_by_label("Looking for work").check()
    save(page)
    done(page, "Time between jobs")


def references(page: Page) -> None:
    for name, email in (("Mary Manager", "mary@quillcare.example.org"), ("Sam Senior", "sam@quillcare.example.org")):
        open_part(page, "People who can speak for you")
        page.get_by_role("link", name="Add a person").click()
        page.get_by_label("Their name").fill(name)
        page.get_by_label("They are or were my manager").check()
        page.get_by_label("Where did you work or learn together?").fill("Quill Care")
        page.get_by_label("Their e-mail address").fill(email)
        save(page)
    done(page, "People who can speak for you")


def the_rest(page: Page, shown: str = "The name people call me at work") -> None:
    open_part(page, "Health and character")
    page.get_by_label("No", exact=True).check()
    save(page)
    for box in page.get_by_label("No", exact=True).all():
        box.check()
    save(page)
    open_part(page, "Insurance, if you work for yourself")
    page.get_by_label("No", exact=True).check()
    save(page)
    open_part(page, "The code of conduct")
    for box in page.get_by_role("checkbox").all():
        box.check()
    save(page)
    open_part(page, "What the public may see")
    page.get_by_label("No", exact=True).check()
    save(page)
    page.get_by_label(shown).check()
    page.get_by_label("Town (optional)").fill("Sale")
    save(page)
    open_part(page, "How you would like to pay")
    page.get_by_label("Every month").check()
    save(page)
