"""Cards and Direct Debits at Stripe: its pages take the numbers, its bank moves the money; here only ids, pence, facts.

Two refusals and no third: CardsRefused, nothing moved; CardsUnreachable, nobody can know, ask again under the same key.
"""

from .asking import TIMES, address_is_safe, is_set_up
from .calls import (
    EVENTS,
    SELDOM,
    TOLERANCE_SECONDS,
    begin_setup,
    charge,
    charge_now,
    charge_of,
    create_customer,
    detach,
    event,
    events,
    method,
    movements,
    refund,
    refund_now,
    refunds_of,
    setup_result,
)
from .facts import (
    CardsRefused,
    CardsUnreachable,
    Charge,
    Event,
    MethodFacts,
    Movement,
    RefundFacts,
    Setup,
    SetupResult,
)

__all__ = [
    "EVENTS",
    "SELDOM",
    "TIMES",
    "TOLERANCE_SECONDS",
    "CardsRefused",
    "CardsUnreachable",
    "Charge",
    "Event",
    "MethodFacts",
    "Movement",
    "RefundFacts",
    "Setup",
    "SetupResult",
    "address_is_safe",
    "begin_setup",
    "charge",
    "charge_now",
    "charge_of",
    "create_customer",
    "detach",
    "event",
    "events",
    "is_set_up",
    "method",
    "movements",
    "refund",
    "refund_now",
    "refunds_of",
    "setup_result",
]
