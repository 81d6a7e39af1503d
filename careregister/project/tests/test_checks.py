"""What whoever sets an installation up is warned of."""

from careregister.project.checks import files_are_scanned, money_is_safe


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
