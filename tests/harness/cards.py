"""The pretend payment provider for tests that ask for it: a process a session, emptied for each test.

def test_…(cards):
    setup = outside.cards.begin_setup(…)
    back = cards.give(setup.url, cards.VISA)          # what a person does at the page; where they are sent
    cards.advance(days=4)                              # Direct Debits settle
    for said in cards.news(): take_event(said.payload, said.signature)
    cards.webhook(live.url + "/provider/events/")      # or really deliver them
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import httpx
import pytest

from careregister.outside.cards import asking
from careregister.outside.tests.processes import service

KEY, SECRET = "sk_test_pretend", "whsec_pretend"
_PLAINLY: dict[str, Any] = {"trust_env": False, "verify": False}  # http, here: no certificates are read for each call


@dataclass(frozen=True, slots=True)
class Said:
    """An event as it would come to our endpoint."""

    id: str
    kind: str
    payload: bytes
    signature: str

    @property
    def about(self) -> dict[str, Any]:
        return dict(json.loads(self.payload)["data"]["object"])


@dataclass
class Cards:
    """`url` of the provider; everything else makes something happen there."""

    VISA = "4242424242424242"
    CHARGE_FAILS = "4000000000000341"
    ASKS_ONCE = "4000002500003155"
    ASKS_ALWAYS = "4000002760003184"
    DECLINED = "4000000000000002"
    DISPUTED = "4000000000000259"
    REFUND_FAILS = "4000000000005126"
    REFUND_LATER = "4000000000007726"
    DEBIT = "00012345"
    DEBIT_NO_MONEY = "22222227"
    DEBIT_NOT_AUTHORISED = "33333335"
    DEBIT_DISPUTED = "55555559"
    DEBIT_REFUSED = "00033333"

    url: str
    key: str = KEY
    secret: str = SECRET
    _read: str = field(default="", repr=False)

    def give(self, url: str, number: str, *, expires: str = "12/34", bank: str = "yes") -> str:
        """Fill in the provider's page as a person would; the address they are sent back to, or "" if it was declined."""
        form = {
            "kind": "bacs_debit" if len(number) == 8 else "card",
            "number": number,
            "expires": expires,
            "bank": bank,
        }
        answer = httpx.post(url, data=form, **_PLAINLY)
        return answer.headers.get("location", "")

    def advance(self, *, days: float = 0, seconds: int = 0) -> None:
        """The provider's clock goes on, and what falls due on the way happens."""
        self.control("advance", days=days, seconds=seconds)

    def clock(self, to: datetime) -> None:
        """Stand at `to`: forward what falls due happens, back nothing does."""
        self.control("clock", to=int(to.timestamp()))

    def webhook(self, url: str) -> None:
        """Deliver events from now on; "" for nobody."""
        self.control("webhook", url=url)

    def modes(self, **modes: Any) -> None:
        """outage ("", silent, 503), slow_seconds; of webhooks delay_seconds, duplicate, reorder, drop."""
        self.control("modes", **modes)

    def fail(self, how: str = "close", *, times: int = 1, on: str = "/v1/", before: bool = False) -> None:
        """The next POSTs are done and then not answered (close, 500, 500_kept, slow); `before`: not done either."""
        self.control("fail", how=how, times=times, on=on, before=before)

    def behave(self, method_id: str, code: str) -> None:
        """What a method does from now on: ok, dispute, a decline code, or "" for what its number says."""
        self.control("behave", method=method_id, **{"as": code})

    def dispute(self, charge_id: str, *, inquiry: bool = False) -> None:
        self.control("dispute", charge=charge_id, inquiry=inquiry)

    def decide(self, charge_id: str, how: str) -> None:
        """The dispute is won or lost."""
        self.control("decide", charge=charge_id, how=how)

    def end_mandate(self, method_id: str) -> None:
        self.control("end_mandate", method=method_id)

    def payout(self) -> str | None:
        return self.control("payout")["payout"]

    def everything(self) -> dict[str, Any]:
        return dict(httpx.get(f"{self.url}/_control/all", **_PLAINLY).json())

    def things(self, kind: str) -> list[dict[str, Any]]:
        """payment_intent, charge, refund, dispute, payout, balance_transaction, mandate, event…: oldest first."""
        return list(self.everything()["things"][kind])

    def news(self) -> list[Said]:
        """The events since this was last asked, oldest first, freshly signed: to be taken by hand, in any order."""
        answer = httpx.get(f"{self.url}/_control/outbox", params={"after": self._read}, **_PLAINLY).json()
        said = [Said(one["id"], one["type"], one["payload"].encode(), one["signature"]) for one in answer["events"]]
        self._read = said[-1].id if said else self._read
        return said

    def control(self, verb: str, **asked: Any) -> dict[str, Any]:
        answer = httpx.post(f"{self.url}/_control/{verb}", json=asked, **_PLAINLY)
        assert answer.status_code == 200, answer.text
        return dict(answer.json())


@pytest.fixture(scope="session")
def _running_cards() -> Iterator[str]:
    with service("cards", "--key", KEY, "--secret", SECRET) as address:
        yield address


@pytest.fixture
def cards(settings, _running_cards: str) -> Iterator[Cards]:
    """The product pays at this pretend provider, which knows nobody yet and tells nobody."""
    settings.CARDS_URL, settings.CARDS_KEY, settings.CARDS_WEBHOOK_SECRET = _running_cards, KEY, SECRET
    policy = settings.CONTENT_SECURITY_POLICY
    forms = {"form-action": [*policy["DIRECTIVES"]["form-action"], _running_cards]}
    settings.CONTENT_SECURITY_POLICY = policy | {"DIRECTIVES": policy["DIRECTIVES"] | forms}
    provider = Cards(_running_cards)
    provider.control("reset")
    yield provider
    asking.close()
    provider.control("reset")
