"""A refusal by two after a hearing, and an appeal that two others allow. Everybody who may not, is refused first."""

import pytest
from playwright.sync_api import Page, expect

from careregister.applications import actions
from tests.harness.browser import Live, fits
from tests.stories.desks import sit_down
from tests.stories.files import about, do_not_know, look_over, state, states, where, world


@pytest.fixture
def application():
    return world.sent(**about())


def test_heard_then_refused_by_two_then_admitted_by_two_others(page: Page, another_page, live: Live, axe, application):
    application_id, applicant = application
    path = where(application_id)

    first = sit_down(page, live, "registrar")
    takes_it_up(first, path, axe)
    cannot_recommend_refusing_who_was_not_heard(first, path, axe)
    assert state(application_id) == states.IN_REVIEW
    gives_notice(first, path, axe)
    assert state(application_id) == states.BEING_HEARD
    actions.reply(application_id, "They know me as Quen.", by=applicant, because=world.BECAUSE)
    recommends_refusing(first, path)

    second = sit_down(another_page(), live, "registrar", 1)
    do_not_know(second, f"{live.url}{path}")
    second.get_by_role("link", name="Decide as recommended").click()
    axe(second)
    look_over(second, "Decide it")
    assert state(application_id) == states.REFUSED

    actions.appeal(application_id, "My referees answer now.", by=applicant, because=world.BECAUSE)
    world.pass_checks(application_id)
    second.goto(f"{live.url}{path}steps/recommend_on_appeal/")
    expect(second.get_by_role("heading", level=1)).to_have_text("You had a part in the first decision")

    recommends_allowing_the_appeal(sit_down(another_page(), live, "registrar", 2), live.url, path)
    head = sit_down(another_page(), live, "head_of_registration")
    do_not_know(head, f"{live.url}{path}")
    head.get_by_role("link", name="Decide the appeal as recommended").click()
    look_over(head, "Decide the appeal")
    assert state(application_id) == states.ADMITTED
    axe(head)
    fits(head)


def takes_it_up(page: Page, path: str, axe) -> None:
    """Not before saying whether one knows the applicant; and nothing else before this."""
    page.goto(f"{path}steps/recommend/")
    expect(page.get_by_role("heading", level=1)).to_have_text("This cannot be done as things stand")
    page.goto(f"{path}steps/take_up/")
    expect(page.get_by_role("heading", level=1)).to_have_text("First say whether you know this person")
    do_not_know(page, path)
    page.get_by_role("link", name="Take it up").click()
    page.get_by_role("button", name="Take it up").click()
    expect(page.get_by_text("You have taken it up")).to_be_visible()
    axe(page)


def cannot_recommend_refusing_who_was_not_heard(page: Page, path: str, axe) -> None:
    page.goto(f"{path}steps/recommend/")
    page.get_by_label("Refuse").check()
    page.get_by_label("Why, as the second person").fill("The referees do not know them.")
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_role("alert")).to_contain_text("Choose at least one reason")
    page.get_by_role("group", name="Reasons").get_by_role("checkbox").first.check()
    look_over(page, "Recommend it")
    expect(page.get_by_role("alert")).to_contain_text("has not been heard")
    expect(page.get_by_label("Why, as the second person")).to_have_value("The referees do not know them.")
    axe(page)


def gives_notice(page: Page, path: str, axe) -> None:
    page.goto(f"{path}steps/give_notice/")
    page.get_by_role("group", name="Reasons").get_by_role("checkbox").first.check()
    page.get_by_label("What we found").fill("Two referees do not know you.")
    page.get_by_role("button", name="Go on").click()
    expect(page.locator(".cr-card").first).to_contain_text("Two referees do not know you.")
    axe(page)
    page.get_by_role("button", name="Send the notice").click()


def recommends_refusing(page: Page, path: str) -> None:
    """And may not be the one who then decides."""
    page.goto(f"{path}steps/recommend/")
    page.get_by_label("Refuse").check()
    page.get_by_role("group", name="Reasons").get_by_role("checkbox").first.check()
    page.get_by_label("Why, as the second person").fill("They did not know Quen either.")
    look_over(page, "Recommend it")
    expect(page.locator("#steps ~ ul")).to_contain_text("Decide as recommended (a second person has to")
    page.goto(f"{path}steps/accept_recommendation/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("second person")


def recommends_allowing_the_appeal(page: Page, url: str, path: str) -> None:
    page.goto(f"{url}/staff/applications/?tab=appeals")
    expect(page.locator("#applications")).to_contain_text("Quenby")
    do_not_know(page, f"{url}{path}")
    page.get_by_role("link", name="Recommend on the appeal").click()
    page.get_by_label("Allow the appeal").check()
    page.get_by_label("Why, as the second person").fill("Both referees have answered.")
    look_over(page, "Recommend it")


def test_the_second_of_two_is_told_and_loses_nothing(page: Page, another_page, live: Live, axe, application):
    application_id, _applicant = application
    path = where(application_id)
    colleague = world.ready(application_id)
    actions.take_up(application_id, by=colleague, because=world.BECAUSE)
    sit_down(page, live, "registrar")
    do_not_know(page, path)
    page.goto(f"{path}steps/ask/?about=employment")
    page.get_by_label("Your question").fill("Where were you in 2021?")
    actions.note(application_id, by=colleague, because=world.BECAUSE)  # meanwhile
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_role("alert")).to_contain_text("Somebody else was quicker")
    expect(page.get_by_role("alert")).to_contain_text("Wrote a note")
    expect(page.get_by_label("Your question")).to_have_value("Where were you in 2021?")
    expect(page.get_by_label("Where you have worked")).to_be_checked()
    axe(page)
    page.get_by_role("button", name="Go on").click()
    actions.ask(application_id, by=colleague, because=world.BECAUSE)  # and quicker again
    page.get_by_role("button", name="Send the question").click()
    expect(page.get_by_role("alert")).to_contain_text("Nothing was recorded")
    expect(page.get_by_label("Your question")).to_have_value("Where were you in 2021?")


def test_a_conflict_closes_the_buttons(page: Page, live: Live, axe, application):
    application_id, _applicant = application
    path = where(application_id)
    sit_down(page, live, "registrar")
    page.goto(path)
    expect(page.get_by_role("region", name="Do you know this person?")).to_be_visible()
    page.get_by_role("link", name="Say whether you know them").click()
    page.get_by_label("Yes: family").check()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("alert")).to_contain_text("how you know them")
    axe(page)
    page.get_by_label("How do you know them?").fill("My neighbour.")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("region", name="You know this person")).to_be_visible()
    expect(page.get_by_role("link", name="Accept", exact=False)).to_have_count(0)
    expect(page.get_by_role("link", name="Take it up")).to_have_count(0)
    axe(page)
    page.goto(f"{path}checks/training/accept/")
    expect(page.get_by_role("heading", level=1)).to_have_text("You said that you know this person")
    page.goto(path)
    page.get_by_role("link", name="Hand it to a colleague").click()
    page.get_by_label("To whom?").select_option(index=1)
    page.get_by_role("button", name="Hand it to a colleague").click()
    expect(page.get_by_text("Handed over")).to_be_visible()
