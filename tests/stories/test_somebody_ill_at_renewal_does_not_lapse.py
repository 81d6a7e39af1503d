"""Ill when it is time to renew: more time is asked for in a minute and given, nobody reminds, nobody lapses, and after it the
whole ladder begins anew."""

from datetime import timedelta

from playwright.sync_api import Page, expect

from careregister.base import clock
from careregister.register.models import StandingSpan
from careregister.renewals import jobs
from careregister.renewals.models import Notice, Renewal
from tests.harness.browser import Live, fits
from tests.stories import renewing
from tests.stories.desks import sit_down

HOME = "/account/renewal/"


def test_more_time_is_asked_for_and_given(narrow: Page, page: Page, live: Live, axe):
    one, account = renewing.worker("Blessing Farthinghoe", days_left=10)
    renewing.sign_in(narrow, live, account)
    narrow.goto(HOME)
    narrow.get_by_role("link", name="Ask for more time").click()
    narrow.get_by_label("I am ill, or I look after somebody who is").check()
    until = clock.today() + timedelta(days=120)
    group = narrow.get_by_role("group", name="Until when?")
    for box, value in (("Day", until.day), ("Month", until.month), ("Year", until.year)):
        group.get_by_label(box).fill(str(value))
    narrow.get_by_label("Would you like to add something?").fill("I am in hospital.")
    axe(narrow)
    fits(narrow)
    narrow.get_by_role("button", name="Ask for more time").click()
    expect(narrow.get_by_role("main")).to_contain_text("You asked for more time")
    axe(narrow)

    sit_down(page, live, "registrar")
    page.goto("/staff/renewals/?tab=deferrals")
    axe(page)
    page.get_by_role("link", name="Blessing Farthinghoe").click()
    expect(page.get_by_role("main")).to_contain_text("I am in hospital.")
    axe(page)
    page.get_by_role("link", name="Give more time", exact=True).click()
    page.get_by_role("button", name="Give more time").click()
    expect(page.get_by_role("main")).to_contain_text("More time was given")

    narrow.goto(HOME)
    expect(narrow.get_by_role("main")).to_contain_text("You stay registered")
    axe(narrow)
    renewal = Renewal.objects.get(registrant=one)
    before = Notice.objects.filter(renewal=renewal).count()
    for days in (20, 60, 119):
        with clock.at(clock.now() + timedelta(days=days)):
            jobs.daily()
    assert Notice.objects.filter(renewal=renewal).count() == before
    with clock.at(clock.now() + timedelta(days=122)):
        jobs.daily()
    renewal.refresh_from_db()
    assert (renewal.state, renewal.round) == ("open", 1)
    assert StandingSpan.objects.get(registrant=one, known__upper_inf=True, valid__upper_inf=True).base == "registered"
