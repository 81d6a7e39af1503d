"""Nothing is skipped silently: a test that would be, or that is expected to fail, fails and says so."""

import os

import pytest
from hypothesis import HealthCheck, settings

from tools.environment import ROOT

_SLOW = [HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
settings.register_profile("here", deadline=None, print_blob=True, suppress_health_check=_SLOW)
settings.register_profile("machine", deadline=None, print_blob=True, suppress_health_check=_SLOW, derandomize=True)


def pytest_configure(config: pytest.Config) -> None:
    settings.load_profile("machine" if os.environ.get("CI") else "here")
    from hypothesis.configuration import set_hypothesis_home_dir

    set_hypothesis_home_dir(ROOT / ".cache" / "hypothesis")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo):
    report = yield
    if report.skipped or hasattr(report, "wasxfail"):
        why = getattr(report, "wasxfail", "") or (call.excinfo.value if call.excinfo else "")
        report.outcome = "failed"
        report.longrepr = f"Nothing is skipped or expected to fail here ({why}). Mend it, or take the test out."
        report.__dict__.pop("wasxfail", None)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(collector: pytest.Collector):
    report = yield
    if report.skipped:
        report.outcome = "failed"
        report.longrepr = f"Nothing is skipped here: {collector.nodeid} would be. Mend it, or take it out."
    return report
