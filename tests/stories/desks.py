"""Staff at their desks: a browser that is signed in as one of the demonstration's people, and somebody to decide about."""

from typing import Any

from playwright.sync_api import Page

from careregister.register.tests import staffed
from careregister.web.parts.tests.signing_in import client_for
from tests.harness.browser import Live


def sit_down(page: Page, live: Live, role: str, number: int = 0) -> Page:
    """`page`, signed in as the first (second, third) who holds this role."""
    session = client_for(staffed.account(role, number)).cookies["session"].value
    page.context.add_cookies([{"name": "session", "value": session, "url": live.url}])
    return page


def somebody(full: str = "Quillon Featherstone-Àjàyí", **kwargs: Any) -> Any:
    """A registrant with a name that nobody else in the demonstration has."""
    return staffed.admitted(full, **kwargs)
