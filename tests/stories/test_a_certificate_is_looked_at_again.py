"""A certificate that the Update Service did not find: its owner is asked kindly, corrects it, and nobody else learns why."""

from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

from playwright.sync_api import expect

from careregister.applications.tests import world as applications
from careregister.base.actors import CLOCK, Because
from careregister.checks import actions as checks
from careregister.checks.models import Certificate, StatusCheck
from careregister.checks.models.certificates import NO_MATCH
from careregister.checks.tests.world import rules
from careregister.history.models import Entry
from careregister.people.tests import world
from tests.harness.browser import fits
from tests.stories.applicants import HOME, applicant

GIVEN = {
    "mode": "update_service",
    "number": "001234567890",
    "issued_on": "2026-03-01",
    "surname": "Okafor",
    "level": "enhanced",
    "workforce": "adult",
    "consent": True,
}


def not_found(application: UUID) -> Any:
    """The Update Service was asked about the certificate of this application, and did not know it."""
    officer = world.actor("checks_officer")
    certificate = Certificate.objects.get(application_id=application, replaced_at=None)
    question = checks.ask_update_service(certificate.pk, by=officer, because=Because("work"))
    checks.settle_question(question, NO_MATCH, by=CLOCK, because=Because("answered"))
    return certificate


def test_number_date_and_surname_are_corrected(narrow, live, settings, tmp_path: Path, axe):
    settings.BODY_FILE = rules(tmp_path, 'register = true, register_legal_basis = "Agreed for this test"')
    owner = world.owner_of(applicant(narrow, live, name="Amara Okafor"))
    application, _by = applications.draft(by=owner, criminal_record=GIVEN)
    applications.actions.send(application, by=owner, because=applications.BECAUSE)
    narrow.goto(f"{HOME}certificate/")
    expect(narrow.get_by_role("link", name="Look at the number, date and surname")).to_have_count(0)
    before = not_found(application)

    narrow.goto(HOME)
    narrow.get_by_role("link", name="Look at the number, date and surname").click()
    expect(narrow.get_by_text("This is common, and it says nothing about you")).to_be_visible()
    axe(narrow)
    fits(narrow)
    expect(narrow.get_by_label("Certificate number")).to_have_value("001234567890")
    narrow.get_by_label("Certificate number").fill("00123456789")
    narrow.get_by_role("button", name="Send this").click()
    expect(narrow.get_by_role("link", name="A certificate number has 12 digits")).to_be_visible()
    axe(narrow)
    narrow.get_by_label("Certificate number").fill("0012 3456 7891")
    narrow.get_by_role("button", name="Send this").click()
    expect(narrow.get_by_text("Thank you. We ask the Update Service again.")).to_be_visible()
    expect(narrow.get_by_role("link", name="Look at the number, date and surname")).to_have_count(0)

    now = Certificate.objects.get(application_id=application, replaced_at=None)
    assert (now.opened("number"), now.issued_on, now.level) == ("001234567891", date(2026, 3, 1), "enhanced")
    assert now.pk != before.pk
    assert StatusCheck.objects.filter(certificate=now).count() == 0
    assert not Entry.objects.filter(what__startswith="applications.", subject_id=application, what__contains="way")
