"""A passkey that Chromium keeps for the test: a device with a finger on it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import CDPSession, Page


@dataclass(frozen=True, slots=True)
class Device:
    session: CDPSession
    id: str

    def refuse(self) -> None:
        """From now on the finger is the wrong one."""
        self.session.send("WebAuthn.setUserVerified", {"authenticatorId": self.id, "isUserVerified": False})

    def passkeys(self) -> list[dict[str, Any]]:
        credentials: list[dict[str, Any]] = self.session.send("WebAuthn.getCredentials", {"authenticatorId": self.id})[
            "credentials"
        ]
        return credentials


@contextmanager
def device(page: Page) -> Iterator[Device]:
    """Give the browser a device that makes passkeys and verifies its owner."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    made = session.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    yield Device(session, made["authenticatorId"])
    session.send("WebAuthn.disable")
