"""What the provider said, in our words: frozen, integer pence, moments in UTC. No card or account number is ever here."""

from dataclasses import dataclass, field
from datetime import date, datetime


class CardsRefused(Exception):
    """The provider said no, and nothing moved. `code`: its word (declined: `card_declined`…), or `not_set_up`."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class CardsUnreachable(Exception):
    """Nobody can know whether it was done: ask again under the same key, or look for the reference.

    `reason`: slow, unreachable, not_json, sign_in (our key is wrong: nothing moved, nobody is to blame), too_many,
    key_in_use, key_used_otherwise, status_<number>.
    """

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Setup:
    """A visit to the provider's page. `url` is where to send the person; it works once and for a day."""

    id: str
    url: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class MethodFacts:
    """A card or a Direct Debit. `brand_or_bank`: the card's brand; "" for Direct Debit, whose bank nobody tells us."""

    id: str
    kind: str  # card, bacs_debit
    last4: str
    expires: date | None  # the last day on which a card is good
    brand_or_bank: str
    mandate: str  # of a Direct Debit
    mandate_state: str  # active, pending, inactive, or "" for a card


@dataclass(frozen=True, slots=True)
class SetupResult:
    """`customer` is whose visit it was: compare it before believing a session's id that came with an address."""

    state: str  # open, done, expired
    method: MethodFacts | None
    customer: str = ""


@dataclass(frozen=True, slots=True)
class Charge:
    """A single payment as it stands. `dispute`: "", inquiry (no money moved), open (taken back for now), won, lost."""

    id: str
    state: str  # processing, succeeded, failed, needs_person
    code: str  # why it failed
    pence: int
    received_at: datetime | None
    fee_pence: int | None
    dispute: str = ""
    refunded_pence: int = 0
    reference: str = ""


@dataclass(frozen=True, slots=True)
class RefundFacts:
    id: str
    state: str  # pending, succeeded, failed
    pence: int
    code: str  # why it failed
    charge_id: str = ""
    reference: str = ""


@dataclass(frozen=True, slots=True)
class Movement:
    """A line of the provider's account of our money. `pence` before its share: in is positive, out negative.

    `fee_pence`: what it kept of this line (cost is positive). `source`: of charge and dispute the charge's id, of refund
    the refund's, of payout the payout's, else the provider's own or "". dispute: also what a bank took back otherwise.
    """

    id: str
    kind: str  # charge, refund, dispute, payout, fee, other
    pence: int
    fee_pence: int
    source: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Event:
    """Something changed, at the provider, at `at`. Never believed for more than that: ask how the object stands now.

    `about` is whom to ask: the charge's id for charge, refund and dispute, the session's for setup, the method's for
    mandate, else "".
    """

    id: str
    kind: str  # the provider's own word: payment_intent.succeeded…
    object_kind: str  # charge, refund, setup, mandate, dispute, payout, other
    object_id: str
    at: datetime
    about: str = ""
