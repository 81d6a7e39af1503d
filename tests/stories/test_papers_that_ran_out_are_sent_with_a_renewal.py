"""Insurance and a certificate that ran out: photographed on a phone without a script, looked at, and the renewal is finished."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from careregister.base import clock
from careregister.checks.kinds import CRIMINAL_RECORD, INSURANCE
from careregister.evidence.tests import papers as pictures
from careregister.register.models import StandingSpan
from careregister.renewals import needs
from careregister.renewals.tests import papers
from tests.harness.browser import Live, fits
from tests.stories import renewing
from tests.stories.desks import sit_down

HOME = "/account/renewal/"


@pytest.fixture
def plain_phone(plain_page: Page) -> Page:
    plain_page.set_viewport_size({"width": 390, "height": 844})
    return plain_page


def sends(plain: Page, certificate: Path, policy: Path) -> None:
    """Both papers; the second is forgotten at first, and nothing that arrived is lost."""
    plain.goto(HOME + "parts/details/")
    plain.get_by_role("button", name="Yes, this is right").click()
    renewing.says_no_to_all(plain)
    plain.get_by_role("button", name="Save and continue").click()
    expect(plain.get_by_role("heading", level=1)).to_have_text("What went out of date")
    fits(plain)
    plain.get_by_label("Criminal record: photos").set_input_files(certificate)
    plain.get_by_role("button", name="Save and continue").click()
    expect(plain.get_by_text("There is a problem")).to_be_visible()
    expect(plain.get_by_role("main")).to_contain_text("certificate.jpg")  # what arrived stays
    fits(plain)
    plain.get_by_label("Insurance: photos").set_input_files(policy)
    plain.get_by_role("button", name="Save and continue").click()
    expect(plain.get_by_role("heading", level=1)).to_have_text("Check and send")
    fits(plain)
    plain.get_by_role("button", name="Send my renewal").click()
    for name in ("We have it, and look at it", "certificate.jpg", "policy.jpg"):
        expect(plain.get_by_role("main")).to_contain_text(name)


def checks_officer_accepts_both(page: Page, axe) -> None:
    page.goto("/staff/")
    page.get_by_role("link", name="Papers sent with renewals").click()
    page.get_by_role("link", name="Blessing Farthinghoe").click()
    axe(page)
    for name in ("Criminal record", "Insurance"):
        page.get_by_role("link", name="Accept", exact=True).first.click()
        expect(page.get_by_role("heading", level=1)).to_have_text(f"{name}: accept")
        axe(page)
        page.get_by_role("button", name="Accept").click()


def registrar_renews(page: Page, axe) -> None:
    """Without having seen the certificate."""
    page.goto("/staff/renewals/?tab=referred")
    page.get_by_role("link", name="Blessing Farthinghoe").click()
    expect(page.get_by_role("main")).not_to_contain_text("certificate.jpg")
    axe(page)
    page.get_by_role("link", name="Renew", exact=True).click()
    page.get_by_label("In words: what was looked at").fill("Both are in date again.")
    page.get_by_role("button", name="Renew").click()


def test_they_are_sent_looked_at_and_count_again(plain_phone: Page, page: Page, live: Live, axe, tmp_path: Path):
    one, account = renewing.worker("Blessing Farthinghoe")
    papers.ran_out(one, CRIMINAL_RECORD, INSURANCE)
    certificate, policy = tmp_path / "certificate.jpg", tmp_path / "policy.jpg"
    certificate.write_bytes(pictures.picture())
    policy.write_bytes(pictures.picture(colour="green"))
    renewing.sign_in(plain_phone, live, account)
    sends(plain_phone, certificate, policy)
    checks_officer_accepts_both(sit_down(page, live, "checks_officer"), axe)
    assert needs.out_of_date(one.person_id, clock.today()) == ()
    registrar_renews(sit_down(page, live, "registrar"), axe)
    plain_phone.goto(HOME)
    expect(plain_phone.get_by_role("heading", level=1)).to_contain_text("You are registered until")
    span = StandingSpan.objects.get(registrant=one, known__upper_inf=True, valid__upper_inf=True)
    assert span.registered_until > clock.today().replace(year=clock.today().year + 1)
