"""The provider that the contract's cases run against: the pretend one, or the real one's test mode when there is a key.

    TESTS_CARDS_KEY=sk_test_… bin/test careregister/outside/tests/test_cards_contract.py

The account has cards and Bacs Direct Debit switched on. Methods come from the provider's published tokens: its page has
no door for tests.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar
from uuid import uuid4

from careregister.outside import cards as provider
from careregister.outside.cards.asking import client, judged

T = TypeVar("T")
PATIENCE_SECONDS = 240
MANDATE = {"customer_acceptance": {"type": "online", "online": {"ip_address": "192.0.2.1", "user_agent": "tests"}}}


class Clock(Protocol):
    def advance(self, *, days: float = 0, seconds: int = 0) -> None: ...


@dataclass
class There:
    """`pretend` moves the pretend provider's clock; None where the provider is real, and one has to wait."""

    pretend: Clock | None

    def customer(self) -> str:
        return provider.create_customer(new(), key=new())

    def saved(self, token: str, kind: str = "card") -> tuple[str, provider.MethodFacts]:
        """A customer and a method that was set up as a visit would."""
        customer = self.customer()
        asked: dict[str, Any] = {
            "customer": customer, "payment_method": token, "payment_method_types": [kind], "confirm": True,
            "usage": "off_session",
        }  # fmt: skip
        if kind == "bacs_debit":
            asked["mandate_data"] = MANDATE
        with judged():
            made = client().v1.setup_intents.create(asked)
        return customer, provider.method(str(made.payment_method))

    def attached(self, token: str) -> tuple[str, str]:
        """A customer and a method that was only attached: its bank was not asked yet."""
        customer = self.customer()
        with judged():
            return customer, str(client().v1.payment_methods.attach(token, {"customer": customer}).id)

    def eventually(self, see: Callable[[], T | None]) -> T:
        """What `see` sees at last."""
        until = time.monotonic() + PATIENCE_SECONDS
        days = 0
        while not (found := see()):
            if self.pretend is None:
                assert time.monotonic() < until, "it did not happen in time"
                time.sleep(3)
            else:
                assert days < 20, "it did not happen within twenty days"
                self.pretend.advance(days=1)
                days += 1
        return found


def new() -> str:
    """A key or a reference that nobody had before."""
    return uuid4().hex


def paid(
    customer: str,
    method: provider.MethodFacts | str,
    pence: int = 300,
    *,
    key: str = "",
    reference: str = "",
    words: str = "Membership",
) -> provider.Charge:
    """Charge it, under a key and a reference of its own unless they are given."""
    method_id, mandate = (method, "") if isinstance(method, str) else (method.id, method.mandate)
    return provider.charge(
        customer, method_id, pence, key=key or new(), reference=reference or new(), words=words, mandate=mandate
    )
