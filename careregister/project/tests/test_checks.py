"""What whoever sets an installation up is warned of."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.core.management.base import SystemCheckError

from careregister.base import clock
from careregister.base.working_days import bank_holidays
from careregister.project.checks import bank_holidays_are_known, files_are_scanned, money_is_safe, words_go_in_time


def test_an_installation_where_nobody_scans_is_warned_of(settings):
    settings.CLAMAV = ""
    assert [one.id for one in files_are_scanned()] == ["careregister.W002"]
    settings.CLAMAV = "unix:///run/clamav/clamd.ctl"
    assert files_are_scanned() == []


def test_a_demonstration_takes_no_money(settings):
    settings.DEMO, settings.CARDS_KEY, settings.CARDS_WEBHOOK_SECRET = True, "sk_live_x", "whsec_x"
    assert [one.id for one in money_is_safe()] == ["careregister.E004"]
    settings.CARDS_KEY = "sk_test_x"
    assert money_is_safe() == []


def test_a_provider_whose_events_cannot_be_believed_or_who_is_asked_in_clear_is_refused(settings):
    settings.CARDS_KEY, settings.CARDS_WEBHOOK_SECRET = "sk_live_x", ""
    settings.CARDS_URL = "http://pay.example.org"
    assert [one.id for one in money_is_safe()] == ["careregister.E005", "careregister.E006"]


def test_what_may_not_be_on_together_is_refused_without_loading_a_page(settings):
    settings.ROOT_URLCONF = "careregister.no_pages"
    call_command("check", "--tag", "careregister")
    settings.DEMO, settings.HTTPS = True, True
    with pytest.raises(SystemCheckError, match=r"careregister\.E001"):
        call_command("check", "--tag", "careregister")


def test_an_installation_that_can_empty_no_words_is_warned_of(settings):
    settings.DATABASE_PRIVACY_URL = ""
    assert [one.id for one in words_go_in_time()] == ["careregister.W003"]
    settings.DATABASE_PRIVACY_URL = "postgresql://careregister_privacy@localhost/careregister"
    assert words_go_in_time() == []


def test_a_list_of_bank_holidays_that_runs_out_is_warned_of():
    end = clock.start_of_day(bank_holidays().until)
    with clock.at(end - timedelta(days=364)):
        assert [one.id for one in bank_holidays_are_known()] == ["careregister.W004"]
    with clock.at(end - timedelta(days=367)):
        assert bank_holidays_are_known() == []
