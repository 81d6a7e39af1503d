"""What whoever sets an installation up is warned of."""

from careregister.project.checks import files_are_scanned


def test_an_installation_where_nobody_scans_is_warned_of(settings):
    settings.CLAMAV = ""
    assert [one.id for one in files_are_scanned()] == ["careregister.W002"]
    settings.CLAMAV = "unix:///run/clamav/clamd.ctl"
    assert files_are_scanned() == []
